import { type Answer, type Api, isObject, type Json, type Media, type Operation } from '../api.ts'
import { namedIn } from '../lists.ts'
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
  /** The values that it is asked for by. */
  by?: Json
  /** To be told what was made, where that is listed from now on. */
  made?: (answered: Json) => void
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
    by = {},
    made,
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
  const own = isWhole ? known : cutTo(most, listed(setting, schema, told, { more, by }))
  if (isObject(own)) made?.(own)
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

/** A list, or the one list in an object, with items that were made: those of the values that it is asked for by. */
function listed(
  { schemas, seed }: MockSetting,
  schema: string,
  body: unknown,
  { more = [], by = {} }: Pick<Given, 'more' | 'by'>,
): unknown {
  const { name, each } = listIn(schemas, schema) ?? {}
  const items = name !== undefined && isObject(body) ? body[name] : body
  if (each === undefined || !Array.isArray(items)) return body
  const made = more.map((one) => overlaid(schemas, each, madeUp(schemas, each, seed), one))
  const all = [...made, ...items]
  const isOf = (item: unknown) =>
    Object.entries(by).every(([key, value]) => [undefined, String(value)].includes(textIn(item, key)))
  const own = all.filter(isOf)
  const shown = own.length > 0 ? own : all.slice(0, 1).map((one) => overlaid(schemas, each, one, namedAs(one, by)))
  return name !== undefined && isObject(body) ? { ...body, [name]: shown } : shown
}

const textIn = (item: unknown, name: string): string | undefined => {
  const value = namedIn(item, name)
  return value === undefined ? undefined : String(value)
}

/** Values under the names that an item has for them. */
const namedAs = (item: unknown, by: Json): Json =>
  Object.fromEntries(
    Object.keys(isObject(item) ? item : {}).flatMap((name) => {
      const value = namedIn(by, name)
      return value === undefined ? [] : [[name, value]]
    }),
  )

/** A list, or the one list in an object, with its first items alone. */
function cutTo(most: number, body: unknown): unknown {
  if (Array.isArray(body)) return body.slice(0, most)
  const lists = isObject(body) ? Object.entries(body).filter(([, one]) => Array.isArray(one)) : []
  const [name, items] = lists.length === 1 ? (lists[0] as [string, unknown[]]) : []
  return name === undefined ? body : { ...(body as Json), [name]: items?.slice(0, most) }
}
