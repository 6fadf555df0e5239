import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Requirement } from '../engine/requirement.ts'
import {
  answerSchema,
  findOperation,
  type OpenApiDocument,
  operationIds,
  operations,
  requestSchema,
} from '../openapi/document.ts'
import { document as inboxDocument } from '../openapi/inbox.gen.ts'
import { document as iteroDocument } from '../openapi/itero.gen.ts'
import { document as opusDocument } from '../openapi/opus.gen.ts'
import { validatorFor } from '../openapi/validators.ts'
import { requirements as inbox } from '../suites/inbox/requirements.gen.ts'
import { requirements as itero } from '../suites/itero/requirements.gen.ts'
import { requirements as opus } from '../suites/opus/requirements.gen.ts'

interface Profile {
  document: OpenApiDocument
  requirements: readonly Requirement[]
}

const profiles: Record<string, Profile> = {
  itero: { document: iteroDocument, requirements: itero },
  opus: { document: opusDocument, requirements: opus },
  inbox: { document: inboxDocument, requirements: inbox },
}

/** Every value of a key, wherever in the document it stands. */
function valuesOf(key: string, node: unknown): unknown[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([name, value]) => (name === key ? [value] : valuesOf(key, value)))
}

interface Example {
  /** JSON pointer to its schema. */
  schema: string
  value: unknown
}

/** Every example in a document: a schema's own (a list), and those beside a schema (named values, or references to them). */
function examplesIn(document: OpenApiDocument, node: unknown = document, at = '#'): Example[] {
  if (typeof node !== 'object' || node === null) return []
  const { examples, ...fields } = node as Record<string, unknown>
  const inside = Object.entries(fields).flatMap(([name, value]) =>
    examplesIn(document, value, `${at}/${encodeURIComponent(name.replaceAll('/', '~1'))}`),
  )
  if (Array.isArray(examples)) return [...examples.map((value) => ({ schema: at, value })), ...inside]
  if (!('schema' in fields)) return inside
  const shared = document.components?.examples as Record<string, { value: unknown }> | undefined
  const beside = Object.values((examples ?? {}) as Record<string, { $ref?: string; value?: unknown }>).map(
    (example) => ({
      schema: `${at}/schema`,
      value: example.$ref === undefined ? example.value : shared?.[example.$ref.split('/').at(-1) ?? '']?.value,
    }),
  )
  return [...beside, ...inside]
}

describe.each(Object.entries(profiles))('openapi/%s.yaml', (_, { document, requirements }) => {
  it('traces its statements to requirements that there are, and leaves none out', () => {
    const traced = new Set(valuesOf('x-requirements', document).flat())
    expect([...traced].sort()).toEqual(requirements.map(({ id }) => id).sort())
  })

  it('has every operation that the register speaks of', () => {
    const known = operations(document).flatMap(({ operation }) => operationIds(operation))
    const named = new Set(requirements.flatMap((requirement) => requirement.operations))
    expect([...named].filter((id) => !known.includes(id))).toEqual([])
  })

  it('has schemas that JSON Schema allows and the validators know', () => {
    const ajv = new Ajv2020({ strict: false })
    for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
      expect(ajv.validateSchema(schema), `${name}: ${ajv.errorsText()}`).toBe(true)
      expect(() => validatorFor(document, name)).not.toThrow()
    }
  })

  it('has examples that are valid', () => {
    const examples = examplesIn(document).map(({ schema, value }) => ({
      schema,
      errors: validatorFor(document, schema)(value),
    }))
    expect(examples.length).toBeGreaterThan(0)
    expect(examples.filter(({ errors }) => errors.length > 0)).toEqual([])
  })
})

