import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { command } from './fixtures/command.ts'

const folder = mkdtempSync(join(tmpdir(), 'bitewing-compat-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const pet = { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] }
const schemas = {
  Cat: { type: 'object', properties: { lives: { type: 'integer' } } },
  Dog: { type: 'object', properties: { trick: { type: 'string' } } },
}
const address = { type: 'object', additionalProperties: false, properties: { zip: { type: 'string' } } }
const labels = { type: 'object', additionalProperties: { type: 'string' } }
const sent = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, age: { type: 'integer' }, address, labels, pet },
}
const shown = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer' }, kind: { type: 'string', enum: ['a', 'b'] }, pet },
}
const headers = { 'X-Page': { required: true, schema: { type: 'integer' } } }

// biome-ignore lint/suspicious/noExplicitAny: a document that the tests change anywhere
type Loose = any

const document = (): Loose => ({
  openapi: '3.1.0',
  info: { title: 'x', version: '1' },
  components: { schemas, securitySchemes: { oauth: { type: 'oauth2', flows: {} } } },
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        parameters: [
          { name: 'kind', in: 'query', schema: { type: 'string', enum: ['a', 'b'] } },
          { name: 'ids', in: 'query', schema: { type: 'array', items: { type: 'integer' } } },
        ],
        responses: { 200: { description: 'x', content: { 'application/json': { schema: shown } } } },
      },
      post: {
        operationId: 'createPet',
        requestBody: { content: { 'application/json': { schema: sent } } },
        responses: { 201: { description: 'x', headers, content: { 'application/json': { schema: shown } } } },
        security: [{ oauth: ['read'] }],
      },
    },
    '/pets/{petId}': {
      get: {
        operationId: 'getPet',
        parameters: [{ name: 'petId', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: { 200: { description: 'x' } },
      },
    },
  },
})

/** Writes the document as it is and with a change, and compares both. */
async function compared(change: (copy: Loose) => void, ...more: string[]) {
  const copy = JSON.parse(JSON.stringify(document()))
  change(copy)
  const [old, now] = [join(folder, 'old.json'), join(folder, 'new.json')]
  writeFileSync(old, JSON.stringify(document()))
  writeFileSync(now, JSON.stringify(copy))
  const { status, stdout } = await command(['compat', old, now, '--json', ...more])
  return {
    status,
    ...(JSON.parse(stdout) as { breaks: { side: string; operation: string; place: string }[]; seen: Loose[] }),
  }
}

const list = (copy: Loose) => copy.paths['/pets'].get
const make = (copy: Loose) => copy.paths['/pets'].post
const bodyOf = (copy: Loose) => make(copy).requestBody.content['application/json'].schema
const answerOf = (copy: Loose) => make(copy).responses[201].content['application/json'].schema

