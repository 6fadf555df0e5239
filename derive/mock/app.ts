import { createHash } from 'node:crypto'
import { type Answer, type Api, collectionOf, isObject, type Json, type Media, type Operation } from '../api.ts'
import { viewOf } from '../fields.ts'
import { takesVersion, VERSION } from '../fresh.ts'
import { placeOfInteraction } from '../interactions.ts'
import { namedIn, pageSizeOf } from '../lists.ts'
import type { Schemas } from '../schemas.ts'
import { decoded } from '../source.ts'
import { type Auth, placeOf } from '../wire.ts'
import type { Breach } from './defects.ts'
import { namedOf, statusOf } from './named.ts'
import { type Fault, operationsAt, ownPath, type Read, readRequest, received, unauthorized } from './request.ts'
import type { Item, Store } from './store.ts'
import { answerFor, exampleOf, isListSchema, jsonOf, madeUp, overlaid, refusalOf, successOf } from './values.ts'

/** What a mock answers with. */
export interface MockSetting {
  api: Api
  schemas: Schemas
  store: Store
  auth: Auth
  seed: number
  breach: Breach
}

/** An operation as it is called: the path of its collection with the values of the call. */
interface Called {
  operation: Operation
  read: Read
  /** As it is called. */
  path: string
  /** Path of the collection, as it is written and as it is called. */
  template?: string
  collection?: string
  id?: string
  /** Something was let pass that is wrong. */
  isLoose?: boolean
}

/** Answers as the document says, but for the breaches that are seeded. */
export async function answer(setting: MockSetting, request: Request): Promise<Response> {
  const { api, schemas, breach, auth } = setting
  const url = new URL(request.url)
  const path = ownPath(api, url.pathname)
  const there = operationsAt(api, path)
  const [best] = there
  if (!best) return Response.json({ message: 'there is nothing here' }, { status: 404 })
  const same = there.filter((one) => one.operation.path === best.operation.path)
  const found = same.find((one) => one.operation.method === request.method)
  if (!found) {
    if (same.some(({ operation }) => breach.has(operation, 'method', 'method'))) return Response.json({})
    const allow = same.map(({ operation }) => operation.method).join(', ')
    return Response.json({ message: 'not described here' }, { status: 405, headers: { allow } })
  }
  const { operation, values } = found
  const lacking = unauthorized(api, operation, request, auth)
  const isUnseen = (name: string) => {
    const scheme = api.schemes[name]
    return scheme !== undefined && breach.has(operation, placeOf(scheme), 'security')
  }
  // Of several that are asked for at once, each can be overlooked by itself.
  const isOverlooked = operation.security.length === 1 ? lacking.every(isUnseen) : breach.kinds(operation, 'security')
  const isGuarded = lacking.length > 0 && !isOverlooked
  if (isGuarded) {
    const status = [401, 403].find((one) => answerFor(operation, one)?.status === String(one)) ?? 401
    return refuse(setting, operation, status, 'credentials are missing or wrong')
  }
  const read = readRequest(schemas, operation, await received(request), values)
  const named = answerToExample(setting, operation, read)
  if (named) return named
  const isLetPass = ({ place, kind }: Fault) => breach.has(operation, place, kind)
  const passed = read.faults.filter(isLetPass)
  // Whoever does not look at a value's type does not look at the value.
  const unseen = passed.filter(({ kind }) => kind === 'type' || kind === 'null').map(({ place }) => place)
  const faults = read.faults.filter((one) => !isLetPass(one) && !unseen.includes(one.place))
  const fault = faults[0] ?? breach.refuses(operation, read)
  if (fault) {
    const status = fault.kind === 'media' && answerFor(operation, 415)?.status === '415' ? 415 : refusalOf(operation)
    return refuse(setting, operation, status, wordsOf(fault))
  }
  const called = { ...calledAs(setting, operation, path, read), isLoose: passed.length > 0 }
  if (isOfAnotherVersion(setting, called, request.headers.get(VERSION)))
    return refuse(setting, operation, 412, 'it was changed meanwhile')
  if (!called.isLoose && isBelowNothing(setting, operation, called.path))
    return refuse(setting, operation, 404, 'there is none')
  return succeed(setting, called)
}

