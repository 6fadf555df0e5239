import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { flawsOf } from '../engine/soundness.ts'
import { findProfile } from '../profiles/find.ts'
import type { FoundProfile } from '../profiles/found-profile.ts'
import { loadProfile } from '../profiles/load.ts'
import { mockOf } from '../profiles/mock.ts'
import { command } from './fixtures/command.ts'
import { ODD_DOCUMENTS } from './support/odd-documents.ts'
import { conformance, targetOf } from './support/run.ts'
import { httpServer } from './support/servers.ts'

const folder = mkdtempSync(join(tmpdir(), 'bitewing-documents-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let count = 0

/** Finds the profile of a document: files by their names, the first of which is the document. */
function found(files: Record<string, unknown>): Promise<FoundProfile> {
  const own = join(folder, String(count++))
  for (const [name, content] of Object.entries(files)) {
    const path = join(own, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  }
  return findProfile(join(own, Object.keys(files)[0] as string), own)
}

const load = async (files: Record<string, unknown>) => loadProfile(await found(files))

const with31 = (rest: object) => ({ openapi: '3.1.0', info: { title: 'x', version: '1' }, paths: {}, ...rest })

/** Judges the mock of a document by the document. */
async function judgedOnItsMock(profile: FoundProfile) {
  const { start } = await mockOf(profile)
  const running = await start({ clock: 'virtual' })
  try {
    return await conformance(targetOf({ ...running.target, profile: profile.ref }))
  } finally {
    await running.close()
  }
}

/** What is neither held nor inconclusive on the mock of a document. */
async function namedOnItsMock(profile: FoundProfile): Promise<string[]> {
  const { rows } = await judgedOnItsMock(profile)
  return [...rows.values()]
    .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
    .map(({ id, verdict, message }) => `${verdict} ${id}: ${message}`)
}

test.each(Object.entries(ODD_DOCUMENTS))('rules are sound of a document with %s', async (_, document) => {
  const { requirements, rules, experiments, phases } = await load({
    [typeof document === 'string' ? 'odd.yaml' : 'odd.json']: document,
  })
  expect(flawsOf(requirements, { rules, experiments, phases })).toEqual([])
})

describe('nothing is found on the mock of a document with', () => {
  test.each(Object.entries(ODD_DOCUMENTS))('%s', async (_, document) => {
    expect(
      await namedOnItsMock(await found({ [typeof document === 'string' ? 'odd.yaml' : 'odd.json']: document })),
    ).toEqual([])
  })

  test('references over several files, and to files that nothing is judged by', async () => {
    const profile = await found({
      'api/acme.yaml': `
openapi: 3.1.0
info: { title: x, version: "1", description: { $ref: ./none.md } }
x-samples: { $ref: https://example.org/none.json }
paths:
  /things/{id}: { $ref: "./paths/things.yaml#/one" }
`,
      'api/paths/things.yaml': `
one:
  get:
    parameters: [{ name: id, in: path, required: true, schema: { $ref: "../schemas.json#/Id" } }]
    responses:
      "200": { description: x, content: { application/json: { schema: { $ref: "../schemas.json#/Thing" } } } }
      "404": { description: x }
`,
      'api/schemas.json': {
        Id: { type: 'integer', minimum: 1 },
        Thing: { type: 'object', required: ['id'], properties: { id: { $ref: '#/Id' }, parent: { $ref: '#/Thing' } } },
      },
    })
    const { requirements } = await loadProfile(profile)
    expect(requirements.map(({ id }) => id)).toContain('acme/getThingsId/answer.200.parent/schema')
    expect(await namedOnItsMock(profile)).toEqual([])
  })
})

test('a request says which version it changes, and bears a key of its own', async () => {
  const document = ODD_DOCUMENTS['versions of things, keys of requests, and things that an address alone tells']
  const { rows, exchanges } = await judgedOnItsMock(await found({ 'odd.json': document }))
  expect(rows.get('odd/putOrder/header.If-Match/unknown')?.verdict).toBe('pass')
  expect(rows.get('odd/putOrder/body.name/required')?.verdict).toBe('pass')
  expect(rows.get('odd/postOrders/body/read-back')?.verdict).toBe('pass')
  const keys = exchanges.flatMap(({ request }) => request.headers['idempotency-key'] ?? [])
  expect(keys.length).toBeGreaterThan(5)
  // A key that is none is tried as well, and one without.
  expect(new Set(keys).size).toBe(keys.length)
})

test("what frameworks do everywhere, and no document says, is nobody's fault", async () => {
  const time = { type: 'string', format: 'date-time' }
  const properties = { from: time, until: time, clinicId: { type: 'integer' }, size: { type: 'integer' } }
  const visit = { type: 'object', properties: { ...properties, id: { type: 'integer' } } }
  const answers = { 422: { description: 'x' } }
  const json = (schema: object) => ({ content: { 'application/json': { schema } } })
  const document = with31({
    paths: {
      '/visits': {
        post: {
          operationId: 'makeVisit',
          requestBody: json({ type: 'object', properties }),
          responses: { 200: { description: 'x', ...json(visit) }, ...answers },
        },
      },
      '/visits/search': {
        get: {
          operationId: 'search',
          parameters: [{ name: 'token', in: 'query', required: true, schema: { type: 'string' } }],
          responses: { 200: { description: 'x', ...json({ type: 'array' }) }, ...answers },
        },
      },
    },
  })
  const isTime = (value: unknown) =>
    value === undefined || typeof value === 'number' || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(String(value))
  const isWhole = (value: unknown) => value === undefined || Number.isInteger(value)
  await using server = await httpServer(async (request, response) => {
    const end = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const { pathname } = new URL(request.url ?? '/', 'http://x')
    if (pathname === '/visits/search') return end(403, { detail: 'this token is none' })
    if (request.method !== 'POST' || pathname !== '/visits') return end(pathname === '/visits' ? 405 : 404, {})
    if (!/json/.test(request.headers['content-type'] ?? '')) return end(422, {})
    let visit: Record<string, unknown> | null
    try {
      visit = JSON.parse((await text(request)) || 'null')
    } catch {
      return end(422, {})
    }
    if (visit === null) return end(200, { id: 1 })
    const { from, until, clinicId, size } = visit
    const isRight = !Array.isArray(visit) && typeof visit === 'object' && isTime(from) && isTime(until)
    if (!isRight || !isWhole(clinicId) || !isWhole(size)) return end(422, {})
    return clinicId === undefined ? end(200, { id: 1, ...visit }) : end(404, { detail: 'no such clinic' })
  })
  const profile = await found({ 'visits.json': document })
  const { rows } = await conformance(targetOf({ profile: profile.ref, baseUrl: server.baseUrl }))
  const verdicts = [...rows.values()]
  expect(verdicts.filter(({ verdict }) => verdict === 'fail')).toEqual([])
  expect(rows.get('visits/makeVisit/body.from/format')?.verdict).toBe('pass')
  expect(rows.get('visits/makeVisit/body.from/type')?.verdict).toBe('pass')
})

test('what crashes with one request is tried with another', async () => {
  const properties = { name: { type: 'string' }, note: { type: 'string' } }
  const body = { type: 'object', required: ['name'], properties }
  const document = with31({
    paths: {
      '/notes': {
        put: {
          operationId: 'setNote',
          requestBody: { required: true, content: { 'application/json': { schema: body } } },
          responses: { 204: { description: 'x' }, 400: { description: 'x' } },
        },
      },
    },
  })
  await using server = await httpServer(async (request, response) => {
    const sent = await text(request)
    response.writeHead(sent.includes('"note"') ? 500 : sent.includes('"name":"') ? 204 : 400).end()
  })
  const profile = await found({ 'notes.json': document })
  const { rows } = await conformance(targetOf({ profile: profile.ref, baseUrl: server.baseUrl }))
  expect(rows.get('notes/setNote/status/documented')?.verdict).toBe('fail')
  expect(rows.get('notes/setNote/body.name/required')?.verdict).toBe('pass')
})

describe('a document', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['that is broken', { 'bad.yaml': 'openapi: 3.1.0\npaths: [' }, /:2:\d+/],
    ['that breaks off', { 'bad.json': '{ "openapi": "3.1.0",' }, /:1:\d+/],
    ['that is empty', { 'bad.yaml': '' }, /found no object/],
    ['that is a list', { 'bad.yaml': '[]' }, /found no object/],
    ['that is a picture', { 'bad.json': '\u0089PNG\r\n\u0000\u0001' }, /bad\.json/],
    ['of Swagger 2', { 'bad.yaml': 'swagger: "2.0"' }, /found Swagger 2/],
    ['of OpenAPI 4', { 'bad.json': { openapi: '4.0.0' } }, /3\.0, 3\.1 or 3\.2, found "4\.0\.0"/],
    ['of no version', { 'bad.json': { paths: {} } }, /found null/],
    ['that holds itself', { 'bad.yaml': '&a\nopenapi: 3.1.0\npaths: { /x: *a }' }, /bad\.yaml/],
    [
      'whose anchors stand for more than anybody can read',
      {
        'bad.yaml': ['openapi: 3.1.0', 'a0: &a0 [x, x, x, x, x, x, x, x, x]']
          .concat(
            [1, 2, 3, 4, 5, 6, 7, 8].map(
              (n) =>
                `a${n}: &a${n} [${Array(9)
                  .fill(`*a${n - 1}`)
                  .join(', ')}]`,
            ),
          )
          .join('\n'),
      },
      /anchors stand for more than/,
    ],
    ['that has a key twice', { 'bad.yaml': 'openapi: 3.1.0\npaths:\n  /x: {}\n  /x: {}' }, /bad\.yaml:4:3/],
    ['that is two', { 'bad.yaml': 'openapi: 3.1.0\n---\nopenapi: 3.1.0' }, /several documents/],
    ['that is a folder', { 'bad.yaml/x': '' }, /bad\.yaml/],
    [
      'that refers to the network',
      { 'bad.yaml': 'openapi: 3.1.0\npaths: { /x: { $ref: "https://example.org/x.yaml" } }' },
      /bad\.yaml:2:.*nothing is fetched/s,
    ],
    [
      'of several files, one of which refers to the network',
      {
        'bad.yaml': 'openapi: 3.1.0\npaths: { /x: { $ref: "./x.yaml" } }',
        'x.yaml': 'get: { $ref: "http://127.0.0.1:9/y.yaml" }',
      },
      /leads nowhere/,
    ],
    [
      'that refers to no file',
      { 'bad.yaml': 'openapi: 3.1.0\npaths: { /x: { $ref: "./none.yaml#/x" } }' },
      /leads nowhere.*none\.yaml/s,
    ],
  ])('%s is told', async (_, files, message) => {
    const name = Object.keys(files)[0]?.replace(/\/.*/, '') as string
    const own = join(folder, String(count))
    const failed = await found(files)
      .then(
        () => findProfile(join(own, name), own).then(loadProfile),
        (error: unknown) => Promise.reject(error),
      )
      .catch((error: Error) => error)
    expect(failed).toMatchObject({ name: 'ProfileError', message: expect.stringMatching(message) })
  })

  test('whose schema asks for itself, and one that leads nowhere, give rules all the same', async () => {
    const node = { type: 'object', required: ['next'], properties: { next: { $ref: '#/components/schemas/Node' } } }
    const schema = { $ref: '#/components/schemas/Node' }
    const post = {
      requestBody: { content: { 'application/json': { schema } } },
      responses: { 200: { description: 'x', content: { 'application/json': { schema: { $ref: '#/nowhere' } } } } },
    }
    const { requirements } = await load({
      'round.json': with31({ paths: { '/x': { post } }, components: { schemas: { Node: node } } }),
    })
    expect(requirements.map(({ id }) => id)).toContain('round/postX/body.next/required')
  })

  test('tells each thing once that nothing can be judged by', async () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'file' }, b: { $ref: '#/none' }, c: { pattern: '(?i)x' } },
    }
    const { notes } = await found({
      'odd.json': with31({
        paths: { '/x': { post: { requestBody: { content: { 'application/json': { schema } } }, responses: {} } } },
      }),
    })
    expect(notes).toEqual([
      expect.stringMatching(/^odd\.json:1 .*type "file" is not understood$/),
      expect.stringMatching(/reference #\/none leads nowhere$/),
      expect.stringMatching(/pattern "\(\?i\)x" is not understood$/),
    ])
  })

  test('of a thousand operations is loaded in its whole', async () => {
    const properties = Object.fromEntries(
      Array.from({ length: 8 }, (_, nth) => [`field${nth}`, { type: 'string', description: 'x'.repeat(200) }]),
    )
    const content = { 'application/json': { schema: { type: 'object', properties } } }
    const paths = Object.fromEntries(
      Array.from({ length: 1000 }, (_, nth) => [
        `/things${nth}`,
        { get: { responses: { 200: { description: 'x', content } } } },
      ]),
    )
    const { requirements } = await load({ 'large.json': with31({ paths }) })
    expect(requirements.length).toBeGreaterThan(9000)
  })
})

