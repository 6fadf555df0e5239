import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Operation } from '../derive/api.ts'
import { inOrder } from '../derive/order.ts'
import { namesOf } from '../derive/pool.ts'
import { readApi } from '../derive/reader.ts'
import { Schemas } from '../derive/schemas.ts'
import { readSource } from '../derive/source.ts'
import { findProfile } from '../profiles/find.ts'
import { loadProfile } from '../profiles/load.ts'
import { ACME_KEY, type AcmeFaults, acmeServer } from './support/acme.ts'
import { conformance, targetOf } from './support/run.ts'

const ACME = fileURLToPath(new URL('support/acme.yaml', import.meta.url))
const OPUS = fileURLToPath(new URL('../openapi/opus.yaml', import.meta.url))

/** Judges the server by its document alone, and gives what is neither held nor inconclusive. */
async function judged(faults: AcmeFaults, more: Record<string, unknown> = {}) {
  await using server = await acmeServer(faults)
  const target = targetOf(
    { profile: ACME, baseUrl: server.baseUrl, auth: { key: { value: ACME_KEY } }, ...more },
    'acme',
  )
  const { rows, exchanges } = await conformance(target)
  const ids = (...verdicts: string[]) =>
    [...rows.values()].filter((one) => verdicts.includes(one.verdict)).map(({ id }) => id)
  return { rows, exchanges, named: ids('fail', 'warn'), ids }
}

const unchecked = (...clauses: [clause: string, rule: string][]): [string, AcmeFaults, string][] =>
  clauses.map(([clause, rule]) => [`that ${clause} is not checked`, { unchecked: clause }, `createPatient/${rule}`])