/** The answer to an example that the document has one to; undefined where all others are answered alike. */
function answerToExample(setting: MockSetting, operation: Operation, read: Read): Response | undefined {
  const { schemas, breach, seed } = setting
  const named = namedOf(operation, read)
  if (!named) return undefined
  const isBroken = breach.has(operation, placeOfInteraction(named), 'example')
  const status = statusOf(operation, named, isBroken)
  if (status === successOf(operation).status) return isBroken ? give(setting, operation, {}) : undefined
  const media = jsonOf(answerFor(operation, status))
  const isRight =
    !isBroken && (media?.schema === undefined || schemas.errors(media.schema, named.answer, 'answer').length === 0)
  const body = isRight ? named.answer : exampleOf(schemas, media, seed)
  return respond(operation, status, media ? body : undefined, media?.type)
}

/** The version of a thing: another one with each change. */
const versionOf = (values: Json): string =>
  `"${createHash('sha256')
    .update(JSON.stringify(Object.entries(values).sort()))
    .digest('hex')
    .slice(0, 16)}"`

/** Whether a request means another version of a thing than the one that there is. */
function isOfAnotherVersion({ store, breach }: MockSetting, called: Called, version: string | null): boolean {
  const { operation, template, collection, id } = called
  if (version === null || version === '*' || answerFor(operation, 412)?.status !== '412') return false
  if (template === undefined || collection === undefined) return false
  const item = store.items(template, collection).find((one) => one.id === id && !one.isGone)
  return (
    item !== undefined && versionOf(item.values) !== version && !breach.has(operation, 'header.If-Match', 'unknown')
  )
}

/** Whether a path leads below a thing that is not there, where the document says what is answered then. */
function isBelowNothing({ store, breach }: MockSetting, operation: Operation, path: string): boolean {
  const above = operation.path.slice(0, operation.path.lastIndexOf('}') + 1)
  const template = above === operation.path ? undefined : collectionOf(above)
  if (template === undefined || answerFor(operation, 404)?.status !== '404' || breach.kinds(operation, 'unknown'))
    return false
  const depth = template.split('/').length
  const [collection, id] = [path.split('/').slice(0, depth).join('/'), decoded(path.split('/')[depth] ?? '')]
  const known = store.items(template, collection).find((one) => one.id === id)
  return known ? known.isGone === true : !store.isThere(template, collection, id)
}

const wordsOf = ({ place, kind }: Fault): string => `${place.replace(/^[a-z]+\./, '')}: ${kind}`

function refuse(
  { schemas, seed, breach }: MockSetting,
  operation: Operation,
  status: number,
  message: string,
): Response {
  const documented = answerFor(operation, status)
  const media = jsonOf(documented)
  if (documented && !media && documented.media.length === 0) return new Response(null, { status })
  const base = media ? exampleOf(schemas, media, seed) : { message }
  const body =
    media?.schema === undefined
      ? base
      : overlaid(schemas, media.schema, base, { message, detail: message, error: message })
  return respond(
    operation,
    status,
    media?.schema === undefined ? body : breach.spoils(operation, documented?.status ?? '', media.schema, body),
    media?.type,
  )
}

function calledAs({ api, schemas }: MockSetting, operation: Operation, path: string, read: Read): Called {
  const own = collectionOf(operation.path)
  const called = path.replace(/\/+$/, '')
  const reader = own === undefined ? undefined : api.readers.get(own)
  const shown = reader && jsonOf(successOf(reader).answer)?.schema
  // What is listed by somebody's ID is a collection of its own.
  if (own !== undefined && reader && (shown === undefined || !isListSchema(schemas, shown))) {
    const cut = called.lastIndexOf('/')
    return {
      operation,
      read,
      path: called,
      template: own,
      collection: called.slice(0, cut),
      id: decoded(called.slice(cut + 1)),
    }
  }
  return api.readers.has(operation.path)
    ? { operation, read, path: called, template: operation.path, collection: called }
    : { operation, read, path: called }
}

