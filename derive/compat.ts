import { basename } from 'node:path'
import type { Answer, Api, Operation, Parameter } from './api.ts'
import { typesOf, viewOf } from './fields.ts'
import { faultsOfRequest, received } from './mock/request.ts'
import { narrowed } from './narrowing.ts'
import { readApi } from './reader.ts'
import { Schemas } from './schemas.ts'
import { readSource } from './source.ts'

/** What a document says, to be compared. */
export interface Loaded {
  api: Api
  schemas: Schemas
}

/** A change by which somebody who kept the old document does not keep the new one. */
export interface Break {
  /** Whoever breaks: a client that is as it was, or a server that is. */
  side: 'client' | 'server'
  operation: string
  /** As in the IDs of derived rules: `body.name`, `answer.200.id`. */
  place: string
  what: string
  /** Where the new document says so. */
  line?: number
}

/** A request that was right by the old document, and is wrong by the new one. */
export interface Seen {
  /** Which request, in words. */
  what: string
  operation: string
  faults: string[]
}

/** @throws ProfileError where there is none that can be read. */
export async function loadDocument(path: string): Promise<Loaded> {
  const source = await readSource(path, basename(path))
  return { api: readApi(source), schemas: new Schemas(source) }
}

/** What breaks between two documents. */
export function compare(old: Loaded, now: Loaded): Break[] {
  const before = old.api.operations.map((operation) => ({ operation, same: sameIn(now.api, operation) }))
  const added = now.api.operations.filter((one) => !sameIn(old.api, one))
  return [
    ...before.flatMap(({ operation, same }): Break[] => {
      if (!same)
        return [{ side: 'client', operation: operation.id, place: 'operation', what: 'it is no longer described' }]
      return compareOperation(old, operation, now, same)
    }),
    ...added.map(
      ({ id }): Break => ({ side: 'server', operation: id, place: 'operation', what: 'it is described now' }),
    ),
  ]
}

/** The operation of the same method and path, whatever its parameters are called. */
function sameIn(api: Api, { method, path }: Operation): Operation | undefined {
  const bare = (one: string) => one.replace(/\{[^}]*\}/g, '{}')
  return api.operations.find(
    (one) => one.method === method && bare(api.basePath + one.path) === bare(api.basePath + path),
  )
}

