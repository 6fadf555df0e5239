import { type Answer, type Api, isObject, type Json, type Media, type Operation } from '../api.ts'
import type { Schemas } from '../schemas.ts'
import type { Auth } from '../wire.ts'
import type { Breach } from './defects.ts'
import type { Store } from './store.ts'
import { answerFor, exampleOf, jsonOf, listIn, madeUp, overlaid, successOf } from './values.ts'

/** What a mock answers with. */
export interface MockSetting {
  api: Api
  schemas: Schemas
  store: Store
  auth: Auth
  seed: number
  breach: Breach
}

/** Refuses a request, as the document has it. */
export function refuse(
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

interface Given {
  /** Which of several this is: its IDs are its own. */
  nth?: number
  headers?: Record<string, string>
  /** Whether all of the body is known. */
  isWhole?: boolean
  /** How many items it has at the most, where it is a list. */
  most?: number
  /** What it has besides, where it is a list. */
  more?: readonly Json[]
  /** To be told what was made, where that is listed from now on. */
  listed?: (answered: Json) => void
}

/** The answer of success, with what is known of it. */
export function give(
  setting: MockSetting,
  operation: Operation,
  known: unknown,
  {
    nth,
    headers: given = {},
    isWhole = Array.isArray(known),
    most = Number.POSITIVE_INFINITY,
    more = [],
    listed,
  }: Given = {},
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
  const told = overlaid(schemas, schema, base, isObject(known) ? known : {})
  const own = isWhole ? known : cutTo(most, withMore(setting, schema, told, more))
  if (isObject(own)) listed?.(own)
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

/** An answer as it goes over the wire. */
export function respond(
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

/** A list, or the one list in an object, with items that were made. */
function withMore({ schemas, seed }: MockSetting, schema: string, body: unknown, more: readonly Json[]): unknown {
  const { name, each } = listIn(schemas, schema) ?? {}
  if (more.length === 0 || each === undefined) return body
  const items = more.map((one) => overlaid(schemas, each, madeUp(schemas, each, seed), one))
  if (Array.isArray(body)) return [...items, ...body]
  return name !== undefined && isObject(body)
    ? { ...body, [name]: [...items, ...((body[name] ?? []) as unknown[])] }
    : body
}

/** A list, or the one list in an object, with its first items alone. */
function cutTo(most: number, body: unknown): unknown {
  if (Array.isArray(body)) return body.slice(0, most)
  const lists = isObject(body) ? Object.entries(body).filter(([, one]) => Array.isArray(one)) : []
  const [name, items] = lists.length === 1 ? (lists[0] as [string, unknown[]]) : []
  return name === undefined ? body : { ...(body as Json), [name]: items?.slice(0, most) }
}