function succeed(setting: MockSetting, called: Called): Response {
  const { store, breach } = setting
  const { operation, read, path, template, collection, id } = called
  const { method } = operation
  const sent = isObject(read.body) ? read.body : {}
  const kept = breach.has(operation, 'body', 'read-back') ? breach.otherwise(sent) : sent
  const isChange = method === 'PUT' || method === 'PATCH'
  if (template === undefined || collection === undefined) {
    if (method === 'GET') return give(setting, operation, store.keptAt(path), { most: pageOf(setting, called) })
    if (isChange) store.keep(path, kept)
    return give(setting, operation, isChange ? sent : {}, { nth: store.next() })
  }
  const items = store.items(template, collection)
  if (id === undefined) {
    if (method === 'GET') return list(setting, called, items)
    if (method !== 'POST') return give(setting, operation, sent)
    const item = store.make(template, collection, kept, breach.has(operation, 'body', 'listed'))
    const headers = { location: `${setting.api.basePath}${operation.path}/${encodeURIComponent(item.id)}` }
    return give(setting, operation, { ...sent, ...idOf(setting, template, item) }, { headers })
  }
  const known = items.find((one) => one.id === id)
  const item = known?.isGone ? undefined : known
  const isThere = item || (!known && store.isThere(template, collection, id))
  const isFound = isThere || (!known && (called.isLoose || breach.kinds(operation, 'unknown')))
  if (!isFound) return refuse(setting, operation, 404, 'there is none')
  if (method === 'DELETE' && !breach.has(operation, 'status', 'gone')) store.remove(collection, id)
  if (method === 'DELETE') return give(setting, operation, {})
  if (!item) {
    if (isChange) store.keep(path, kept)
    return give(setting, operation, isChange ? sent : store.keptAt(path))
  }
  const before = item.values
  if (isChange) item.values = { ...before, ...kept, ...idOf(setting, template, item) }
  const shown = isChange ? { ...item.values, ...sent, ...idOf(setting, template, item) } : before
  const isVersioned = setting.api.operations.some((one) => one.path === operation.path && takesVersion(one))
  return give(setting, operation, shown, { ...(isVersioned ? { headers: { etag: versionOf(item.values) } } : {}) })
}

const idOf = ({ store }: MockSetting, template: string, { values }: Item): Json => {
  const name = store.idName(template)
  return name === undefined ? {} : { [name]: values[name] }
}

/** How many items a page has at the most. */
function pageOf({ schemas, breach }: MockSetting, { operation, read }: Called): number {
  const size = pageSizeOf(schemas, operation)
  const isKept = size && !breach.has(operation, `query.${size.name}`, 'subset')
  return Number((isKept ? read.query[size.name] : undefined) ?? Number.POSITIVE_INFINITY)
}

/** A list, or the one list in an object, with its first items alone. */
function cutTo(most: number, body: unknown): unknown {
  if (Array.isArray(body)) return body.slice(0, most)
  const lists = isObject(body) ? Object.entries(body).filter(([, one]) => Array.isArray(one)) : []
  const [name, items] = lists.length === 1 ? (lists[0] as [string, unknown[]]) : []
  return name === undefined ? body : { ...(body as Json), [name]: items?.slice(0, most) }
}

/** A list of what is kept, by the filters that bear the name of a property. */
function list(setting: MockSetting, called: Called, items: Item[]): Response {
  const { operation, read } = called
  const { schemas, breach, seed } = setting
  const media = jsonOf(successOf(operation).answer)
  if (media?.schema === undefined) return give(setting, operation, {})
  const { schema } = media
  const wrapped = isListSchema(schemas, schema) ? undefined : listProperty(schemas, schema)
  if (!isListSchema(schemas, schema) && wrapped === undefined) return give(setting, operation, {})
  const at =
    wrapped === undefined
      ? schema
      : ((viewOf(schemas, schema).keywords.properties ?? {}) as Record<string, string>)[wrapped]
  const each = at === undefined ? undefined : viewOf(schemas, at).at.items
  const filters = Object.entries(read.query).filter(([name]) => !breach.has(operation, `query.${name}`, 'subset'))
  const shown = items
    .filter(({ isGone, isUnlisted }) => !isGone && !isUnlisted)
    .filter(({ values }) =>
      filters.every(([name, one]) => {
        const own = namedIn(values, name)
        return own === undefined || String(own) === String(one)
      }),
    )
    .slice(0, pageOf(setting, called))
    .map(({ values }) => (each === undefined ? values : overlaid(schemas, each, madeUp(schemas, each, seed), values)))
  const listed = breach.lists(operation, shown)
  if (wrapped === undefined) return give(setting, operation, listed)
  const base = exampleOf(schemas, media, seed)
  return give(setting, operation, isObject(base) ? { ...base, [wrapped]: listed } : base, { isWhole: true })
}