function compareOperation(old: Loaded, before: Operation, now: Loaded, after: Operation): Break[] {
  const at =
    (side: Break['side'], place: string, pointer: string) =>
    (what: string): Break => ({
      side,
      operation: before.id,
      place,
      what,
      line: now.api.source.lineOf(pointer),
    })
  /** What is narrower now a client does wrong, what is wider a server refuses; of answers it is the other way round. */
  const both = (place: string, from: string | undefined, to: string | undefined, isAnswer: boolean): Break[] => {
    if (from === undefined || to === undefined) return []
    const [narrower, wider] = isAnswer ? (['server', 'client'] as const) : (['client', 'server'] as const)
    const word = isAnswer ? 'writeOnly' : 'readOnly'
    const [was, is] = [
      { schemas: old.schemas, pointer: from },
      { schemas: now.schemas, pointer: to },
    ]
    return [
      ...narrowed(was, is, place, word).map(({ place: one, what }) => at(narrower, one, to)(what)),
      ...narrowed(is, was, place, word).map(({ place: one, what }) => at(wider, one, to)(`no longer: ${what}`)),
    ]
  }
  const breaks: Break[] = []
  for (const one of after.parameters) {
    const place = `${one.in}.${one.name}`
    // A path's parameters are known by where they stand.
    const other = before.parameters.find((each) => each.in === one.in && (one.in === 'path' || each.name === one.name))
    if (one.required && !other?.required) breaks.push(at('client', place, one.pointer)('it is required'))
    if (!one.required && (!other || other.required))
      breaks.push(at('server', place, one.pointer)(other ? 'it may be left out' : 'it is described now'))
    if (!other || (one.in === 'path' && one.name !== other.name)) continue
    breaks.push(...both(place, other.schema, one.schema, false))
    if (written(old, other) !== written(now, one))
      breaks.push(at('client', place, one.pointer)('it is written another way'))
  }
  for (const one of before.parameters)
    if (one.in !== 'path' && !after.parameters.some((each) => each.in === one.in && each.name === one.name))
      breaks.push(at('client', `${one.in}.${one.name}`, after.pointer)('it is no longer described'))
  if (after.body?.required && !before.body?.required)
    breaks.push(at('client', 'body', after.body.pointer)('it is required'))
  for (const media of before.body?.media ?? [])
    if (!after.body?.media.some(({ type }) => type === media.type || type === '*/*'))
      breaks.push(at('client', 'body', after.pointer)(`${media.type} is no longer taken`))
  for (const [from, to] of sameMedia(before.body, after.body)) breaks.push(...both('body', from, to, false))
  for (const media of after.body?.media ?? [])
    if (!before.body?.media.some(({ type }) => type === media.type || type === '*/*'))
      breaks.push(at('server', 'body', after.pointer)(`${media.type} is taken now`))
  if (!areEnough(before, after)) breaks.push(at('client', 'security', after.pointer)('it asks for other credentials'))
  if (!areEnough(after, before)) breaks.push(at('server', 'security', after.pointer)('it takes other credentials'))
  for (const answer of before.answers) {
    const other = after.answers.find(({ status }) => status === answer.status)
    if (!other && answer.status.startsWith('2'))
      breaks.push(at('client', `answer.${answer.status}`, after.pointer)('it is no longer described'))
    if (!other) continue
    for (const { type } of answer.media)
      if (answer.status.startsWith('2') && !other.media.some((one) => one.type === type))
        breaks.push(at('client', `answer.${answer.status}`, other.pointer)(`it is no longer ${type}`))
    const place = `answer.${answer.status}`
    for (const [from, to] of sameMedia(answer, other)) breaks.push(...both(place, from, to, true))
    for (const { name, required, schema } of answer.headers) {
      const same = other.headers.find((one) => one.name === name)
      if (required && !same?.required)
        breaks.push(at('client', `${place}.${name}`, same?.pointer ?? other.pointer)('no longer: it is required'))
      breaks.push(...both(`${place}.${name}`, schema, same?.schema, true))
    }
    for (const { name, required, pointer } of other.headers)
      if (required && !answer.headers.some((one) => one.name === name && one.required))
        breaks.push(at('server', `${place}.${name}`, pointer)('it is required'))
  }
  // Several media types may have one schema.
  return [...new Map(breaks.map((one) => [JSON.stringify(one), one])).values()]
}

/** The schemas of what is described in the same media type. */
const sameMedia = (before: Pick<Answer, 'media'> | undefined, after: Pick<Answer, 'media'> | undefined) =>
  (before?.media ?? []).map(
    ({ type, schema }) => [schema, after?.media.find((one) => one.type === type)?.schema] as const,
  )

/** How a parameter is written: whether a list or an object is taken apart matters to those alone. */
function written({ schemas }: Loaded, { style, explode, media, schema }: Parameter): string {
  const types = schema === undefined ? [] : typesOf(viewOf(schemas, schema))
  return `${style} ${media ?? ''} ${types.some((one) => one === 'array' || one === 'object') && explode}`
}

/** Whether all that one takes the other takes too. */
const areEnough = (one: Operation, other: Operation): boolean =>
  (one.security.length === 0 ? [{}] : one.security).every((way) => isEnough(way, other))

const isEnough = (given: Record<string, string[]>, { security }: Operation): boolean =>
  security.length === 0 ||
  security.some((way) =>
    Object.entries(way).every(([name, scopes]) => given[name] && scopes.every((one) => given[name]?.includes(one))),
  )

/** What a request does wrong by the new document that it did right by the old one. */
export async function judgeRequest(old: Loaded, now: Loaded, what: string, make: () => Request): Promise<Seen[]> {
  const request = await received(make())
  const before = faultsOfRequest(old.api, old.schemas, request)
  if (!before || before.faults.length > 0) return []
  const after = faultsOfRequest(now.api, now.schemas, request)
  const faults = after ? after.faults.map(({ place, kind }) => `${place}: ${kind}`) : ['it is no longer described']
  return faults.length > 0 ? [{ what, operation: before.operation.id, faults }] : []
}
