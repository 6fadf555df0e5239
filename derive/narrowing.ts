import { listOr } from '../engine/words.ts'
import { isObject } from './api.ts'
import { fieldsOf, pathText, typesOf, type View, viewOf } from './fields.ts'
import { COMPOSITE, type Schemas } from './schemas.ts'

/** A schema, and the document's that it stands in. */
interface At {
  schemas: Schemas
  pointer: string
}

interface Narrowing {
  place: string
  what: string
}

const DEEPEST = 4

/**
 * In what a schema allows less than another one.
 *
 * @param unsaid what is marked so is not said on this side, and cannot be asked for: `readOnly` in a request
 */
export function narrowed(was: At, is: At, root: string, unsaid: 'readOnly' | 'writeOnly', depth = 0): Narrowing[] {
  if (depth > DEEPEST) return []
  const within = (pointers: readonly [string, string], place: string) =>
    narrowed({ ...was, pointer: pointers[0] }, { ...is, pointer: pointers[1] }, place, unsaid, depth + 1)
  const before = new Map(fieldsOf(was.schemas, was.pointer).map((one) => [pathText(one.path), one]))
  const after = new Map(fieldsOf(is.schemas, is.pointer).map((one) => [pathText(one.path), one]))
  const placeOf = (name: string) => `${root}.${name}`.replace(`${root}.[]`, `${root}[]`)
  const ways = (from: string, to: string, place: string): Narrowing[] => {
    const [old, now] = [viewOf(was.schemas, from), viewOf(is.schemas, to)]
    const others = [old.at.additionalProperties, now.at.additionalProperties] as const
    const areSchemas = isObject(old.keywords.additionalProperties) && isObject(now.keywords.additionalProperties)
    return [
      ...[...waysOf(old, now), ...lost(was.schemas, from, is.schemas, to)].map((what) => ({ place, what })),
      ...alternatives(was.schemas, from).flatMap(([name, one]) => {
        const same = alternatives(is.schemas, to).find(([other]) => other === name)
        return name.startsWith('{') || !same ? [] : within([one, same[1]], place)
      }),
      ...(areSchemas ? within([others[0] as string, others[1] as string], `${place}.*`) : []),
    ]
  }
  const found = ways(was.pointer, is.pointer, root)
  for (const [name, field] of after) {
    const place = placeOf(name)
    const other = before.get(name)
    const view = viewOf(is.schemas, field.pointer)
    const isAsked = field.required && !field.alternative && view.keywords[unsaid] !== true
    if (isAsked && !other?.required) found.push({ place, what: 'it is required' })
    if (other) found.push(...ways(other.pointer, field.pointer, place))
  }
  for (const [name, { path, alternative }] of before) {
    const around = path.length === 1 ? is.pointer : after.get(pathText(path.slice(0, -1)))?.pointer
    if (alternative || around === undefined || after.has(name)) continue
    if (viewOf(is.schemas, around).keywords.additionalProperties === false)
      found.push({ place: placeOf(name), what: 'it is no longer described' })
  }
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()]
}

/** Alternatives of a schema: the name of what each refers to, or its own text, and where it stands. */
function alternatives(schemas: Schemas, pointer: string): [string, string][] {
  const found = schemas.at(pointer)
  return COMPOSITE.flatMap((word) => {
    const list = found?.schema[word]
    if (!Array.isArray(list)) return []
    return list.flatMap((one, nth): [string, string][] =>
      isObject(one) && one.type !== 'null'
        ? [[typeof one.$ref === 'string' ? one.$ref : JSON.stringify(one), `${found?.pointer}/${word}/${nth}`]]
        : [],
    )
  })
}

/** The alternatives that a value can no longer be of; one lone alternative is merged into its schema. */
function lost(was: Schemas, from: string, is: Schemas, to: string): string[] {
  const [old, now] = [alternatives(was, from), alternatives(is, to)]
  if (now.length === 0 || Math.max(old.length, now.length) < 2) return []
  const gone = old.filter(([name]) => !now.some(([other]) => other === name))
  return gone.map(([name]) => `it is not ${name.replace(/^.*\//, '').slice(0, 60)}`)
}

/** Formats of numbers that another one has room for. */
const WIDER: Record<string, string> = { int32: 'int64', float: 'double' }

/** Keywords of which another value may allow something else. */
const OTHER = [
  'pattern',
  'const',
  'not',
  'prefixItems',
  'patternProperties',
  'propertyNames',
  'contains',
  'dependentRequired',
]

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
  for (const key of OTHER)
    if (now[key] !== undefined && JSON.stringify(old[key]) !== JSON.stringify(now[key]))
      found.push(`${key} is ${JSON.stringify(now[key]).slice(0, 100)}`)
  if (now.format !== undefined && old.format !== now.format && WIDER[old.format as string] !== now.format)
    found.push(`format is ${JSON.stringify(now.format)}`)
  if (typeof now.multipleOf === 'number' && !((old.multipleOf as number) % now.multipleOf === 0))
    found.push(`multipleOf is ${now.multipleOf}`)
  if (now.uniqueItems === true && old.uniqueItems !== true) found.push('its items are unique')
  if (now.additionalProperties === false && old.additionalProperties !== false) found.push('it has no other properties')
  return found
}