function listProperty(schemas: Schemas, schema: string): string | undefined {
  const properties = (viewOf(schemas, schema).keywords.properties ?? {}) as Record<string, string>
  const lists = Object.keys(properties).filter((name) => isListSchema(schemas, properties[name] as string))
  return lists.length === 1 ? lists[0] : undefined
}

interface Given {
  /** Which of several this is: its IDs are its own. */
  nth?: number
  headers?: Record<string, string>
  /** Whether all of the body is known. */
  isWhole?: boolean
  /** How many items it has at the most, where it is a list. */
  most?: number
}

/** The answer of success, with what is known of it. */
function give(
  setting: MockSetting,
  operation: Operation,
  known: unknown,
  { nth, headers: given = {}, isWhole = Array.isArray(known), most = Number.POSITIVE_INFINITY }: Given = {},
): Response {
  const { schemas, seed, breach, store } = setting
  const { status: documented, answer } = successOf(operation)
  const status = breach.has(operation, 'status', 'documented') ? breach.undocumented(operation) : documented
  const headers = { ...given }
  for (const header of answer?.headers ?? []) {
    if (header.required && headers[header.name] === undefined)
      headers[header.name] = String(header.schema === undefined ? 'bitewing' : madeUp(schemas, header.schema, seed))
  }
  const media = jsonOf(answer)
  if (!answer || !media || status === 204 || status === 205) {
    const [other] = answer?.media ?? []
    const text =
      answer && other?.type.startsWith('text/plain') ? textFor(setting, operation, answer, other) : 'bitewing'
    return new Response(other && status !== 204 ? text : null, {
      status,
      headers: { ...headers, ...(other ? { 'content-type': other.type.replace('*/*', 'text/plain') } : {}) },
    })
  }
  const { schema } = media
  if (schema === undefined)
    return respond(operation, status, isWhole ? known : (exampleOf(schemas, media, seed) ?? known), media.type, headers)
  const base =
    nth === undefined
      ? exampleOf(schemas, media, seed)
      : freshened(schemas, schema, exampleOf(schemas, media, seed), seed + nth)
  const own = isWhole ? known : cutTo(most, overlaid(schemas, schema, base, isObject(known) ? known : {}))
  const body = breach.flickers(operation, breach.doubles(operation, own))
  store.tell(body)
  return respond(operation, status, breach.spoils(operation, answer.status, schema, body), media.type, headers)
}

/** A plain text that fits its schema. */
function textFor({ schemas, seed, breach }: MockSetting, operation: Operation, own: Answer, media: Media): string {
  const text = media.schema === undefined ? 'bitewing' : exampleOf(schemas, media, seed)
  return `${media.schema === undefined ? text : breach.spoils(operation, own.status, media.schema, text)}`
}

/** A value with other IDs than the last one. */
function freshened(schemas: Schemas, schema: string, base: unknown, seed: number): unknown {
  const made = madeUp(schemas, schema, seed)
  if (!isObject(base) || !isObject(made)) return base
  const ids = Object.entries(made).filter(([name]) => /(id|guid|uuid|number|code)$/i.test(name))
  return overlaid(schemas, schema, base, Object.fromEntries(ids))
}

function respond(
  { method }: Operation,
  status: number,
  body: unknown,
  type = 'application/json',
  headers: Record<string, string> = {},
): Response {
  const isBare = method === 'HEAD' || body === undefined
  return new Response(isBare ? null : JSON.stringify(body), {
    status,
    headers: { ...headers, ...(isBare ? {} : { 'content-type': type === '*/*' ? 'application/json' : type }) },
  })
}
