import { Ajv } from 'ajv'
import { parse } from 'yaml'
import type { Requirement } from '../../engine/requirement.ts'
import { type GeneratedFile, header } from './generated-file.ts'

const sentence = { type: 'string', pattern: '^\\S(.*\\S)?$' }

/** {@link Requirement} as JSON Schema. An `assumed` row says what is left open, and puts it to the vendor in one sentence. */
const rowSchema = {
  type: 'object',
  required: ['id', 'level', 'area', 'title', 'operations', 'clause'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', pattern: '^[A-Z]+-[A-Z]+-[0-9]{2}$' },
    level: { enum: ['must', 'should', 'assumed'] },
    area: sentence,
    title: sentence,
    operations: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', pattern: '^[a-z][A-Za-z]*$' },
    },
    clause: {
      type: 'object',
      required: ['document', 'section', 'quote'],
      additionalProperties: false,
      properties: { document: sentence, section: sentence, quote: sentence, silent: sentence },
    },
    question: { type: 'string', pattern: '^[A-Z](?!.*[.!?] ).*\\?$' },
    seenBy: { enum: ['traffic', 'drill'] },
  },
  if: { properties: { level: { const: 'assumed' } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { properties: { clause: { type: 'object', required: ['silent'] } }, required: ['question'] },
}

const isRow = new Ajv({ allErrors: true, strictRequired: false }).compile<Requirement>(rowSchema)

/**
 * The rows of one register.
 *
 * @throws Error that tells of each thing that is wrong its row and what it is.
 */
export function readRegister(yaml: string): Requirement[] {
  const rows: unknown = parse(yaml)
  if (!Array.isArray(rows)) throw new Error('expected a list of requirements')
  const wrong: string[] = []
  const seen = new Set<string>()
  for (const [index, row] of rows.entries()) {
    const place = `row ${index + 1} (${row?.id ?? 'no id'})`
    if (!isRow(row)) {
      // `must match "then" schema` only repeats the error inside it.
      for (const error of isRow.errors ?? [])
        if (error.keyword !== 'if')
          wrong.push(
            `${place}: ${error.instancePath.slice(1) || 'it'} ${error.message} ${JSON.stringify(error.params)}`,
          )
      continue
    }
    if (seen.has(row.id)) wrong.push(`${place}: an earlier row has this id`)
    seen.add(row.id)
  }
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
  return rows
}

/**
 * `requirements.gen.ts`, from the register beside it.
 *
 * @param folder `suites/<profile>`, or what it has about clients
 */
export function registerModule(folder: string, yaml: string): GeneratedFile {
  const engine = `${'../'.repeat(folder.split('/').length)}engine`
  // Of those a part alone is judged by traffic, and has a type of its own.
  const isOfClients = folder.endsWith('/client')
  return {
    path: `${folder}/requirements.gen.ts`,
    text: `${header(`${folder}/requirements.yaml`)}import type { Requirement } from '${engine}/requirement.ts'

export const requirements = ${JSON.stringify(readRegister(yaml), null, 2)} as const satisfies readonly Requirement[]
${isOfClients ? '' : "\nexport type RequirementId = (typeof requirements)[number]['id']\n"}`,
  }
}
