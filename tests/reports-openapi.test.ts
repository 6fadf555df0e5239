import { validate } from '@readme/openapi-parser'
import { describe, expect, it } from 'vitest'
import { document as itero } from '../openapi/itero.gen.ts'
import { document as opus } from '../openapi/opus.gen.ts'
import type { ReportInput } from '../reports/model.ts'
import { openapi } from '../reports/openapi.ts'
import { hostileReport } from './fixtures/hostile-report.ts'
import { everyVerdict } from './fixtures/report.ts'

type Marks = Record<string, Record<string, unknown>>
interface Operation extends Marks {
  responses: Record<string, Marks>
}

const documents = { itero, opus } as unknown as NonNullable<ReportInput['documents']>
const written = (input: ReportInput) => openapi.write({ ...input, documents })
const operation = (input: ReportInput): Operation =>
  JSON.parse(written(input)['bitewing-itero.json']!).paths['/api/v1/order/create-new-order'].post

describe('openapi', () => {
  it.each([
    ['every verdict', everyVerdict],
    ['hostile text', hostileReport],
  ])('is a valid document of each profile with %s', async (_, input) => {
    const files = written(input())
    expect(Object.keys(files)).toEqual(['bitewing-itero.json', 'bitewing-opus.json'])
    for (const text of Object.values(files)) expect(await validate(JSON.parse(text))).toMatchObject({ valid: true })
  })

  it('says of an operation what was judged of it, and which answers came', () => {
    const one = operation(everyVerdict())
    expect(one['x-bitewing-verdicts']!.staging).toMatchObject({ 'ITERO-LAB-03': 'fail' })
    expect(one['x-bitewing-answers']!.staging).toEqual({ 200: 11, 401: 1, 503: 2, timeout: 1 })
    expect(one.responses['200']).toMatchObject({ 'x-bitewing-answers': { staging: 11 } })
    expect(one.responses['200']!.description).toBe(itero.components?.responses?.ScanCreated?.description)
    expect(one.responses['415']!['x-bitewing-answers']).toEqual({ staging: 0 })
  })

  it('marks every statement that is traced to a requirement of the run, and no other', () => {
    const { requirements } = everyVerdict().report.targets[0]!
    const verdicts = new Map(requirements.map(({ id, verdict }) => [id, verdict]))
    let marks = 0
    JSON.parse(written(everyVerdict())['bitewing-itero.json']!, (_, value) => {
      const { 'x-requirements': ids, 'x-bitewing-verdicts': marked, operationId } = value ?? {}
      if (!ids || operationId) return value
      const known = (ids as string[]).filter((id) => verdicts.has(id)).map((id) => [id, verdicts.get(id)])
      expect(marked).toEqual(known.length === 0 ? undefined : { staging: Object.fromEntries(known) })
      marks += known.length
      return value
    })
    expect(marks).toBeGreaterThan(5)
  })

  it('has the answers that are not documented at the operation alone', () => {
    const input = everyVerdict()
    const [first] = input.exchanges.filter((one) => one.operation === 'createNewOrder' && one.response)
    first!.response!.status = 418
    const one = operation(input)
    expect(one['x-bitewing-answers']!.staging).toHaveProperty('418', 1)
    expect(Object.keys(one.responses)).not.toContain('418')
  })

  it('names operations without an ID as a derived profile does, and counts by class and default', () => {
    const { report, exchanges } = everyVerdict()
    const document = {
      openapi: '3.0.3',
      info: { title: 'a', version: '1' },
      paths: { '/pets/{id}': { get: { responses: { '2XX': { description: '' }, default: { description: '' } } } } },
    }
    const target = { ...report.targets[0]!, name: 'pets', profile: 'pets', requirements: [] }
    const asked = [204, 418, 500].map((status) => ({
      ...exchanges[0]!,
      target: 'pets',
      operation: 'getPetsId',
      response: { status, headers: {}, body: '', bytes: 0 },
    }))
    const input = { report: { ...report, targets: [target] }, exchanges: asked, documents: { pets: document } }
    const { get } = JSON.parse(openapi.write(input)['bitewing-pets.json']!).paths['/pets/{id}']
    expect(get['x-bitewing-answers'].pets).toEqual({ 204: 1, 418: 1, 500: 1 })
    expect(get.responses['2XX']['x-bitewing-answers'].pets).toBe(1)
    expect(get.responses.default['x-bitewing-answers'].pets).toBe(2)
  })
})