describe('what oasdiff counts as breaking breaks a client', () => {
  test.each<[string, string, (copy: Loose) => void]>([
    ['api removed', 'listPets operation', (copy) => delete copy.paths['/pets'].get],
    [
      'new required parameter',
      'listPets query.page',
      (copy) => list(copy).parameters.push({ name: 'page', in: 'query', required: true, schema: {} }),
    ],
    [
      'parameter became required',
      'listPets query.kind',
      (copy) => {
        list(copy).parameters[0].required = true
      },
    ],
    [
      'parameter enum value removed',
      'listPets query.kind',
      (copy) => {
        list(copy).parameters[0].schema.enum = ['a']
      },
    ],
    [
      'path parameter type changed',
      'getPet path.petId',
      (copy) => {
        copy.paths['/pets/{petId}'].get.parameters[0].schema.type = 'boolean'
      },
    ],
    [
      'request body became required',
      'createPet body',
      (copy) => {
        make(copy).requestBody.required = true
      },
    ],
    [
      'request media type removed',
      'createPet body',
      (copy) => {
        make(copy).requestBody.content = { 'text/plain': {} }
      },
    ],
    [
      'new required request property',
      'createPet body.tag',
      (copy) => {
        const body = bodyOf(copy)
        body.properties.tag = { type: 'string' }
        body.required = ['name', 'tag']
      },
    ],
    [
      'request property became required',
      'createPet body.age',
      (copy) => {
        bodyOf(copy).required = ['name', 'age']
      },
    ],
    [
      'request property type changed',
      'createPet body.age',
      (copy) => {
        bodyOf(copy).properties.age.type = 'string'
      },
    ],
    [
      'request property became enum',
      'createPet body.name',
      (copy) => {
        bodyOf(copy).properties.name.enum = ['x']
      },
    ],
    [
      'request property min set',
      'createPet body.age',
      (copy) => {
        bodyOf(copy).properties.age.minimum = 1
      },
    ],
    [
      'request property max set',
      'createPet body.age',
      (copy) => {
        bodyOf(copy).properties.age.maximum = 9
      },
    ],
    [
      'request property pattern added',
      'createPet body.name',
      (copy) => {
        bodyOf(copy).properties.name.pattern = '^x'
      },
    ],
    [
      'request property max length set',
      'createPet body.name',
      (copy) => {
        bodyOf(copy).properties.name.maxLength = 3
      },
    ],
    [
      'response success status removed',
      'createPet answer.201',
      (copy) => {
        make(copy).responses = { 200: { description: 'x' } }
      },
    ],
    [
      'response media type removed',
      'createPet answer.201',
      (copy) => {
        make(copy).responses[201].content = { 'text/plain': {} }
      },
    ],
    [
      'response property became optional',
      'createPet answer.201.id',
      (copy) => {
        answerOf(copy).required = []
      },
    ],
    [
      'response property became nullable',
      'createPet answer.201.id',
      (copy) => {
        answerOf(copy).properties.id.type = ['integer', 'null']
      },
    ],
    [
      'response property type changed',
      'createPet answer.201.id',
      (copy) => {
        answerOf(copy).properties.id.type = 'string'
      },
    ],
    [
      'response property enum value added',
      'createPet answer.201.kind',
      (copy) => {
        answerOf(copy).properties.kind.enum = ['a', 'b', 'c']
      },
    ],
    [
      'api security added',
      'listPets security',
      (copy) => {
        copy.components.securitySchemes.key = { type: 'apiKey', in: 'header', name: 'k' }
        list(copy).security = [{ key: [] }]
      },
    ],
    ['request parameter removed', 'listPets query.kind', (copy) => list(copy).parameters.shift()],
    [
      'request parameter written another way',
      'listPets query.ids',
      (copy) => {
        list(copy).parameters[1].explode = false
      },
    ],
    [
      'request property removed where others are forbidden',
      'createPet body.address.zip',
      (copy) => delete bodyOf(copy).properties.address.properties.zip,
    ],
    ['request property alternative removed', 'createPet body.pet', (copy) => bodyOf(copy).properties.pet.oneOf.pop()],
    [
      'response property alternative added',
      'createPet answer.201.pet',
      (copy) => answerOf(copy).properties.pet.oneOf.push({ type: 'array', items: {} }),
    ],
    [
      'alternative of a request narrowed',
      'createPet body.pet.lives',
      (copy) => {
        copy.components.schemas.Cat.required = ['lives']
      },
    ],
    [
      'type of additional properties changed',
      'createPet body.labels.*',
      (copy) => {
        bodyOf(copy).properties.labels.additionalProperties.type = 'integer'
      },
    ],
    [
      'required response header removed',
      'createPet answer.201.x-page',
      (copy) => delete make(copy).responses[201].headers,
    ],
    [
      'response header type changed',
      'createPet answer.201.x-page',
      (copy) => {
        make(copy).responses[201].headers['X-Page'].schema.type = 'string'
      },
    ],
    [
      'api security scope added',
      'createPet security',
      (copy) => {
        make(copy).security = [{ oauth: ['read', 'write'] }]
      },
    ],
  ])('%s', async (_, where, change) => {
    const { status, breaks } = await compared(change)
    expect(
      breaks.filter(({ side }) => side === 'client').map(({ operation, place }) => `${operation} ${place}`),
    ).toContain(where)
    expect(status).toBe(1)
  })
})