describe('an OpenAPI document as a profile', () => {
  test('gives no fail and no warn on a server that keeps it, and sees every rule', async () => {
    const { rows, named, ids, exchanges } = await judged({})
    expect(named).toEqual([])
    expect(ids('inconclusive')).toEqual([])
    expect(rows.size).toBeGreaterThan(100)
    expect(exchanges.length).toBeLessThan(180)
  })

  test.each<[string, AcmeFaults, string]>([
    ...unchecked(
      ['name required', 'body.name/required'],
      ['name null', 'body.name/null'],
      ['name type', 'body.name/type'],
      ['name minLength', 'body.name/minLength'],
      ['name maxLength', 'body.name/maxLength'],
      ['status required', 'body.status/required'],
      ['status enum', 'body.status/enum'],
      ['born format', 'body.born/format'],
      ['visits type', 'body.visits/type'],
      ['visits minimum', 'body.visits/minimum'],
      ['visits maximum', 'body.visits/maximum'],
      ['chart pattern', 'body.chart/pattern'],
      ['tags items', 'body.tags/items'],
      ['tags unique', 'body.tags/items'],
      ['weight multipleOf', 'body.weight/multipleOf'],
      ['labels minProperties', 'body.labels/minProperties'],
      ['labels maxProperties', 'body.labels/maxProperties'],
      ['city required', 'body.address.city/required'],
      ['zip pattern', 'body.address.zip/pattern'],
      ['additional', 'body/additional'],
      ['born before today', 'example.400.unborn/example'],
    ),
    [
      'an optional field that is asked for',
      { refuses: (one) => one.born === undefined },
      'createPatient/body.born/optional',
    ],
    [
      'a value of an enum that is refused',
      { refuses: (one) => one.status === 'closed' },
      'createPatient/body.status/value',
    ],
    [
      'an example that is refused',
      { refuses: (one) => one.name === 'Elsa' && one.visits === 3 && one.born === '1984-03-05' },
      'createPatient/example.201.elsa/example',
    ],
    [
      'an example that is refused otherwise',
      { instead: (method, _, __, body) => (method === 'POST' && body.includes('2999') ? { status: 415 } : undefined) },
      'createPatient/example.400.unborn/example',
    ],
    ['a bound that is refused', { refuses: (one) => one.visits === 99 }, 'createPatient/body.visits/boundary'],
    ['another media type that is taken', { anyMedia: true }, 'createPatient/body/media'],
    ['a body that breaks off and is taken', { anyJson: true }, 'createPatient/body/malformed'],
    ['a filter that does not filter', { unfiltered: true }, 'listPatients/query.status/subset'],
    ['an item of a parameter that is not looked at', { anyStates: true }, 'listPatients/query.states[]/enum'],
    ['a page that is as long as it likes', { unpaged: true }, 'listPatients/query.limit/subset'],
    ['what is made and not listed', { unlisted: true }, 'createPatient/body/listed'],
    [
      'what is made and told otherwise',
      { shows: (one, nth) => (nth === -1 ? { ...one, name: 'Nobody' } : one) },
      'createPatient/body/read-back',
    ],
    [
      'an ID that stands twice in a list',
      { shows: (one, nth) => (nth === 1 ? { ...one, id: 1 } : one) },
      'listPatients/answer.200[].id/unique',
    ],
    ['what is deleted and stays', { keeps: true }, 'deletePatient/status/gone'],
    [
      'an odd element of a list',
      { shows: (one, nth) => (nth === 1 ? { ...one, visits: -1 } : one) },
      'listPatients/answer.200[].visits/schema',
    ],
    [
      'a property that one answer lacks',
      { shows: ({ status, ...one }, nth) => (nth === undefined ? one : { ...one, status }) },
      'getPatient/answer.200.status/schema',
    ],
    [
      'an answer that is no object',
      { shows: (one, nth) => (nth === undefined ? [] : one) },
      'getPatient/answer.200/schema',
    ],
    [
      'an ID of nothing that is found',
      {
        instead: (method, path) =>
          method === 'GET' && /\d{6}/.test(path)
            ? { status: 200, body: { id: 1, name: 'Åsa', status: 'active' } }
            : undefined,
      },
      'getPatient/path.patientId/unknown',
    ],
    [
      'another value that is read back',
      { shows: (one, nth) => (nth === undefined && one.id > 1 ? { ...one, visits: 7 } : one) },
      'createPatient/body/read-back',
    ],
    [
      'an undocumented status',
      {
        instead: (method, path, query) =>
          method === 'GET' && query.size === 0 && path.endsWith('/patients') ? { status: 203, body: [] } : undefined,
      },
      'listPatients/status/documented',
    ],
    [
      'a crash, once for the operation',
      { instead: (method) => (method === 'POST' ? { status: 500 } : undefined) },
      'createPatient/status/documented',
    ],
  ])('names %s', async (_, faults, rule) => {
    const { named } = await judged(faults)
    expect(named).toEqual([`acme/${rule}`])
  })

  test.each<[string, AcmeFaults]>([
    ['a missing key', { keyless: true }],
    ['a wrong key', { anyKey: true }],
    ['a missing key, and leads to a sign-in', { signIn: true }],
  ])('names each operation that does not look at %s', async (_, faults) => {
    const { named } = await judged(faults)
    const operations = ['listPatients', 'createPatient', 'getPatient', 'deletePatient']
    expect(named).toEqual(operations.map((one) => `acme/${one}/header.x-key/security`))
  })

  test('says what is lacking, and leaves alone what is not to be touched', async () => {
    const keyless = await judged({}, { auth: {} })
    expect(keyless.named).toEqual([])
    expect(keyless.rows.get('acme/createPatient/body.name/required')?.message).toContain('auth.key')
    const skipped = await judged({}, { skip: ['deletePatient'] })
    expect(skipped.rows.get('acme/deletePatient/status/documented')?.verdict).toBe('not-applicable')
    expect(skipped.exchanges.some(({ request }) => request.method === 'DELETE')).toBe(false)
  })

  test('asks for what others tell after them, whatever they call it', async () => {
    const source = await readSource(OPUS, 'opus.yaml')
    const api = readApi(source)
    const order = inOrder(api, new Schemas(source)).map(({ operation }) => operation.id)
    // Nobody has a personal number before somebody has booked.
    expect(order.indexOf('getPatient')).toBeGreaterThan(order.indexOf('createBooking'))
    expect(namesOf(api.operations[0] as Operation, 'rxId', false)).toEqual(['rxid', 'rxguid', 'rxuuid'])
  })

  test('only asks about what the document marks as assumed', async () => {
    const { requirements } = await loadProfile(await findProfile(OPUS, '/'))
    const levels = new Map(requirements.map(({ id, level }) => [id.replace(/^[^/]+\//, ''), level]))
    expect(levels.get('createPatient/answer.200.PostalCode/schema')).toBe('assumed')
    expect(levels.get('createPatient/body.FirstName/type')).toBe('must')
  })

  test('takes values of the target', async () => {
    const { exchanges } = await judged({}, { values: { 'createPatient.name': 'Elsa', zip: ['11122'] } })
    expect(exchanges.find(({ operation }) => operation === 'createPatient')?.request.body).toMatch(/Elsa.*11122/)
  })

  test('has rows that are stable, with the statement and its line', async () => {
    const { requirements } = await loadProfile(await findProfile(ACME, '/'))
    const row = requirements.find(({ id }) => id === 'acme/createPatient/body.name/minLength')
    expect(row).toMatchObject({
      level: 'must',
      area: 'createPatient',
      operations: ['createPatient'],
      clause: { document: 'acme.yaml', quote: 'minLength: 2' },
    })
    expect(row?.clause.section).toMatch(
      /^#\/components\/schemas\/NewPatient\/properties\/name\/minLength \(line \d+\)$/,
    )
    expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length)
  })
})
