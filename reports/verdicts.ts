import type { Level } from '../engine/requirement.ts'
import type { VerdictName } from '../engine/verdict.ts'
import { plural } from '../engine/words.ts'
import { countOutcomes, interactionsOf } from './contracts.ts'
import type { ContractsReport, RequirementReport, Summary, TargetReport } from './model.ts'

/** Verdicts as people read them, the one to act on first at the top. The glyph is never the only sign of a verdict. */
export const verdicts: readonly { name: VerdictName; count: keyof Summary; glyph: string; label: string }[] = [
  { name: 'fail', count: 'fail', glyph: '✗', label: 'fail' },
  { name: 'warn', count: 'warn', glyph: '!', label: 'warn' },
  { name: 'inconclusive', count: 'inconclusive', glyph: '?', label: 'inconclusive' },
  { name: 'waived', count: 'waived', glyph: '~', label: 'waived' },
  { name: 'pass', count: 'pass', glyph: '✓', label: 'pass' },
  { name: 'not-applicable', count: 'notApplicable', glyph: '–', label: 'not applicable' },
]

export const levels: readonly { name: Level; meaning: string }[] = [
  { name: 'must', meaning: 'the document states it' },
  { name: 'should', meaning: 'the document recommends it, or it follows' },
  { name: 'assumed', meaning: 'our reading where the document is silent' },
]

/** How a target is called where a run has a client and a server of one name. */
export const titleOf = ({ name, role }: Pick<TargetReport, 'name' | 'role'>): string =>
  role === 'client' ? `${name} (client)` : name

/** What was judged, as sentences about it name it. */
export const partyOf = ({ role }: Pick<TargetReport, 'role'>): 'client' | 'target' =>
  role === 'client' ? 'client' : 'target'

/** Where a target's exchanges went: a drill has a server of its own for each situation. */
export const addressOf = ({ baseUrl, kind }: Pick<TargetReport, 'baseUrl' | 'kind'>): string | undefined =>
  kind === 'driver' ? undefined : baseUrl

/** The role where it is to be said: what says none is a server. */
export const roleOfClient = ({ role }: Pick<TargetReport, 'role'>): { role?: 'client' } =>
  role === 'client' ? { role } : {}

export function byVerdict(target: TargetReport, verdict: VerdictName): RequirementReport[] {
  return target.requirements.filter((rule) => rule.verdict === verdict)
}

/** Assumed rules that did not hold: the document does not settle them, so they are put to the vendor as questions. */
export function questions(target: TargetReport): RequirementReport[] {
  return byVerdict(target, 'warn').filter((rule) => rule.level === 'assumed')
}

/** The other warnings: of what the document states (must), and of what it recommends or implies (should). */
export function warnings(target: TargetReport, level: 'must' | 'should'): RequirementReport[] {
  return byVerdict(target, 'warn').filter((rule) => rule.level === level)
}

/** How a rule holds but for a number, and whose matter that is: `refused, by 422 instead of 400: ITERO-CODE-01`. */
export function otherStatusInWords({ requirement, message }: NonNullable<RequirementReport['otherStatus']>): string {
  return `${message}: ${requirement}`
}

