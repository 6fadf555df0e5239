import { expect, onTestFinished, test } from 'vitest'
import { findOperation, type OpenApiDocument, operations } from '../openapi/document.ts'
import { document as inbox } from '../openapi/inbox.gen.ts'
import { document as itero } from '../openapi/itero.gen.ts'
import { document as opus } from '../openapi/opus.gen.ts'
import { startMock } from '../profiles/mock.ts'

type Node = Record<string, unknown>
type Examples = Record<string, { $ref?: string; value?: unknown }>

const documents = { itero, opus, inbox } as Record<string, OpenApiDocument>

/** The nodes of a document that a predicate takes, with where they stand. */
function nodesOf(node: unknown, takes: (node: Node) => boolean, at = '#'): [at: string, node: Node][] {
  if (typeof node !== 'object' || node === null) return []
  const inner = Object.entries(node).flatMap(([name, value]) => nodesOf(value, takes, `${at}/${name}`))
  return takes(node as Node) ? [[at, node as Node], ...inner] : inner
}

const resolved = (document: OpenApiDocument, node: Node): Node =>
  typeof node.$ref === 'string'
    ? (node.$ref
        .slice(2)
        .split('/')
        .reduce((value: unknown, name) => (value as Node)[name], document) as Node)
    : node

const examplesIn = (document: OpenApiDocument, content: unknown): [name: string, value: unknown][] =>
  Object.values((content ?? {}) as Record<string, { examples?: Examples }>).flatMap(({ examples = {} }) =>
    Object.entries(examples).map(([name, example]): [string, unknown] => [name, resolved(document, example).value]),
  )

/** Each example of a request: the parameters and the body that share its name. */
function requestExamples(document: OpenApiDocument) {
  return operations(document).flatMap(({ path, method, operation }) => {
    const item = document.paths[path] as { parameters?: Node[] }
    const parameters = [...(item.parameters ?? []), ...((operation.parameters ?? []) as Node[])].map((one) =>
      resolved(document, one),
    ) as { name: string; in: string; required?: boolean; examples?: Examples }[]
    const bodies = new Map(examplesIn(document, operation.requestBody?.content))
    // What stands in a path has examples for the operations that take a body beside it.
    const queries = parameters.filter((one) => one.in === 'query')
    const names = bodies.size > 0 ? bodies.keys() : queries.flatMap(({ examples }) => Object.keys(examples ?? {}))
    return [...new Set(names)].map((name) => ({
      operation,
      method,
      path,
      name,
      body: bodies.get(name),
      parameters: parameters
        .filter(({ required, examples }) => required || examples?.[name])
        .map((one) => ({ ...one, value: one.examples?.[name]?.value })),
    }))
  })
}

test.each(Object.entries(documents))(
  '%s has an answer of the same name for each example of a request',
  (_, document) => {
    const lacking = requestExamples(document).flatMap(({ operation, name, parameters }) => {
      const [, success] = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))!
      const { content } = resolved(document, success)
      const names = content ? examplesIn(document, content).map(([one]) => one) : [name]
      const isWhole = names.includes(name) && parameters.every(({ value }) => value !== undefined)
      return isWhole ? [] : [`${operation.operationId} ${name}`]
    })
    expect(lacking).toEqual([])
  },
)

/** What tools other than ours read differently, or not at all: each was met in one of them. */
test.each(Object.entries(documents))('%s says nothing that tools read in their own way', (_, document) => {
  const at = (takes: (node: Node) => boolean) => nodesOf(document, takes).map(([place]) => place)
  const isArray = ({ type }: Node) => [type].flat().includes('array')
  expect(at((node) => isArray(node) && node.items === undefined)).toEqual([])
  expect(at((node) => Array.isArray(node.enum) && node.type === undefined)).toEqual([])
  expect(at(({ type }) => Array.isArray(type) && type.filter((one) => one !== 'null').length > 1)).toEqual([])
  const known = ['date', 'date-time', 'email', 'int32', 'int64', 'password', 'uri', 'uri-reference', 'uuid']
  expect(at(({ format }) => typeof format === 'string' && !known.includes(format))).toEqual([])
  expect(document.info.license).toMatchObject({ identifier: 'MIT' })
})

test('inbox has its webhook under a tag of its own: generators make one file a tag', () => {
  const tags = (node: unknown) =>
    nodesOf(node, (one) => 'operationId' in one).flatMap(([, one]) => one.tags as string[])
  const served = tags(inbox.paths)
  expect(tags(inbox.webhooks).filter((tag) => served.includes(tag))).toEqual([])
})

async function sender(profile: string) {
  const mock = await startMock(profile)
  onTestFinished(() => mock.close())
  const { account, apiKey, companies, pushSecret } = mock.target as {
    account?: { user: string; password: string }
    apiKey?: string
    companies?: { tokens: string[] }[]
    pushSecret?: string
  }
  const authorization = account
    ? `Basic ${btoa(`${account.user}:${account.password}`)}`
    : `Bearer ${companies?.[0]?.tokens[0]}`
  const headers = { authorization, api_key: apiKey ?? '', 'x-push-secret': pushSecret ?? '' }
  return async (example: ReturnType<typeof requestExamples>[number], body = example.body) => {
    const query = new URLSearchParams()
    let path = example.path
    for (const { name, in: place, value } of example.parameters) {
      if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(String(value)))
      else query.set(name, String(value))
    }
    const response = await fetch(`${mock.baseUrl}${path}?${query}`, {
      method: example.method.toUpperCase(),
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    return { status: response.status, text: await response.text() }
  }
}

/** A free time is free at one time only, and an inbox has another ID each time: nothing else of these is refused. */
const PASSING: Record<string, [status: number, why: string]> = {
  createBooking: [400, 'TimeSlot'],
  updateBooking: [400, 'TimeSlot'],
  updateCredentials: [404, 'Not found'],
}

test.each(
  Object.entries(documents).flatMap(([profile, document]) =>
    requestExamples(document).map((one) => [profile, one.operation.operationId, one.name, one] as const),
  ),
)("the %s mock takes the document's own example of %s, %s", async (profile, operationId, _name, example) => {
  if (!example.parameters.every(({ value }) => value !== undefined)) return
  const send = await sender(profile)
  const { status, text } = await send(example)
  const [expected, why] = PASSING[operationId] ?? []
  if (expected === undefined) expect(status, text).toBeLessThan(300)
  else expect([status, text]).toEqual([expected, expect.stringContaining(why!)])
})

test('the opus mock takes the example of a booking at a time that is free', async () => {
  const mock = await startMock('opus')
  onTestFinished(() => mock.close())
  const { method, path, operation } = findOperation(opus, 'createBooking')
  const [[, example]] = examplesIn(opus, operation.requestBody?.content) as [[string, { Patient: object }]]
  const setUp = await fetch(mock.providerStatesUrl, {
    method: 'POST',
    body: JSON.stringify({ state: 'a free time slot', action: 'setup' }),
    headers: { 'content-type': 'application/json' },
  })
  const { start, end, clinicID, clinicianID, treatmentID } = await setUp.json()
  const TimeSlot = { Start: start, End: end, ClinicID: clinicID, ClinicianID: clinicianID, TreatmentID: treatmentID }
  const answer = await fetch(mock.baseUrl + path, {
    method: method.toUpperCase(),
    headers: { 'content-type': 'application/json', api_key: mock.target.apiKey as string },
    body: JSON.stringify({ ...example, TimeSlot }),
  })
  expect(answer.status).toBe(200)
})
