import type { WaiverNote } from '../engine/waivers.ts'
import { plural } from '../engine/words.ts'
import { countOutcomes, type Unkept, unkeptOf } from './contracts.ts'
import { cell, code, prose } from './markdown-text.ts'
import type { Report, RequirementReport, TargetReport, Writer } from './model.ts'
import { shorten } from './shorten.ts'
import {
  byVerdict,
  duration,
  otherStatusInWords,
  questions,
  standsForInWords,
  titleOf,
  untried,
  verdictInWords,
  verdicts,
  warnings,
} from './verdicts.ts'

/** GitHub takes 65,536 characters of a comment; some are left for what is put around it. */
const ROOM = 65_000
/** The most that is shown of one string: the report has it in full. */
const LONGEST = 600
/** How many rules are named that share what would make them possible. */
const NAMED = 12
/** Room that a section takes even where none of its items fits. */
const HEADING = 120

/**
 * `summary.md`: for a job's summary and for a comment on a pull request. What does not fit into a comment is counted.
 * Nothing of the target's is markup in it, mentions anybody or refers to an issue.
 */
export const markdown: Writer = {
  write({ report }) {
    const { targets, complete } = report
    const head = [`## ${prose(headlineOf(report))}`, ...(complete ? [] : [incomplete(report)]), ...counts(report)]
    const foot = footer(report)
    let room = ROOM - [...head, foot].join('\n\n').length
    const blocks = targets.map((target, at) => {
      const block = targetBlock(report, target, Math.floor(room / (targets.length - at)))
      room -= block.length
      return block
    })
    return `${[...head, ...blocks, foot].join('\n\n')}\n`
  },
}

/** The verdict, in words. */
function headlineOf({ targets, complete }: Report): string {
  const [first, ...others] = targets
  if (others.length === 0) return verdictInWords(first!, complete).headline
  const broken = targets.filter(({ summary }) => summary.fail > 0).length
  const none = complete ? 'No target breaks' : 'The run broke off; up to there no target breaks'
  const unkept = targets.filter(({ contracts }) => contracts && countOutcomes(contracts).failed > 0).length
  const of = (count: number) => `${count} of ${plural(targets.length, 'target')}`
  if (broken === 0 && unkept > 0) return `Interactions are not kept by ${of(unkept)}`
  return `${broken > 0 ? `${of(broken)} break` : none} a documented rule`
}

function incomplete({ incompleteReason = 'it broke off' }: Report): string {
  return `**The run was not completed:** ${said(incompleteReason)}`
}

/** Where contracts alone were verified there is no rule to count. */
function counts({ targets }: Report): string[] {
  if (targets.every(({ requirements }) => requirements.length === 0)) return []
  const columns = verdicts.map(({ label }) => label)
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  const lines = [
    row(['target', ...columns]),
    row(['---', ...columns.map(() => '--:')]),
    ...targets.map((target) =>
      row([cell(code(titleOf(target))), ...verdicts.map(({ count }) => target.summary[count])]),
    ),
  ]
  return [lines.join('\n')]
}

interface Section {
  title: string
  items: string[]
  /** Shown when it is opened. */
  folded?: true
}

function targetBlock(report: Report, target: TargetReport, room: number): string {
  const { headline, detail } = verdictInWords(target, report.complete)
  const unkept = target.contracts ? unkeptOf(target.contracts) : []
  const ofOutcome = (outcome: Unkept['outcome']) => unkept.filter((one) => one.outcome === outcome).map(unkeptItem)
  const sections: Section[] = [
    { title: 'Interactions that are not kept', items: ofOutcome('failed') },
    { title: 'Interactions that could not be verified', items: ofOutcome('error') },
    { title: 'Fails', items: byVerdict(target, 'fail').map((rule) => item(rule, 'expected', 'actual')) },
    {
      title: 'Questions to the vendor',
      items: questions(target).map((rule) =>
        item(rule, 'we read', `the ${target.role === 'client' ? 'client' : 'target'}`),
      ),
    },
    { title: 'Nearly as stated', items: warnings(target, 'must').map((rule) => item(rule, 'expected', 'actual')) },
    { title: 'Warnings', items: warnings(target, 'should').map((rule) => item(rule, 'expected', 'actual')) },
    { title: 'Waivers to see to', items: (target.waivers ?? []).map(noteItem) },
    { title: 'Not tried, and what would make it possible', items: untried(target).map(untriedItem), folded: true },
    { title: 'Waived', items: byVerdict(target, 'waived').map(waivedItem), folded: true },
    { title: 'Holds, but for the number', items: byOtherNumber(target), folded: true },
  ].filter(({ items }) => items.length > 0) as Section[]

  const parts = [
    ...(report.targets.length > 1 ? [`### ${prose(headline)}`] : []),
    `${prose(detail)} ${code(target.baseUrl)}, ${target.profile}, ${target.kind}, ${plural(target.usage.requests, 'request')}.`,
  ]
  sections.forEach((section, at) => {
    const later = (sections.length - at - 1) * HEADING
    parts.push(fitted(section, room - parts.join('\n\n').length - later))
  })
  return parts.join('\n\n')
}

