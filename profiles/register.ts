import { Ajv } from 'ajv'
import { parse } from 'yaml'
import type { Requirement, Row } from '../engine/requirement.ts'

const sentence = { type: 'string', pattern: '^\\S(.*\\S)?$' }

/**
 * {@link Row} as JSON Schema. An `assumed` row without `silent` would be a question that asks nothing. An ID is chosen by
 * `--only`, which takes a list: it has no commas and no white space.
 */
const rowSchema = {
  type: 'object',
  required: ['id', 'level', 'title', 'clause'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', pattern: '^[^\\s,]+$' },
    level: { enum: ['must', 'should', 'assumed'] },
    area: sentence,
    title: sentence,
    question: sentence,
    operations: { type: 'array', uniqueItems: true, items: { type: 'string', minLength: 1 } },
    clause: {
      type: 'object',
      required: ['document', 'section', 'quote'],
      additionalProperties: false,
      properties: { document: sentence, section: sentence, quote: sentence, silent: sentence },
    },
  },
}

const isRow = new Ajv({ allErrors: true, strictRequired: false }).compile<Row>(rowSchema)

/**
 * Every thing that is wrong with the rows of a register, with its row; empty where nothing is.
 */
export function flawsOfRegister(rows: unknown): string[] {
  if (!Array.isArray(rows)) return ['expected a list of requirements']
  const seen = new Set<string>()
  return rows.flatMap((row, index): string[] => {
    const place = `row ${index + 1} (${row?.id ?? 'no id'})`
    if (!isRow(row)) {
      return (isRow.errors ?? []).map(
        (error) => `${place}: ${error.instancePath.slice(1) || 'it'} ${error.message} ${JSON.stringify(error.params)}`,
      )
    }
    if (seen.has(row.id)) return [`${place}: an earlier row has this id`]
    seen.add(row.id)
    return []
  })
}

/**
 * The rows of a register as it stands in a file.
 *
 * @throws Error that tells of each thing that is wrong its row and what it is.
 */
export function readRegister(yaml: string): Row[] {
  const rows: unknown = parse(yaml)
  const flaws = flawsOfRegister(rows)
  if (flaws.length > 0) throw new Error(flaws.join('\n'))
  return rows as Row[]
}

/** A row with what a manifest may leave out. */
export const completeRow = (row: Row): Requirement => ({ area: 'Rules', operations: [], ...row })