describe('what oasdiff does not count as breaking breaks no client', () => {
  test.each<[string, (copy: Loose) => void]>([
    ['nothing changed', () => {}],
    [
      'endpoint added',
      (copy) => {
        copy.paths['/more'] = { get: { responses: { 200: { description: 'x' } } } }
      },
    ],
    ['new optional parameter', (copy) => list(copy).parameters.push({ name: 'page', in: 'query', schema: {} })],
    [
      'new optional request property',
      (copy) => {
        bodyOf(copy).properties.tag = { type: 'string' }
      },
    ],
    [
      'request property became optional',
      (copy) => {
        bodyOf(copy).required = []
      },
    ],
    [
      'request enum value added',
      (copy) => {
        list(copy).parameters[0].schema.enum = ['a', 'b', 'c']
      },
    ],
    [
      'integer became number in a request',
      (copy) => {
        bodyOf(copy).properties.age.type = 'number'
      },
    ],
    [
      'response property became required',
      (copy) => {
        answerOf(copy).required = ['id', 'kind']
      },
    ],
    [
      'response property added',
      (copy) => {
        answerOf(copy).properties.more = { type: 'string' }
      },
    ],
    [
      'required request property added that is read alone',
      (copy) => {
        bodyOf(copy).properties.id = { type: 'integer', readOnly: true }
        bodyOf(copy).required.push('id')
      },
    ],
    ['request property alternative added', (copy) => bodyOf(copy).properties.pet.oneOf.push({ type: 'array' })],
    ['response property alternative removed', (copy) => answerOf(copy).properties.pet.oneOf.pop()],
    [
      'api security scope removed',
      (copy) => {
        make(copy).security = [{ oauth: [] }]
      },
    ],
    [
      'response enum value removed',
      (copy) => {
        answerOf(copy).properties.kind.enum = ['a']
      },
    ],
    [
      'path parameter renamed',
      (copy) => {
        const { get } = copy.paths['/pets/{petId}']
        delete copy.paths['/pets/{petId}']
        get.parameters[0].name = 'id'
        copy.paths['/pets/{id}'] = { get }
      },
    ],
  ])('%s', async (_, change) => {
    const { status, breaks } = await compared(change)
    expect(breaks.filter(({ side }) => side === 'client')).toEqual([])
    expect(status).toBe(0)
  })
})

test('a server that is as it was breaks what is promised anew', async () => {
  const { breaks } = await compared((copy) => {
    answerOf(copy).required = ['id', 'kind']
  })
  expect(breaks).toMatchObject([{ side: 'server', operation: 'createPet', place: 'answer.201.kind' }])
})

test('names who of those whose requests are stored breaks', async () => {
  const pact = {
    consumer: { name: 'shop' },
    provider: { name: 'pets' },
    interactions: [
      {
        description: 'a pet of kind b',
        request: { method: 'GET', path: '/pets', query: 'kind=b' },
        response: { status: 200 },
      },
      { description: 'a pet', request: { method: 'GET', path: '/pets/1' }, response: { status: 200 } },
    ],
    metadata: { pactSpecification: { version: '2.0.0' } },
  }
  const file = join(folder, 'shop.json')
  writeFileSync(file, JSON.stringify(pact))
  const { status, seen } = await compared(
    (copy) => {
      list(copy).parameters[0].schema.enum = ['a']
    },
    '--pacts',
    file,
  )
  expect(seen).toEqual([{ what: 'shop, a pet of kind b', operation: 'listPets', faults: ['query.kind: enum'] }])
  expect(status).toBe(1)
})

test('names the accepted requests of a stored run that break, and writes a page of it all', async () => {
  const run = join(folder, 'run')
  mkdirSync(run, { recursive: true })
  const exchange = (id: string, url: string, status: number) =>
    JSON.stringify({
      id,
      what: 'pets by kind',
      request: { method: 'GET', url, headers: {}, body: null },
      response: { status, headers: {}, body: '' },
    })
  const lines = [
    exchange('e1', 'http://127.0.0.1/pets?kind=b', 200),
    exchange('e2', 'http://127.0.0.1/pets?kind=a', 200),
    exchange('e3', 'http://127.0.0.1/pets?kind=b', 400),
  ]
  writeFileSync(join(run, 'exchanges.ndjson'), `${lines.join('\n')}\n`)
  const page = join(folder, 'compat.html')
  const { status, seen } = await compared(
    (copy) => {
      list(copy).parameters[0].schema.enum = ['a']
    },
    ...['--run', run, '--html', page],
  )
  expect(seen).toEqual([{ what: 'e1, pets by kind', operation: 'listPets', faults: ['query.kind: enum'] }])
  expect(status).toBe(1)
  const html = readFileSync(page, 'utf8')
  expect(html).toContain('<td>e1, pets by kind</td>')
  expect(html).toMatch(/<td>query\.kind<\/td><td>it is none of &quot;b&quot;<\/td><td>.*new\.json:\d+<\/td>/)
  expect(html).not.toContain('<script')
})

test('a document that is not there is told', async () => {
  const { status, stderr } = await command(['compat', './none.yaml', './none.yaml'])
  expect([status, stderr]).toEqual([2, expect.stringContaining('none.yaml')])
})
