import { createHash } from 'node:crypto'
import { collectionOf, isObject, type Json, type Operation } from '../api.ts'
import { takesVersion } from '../fresh.ts'
import { namedIn, pageSizeOf } from '../lists.ts'
import { readerByValues } from '../readers.ts'
import { decoded } from '../source.ts'
import { give, type MockSetting, refuse } from './give.ts'
import type { Read } from './request.ts'
import type { Item } from './store.ts'
import { answerFor, exampleOf, isListSchema, jsonOf, listIn, madeUp, overlaid, successOf } from './values.ts'

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

/** The version of a thing: another one with each change. */
const versionOf = (values: Json): string =>
  `"${createHash('sha256')
    .update(JSON.stringify(Object.entries(values).sort()))
    .digest('hex')
    .slice(0, 16)}"`

/** Whether a request means another version of a thing than the one that there is. */
export function isOfAnotherVersion({ store, breach }: MockSetting, called: Called, version: string | null): boolean {
  const { operation, template, collection, id } = called
  if (version === null || version === '*' || answerFor(operation, 412)?.status !== '412') return false
  if (template === undefined || collection === undefined) return false
  const item = store.items(template, collection).find((one) => one.id === id && !one.isGone)
  return (
    item !== undefined && versionOf(item.values) !== version && !breach.has(operation, 'header.If-Match', 'unknown')
  )
}

/** Whether a path leads below a thing that is not there, where the document says what is answered then. */
export function isBelowNothing({ store, breach }: MockSetting, operation: Operation, path: string): boolean {
  const above = operation.path.slice(0, operation.path.lastIndexOf('}') + 1)
  const template = above === operation.path ? undefined : collectionOf(above)
  if (template === undefined || answerFor(operation, 404)?.status !== '404' || breach.kinds(operation, 'unknown'))
    return false
  const depth = template.split('/').length
  const [collection, id] = [path.split('/').slice(0, depth).join('/'), decoded(path.split('/')[depth] ?? '')]
  const known = store.items(template, collection).find((one) => one.id === id)
  return known ? known.isGone === true : !store.isThere(template, collection, id)
}

/** What of the things that are kept a call is of. */
export function calledAs({ api, schemas }: MockSetting, operation: Operation, path: string, read: Read): Called {
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

/** Does what a request that is right asks for. */
export function succeed(setting: MockSetting, called: Called): Response {
  const { store, breach } = setting
  const { operation, read, path, template, collection, id } = called
  const { method } = operation
  const sent = isObject(read.body) ? read.body : {}
  const kept = breach.has(operation, 'body', 'read-back') ? breach.otherwise(sent) : sent
  const isChange = method === 'PUT' || method === 'PATCH'
  if (template === undefined || collection === undefined) {
    if (method === 'GET') {
      const [most, more] = [pageOf(setting, called), store.madeAt(path)]
      return give(setting, operation, store.keptAt(path), { most, more, by: filtersIn(setting, called) })
    }
    const isMade = method === 'POST' && readerByValues(setting.api, operation) !== undefined
    if (isChange || isMade) store.keep(path, kept)
    const isListed = isMade && !breach.has(operation, 'body', 'listed')
    const made = isListed ? (answered: Json) => store.list(path, { ...answered, ...kept }) : undefined
    return give(setting, operation, isChange || isMade ? sent : {}, {
      nth: store.next(),
      ...(made ? { made } : {}),
    })
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

/** The values of the query that a list is filtered by. */
const filtersIn = ({ breach }: MockSetting, { operation, read }: Called): Json =>
  Object.fromEntries(Object.entries(read.query).filter(([name]) => !breach.has(operation, `query.${name}`, 'subset')))

/** How many items a page has at the most. */
function pageOf({ schemas, breach }: MockSetting, { operation, read }: Called): number {
  const size = pageSizeOf(schemas, operation)
  const isKept = size && !breach.has(operation, `query.${size.name}`, 'subset')
  return Number((isKept ? read.query[size.name] : undefined) ?? Number.POSITIVE_INFINITY)
}

/** A list of what is kept, by the filters that bear the name of a property. */
function list(setting: MockSetting, called: Called, known: Item[]): Response {
  const { operation } = called
  const { schemas, breach, seed } = setting
  const media = jsonOf(successOf(operation).answer)
  if (media?.schema === undefined) return give(setting, operation, {})
  const { schema } = media
  const items = listIn(schemas, schema)
  if (!items) return give(setting, operation, {})
  const { name: wrapped, each } = items
  const filters = Object.entries(filtersIn(setting, called))
  const shown = known
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