/** The rules that hold but for a number, as what is said of the requirement whose matter it is. */
export function standsForInWords(standsFor: readonly string[], named = standsFor.length): string {
  const rest = standsFor.length - named
  const ids = [...standsFor.slice(0, named), ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ')
  return `stands for ${plural(standsFor.length, 'rule that holds', 'rules that hold')} but for the number: ${ids}`
}

/** Rules that hold but for a number. */
export function byOtherStatus(target: TargetReport): number {
  return target.requirements.filter(({ verdict, otherStatus }) => verdict === 'pass' && otherStatus).length
}

/** What the vendor is asked about such a rule, in short; its message says it at length. */
export function question({ question: asked, expected, actual, message }: RequirementReport): string {
  if (asked !== undefined) return `${asked} The target: ${actual}`
  return expected === undefined
    ? message
    : `We read the document so: ${expected}; what came: ${actual}. Is that what is meant?`
}

/** Between why a rule could not be tried and what would make it possible, in its message. */
const REMEDY = '. Possible with: '

/** The message of a rule that could not be tried. */
export function untriedMessage(reason: string, remedy: string): string {
  return `${reason}${REMEDY}${remedy}.`
}

/**
 * The message of a rule that could not be tried, where the remedy names rules that do hold in this report: what they
 * hold for was seen of other requests, so that there is nothing to mend, and another run may tell.
 *
 * @param isKept whether the report finds that a requirement holds
 */
export function remedyInReport(message: string, isKept: (id: string) => boolean): string {
  const at = message.lastIndexOf(REMEDY)
  if (at < 0) return message
  const remedy = message
    .slice(at + REMEDY.length)
    .replace(/\b([A-Z]+(?:-[A-Z]+)+-\d{2,}) holds\b/g, (found, id: string) =>
      isKept(id) ? `another run (${id} holds otherwise in this one)` : found,
    )
  return `${message.slice(0, at)}${REMEDY}${remedy}`
}

/** Rules that could not be tried, under what would make them possible; what most of them need first. */
export function untried(target: TargetReport): { message: string; ids: string[] }[] {
  const groups = new Map<string, { messages: string[]; ids: string[] }>()
  for (const { id, message } of byVerdict(target, 'inconclusive')) {
    const key = message.slice(Math.max(0, message.lastIndexOf(REMEDY)))
    const group = groups.get(key) ?? { messages: [], ids: [] }
    groups.set(key, group)
    group.ids.push(id)
    if (!group.messages.includes(message)) group.messages.push(message)
  }
  return [...groups]
    .map(([key, { messages, ids }]) => ({ message: messages.length === 1 ? messages[0]! : joined(key, messages), ids }))
    .sort((a, b) => b.ids.length - a.ids.length)
}

/** Of rules that have only the remedy in common, that comes first; then the first two of their reasons. */
function joined(remedy: string, messages: readonly string[]): string {
  const reasons = messages.slice(0, 2).map((message) => cut(message.slice(0, -remedy.length)))
  const rest = messages.length - reasons.length
  const why = [...reasons, ...(rest > 0 ? [`and ${plural(rest, 'more reason')}`] : [])].join('; ')
  return `${remedy.slice(2)} Why not now: ${why}.`
}

/** One of several reasons: where it is long it is a list itself, and its beginning tells enough. */
const cut = (reason: string): string =>
  reason.length > LONGEST_REASON ? `${reason.slice(0, LONGEST_REASON).trimEnd()}…` : reason
const LONGEST_REASON = 160

/** A target's verdict in a sentence, and the counts behind it in another. */
export function verdictInWords(target: TargetReport, complete: boolean): { headline: string; detail: string } {
  const { fail, warn, inconclusive, waived, pass, notApplicable } = target.summary
  const total = target.requirements.length
  if (total === 0 && target.contracts) return contractsInWords(target.name, target.contracts)
  const rest = [
    fail && plural(fail, 'fails', 'fail'),
    warn && plural(warn, 'warns', 'warn'),
    inconclusive && `${inconclusive} could not be tried`,
    waived && plural(waived, 'is waived', 'are waived'),
    notApplicable && plural(notApplicable, 'does not apply', 'do not apply'),
  ].filter((part) => typeof part === 'string')
  const hold =
    pass < total
      ? `${pass} of ${plural(total, 'rule')} hold`
      : total === 1
        ? 'The one rule holds'
        : `All ${total} rules hold`
  const otherwise = byOtherStatus(target)
  const aside = otherwise > 0 ? ` (${otherwise} of them but for the status's number)` : ''
  return { headline: headline(target, complete), detail: `${[`${hold}${aside}`, ...rest].join(', ')}.` }
}

/** The same of a report that has nothing but pacts in it. */
function contractsInWords(name: string, contracts: ContractsReport): { headline: string; detail: string } {
  const { passed, failed, errors } = countOutcomes(contracts)
  const total = interactionsOf(contracts).length
  const detail = `${passed} of ${plural(total, 'interaction')} passed, ${failed} failed, ${errors} could not be verified.`
  if (failed > 0) return { headline: `${name} does not keep ${plural(failed, 'interaction')} of its pacts`, detail }
  if (errors > 0) return { headline: `Not every interaction could be verified on ${name}`, detail }
  return { headline: `${name} keeps its pacts`, detail }
}

function headline(target: TargetReport, complete: boolean): string {
  const { fail, inconclusive, waived, pass, warn } = target.summary
  const title = titleOf(target)
  if (fail > 0) return `${title} breaks ${plural(fail, 'documented rule')}${complete ? '' : ', and the run broke off'}`
  if (!complete) return `The run broke off; nothing failed on ${title} up to there`
  if (pass + warn === 0) return `Nothing could be judged on ${title}`
  if (inconclusive > 0) return `Nothing fails on ${title}, but ${plural(inconclusive, 'rule')} could not be tried`
  if (waived > 0) return `${title} conforms but for ${plural(waived, 'known deviation')}`
  return `${title} conforms to the document`
}

/** How long the run waited for the limit; where the target's time was moved instead, nobody waited. */
export function waitInWords(waitedMs: number, tookMs: number): string {
  return waitedMs > tookMs
    ? `the target's time moved on by ${duration(waitedMs)} for the rate limit`
    : `${duration(waitedMs)} waiting for the rate limit`
}

/** A length of time at the precision that people want: `34 ms`, `2.4 s`, `1 min 14 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 99_950) return `${(ms / 1000).toFixed(1).replace(/\.0$/, '')} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
