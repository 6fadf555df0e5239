import { type Api, isObject, type Json } from '../api.ts'
import { viewOf } from '../fields.ts'
import { parameterExamples } from '../interactions.ts'
import { namesOf, plain } from '../pool.ts'
import type { Schemas } from '../schemas.ts'
import { exampleOf, jsonOf, madeUp, successOf } from './values.ts'

/** A thing that the mock keeps. */
export interface Item {
  id: string
  isGone?: true
  isUnlisted?: boolean
  values: Json
}

/** What the mock keeps, by the paths of collections as they are called. */
export class Store {
  #items = new Map<string, Item[]>()
  #made = 0
  /** What is not kept, since it bears no ID: what answers told is there, and what is asked for first. */
  #told = new Set<string>()
  #first = new Map<string, string>()
  #gone = new Set<string>()
  #kept = new Map<string, Json>()
  #listed = new Map<string, Json[]>()

  constructor(
    private readonly api: Api,
    private readonly schemas: Schemas,
    private readonly seed: number,
  ) {}

  reset(): void {
    this.#items = new Map()
    this.#made = 0
    this.#told = new Set()
    this.#first = new Map()
    this.#gone = new Set()
    this.#kept = new Map()
    this.#listed = new Map()
  }

  /** The things of a collection, which has some from the start. */
  items(template: string, called: string): Item[] {
    const known = this.#items.get(called)
    if (known) return known
    const items = this.#fromStart(template)
    this.#items.set(called, items)
    return items
  }

  /** Whether there is a thing of a collection whose things bear no ID, so that none is kept. */
  isThere(template: string, called: string, id: string): boolean {
    if (this.idName(template) !== undefined || this.#gone.has(`${called}/${id}`)) return false
    // Where something was made, that is what is there.
    if (!this.#first.has(called) && this.items(template, called).length === 0) this.#first.set(called, id)
    return this.#first.get(called) === id || this.#told.has(id)
  }

  /** Keeps what was sent to a path, where no thing of a collection is there. */
  keep(path: string, values: Json): void {
    this.#kept.set(path, { ...this.keptAt(path), ...values })
  }

  keptAt(path: string): Json {
    return this.#kept.get(path) ?? {}
  }

  /** Keeps what was made at a path whose things are read by values, the newest first. */
  list(path: string, values: Json): void {
    this.#listed.set(path, [values, ...this.madeAt(path)])
  }

  madeAt(path: string): readonly Json[] {
    return this.#listed.get(path) ?? []
  }

  /** Remembers what an answer tells. */
  tell(value: unknown): void {
    if (typeof value === 'string' || typeof value === 'number') this.#told.add(String(value))
    else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) this.tell(one)
  }

  remove(called: string, id: string): void {
    const item = this.#items.get(called)?.find((one) => one.id === id)
    if (item) item.isGone = true
    else this.#gone.add(`${called}/${id}`)
  }

  /** A number that was not given before. */
  next(): number {
    return ++this.#made
  }

  /** Keeps a new thing. */
  make(template: string, called: string, values: Json, isUnlisted: boolean): Item {
    const items = this.items(template, called)
    const name = this.idName(template)
    const place = name === undefined ? undefined : this.#idSchema(template, name)
    // Whoever makes a thing may give it its name: what had it before is no more.
    let id: unknown = name === undefined ? undefined : values[name]
    const before = items.findIndex((one) => one.id === String(id))
    if (before !== -1) items.splice(before, 1)
    while (id === undefined || items.some((one) => one.id === String(id))) {
      this.#made++
      const made = place === undefined ? 1000 + this.#made : madeUp(this.schemas, place, this.seed + 1000 + this.#made)
      id = typeof made === 'number' && place !== undefined ? this.#number(place) : made
      if (this.#made > 10_000) break
    }
    const item = { id: String(id), isUnlisted, values: { ...values, ...(name === undefined ? {} : { [name]: id }) } }
    items.push(item)
    return item
  }

  #number(place: string): unknown {
    const counted = 1000 + this.#made
    return this.schemas.errors(place, counted).length === 0 ? counted : this.#made
  }

  /** The property that tells one thing of a collection from another. */
  idName(template: string): string | undefined {
    const reader = this.api.readers.get(template)
    const parameter = reader?.parameters.filter((one) => one.in === 'path').at(-1)
    if (!reader || !parameter) return undefined
    const schema = this.#itemSchema(template)
    const properties = Object.keys(
      (schema === undefined ? {} : (viewOf(this.schemas, schema).keywords.properties ?? {})) as Json,
    )
    const names = [...namesOf(reader, parameter.name, true), plain(parameter.name), 'id']
    return (
      names.flatMap((name) => properties.find((one) => plain(one) === name) ?? [])[0] ??
      properties.find((one) => names.some((name) => name.endsWith(plain(one)) && /id|number|code|key|name/i.test(one)))
    )
  }

  #itemSchema(template: string): string | undefined {
    const reader = this.api.readers.get(template)
    return reader && jsonOf(successOf(reader).answer)?.schema
  }

  #idSchema(template: string, name: string): string | undefined {
    const schema = this.#itemSchema(template)
    return schema === undefined
      ? undefined
      : ((viewOf(this.schemas, schema).keywords.properties ?? {}) as Record<string, string>)[name]
  }

  #fromStart(template: string): Item[] {
    const reader = this.api.readers.get(template)
    const media = reader && jsonOf(successOf(reader).answer)
    const name = this.idName(template)
    const parameter = reader?.parameters.filter((one) => one.in === 'path').at(-1)
    if (!reader || !media?.schema || name === undefined) return []
    const schema = media.schema
    const values = [
      exampleOf(this.schemas, media, this.seed),
      madeUp(this.schemas, schema, this.seed + 1),
      madeUp(this.schemas, schema, this.seed + 2),
    ]
    const items: Item[] = []
    for (const [nth, value] of values.entries()) {
      if (!isObject(value)) continue
      const [first] = parameter && nth === 0 ? parameterExamples(reader, parameter) : []
      const place = this.#idSchema(template, name)
      const own = first ?? value[name]
      const isFree = (id: unknown) =>
        !items.some((one) => one.id === String(id)) &&
        (place === undefined || this.schemas.errors(place, id).length === 0)
      const id = [own, nth + 1, `item-${nth + 1}`].find(isFree)
      if (id !== undefined) items.push({ id: String(id), values: { ...value, [name]: id } })
    }
    return items
  }
}