/** As many whole items as fit into the room; the last line then says how many do not. */
function fitted({ title, items, folded }: Section, room: number): string {
  const heading = `${title} (${items.length.toLocaleString('en-US')})`
  let left = room - 2 * HEADING
  const shown: string[] = []
  for (const one of items) {
    if (one.length + 1 > left) break
    left -= one.length + 1
    shown.push(one)
  }
  const rest = items.length - shown.length
  if (rest > 0)
    shown.push(`- … and ${rest.toLocaleString('en-US')} more, for which there is no room here: report.json has them`)
  const list = shown.join('\n')
  return folded ? `<details><summary>${heading}</summary>\n\n${list}\n\n</details>` : `#### ${heading}\n\n${list}`
}

const unkeptItem = ({ consumer, name, mismatches }: Unkept): string =>
  [`- ${prose(consumer)}: ${said(name)}`, ...mismatches.map((one) => `  - ${quoted(one)}`)].join('\n')

function item(rule: RequirementReport, expected: string, actual: string): string {
  const { id, operations, title, level, clause, message, question, standsFor } = rule
  const words =
    rule.expected === undefined
      ? [said(message)]
      : [`${expected}: ${quoted(rule.expected)}`, `${actual}: ${quoted(rule.actual ?? message)}`]
  const { document, section, quote, silent } = clause
  const source = `clause: “${said(quote)}” (${said(document)}, ${said(section)})`
  const others = standsFor ? [prose(standsForInWords(standsFor))] : []
  const open = silent === undefined ? [] : [`left open: ${said(silent)}`]
  return [
    `- **${prose(id)}** (${level}) ${operations.map(quoted).join(', ')}: ${said(question ?? title)}`,
    ...[...words, ...others, source, ...open].map((line) => `  - ${line}`),
  ].join('\n')
}

/** Rules that hold but for the number of a status, under how they hold. */
function byOtherNumber(target: TargetReport): string[] {
  const groups = new Map<string, string[]>()
  for (const { id, verdict, otherStatus } of target.requirements) {
    if (verdict !== 'pass' || !otherStatus) continue
    const words = otherStatusInWords(otherStatus)
    groups.set(words, [...(groups.get(words) ?? []), id])
  }
  return [...groups].map(([words, ids]) => `- ${prose(words)}: ${ids.map(prose).join(', ')}`)
}

function untriedItem({ message, ids }: { message: string; ids: string[] }): string {
  const rest = ids.length - NAMED
  const named = [...ids.slice(0, NAMED).map(prose), ...(rest > 0 ? [`and ${rest} more`] : [])]
  return `- ${named.join(', ')}: ${said(message)}`
}

function waivedItem({ id, title, waiver }: RequirementReport): string {
  return `- **${prose(id)}** ${said(title)} Waived until ${waiver?.expires}: ${said(waiver?.reason ?? '')}`
}

function noteItem({ id, message, reason }: WaiverNote): string {
  return `- **${prose(id)}** ${said(message)} Its reason: ${said(reason)}`
}

function footer({ tool, startedAt, durationMs, seed }: Report): string {
  return `${tool.name} ${tool.version}, seed ${seed}, ${code(startedAt)}, ${duration(durationMs)}. Each verdict with its exchanges is in the report of this run.`
}

function said(text: string): string {
  return prose(shorten(text, LONGEST))
}

/** The target's words and the document's, as they are. */
function quoted(text: string): string {
  return code(shorten(text, LONGEST))
}
