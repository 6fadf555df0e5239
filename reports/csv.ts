import { stringify } from 'csv-stringify/sync'
import { visible } from './inert.ts'
import type { RequirementReport, TargetReport, Writer } from './model.ts'
import { CUT_WORDS, shorten } from './shorten.ts'
import { otherStatusInWords } from './verdicts.ts'

/** A cell of Excel's holds 32,767 characters; a quote before what would be a formula is one more. */
const CELL = 32_766 - CUT_WORDS

const COLUMNS: Record<string, (rule: RequirementReport, target: TargetReport) => string | number | undefined> = {
  target: (_, { name }) => name,
  profile: (_, { profile }) => profile,
  requirement: ({ id }) => id,
  level: ({ level }) => level,
  area: ({ area }) => area,
  operations: ({ operations }) => operations.join(' '),
  title: ({ title }) => title,
  verdict: ({ verdict }) => verdict,
  message: ({ message }) => message,
  expected: ({ expected }) => expected,
  actual: ({ actual }) => actual,
  document: ({ clause }) => clause.document,
  section: ({ clause }) => clause.section,
  quote: ({ clause }) => clause.quote,
  silent: ({ clause }) => clause.silent,
  leansOn: ({ leansOn }) => leansOn?.join(' '),
  exchanges: ({ exchanges }) => exchanges.join(' '),
  waivedUntil: ({ waiver }) => waiver?.expires,
  waiverReason: ({ waiver }) => waiver?.reason,
  durationMs: ({ durationMs }) => durationMs,
  question: ({ question }) => question,
  otherStatus: ({ otherStatus }) => otherStatus && otherStatusInWords(otherStatus),
  standsFor: ({ standsFor }) => standsFor?.join(' '),
  role: (_, { role }) => role ?? 'server',
}

/** `requirements.csv`, a line for each requirement of each target, to be sorted and shared in a spreadsheet. */
export const csv: Writer = {
  write: ({ report }) =>
    asTable(
      report.targets.flatMap((target) => target.requirements.map((rule) => ({ rule, target }))),
      Object.fromEntries(
        Object.entries(COLUMNS).map(([name, column]) => [name, ({ rule, target }: Row) => column(rule, target)]),
      ),
    ),
}

interface Row {
  rule: RequirementReport
  target: TargetReport
}

/**
 * Rows as a table (RFC 4180) that spreadsheets take: with the byte order mark without which Excel misreads what is not
 * ASCII, and with a quote before what a spreadsheet would take for a formula.
 */
export const asTable = <Item>(
  rows: readonly Item[],
  columns: Readonly<Record<string, (row: Item) => string | number | undefined>>,
): string =>
  stringify(
    rows.map((row) => Object.values(columns).map((column) => asCell(column(row)))),
    { columns: Object.keys(columns), header: true, bom: true, record_delimiter: 'windows', escape_formulas: true },
  )

function asCell(value: string | number | undefined): string | number | undefined {
  return typeof value === 'string' ? shorten(visible(value), CELL) : value
}
