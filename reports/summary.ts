import { plural } from '../engine/words.ts'
import { visible } from './inert.ts'
import type { Report, TargetReport } from './model.ts'
import {
  addressOf,
  byOtherStatus,
  byVerdict,
  duration,
  partyOf,
  question,
  questions,
  standsForInWords,
  titleOf,
  untried,
  verdicts,
  waitInWords,
  warnings,
} from './verdicts.ts'

/** Colours, as functions from text to text; picocolors has them. */
export interface Palette {
  fail(text: string): string
  warn(text: string): string
  pass(text: string): string
  dim(text: string): string
  bold(text: string): string
}

export const plain: Palette = { fail: same, warn: same, pass: same, dim: same, bold: same }

export interface SummaryOptions {
  palette?: Palette
  /** Columns of the terminal; longer lines end in `…`. */
  columns?: number
  /** Lines at most, 24 for one target and 8 more for each further one by default; what does not fit is counted. */
  lines?: number
  /** Where the full report is, as the reader can open it. */
  reportFile: string
}

interface Line {
  text: string
  paint: (text: string) => string
}

/** Requirements that one stands for which are named before the rest is counted. */
const NAMED = 3

/** The end of a run on a terminal: counts, each fail, warnings, questions to the vendor, usage, and where the report is. */
export function summary(report: Report, options: SummaryOptions): string {
  const { palette = plain, columns = 100, lines = 16 + 8 * report.targets.length, reportFile } = options
  const last: Line[] = [{ text: `Report: ${reportFile}`, paint: palette.bold }]
  if (!report.complete) {
    last.unshift({
      text: `The run was not completed: ${report.incompleteReason ?? 'it broke off'}`,
      paint: palette.fail,
    })
  }
  const printed: Line[] = []
  report.targets.forEach((target, at) => {
    const room = Math.floor((lines - last.length - printed.length) / (report.targets.length - at))
    if (at > 0) printed.push({ text: '', paint: same })
    printed.push(...targetLines(report, target, room, palette))
  })
  return [...printed, ...last].map(({ text, paint }) => paint(clip(visible(text), columns))).join('\n')
}

function targetLines(report: Report, target: TargetReport, room: number, palette: Palette): Line[] {
  const head: Line[] = [
    {
      text: [titleOf(target), target.profile, addressOf(target), target.kind].filter(Boolean).join(' · '),
      paint: palette.bold,
    },
    { text: `  ${counts(target)}`, paint: target.summary.fail ? palette.fail : palette.pass },
  ]
  const foot: Line[] = [{ text: `  ${usage(report, target)}`, paint: palette.dim }]
  const left = leftBehind(target)
  if (left !== undefined) foot.unshift({ text: `  ${left}`, paint: palette.warn })
  const discovered = (target.discovered ?? []).map((line): Line => ({ text: `  found ${line}`, paint: palette.dim }))

  const asked = questions(target).map((rule) => [
    { text: `  ? ${rule.id}  ask the vendor: ${question(rule)}`, paint: palette.warn },
  ])
  const warned = [...warnings(target, 'must'), ...warnings(target, 'should')].map((rule) => [
    {
      text: `  ! ${rule.id}  ${rule.title} The ${partyOf(target)}: ${rule.actual ?? rule.message}`,
      paint: palette.warn,
    },
  ])
  const missing = untried(target).map(({ message, ids }) => [
    {
      text: `  - ${ids[0]}${ids.length > 1 ? ` and ${ids.length - 1} more` : ''} not tried: ${message}`,
      paint: palette.dim,
    },
  ])
  const fails = byVerdict(target, 'fail').map((rule) => [
    { text: `  ✗ ${rule.id}  ${rule.title}`, paint: palette.fail },
    {
      text: `      expected  ${rule.expected ?? rule.title} — “${rule.clause.quote}” (${rule.clause.section})`,
      paint: palette.dim,
    },
    { text: `      actual    ${rule.actual ?? rule.message}`, paint: same },
    ...(rule.standsFor ? [{ text: `      ${standsForInWords(rule.standsFor, NAMED)}`, paint: palette.dim }] : []),
  ])

  // Fails come first; a few lines are held back for warnings, for questions and for what was not tried.
  const free = room - head.length - foot.length
  const forAsked = Math.min(asked.length, free < 12 ? 1 : 3)
  const forWarned = Math.min(warned.length, free < 12 ? 1 : 3)
  const forMissing = Math.min(missing.length, free < 12 ? 1 : 2)
  const shown = fitted(fails, free - forWarned - forAsked - forMissing, 'more fail', palette)
  shown.push(...fitted(warned, free - shown.length - forAsked - forMissing, 'more warning', palette))
  shown.push(...fitted(asked, free - shown.length - forMissing, 'more question', palette))
  shown.push(...fitted(missing, free - shown.length, 'more reason', palette))
  // What was found is worth seeing where the run has little else to say.
  const found = discovered.length <= free - shown.length ? discovered : []
  return [...head, ...found, ...shown, ...foot]
}

/** As many whole items as fit into the room; the last line then says how many do not. */
function fitted(items: Line[][], room: number, noun: string, palette: Palette): Line[] {
  if (items.flat().length <= room) return items.flat()
  if (room < 1) return []
  const shown: Line[] = []
  let taken = 0
  for (const item of items) {
    if (shown.length + item.length > room - 1) break
    shown.push(...item)
    taken++
  }
  return [...shown, { text: `    … and ${plural(items.length - taken, noun)} in the report`, paint: palette.dim }]
}

/** What the run's writes left at the target, in one line. */
function leftBehind({ kind, leftBehind: left = [] }: TargetReport): string | undefined {
  if (left.length === 0) return undefined
  const where = kind === 'mock' ? ' in the embedded mock, gone with it' : ''
  const count = left.length > 1 ? `${left.length.toLocaleString('en-US')} writes, first ` : ''
  return `left behind${where}: ${count}${left[0]}`
}

function counts(target: TargetReport): string {
  const { summary: sum } = target
  const otherwise = byOtherStatus(target)
  return verdicts
    .filter(({ count }) => sum[count] > 0)
    .map(
      ({ count, glyph, label }) =>
        `${glyph} ${sum[count]} ${label}${count === 'pass' && otherwise > 0 ? ` (${otherwise} by another status)` : ''}`,
    )
    .join('   ')
}

function usage(report: Report, { usage: used, rateLimit }: TargetReport): string {
  return [
    plural(used.requests, 'request'),
    ...(rateLimit ? [plural(used.cases, 'case')] : []),
    ...(used.rateLimitWaitMs > 0 ? [waitInWords(used.rateLimitWaitMs, report.durationMs)] : []),
    `${duration(report.durationMs)} in all`,
    `seed ${report.seed}`,
  ].join(', ')
}

function clip(text: string, columns: number): string {
  const chars = [...text]
  return chars.length <= columns ? text : `${chars.slice(0, columns - 1).join('')}…`
}

function same(text: string): string {
  return text
}
