import { faultsOf } from '../answers.ts'
import type { Api, Json, Operation, Parameter } from '../api.ts'
import { pathText, typesOf, viewOf } from '../fields.ts'
import type { Schemas } from '../schemas.ts'
import { decoded } from '../source.ts'
import { type Auth, credential, headerOf, isForm, isJson, typed } from '../wire.ts'
import { operationAt } from './paths.ts'

/** What is wrong with a request, where, as the IDs of rules name it. */
export interface Fault {
  place: string
  kind: string
  /** What was found there, where something was. */
  value?: unknown
}

/** A request as an operation reads it. */
export interface Read {
  /** Values of the query's parameters, by their names. */
  query: Json
  /** Values of all parameters, by their places. */
  values: Json
  body: unknown
  faults: Fault[]
}

/** A request as it came. */
export interface Received {
  method: string
  url: string
  headers: Pick<Headers, 'get'>
  body: string
  /** Of a form of several parts, its fields; undefined where it cannot be read, or was not. */
  fields?: [string, string][] | undefined
}

/** Takes a request in. */
export async function received(request: Request): Promise<Received> {
  const { method, url, headers } = request
  const bytes = await request.arrayBuffer()
  const came = { method, url, headers, body: new TextDecoder().decode(bytes) }
  if (mediaTypeOf(headers) !== 'multipart/form-data') return came
  const type = { 'content-type': headers.get('content-type') ?? '' }
  const form = await new Response(bytes, { headers: type }).formData().catch(() => undefined)
  if (!form) return came
  const fields = [...form].map(
    async ([name, one]): Promise<[string, string]> => [name, typeof one === 'string' ? one : await one.text()],
  )
  return { ...came, fields: await Promise.all(fields) }
}

