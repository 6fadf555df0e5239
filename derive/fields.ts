import { isObject, type Json } from './api.ts'
import { pointerIn, type Schemas } from './schemas.ts'
import { pointerOf } from './source.ts'

/** A schema as values meet it: references, `allOf` and a lone alternative beside null merged into one. */
export interface View {
  keywords: Json
  /** Where each keyword stands. */
  at: Record<string, string>
  /** Whether it has alternatives, of which the first stands in it. */
  isOpen: boolean
  /** Pointers of every schema that it is made of. */
  parts: string[]
}

/** A place within a schema. */
export interface Field {
  /** Names on the way; `[]` for the items of a list. */
  path: string[]
  pointer: string
  required: boolean
  /** Pointer to the schema of the object that holds it. */
  parent: string
  /** It stands in one of several alternatives, so that a value may lack it rightly. */
  alternative: boolean
}

const DEEPEST = 6

/** What is made of the schema at a pointer, once for each. */
function perPointer<Value extends object>(make: (schemas: Schemas, pointer: string) => Value) {
  const known = new WeakMap<Schemas, Map<string, Value>>()
  return (schemas: Schemas, pointer: string): Value => {
    const own = known.get(schemas) ?? new Map<string, Value>()
    if (own.size === 0) known.set(schemas, own)
    const value = own.get(pointer) ?? make(schemas, pointer)
    if (!own.has(pointer)) own.set(pointer, value)
    return value
  }
}

/** The merged keywords of the schema at a pointer. */
export const viewOf = perPointer((schemas, pointer) => merged(schemas, pointer, []))

function merged(schemas: Schemas, pointer: string, seen: readonly string[]): View {
  const found = schemas.at(pointer)
  const view: View = { keywords: {}, at: {}, isOpen: false, parts: [] }
  if (!found || seen.includes(found.pointer)) return view
  const inside = [...seen, found.pointer]
  const { $ref, allOf, anyOf, oneOf, ...own } = found.schema
  view.parts.push(found.pointer)
  const join = (other: View) => {
    for (const [key, value] of Object.entries(other.keywords)) put(view, key, value, other.at[key] as string)
    view.parts.push(...other.parts)
    view.isOpen ||= other.isOpen
  }
  for (const [key, value] of Object.entries(own)) put(view, key, value, `${found.pointer}/${key}`)
  if (typeof $ref === 'string') join(merged(schemas, pointerIn($ref), inside))
  for (const index of keys(allOf)) join(merged(schemas, `${found.pointer}/allOf/${index}`, inside))
  for (const [word, list] of [
    ['anyOf', anyOf],
    ['oneOf', oneOf],
  ] as const) {
    const views = keys(list).map((index) => merged(schemas, `${found.pointer}/${word}/${index}`, inside))
    const real = views.filter(({ keywords }) => keywords.type !== 'null')
    if (real[0]) join(real.length === 1 ? real[0] : { ...real[0], isOpen: true })
    const type = view.keywords.type
    if (real.length < views.length && type !== undefined) view.keywords.type = [...new Set([type, 'null'].flat())]
  }
  return view
}

const keys = (list: unknown): number[] => (Array.isArray(list) ? [...list.keys()] : [])

function put(view: View, key: string, value: unknown, at: string): void {
  const { keywords } = view
  if (key === 'properties' && isObject(value)) {
    const known = (keywords.properties ?? {}) as Json
    // What was merged already is told by where it stands.
    const places = Object.entries(value).map(([name, one]) => [
      name,
      typeof one === 'string' ? one : `${at}${pointerOf([name])}`,
    ])
    keywords.properties = { ...known, ...Object.fromEntries(places.filter(([name]) => !known[name as string])) }
  } else if (key === 'required' && Array.isArray(value)) {
    keywords.required = [...new Set([...((keywords.required as string[] | undefined) ?? []), ...value])]
  } else if (Object.hasOwn(keywords, key)) return
  else keywords[key] = value
  view.at[key] ??= at
}

/** The types that a view allows; empty where it says none. */
export const typesOf = ({ keywords }: View): string[] => [keywords.type ?? []].flat() as string[]

/** Every place within a schema, outermost first; of what refers to itself, once around. */
export const fieldsOf: (schemas: Schemas, pointer: string) => readonly Field[] = perPointer(fieldsWithin)

function fieldsWithin(schemas: Schemas, pointer: string): Field[] {
  const found: Field[] = []
  const visit = (here: string, path: string[], around: readonly string[], alternative: boolean): void => {
    const view = viewOf(schemas, here)
    if (path.length >= DEEPEST || view.parts.some((part) => around.includes(part))) return
    const inside = [...around, ...view.parts]
    const open = alternative || view.isOpen
    const required = (view.keywords.required ?? []) as string[]
    for (const [name, place] of Object.entries((view.keywords.properties ?? {}) as Record<string, string>)) {
      const below = [...path, name]
      const parent = view.at.required ?? here
      found.push({ path: below, pointer: place, required: required.includes(name), parent, alternative: open })
      visit(place, below, inside, open)
    }
    if (view.at.items !== undefined) {
      const below = [...path, '[]']
      found.push({ path: below, pointer: view.at.items, required: false, parent: here, alternative: open })
      visit(view.at.items, below, inside, open)
    }
  }
  visit(pointer, [], [], false)
  return found
}

/** A path as IDs and messages have it: `patient.names[].given`. */
export const pathText = (path: readonly string[]): string => path.join('.').replaceAll('.[]', '[]')
