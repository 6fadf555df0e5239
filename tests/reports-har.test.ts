import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Exchange } from '../engine/exchange.ts'
import { har } from '../reports/har.ts'
import type { ReportInput } from '../reports/model.ts'
import { ACTIVE, HOSTILE, hostileReport, LONG } from './fixtures/hostile-report.ts'
import { everyVerdict, exchange } from './fixtures/report.ts'

const require = createRequire(import.meta.url)
const schemas = require('har-schema') as Record<string, object>

// The schemas have keywords that are none (`optional`, `min`).
const ajv = new Ajv({ allErrors: true, strict: false })
addFormats.default(ajv)
ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'))
for (const schema of Object.values(schemas)) ajv.addSchema(schema)
const validate = ajv.getSchema('har.json#')!

interface Entry {
  time: number
  request: { url: string; postData?: { text: string }; queryString: unknown; bodySize: number }
  response: {
    status: number
    content: { text?: string; encoding?: string; size: number; comment?: string }
    _error?: string
  }
  timings: Record<string, number>
  [field: string]: unknown
}

const parsed = (input: ReportInput): { entries: Entry[]; pages: { id: string }[] } => JSON.parse(har.write(input)).log

/** The entry that an exchange of the fixture becomes with something else in it. */
function entryOf(rest: Partial<Exchange>): Entry {
  return parsed({ report: everyVerdict().report, exchanges: [exchange('staging', 0, rest)] }).entries[0]!
}

const answered = (body: string): Partial<Exchange> => ({
  response: { status: 200, headers: { 'content-type': 'text/plain' }, body, bytes: Buffer.byteLength(body) },
})

describe('exchanges.har', () => {
  it('holds every exchange', async () => {
    await expect(har.write(everyVerdict())).toMatchFileSnapshot('golden/exchanges.har')
    expect(parsed(everyVerdict()).entries).toHaveLength(everyVerdict().exchanges.length)
  })

  it.each([
    ['every way to get an answer and none', everyVerdict],
    ['hostile text', hostileReport],
  ])('is valid by its public schema with %s', (_, input) => {
    validate(JSON.parse(har.write(input())))
    expect(validate.errors).toBeNull()
  })

  it('has times that add up, a page for each entry, and nothing that is not there', () => {
    const { entries, pages } = parsed(everyVerdict())
    for (const { time, timings, pageref } of entries) {
      const known = Object.values(timings).filter((ms) => ms !== -1)
      expect(known.reduce((sum, ms) => sum + ms, 0)).toBe(time)
      expect(pages.map(({ id }) => id)).toContain(pageref)
    }
    const absent: string[] = []
    JSON.stringify(entries, (key, value) => {
      if (value === null) absent.push(key)
      return key === '_changes' ? undefined : value
    })
    expect(absent).toEqual([])
  })

  it('has distinct times in the order of sending, however the target’s clock stood', () => {
    const { report } = everyVerdict()
    const at = [5, 0.2, 0.2, 60_000.0004, 60_000]
    const exchanges = at.map((ms, nth) => exchange('staging', nth, { at: ms, startedAt: report.startedAt }))
    const times = parsed({ report, exchanges }).entries.map(({ startedDateTime }) => startedDateTime)
    expect(times).toEqual([
      '2026-03-02T09:30:00.000200Z',
      '2026-03-02T09:30:00.000201Z',
      '2026-03-02T09:30:00.005000Z',
      '2026-03-02T09:31:00.000000Z',
      '2026-03-02T09:31:00.000001Z',
    ])
  })

  it('says what an exchange was for', () => {
    const entry = parsed(everyVerdict()).entries.find(({ _exchange }) => _exchange === 'staging-0005')
    expect(entry).toMatchObject({
      comment: 'staging-0005: labId null on a resto map',
      _exchange: 'staging-0005',
      _requirement: 'ITERO-LAB-01',
      _purpose: 'variation',
      _operation: 'createNewOrder',
      _control: 'staging-0002',
      _changes: [{ at: 'body/labId', from: 900212, to: null }],
    })
  })

  it('has status 0 and the error where no answer came', () => {
    const { response } = parsed(everyVerdict()).entries.find((entry) => entry.response._error !== undefined)!
    expect(response).toMatchObject({ status: 0, _error: 'timeout: no answer within 10 s', bodySize: -1 })
    expect(response.content).not.toHaveProperty('text')
  })

  it.each([
    ['plain text', 'Åsa 👩‍⚕️\r\n\tnext'],
    ['markup', '</script><script>alert(1)</script>'],
    ['nothing', ''],
  ])('has %s of an answer as it is', (_, body) => {
    expect(entryOf(answered(body)).response.content).toMatchObject({ text: body, size: Buffer.byteLength(body) })
    expect(entryOf(answered(body)).response.content).not.toHaveProperty('encoding')
  })

  it.each([
    ['a NUL', 'a\0b'],
    ['an escape', '\u001b[2J'],
    ['what was broken UTF-8', 'a\ufffdb'],
  ])('has an answer with %s in base64', (_, body) => {
    const { text, encoding, size } = entryOf(answered(body)).response.content
    expect(encoding).toBe('base64')
    expect(Buffer.from(text!, 'base64').toString()).toBe(body)
    expect(size).toBe(Buffer.byteLength(body))
  })

  it('has a line of 5 MB whole, and says where an answer was cut off', () => {
    const { response } = answered('x'.repeat(LONG))
    const { content } = entryOf({ response: { ...response!, truncated: true } }).response
    expect(content.text).toHaveLength(LONG)
    expect(content.comment).toContain('cut off')
  })

  it('has a body as it went out, without halves of surrogate pairs', () => {
    const request = { method: 'POST', url: 'http://127.0.0.1:1/', headers: {}, body: 'a\ud800' }
    expect(entryOf({ request }).request).toMatchObject({ postData: { mimeType: '', text: 'a\ufffd' }, bodySize: 4 })
  })

  it('has the query in pairs', () => {
    const request = { method: 'GET', url: 'http://[::1]:1/a?b=1&b=%C3%A5#d', headers: {}, body: null }
    expect(entryOf({ request }).request).toMatchObject({
      url: request.url,
      queryString: [
        { name: 'b', value: '1' },
        { name: 'b', value: 'å' },
      ],
    })
  })

  it('is valid with any URL and any body', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 60 })
    fc.assert(
      fc.property(anything, anything, (path, body) => {
        const request = { method: 'GET', url: `http://127.0.0.1:1/${path}`, headers: {}, body }
        const text = har.write({
          report: everyVerdict().report,
          exchanges: [exchange('staging', 0, { request, ...answered(body) })],
        })
        validate(JSON.parse(text))
        expect(validate.errors).toBeNull()
        expect(text.replaceAll('\n', '')).not.toMatch(ACTIVE)
      }),
    )
  })

  it('keeps hostile text as a value, and prints none of it raw', () => {
    const text = har.write(hostileReport())
    expect(text.replaceAll('\n', '')).not.toMatch(ACTIVE)
    const [{ response }] = parsed(hostileReport()).entries as [Entry]
    const body = Buffer.from(response.content.text!, 'base64').toString()
    expect(body).toContain(Buffer.from(HOSTILE).toString())
  })
})