describe('openapi/itero.yaml', () => {
  const createNewOrder = validatorFor(iteroDocument, requestSchema(iteroDocument, 'createNewOrder') ?? '')
  const patient = { firstName: 'Test', lastName: 'Patient', gender: 0, dateOfBirth: '1990-06-15' }
  const order = { companyId: 1, scannerSerialNumber: 'SYNTHETIC-0001', procedureMapId: 4, patient, labId: null }
  const broken = (change: object): string[] =>
    createNewOrder({ ...order, ...change }).map((error) => error.instancePath)
  const brokenPatient = (change: object): string[] => broken({ patient: { ...patient, ...change } })

  it('takes an order without its optional fields, and with fields that it does not know', () => {
    expect(createNewOrder(order)).toEqual([])
    expect(createNewOrder({ ...order, unknown: true })).toEqual([])
  })

  it.each(['companyId', 'scannerSerialNumber', 'procedureMapId', 'patient'])(
    'refuses an order with %s null',
    (field) => {
      expect(broken({ [field]: null })).toEqual([`/${field}`])
    },
  )

  it.each(['firstName', 'lastName', 'gender', 'dateOfBirth'])('refuses a patient without %s', (field) => {
    expect(createNewOrder({ ...order, patient: { ...patient, [field]: undefined } })).not.toEqual([])
  })

  it.each([{ companyId: '1' }, { companyId: 1.5 }, { scannerSerialNumber: ' ' }, { labId: '1' }, { notes: 1 }])(
    'refuses %j, and nothing else',
    (change) => {
      expect(broken(change)).toEqual([`/${Object.keys(change)[0]}`])
    },
  )

  it('takes gender 0 and 1 and no other number', () => {
    expect(brokenPatient({ gender: 1 })).toEqual([])
    for (const gender of [2, -1, 0.5]) expect(brokenPatient({ gender })).not.toEqual([])
  })

  it('takes both formats of every date of birth that exists', () => {
    const date = fc.date({ min: new Date('1900-01-01'), max: new Date('2025-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(date, (day) => {
        const dateTime = day.toISOString()
        expect(brokenPatient({ dateOfBirth: dateTime })).toEqual([])
        expect(brokenPatient({ dateOfBirth: dateTime.slice(0, 10) })).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    '31/12/1990',
    '1990.12.31',
    '19900-615',
    '199006-15',
    'yesterday',
    '1990-13-01',
    '1990-02-30',
    '1900-02-29',
    '1990-06-15T00:00:00Z',
    '1990-06-15T00:00:00.000+00:00',
    '1990-06-15t00:00:00.000z',
    '1990-06-15 00:00:00.000Z',
    '1990-02-30T00:00:00.000Z',
    '1990-06-15T25:00:00.000Z',
    ' 1990-06-15',
  ])('refuses the date of birth %s', (dateOfBirth) => {
    expect(brokenPatient({ dateOfBirth })).toContain('/patient/dateOfBirth')
  })

  it('takes a GUID in either case and nothing around it', () => {
    const scan = validatorFor(iteroDocument, 'Scan')
    const answer = (rxGuid: string): object => ({ orderId: 1, orderCode: 'A', patientGuid: guid, rxGuid })
    const guid = '7d9f1d5e-5c1b-4c39-9a51-6e0b8f6f2a10'
    expect(scan(answer(guid))).toEqual([])
    expect(scan(answer(guid.toUpperCase()))).toEqual([])
    for (const wrong of [`urn:uuid:${guid}`, `{${guid}}`, guid.replaceAll('-', ''), `${guid}0`])
      expect(scan(answer(wrong)).map((error) => error.instancePath)).toEqual(['/rxGuid'])
  })

  it("holds a map's type against those of its procedure", () => {
    const map = validatorFor(iteroDocument, 'ProcedureMap')
    const entry = { procedureMapId: 1, description: 'A', note: null, caseType: null, sendTo: 'N/A' }
    expect(map({ ...entry, procedure: 'Appliance', type: 'Bite Splint' })).toEqual([])
    expect(map({ ...entry, procedure: 'Appliance', type: null })).toEqual([])
    expect(map({ ...entry, procedure: 'Fixed Restorative', type: 'Bite Splint' })).not.toEqual([])
    expect(map({ ...entry, procedure: 'Appliance', type: 'Vivera Retainer' })).not.toEqual([])
  })
})

describe('finding in a document', () => {
  it('finds an operation that shares its path with another', () => {
    expect(findOperation(opusDocument, 'getTimeslotsFrom').path).toBe(
      findOperation(opusDocument, 'getTimeslotsByMonth').path,
    )
  })

  it('leads to a shared answer, and to none where no body is described', () => {
    expect(answerSchema(iteroDocument, 'createNewOrderByRx', 200)).toBe(
      '#/components/responses/ScanCreated/content/application~1json/schema',
    )
    expect(answerSchema(iteroDocument, 'createNewOrder', 204)).toBeUndefined()
    expect(requestSchema(iteroDocument, 'getAvailableProcedureMaps')).toBeUndefined()
  })

  it('says so where there is no such operation or schema', () => {
    expect(() => findOperation(iteroDocument, 'getCaseList')).toThrow(
      new RangeError('iTero scanning tool has no operation getCaseList'),
    )
    expect(() => validatorFor(iteroDocument, 'CaseList')).toThrow(
      new RangeError('iTero scanning tool has no schema CaseList'),
    )
  })
})

describe('the generated files', () => {
  it('are those that their sources make now', () => {
    const root = fileURLToPath(new URL('..', import.meta.url))
    const check = (): string =>
      execFileSync(process.execPath, ['--import', 'tsx', 'scripts/generate.ts', '--check'], {
        cwd: root,
        encoding: 'utf8',
      })
    expect(check).not.toThrow()
  })
})
