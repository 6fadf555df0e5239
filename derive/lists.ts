import type { Exchange } from '../engine/exchange.ts'
import { broken, holds, unobserved } from '../engine/finding.ts'
import { toJson } from '../engine/json.ts'
import { parsed } from '../engine/json-diff.ts'
import { came, isAccepted, status } from '../engine/status.ts'
import type { Finding } from '../engine/verdict.ts'
import { isObject, type Operation, type Parameter } from './api.ts'
import { fieldsOf, typesOf, viewOf } from './fields.ts'
import type { Schemas } from './schemas.ts'

const schemaOf200 = ({ answers }: Operation): string | undefined =>
  answers.find((one) => one.status === '200')?.media.find((one) => one.schema !== undefined)?.schema

/** Places of the items' properties, where an answer is a list or holds one. */
function itemFields(schemas: Schemas, operation: Operation): string[] {
  const schema = schemaOf200(operation)
  const fields = schema === undefined ? [] : fieldsOf(schemas, schema)
  return fields.flatMap(({ path }) => (path.length <= 3 && path.at(-2) === '[]' ? [path.at(-1) ?? ''] : []))
}

export const isList = (schemas: Schemas, operation: Operation): boolean => itemFields(schemas, operation).length > 0

/** Query parameters by which a list is filtered: those that its items have a property of the same name for. */
export function filtersOf(schemas: Schemas, operation: Operation): Parameter[] {
  const items = itemFields(schemas, operation)
  return operation.parameters.filter((one) => one.in === 'query' && items.includes(one.name))
}

/** The query parameter that says how many items a page of a list has. */
export function pageSizeOf(schemas: Schemas, operation: Operation): Parameter | undefined {
  const isCount = ({ schema }: Parameter) =>
    schema !== undefined && typesOf(viewOf(schemas, schema)).includes('integer')
  return operation.parameters.find(
    (one) =>
      one.in === 'query' &&
      /^\$?(limit|top|page[-_]?size|per[-_]?page|max[-_]?results)$/i.test(one.name) &&
      isCount(one),
  )
}

/** The fewest items that a page may be asked to have. */
export const fewestOf = (schemas: Schemas, { schema = '' }: Parameter): number =>
  Math.max(1, Number(viewOf(schemas, schema).keywords.minimum ?? 1))

/** The items of a list answer: the list itself, or the one list that it holds. */
export function itemsOf(exchange: Exchange): unknown[] | undefined {
  const body = parsed(exchange.response?.body)
  if (Array.isArray(body)) return body
  if (!isObject(body)) return undefined
  const lists = Object.values(body).filter(Array.isArray)
  return lists.length === 1 ? lists[0] : undefined
}

/** What was listed is there. */
export function judgeListed(list: Exchange | undefined, read: Exchange | undefined): Finding {
  if (!list || !read) return unobserved('the list tells no ID to read one by', 'a list that is not empty')
  if (isAccepted(read)) return holds('it is read', [list, read])
  const code = status(read) ?? 500
  return code === 404 || code === 410
    ? broken('what is listed', came(read), [list, read])
    : unobserved(came(read), 'an answer', [], [list, read])
}

/** A filter gives those alone that have its value. */
export function judgeSubset(
  name: string,
  value: unknown,
  all: Exchange | undefined,
  filtered: Exchange | undefined,
): Finding {
  if (!all || !filtered) return unobserved(`no item of the list has a ${name}`, 'a list that is not empty')
  const items = itemsOf(filtered)
  if (!isAccepted(filtered) || !items) return unobserved(came(filtered), 'a filter that is accepted', [], [filtered])
  const other = items.find((one) => isObject(one) && Object.hasOwn(one, name) && String(one[name]) !== String(value))
  return other === undefined
    ? holds(`all ${items.length} have it`, [all, filtered])
    : broken(
        `items with ${name} ${toJson(value)} alone`,
        `one with ${toJson((other as Record<string, unknown>)[name])}`,
        [all, filtered],
      )
}

/** A page has as many items as it was asked for, at the most. */
export function judgePage(name: string, most: unknown, page: Exchange | undefined): Finding {
  const items = page && isAccepted(page) ? itemsOf(page) : undefined
  if (!page || !items) return unobserved(`no list was had by ${name}`, `a ${name} that is accepted`, [], [page])
  return items.length <= Number(most)
    ? holds(`${items.length} of ${most}`, [page])
    : broken(`${most} items at the most`, `${items.length}`, [page])
}

/** Longer lists may go on elsewhere, without saying so. */
const WHOLE = 10

/**
 * What was made is in the list.
 *
 * @param told answers that tell what was made, the first of which made it
 * @param ids the values that it is read by
 */
export function judgeMadeListed(
  told: readonly [Exchange, ...Exchange[]],
  ids: readonly unknown[],
  list: Exchange | undefined,
): Finding {
  const [made] = told
  const items = list && itemsOf(list)
  const texts = ids.map(String)
  const names = new Set(told.flatMap(({ response }) => namesHolding(parsed(response?.body), texts)))
  const nothing = unobserved(
    'what was made could not be looked for',
    'a list that tells what its things are read by',
    [],
    [list],
  )
  if (!list || !items) return nothing
  const has = (item: unknown, is: (name: string, value: unknown) => boolean): boolean =>
    isObject(item) && Object.entries(item).some(([name, value]) => is(name, value) || has(value, is))
  if (
    items.some(
      (item) =>
        texts.includes(String(item)) || has(item, (name, value) => names.has(name) && texts.includes(String(value))),
    )
  )
    return holds('it is listed', [made, list])
  if (!items.some((item) => has(item, (name) => names.has(name))) && items.length > 0) return nothing
  if (status(made) === 202) return unobserved(`${came(made)}: it may take its time`, 'an answer that it is done')
  return items.length >= WHOLE || goesOn(list)
    ? unobserved('the list has more pages than the first', 'a shorter list', [], [made, list])
    : broken(`an item with ${texts.join(', ')}`, `${items.length} items without`, [made, list])
}

/** The names of properties that hold one of these values. */
const namesHolding = (value: unknown, texts: readonly string[]): string[] =>
  isObject(value)
    ? Object.entries(value).flatMap(([name, one]) => (texts.includes(String(one)) ? [name] : namesHolding(one, texts)))
    : []

/** Whether an answer says that there is more. */
const goesOn = ({ response }: Exchange): boolean =>
  /rel="?next/.test(response?.headers.link ?? '') ||
  /"\w*(next|more|cursor)\w*"\s*:\s*(?!null|false|""|\s)/i.test(response?.body ?? '')