describe('what takes a document besides', () => {
  const acme = fileURLToPath(new URL('support/acme.yaml', import.meta.url))

  test('generate prints bodies that fit, and bodies that break one clause', async () => {
    const { stdout } = await command(['generate', acme, 'createPatient', '--count', '3'])
    const bodies = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(bodies).toHaveLength(3)
    expect(bodies).toEqual(
      bodies.map(() => expect.objectContaining({ name: expect.any(String), status: expect.any(String) })),
    )
    const broken = await command(['generate', acme, 'createPatient', '--invalid', '--count', '60'])
    const kinds = broken.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).breaks as string)
    expect(kinds).toContain('acme/createPatient/body.name/required')
    expect(kinds).toContain('acme/createPatient/body.visits/maximum')
  })

  test('generate lists what there is of it', async () => {
    const { stdout } = await command(['generate', acme, '--list'])
    expect(stdout).toMatch(/^createPatient +a body of POST \/patients$/m)
    const { status, stderr } = await command(['generate', acme, 'nothing'])
    expect([status, stderr]).toEqual([2, expect.stringContaining('createPatient')])
  })

  test('contracts check holds a pact against it', async () => {
    const interaction = (description: string, request: object, response: object) => ({ description, request, response })
    const post = { method: 'POST', path: '/v1/patients', headers: { 'content-type': 'application/json' } }
    const pact = {
      consumer: { name: 'shop' },
      provider: { name: 'whoever' },
      interactions: [
        interaction(
          'a patient',
          { ...post, body: { name: 'Elsa', status: 'waiting' } },
          { status: 201, body: { name: 'Elsa' } },
        ),
        interaction('no status', { ...post, body: { name: 'Elsa' } }, { status: 201 }),
        interaction('no status, refused', { ...post, body: { name: 'Elsa' } }, { status: 400 }),
        interaction('another status', { method: 'GET', path: '/v1/patients' }, { status: 203 }),
        interaction(
          'a name that is none',
          { method: 'GET', path: '/v1/patients/1' },
          { status: 200, body: { name: 7 } },
        ),
        interaction('nowhere', { method: 'GET', path: '/v1/nothing' }, { status: 200 }),
      ],
      metadata: { pactSpecification: { version: '2.0.0' } },
    }
    const file = join(folder, 'shop.json')
    writeFileSync(file, JSON.stringify(pact))
    const { status, stdout } = await command(['contracts', 'check', file, '--profile', acme, '--json'])
    const findings = JSON.parse(stdout).findings as { interaction: string; requirement: string | null }[]
    expect(findings.map(({ interaction: name, requirement }) => [name, requirement])).toEqual([
      ['no status', 'acme/createPatient/body.status/required'],
      ['another status', 'acme/listPatients/status/documented'],
      ['a name that is none', 'acme/getPatient/answer.200.name/schema'],
      ['nowhere', null],
    ])
    expect(status).toBe(1)
  })
})
