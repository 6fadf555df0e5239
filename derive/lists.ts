import type { Exchange } from '../engine/exchange.ts'
import { parsed } from '../engine/json-diff.ts'
import { isObject, type Operation, type Parameter } from './api.ts'
import { fieldsOf, typesOf, viewOf } from './fields.ts'
import { plain } from './pool.ts'
import type { Schemas } from './schemas.ts'

const schemaOf200 = ({ answers }: Operation): string | undefined =>
  answers.find((one) => one.status === '200')?.media.find((one) => one.schema !== undefined)?.schema

/** Names of the items' properties, where an answer is a list or holds one. */
export function itemNames(schemas: Schemas, operation: Operation): string[] {
  const schema = schemaOf200(operation)
  const fields = schema === undefined ? [] : fieldsOf(schemas, schema)
  return fields.flatMap(({ path }) => (path.length <= 3 && path.at(-2) === '[]' ? [path.at(-1) ?? ''] : []))
}

export const isList = (schemas: Schemas, operation: Operation): boolean => itemNames(schemas, operation).length > 0

/** Query parameters by which a list is filtered: those that its items have a property of the same name for. */
export function filtersOf(schemas: Schemas, operation: Operation): Parameter[] {
  const items = itemNames(schemas, operation)
  const names = new Set(items.map(plain))
  return operation.parameters.filter((one) => one.in === 'query' && names.has(plain(one.name)))
}

/** What an item has under a name, however it is written: a filter `clinicID` is for the property `ClinicId`. */
export const namedIn = (item: unknown, name: string): unknown =>
  isObject(item) ? Object.entries(item).find(([own]) => plain(own) === plain(name))?.[1] : undefined

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
