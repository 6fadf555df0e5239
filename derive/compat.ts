import { basename } from 'node:path'
import { listOr } from '../engine/words.ts'
import { type Answer, type Api, type Operation, readApi } from './api.ts'
import { fieldsOf, pathText, typesOf, type View, viewOf } from './fields.ts'
import { faultsOfRequest, received } from './mock/request.ts'
import { Schemas } from './schemas.ts'
import { readSource } from './source.ts'
import { isJson, mediaOf } from './wire.ts'

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
    return [
      ...narrowed(old.schemas, from, now.schemas, to, place).map(({ place: one, what }) => at(narrower, one, to)(what)),
      ...narrowed(now.schemas, to, old.schemas, from, place).map(({ place: one, what }) =>
        at(wider, one, to)(`no longer: ${what}`),
      ),
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
    if (other && one.in !== 'path') breaks.push(...both(place, other.schema, one.schema, false))
    if (other && one.in === 'path' && one.name === other.name)
      breaks.push(...both(place, other.schema, one.schema, false))
  }
  if (after.body?.required && !before.body?.required)
    breaks.push(at('client', 'body', after.body.pointer)('it is required'))
  for (const media of before.body?.media ?? [])
    if (!after.body?.media.some(({ type }) => type === media.type || type === '*/*'))
      breaks.push(at('client', 'body', after.pointer)(`${media.type} is no longer taken`))
  breaks.push(...both('body', mediaOf(before)?.schema, mediaOf(after)?.schema, false))
  const isOpen = (one: Operation) =>
    one.security.length === 0 || one.security.some((way) => Object.keys(way).length === 0)
  const asked = (one: Operation) => one.security.map((way) => Object.keys(way).sort().join()).sort()
  if (!isOpen(after) && (isOpen(before) || !asked(before).every((way) => asked(after).includes(way))))
    breaks.push(at('client', 'security', after.pointer)('it asks for other credentials'))
  for (const answer of before.answers) {
    const other = after.answers.find(({ status }) => status === answer.status)
    if (!other && answer.status.startsWith('2'))
      breaks.push(at('client', `answer.${answer.status}`, after.pointer)('it is no longer described'))
    if (!other) continue
    for (const { type } of answer.media)
      if (answer.status.startsWith('2') && !other.media.some((one) => one.type === type))
        breaks.push(at('client', `answer.${answer.status}`, other.pointer)(`it is no longer ${type}`))
    breaks.push(...both(`answer.${answer.status}`, schemaOf(answer), schemaOf(other), true))
  }
  return breaks
}

const schemaOf = (answer: Answer): string | undefined => answer.media.find(isJson)?.schema

interface Narrowing {
  place: string
  what: string
}

/** In what a schema allows less than another one. */
function narrowed(from: Schemas, was: string, to: Schemas, is: string, root: string): Narrowing[] {
  const before = new Map(fieldsOf(from, was).map((one) => [pathText(one.path), one]))
  const found = waysOf(viewOf(from, was), viewOf(to, is)).map((what) => ({ place: root, what }))
  for (const field of fieldsOf(to, is)) {
    const name = pathText(field.path)
    const place = `${root}.${name}`.replace(`${root}.[]`, `${root}[]`)
    const other = before.get(name)
    if (field.required && !field.alternative && !other?.required) found.push({ place, what: 'it is required' })
    if (other)
      for (const what of waysOf(viewOf(from, other.pointer), viewOf(to, field.pointer))) found.push({ place, what })
  }
  return found
}

/** In what a view allows less than another one. */
function waysOf(before: View, after: View): string[] {
  const [was, is] = [typesOf(before), typesOf(after)]
  const covers = (type: string) => is.includes(type) || (type === 'integer' && is.includes('number'))
  const found: string[] = []
  const gone = is.length === 0 ? [] : was.length === 0 ? ['any'] : was.filter((type) => !covers(type))
  if (gone.length > 0) found.push(`it is ${listOr(is)}, not ${listOr(gone)}`)
  const [old, now] = [before.keywords, after.keywords]
  if (Array.isArray(now.enum)) {
    const left = Array.isArray(old.enum)
      ? old.enum.filter((one) => !(now.enum as unknown[]).includes(one))
      : ['any other']
    if (left.length > 0) found.push(`it is none of ${left.map((one) => JSON.stringify(one)).join(', ')}`)
  }
  for (const key of ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'])
    if (typeof now[key] === 'number' && !((old[key] as number) >= now[key])) found.push(`${key} is ${now[key]}`)
  for (const key of ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'])
    if (typeof now[key] === 'number' && !((old[key] as number) <= now[key])) found.push(`${key} is ${now[key]}`)
  for (const key of ['pattern', 'format', 'const', 'multipleOf'])
    if (now[key] !== undefined && JSON.stringify(old[key]) !== JSON.stringify(now[key]))
      found.push(`${key} is ${JSON.stringify(now[key])}`)
  if (now.uniqueItems === true && old.uniqueItems !== true) found.push('its items are unique')
  if (now.additionalProperties === false && old.additionalProperties !== false) found.push('it has no other properties')
  return found
}

/** What a request does wrong by the new document that it did right by the old one. */
export async function judgeRequest(old: Loaded, now: Loaded, what: string, make: () => Request): Promise<Seen[]> {
  const request = await received(make())
  const before = faultsOfRequest(old.api, old.schemas, request)
  if (!before || before.faults.length > 0) return []
  const after = faultsOfRequest(now.api, now.schemas, request)
  const faults = after ? after.faults.map(({ place, kind }) => `${place}: ${kind}`) : ['it is no longer described']
  return faults.length > 0 ? [{ what, operation: before.operation.id, faults }] : []
}