const mediaTypeOf = (headers: Pick<Headers, 'get'>): string =>
  (headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase()

/** Reads a request by its document, and lists what is wrong with it. */
export function readRequest(
  schemas: Schemas,
  operation: Operation,
  request: Received,
  path: Record<string, string>,
): Read {
  const { searchParams } = new URL(request.url)
  const faults: Fault[] = []
  const query: Json = {}
  const values: Json = {}
  for (const parameter of operation.parameters) {
    const { name, schema, required } = parameter
    const place = `${parameter.in}.${name}`
    const value = parameterOf(schemas, parameter, request, searchParams, path)
    if (value === undefined) {
      if (required) faults.push({ place, kind: 'required' })
      continue
    }
    values[place] = value
    if (parameter.in === 'query') query[name] = value
    if (schema !== undefined) faults.push(...faultsAt(schemas, schema, value, place))
  }
  const { body, faults: ofBody } = readBody(schemas, operation, request)
  return { query, values, body, faults: [...faults, ...ofBody] }
}

function parameterOf(
  schemas: Schemas,
  parameter: Parameter,
  request: Received,
  query: URLSearchParams,
  path: Record<string, string>,
): unknown {
  const { name, schema, style, explode } = parameter
  const view = viewOf(schemas, schema ?? '')
  const types = typesOf(view)
  const properties = (view.keywords.properties ?? {}) as Record<string, string>
  const as = (place: string | undefined, text: string) =>
    typed(text, place === undefined ? [] : typesOf(viewOf(schemas, place)))
  const listOf = (parts: readonly string[]) => parts.map((one) => as(view.at.items, one))
  const objectOf = (pairs: readonly (readonly [string, string])[]) =>
    Object.fromEntries(pairs.map(([key, one]) => [key, as(properties[key], one)]))
  /** A text in which several values stand, one after the other. */
  const several = (text: string, between: string): unknown => {
    const parts = text.split(between).map(parameter.in === 'query' ? (one) => one : decoded)
    if (types.includes('array')) return listOf(parts)
    if (!types.includes('object')) return typed(parts.join(between), types)
    const pairs = explode
      ? parts.map((one) => one.split('=') as [string, string])
      : parts.flatMap((one, nth): [string, string][] => (nth % 2 === 0 ? [[one, parts[nth + 1] ?? '']] : []))
    return objectOf(pairs)
  }
  if (parameter.in === 'query') {
    const nested = [...query].filter(([key]) => key.startsWith(`${name}[`))
    if (nested.length > 0) return objectOf(nested.map(([key, one]) => [key.slice(name.length + 1, -1), one]))
    if (types.includes('object') && explode && style === 'form' && parameter.media === undefined) {
      const own = [...query].filter(([key]) => Object.hasOwn(properties, key))
      return own.length > 0 ? objectOf(own) : undefined
    }
    const all = query.getAll(name)
    if (all.length === 0) return undefined
    if (parameter.media !== undefined) return parsedOr(all[0] ?? '')
    if (explode && types.includes('array')) return listOf(all)
    return several(all[0] ?? '', style === 'spaceDelimited' ? ' ' : style === 'pipeDelimited' ? '|' : ',')
  }
  if (parameter.in === 'path') {
    const text = path[name]
    if (style === 'label') return several(text?.replace(/^\./, '') ?? '', explode ? '.' : ',')
    if (style !== 'matrix') return several(text ?? '', ',')
    const own = (text ?? '').replace(/^;/, '')
    if (explode && types.includes('object')) return several(own, ';')
    const bare = own.split(';').map((one) => one.replace(`${name}=`, ''))
    return several(bare.join(explode ? ';' : ','), explode ? ';' : ',')
  }
  if (parameter.in === 'header') {
    const text = request.headers.get(name)
    return text === null ? undefined : several(text, ',')
  }
  const cookies = (request.headers.get('cookie') ?? '').split(/; ?/).map((one) => one.split('='))
  const own = cookies.find(([key]) => key === name)
  return own && several(decoded(own.slice(1).join('=')), ',')
}

const parsedOr = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function readBody(
  schemas: Schemas,
  { body }: Operation,
  { headers, body: text, fields }: Received,
): { body: unknown; faults: Fault[] } {
  if (!body) return { body: undefined, faults: [] }
  const fault = (kind: string) => ({ body: undefined, faults: [{ place: 'body', kind }] })
  if (text === '') return body.required ? fault('required') : { body: undefined, faults: [] }
  const type = mediaTypeOf(headers)
  const own = body.media.find((one) => one.type.split(';')[0] === type || one.type === '*/*')
  const media = own ?? body.media.find(isJson)
  const faults: Fault[] = own ? [] : [{ place: 'body', kind: 'media' }]
  if (!media) return { body: text, faults }
  const malformed = { body: {}, faults: [...faults, { place: 'body', kind: 'malformed' }] }
  let value: unknown = text
  if (isJson(media)) {
    try {
      value = JSON.parse(text)
    } catch {
      return malformed
    }
  } else if (isForm(media)) value = formOf(schemas, media.schema, [...new URLSearchParams(text)])
  else if (type === 'multipart/form-data') {
    if (!fields) return malformed
    value = formOf(schemas, media.schema, fields)
  }
  return {
    body: value,
    faults: media.schema === undefined ? faults : [...faults, ...faultsAt(schemas, media.schema, value, 'body')],
  }
}

/** A form's fields in the types of the document. */
function formOf(schemas: Schemas, schema: string | undefined, form: [string, string][]): Json {
  const properties = schema === undefined ? {} : ((viewOf(schemas, schema).keywords.properties ?? {}) as Json)
  return Object.fromEntries(
    form.map(([name, one]) => {
      const place = properties[name]
      const view = viewOf(schemas, typeof place === 'string' ? place : '')
      if (!typesOf(view).includes('array')) return [name, typed(one, typesOf(view))]
      const items = typesOf(viewOf(schemas, view.at.items ?? ''))
      return [name, form.filter(([other]) => other === name).map(([, each]) => typed(each, items))]
    }),
  )
}

const KINDS: Record<string, string> = {
  // What is of none of the alternatives' kinds.
  anyOf: 'type',
  oneOf: 'type',
  const: 'enum',
  exclusiveMinimum: 'minimum',
  exclusiveMaximum: 'maximum',
  minItems: 'items',
  maxItems: 'items',
  uniqueItems: 'items',
  additionalProperties: 'additional',
  unevaluatedProperties: 'additional',
}

/** What is wrong with a value, by place and kind. */
const faultsAt = (schemas: Schemas, schema: string, value: unknown, root: string): Fault[] =>
  faultsOf(schemas, schema, value, 'request').map(({ path, error: { keyword }, value: found }) => {
    const kind = KINDS[keyword] ?? keyword
    return {
      place: path.length === 0 ? root : `${root}.${pathText(path)}`.replace(`${root}.[]`, `${root}[]`),
      kind: kind === 'type' && found === null ? 'null' : kind,
      value: found,
    }
  })

/** The operation that a request calls, and what is wrong with it; undefined where it calls none that is described. */
export function faultsOfRequest(
  api: Api,
  schemas: Schemas,
  request: Received,
): { operation: Operation; faults: Fault[] } | undefined {
  const found = operationAt(api, request.method, new URL(request.url).pathname)
  return (
    found && {
      operation: found.operation,
      faults: readRequest(schemas, found.operation, request, found.values).faults,
    }
  )
}

/** Credentials that the mock takes, by scheme. */
export const credentialsOf = (api: Api): Auth =>
  Object.fromEntries(
    Object.entries(api.schemes).map(([name, { type, scheme }]) => [
      name,
      type === 'apiKey'
        ? { value: 'mock-key-1' }
        : scheme === 'basic'
          ? { user: 'bitewing', password: 'mock-password-1' }
          : { token: 'mock-token-1' },
    ]),
  )

/** Schemes of the alternatives that a request does not satisfy; empty where it satisfies one. */
export function unauthorized(api: Api, { security }: Operation, request: Request, auth: Auth): string[] {
  const isShown = (name: string) => {
    const scheme = api.schemes[name]
    if (!scheme || scheme.type === 'mutualTLS') return true
    const wanted = credential(scheme, auth[name] ?? {})
    if (scheme.in === 'query') return new URL(request.url).searchParams.get(scheme.name ?? '') === wanted
    if (scheme.in === 'cookie')
      return (request.headers.get('cookie') ?? '').split('; ').includes(`${scheme.name}=${wanted}`)
    return request.headers.get(headerOf(scheme)) === wanted
  }
  const ways = security.map((one) => Object.keys(one).filter((name) => !isShown(name)))
  return security.length === 0 || ways.some((one) => one.length === 0) ? [] : [...new Set(ways.flat())]
}
