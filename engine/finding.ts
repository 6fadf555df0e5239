import type { Exchange } from './exchange.ts'
import type { Figure } from './figure.ts'
import { normalised } from './fingerprint.ts'
import type { Unjudgeable } from './rule.ts'
import type { Finding, OtherStatus } from './verdict.ts'
import { listAnd } from './words.ts'

/** Exchanges cited as evidence: themselves or by ID. */
export type Cited = readonly (Exchange | string | undefined)[]

const ids = (cited: Cited): string[] => [
  ...new Set(cited.flatMap((one) => (one === undefined ? [] : [typeof one === 'string' ? one : one.id]))),
]

/** The target keeps the rule, as far as it was observed. */
export const holds = (message: string, cited: Cited = []): Finding => ({
  outcome: 'holds',
  message,
  exchanges: ids(cited),
})

/** As {@link holds}, but for the number of a status. */
export const heldByOther = (message: string, otherStatus: OtherStatus, cited: Cited = []): Finding => ({
  outcome: 'holds',
  message,
  exchanges: ids(cited),
  otherStatus,
})

/** The target breaks the rule. `expected` in the document's words, `actual` in the target's. */
export const broken = (expected: string, actual: string, cited: Cited = []): Finding => ({
  outcome: 'broken',
  expected,
  actual,
  exchanges: ids(cited),
})

/** As {@link broken}, for what warns even at level `must`. */
export const mildlyBroken = (expected: string, actual: string, cited: Cited = []): Finding => ({
  ...(broken(expected, actual, cited) as Extract<Finding, { outcome: 'broken' }>),
  mild: true,
})

/** Holds but for this fault, where there is one. */
export const holdsUnless = (fault: string | false | null | undefined, expected: string, cited: Cited = []): Finding =>
  fault ? broken(expected, fault, cited) : holds(expected, cited)

export type Unobserved = Extract<Finding, { outcome: 'unobserved' }>

/** The rule's subject could not be observed: why, and what would make it possible. */
export const unobserved = (
  reason: string,
  remedy: string,
  leansOn: readonly string[] = [],
  cited: Cited = [],
): Unobserved => ({
  outcome: 'unobserved',
  reason,
  remedy,
  leansOn: [...new Set(leansOn)],
  exchanges: ids(cited),
})

/** The target cannot have the rule's subject. */
export const notApplicable = (reason: string): Unjudgeable => ({ outcome: 'not-applicable', reason })

/** The finding with drawings to it. */
export const drawn = (finding: Finding, ...figures: Figure[]): Finding =>
  figures.length > 0 ? { ...finding, figures: [...(finding.figures ?? []), ...figures] } : finding

const WORST_FIRST = ['broken', 'mild', 'unobserved', 'holds', 'not-applicable'] as const
const rank = (finding: Finding) =>
  WORST_FIRST.indexOf(finding.outcome === 'broken' && finding.mild ? 'mild' : finding.outcome)

/**
 * The finding of several checks of one rule: the worst one's, with the words of all that are as bad (of the first three
 * kinds) and their exchanges.
 *
 * @param nothing what to find where there is no check at all
 */
export function worst(findings: readonly Finding[], nothing: Finding): Finding {
  if (findings.length === 0) return nothing
  const lowest = Math.min(...findings.map(rank))
  const same = findings.filter((finding) => rank(finding) === lowest)
  const first = same[0] as Finding
  const exchanges = [...new Set(same.flatMap((finding) => ('exchanges' in finding ? finding.exchanges : [])))]
  switch (first.outcome) {
    case 'broken': {
      const all = same as Extract<Finding, { outcome: 'broken' }>[]
      return {
        ...first,
        expected: joined(gathered(notWithin(all.map((one) => one.expected)), AFTER_FOR)),
        actual: joined(
          gathered(
            all.map((one) => one.actual),
            BEFORE_COLON,
          ),
        ),
        exchanges,
      }
    }
    case 'unobserved': {
      const all = same as Extract<Finding, { outcome: 'unobserved' }>[]
      return {
        ...first,
        reason: joined(
          gathered(
            all.map((one) => one.reason),
            BEFORE_COLON,
          ),
        ),
        remedy: joined(all.map((one) => one.remedy)),
        leansOn: [...new Set(all.flatMap((one) => one.leansOn))],
        exchanges,
      }
    }
    case 'holds': {
      const all = same as Extract<Finding, { outcome: 'holds' }>[]
      const otherStatus = mergedStatuses(all.flatMap((one) => one.otherStatus ?? []))
      return {
        ...first,
        message: joined(all.map((one) => one.message)),
        exchanges,
        ...(otherStatus ? { otherStatus } : {}),
      }
    }
    case 'not-applicable':
      return first
  }
}

function mergedStatuses(all: readonly OtherStatus[]): OtherStatus | undefined {
  const [first] = all
  const distinct = (pick: (one: OtherStatus) => number[]) => [...new Set(all.flatMap(pick))].sort((a, b) => a - b)
  return first && { ...first, by: distinct(({ by }) => by), instead: distinct(({ instead }) => instead) }
}

/** What the same is said of: `A: 422`, `400 for A`. */
const BEFORE_COLON = /^(?<subject>[^,:]+)(?<same>: .+)$/s
const AFTER_FOR = /^(?<same>[^,]+? for )(?<subject>[^,]+)$/s

/**
 * Texts that say the same of several things as one: `A and B: 422`, `400 for A, B and C`. Things of one kind, which vary from
 * run to run, stay apart.
 */
function gathered(texts: readonly string[], pattern: RegExp): string[] {
  const bySame = new Map<string, { text: string; subjects: Map<string, string> }>()
  for (const text of texts) {
    const { subject = text, same = '' } = pattern.exec(text)?.groups ?? {}
    const kind = normalised(subject)
    const known = bySame.get(same)
    const isOther =
      same === '' || / and /.test(subject) || (known?.subjects.has(kind) && known.subjects.get(kind) !== subject)
    if (known && !isOther) known.subjects.set(kind, subject)
    else bySame.set(isOther ? text : same, { text, subjects: new Map([[kind, subject]]) })
  }
  return [...bySame.values()].map(({ text, subjects }) => {
    const all = [...subjects.values()]
    return all.length < 2 ? text : text.replace(all[0] as string, () => listAnd(all, SHOWN))
  })
}

/** The texts that are not the end of another one. */
const notWithin = (texts: readonly string[]): string[] =>
  texts.filter((text) => !texts.some((other) => other !== text && other.endsWith(text)))

const SHOWN = 3
/** Texts that are looked through for their kinds. */
const LOOKED_THROUGH = 200

/** The first texts; where there are too many, one of each kind, with how many are alike. */
function joined(texts: string[]): string {
  const distinct = [...new Set(texts)]
  if (distinct.length <= SHOWN) return distinct.join('; ')
  const kinds = new Map<string, { text: string; alike: number }>()
  for (const text of distinct.slice(0, LOOKED_THROUGH)) {
    const kind = normalised(text)
    const known = kinds.get(kind)
    if (known) known.alike++
    else kinds.set(kind, { text, alike: 0 })
  }
  const shown = [...kinds.values()].slice(0, SHOWN)
  const rest = distinct.length - shown.reduce((sum, { alike }) => sum + 1 + alike, 0)
  const told = shown.map(({ text, alike }) => (alike > 0 ? `${text} (and ${alike} alike)` : text))
  return [...told, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ')
}
