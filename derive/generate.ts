import { fakerEN } from '@faker-js/faker'
import fc from 'fast-check'
import { seeded } from '../generators/seeded.ts'
import { isObject, type Json } from './api.ts'
import { typesOf, type View, viewOf } from './fields.ts'
import { patternOf } from './patterns.ts'
import { setAt } from './places.ts'
import type { Schemas } from './schemas.ts'
import { pointerOf, tokensOf } from './source.ts'

const DEEPEST = 8

/** What a value is made for. */
export interface Making {
  seed: number
  /** Whether properties are made that need not be there. */
  full: boolean
  /** Whether it is for an answer: it has what cannot be written too, and any value of an enum. */
  isAnswer?: boolean
  /** A value that is known for a place, by its path; undefined where none is. */
  known?(path: readonly string[], pointer: string): unknown
}

/** A value that fits a schema, as far as its keywords are understood: whether it does is asked of the schema itself. */
export function valueFor(schemas: Schemas, pointer: string, making: Making, path: readonly string[] = []): unknown {
  const known = making.known?.(path, pointer)
  if (known !== undefined) return known
  const view = viewOf(schemas, pointer)
  const { keywords } = view
  for (const key of ['const', 'default']) {
    if (Object.hasOwn(keywords, key) && (key === 'const' || keywords[key] !== null)) return keywords[key]
  }
  if (Array.isArray(keywords.enum)) {
    const values = keywords.enum.filter((one) => one !== null)
    return values[making.isAnswer ? making.seed % values.length : 0] ?? null
  }
  const example = Array.isArray(keywords.examples) ? keywords.examples[0] : undefined
  if (example !== undefined && schemas.errors(pointer, example, making.isAnswer ? 'answer' : 'request').length === 0)
    return example
  const types = typesOf(view)
  const guessed =
    types.length > 0
      ? 'null'
      : keywords.properties
        ? 'object'
        : keywords.items || keywords.prefixItems
          ? 'array'
          : 'string'
  const [type = guessed] = types.filter((one) => one !== 'null')
  switch (type) {
    case 'object':
      return objectFor(schemas, view, making, path)
    case 'array': {
      const first = Array.isArray(keywords.prefixItems) ? keywords.prefixItems : []
      const wanted = Math.max(
        Number(keywords.minItems ?? 0),
        first.length,
        making.full && path.length < DEEPEST ? 1 : 0,
      )
      const least = keywords.items === false ? first.length : wanted
      const items = view.at.items
      const at = (nth: number) => (nth < first.length ? `${view.at.prefixItems}/${nth}` : items)
      return Array.from({ length: Math.min(least, Number(keywords.maxItems ?? least)) }, (_, nth) => {
        const place = at(nth)
        return place === undefined
          ? `item ${nth + 1}`
          : valueFor(schemas, place, { ...making, seed: making.seed + nth }, [...path, '[]'])
      })
    }
    case 'integer':
    case 'number':
      return numberFor(keywords, making.seed, path.join('.'), type === 'integer')
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return textFor(keywords, making.seed, path)
  }
}

function objectFor(schemas: Schemas, { keywords, at }: View, making: Making, path: readonly string[]): Json {
  const required = (keywords.required ?? []) as string[]
  const properties = Object.entries((keywords.properties ?? {}) as Record<string, string>)
  const full = making.full && path.length < DEEPEST / 2
  const { readOnly, writeOnly } = { readOnly: !making.isAnswer, writeOnly: making.isAnswer === true }
  const made: Json = Object.fromEntries([
    ...properties.flatMap(([name, place]): [string, unknown][] => {
      const below = [...path, name]
      const own = viewOf(schemas, place).keywords
      const isOthers = (readOnly && own.readOnly === true) || (writeOnly && own.writeOnly === true)
      const wanted = (!isOthers && (full || required.includes(name))) || making.known?.(below, place) !== undefined
      if (!wanted || path.length >= DEEPEST * 2) return []
      return [[name, valueFor(schemas, place, making, below)]]
    }),
    ...required.filter((name) => !properties.some(([one]) => one === name)).map((name) => [name, name]),
  ])
  const fewest = Math.max(Number(keywords.minProperties ?? 0), full && properties.length === 0 ? 1 : 0)
  const [pattern] = Object.keys((keywords.patternProperties ?? {}) as Json)
  const free = isObject(keywords.additionalProperties) ? (at.additionalProperties as string) : undefined
  for (let nth = 1; Object.keys(made).length < fewest && nth <= fewest * 2; nth++) {
    const key = pattern === undefined ? `key${nth}` : matching(pattern, 1, 40, making.seed + nth)
    const place = pattern === undefined ? free : `${at.patternProperties}${pointerOf([pattern])}`
    if (key === undefined || (pattern === undefined && keywords.additionalProperties === false)) break
    made[key] =
      place === undefined ? key : valueFor(schemas, place, { ...making, seed: making.seed + nth }, [...path, key])
  }
  return made
}

/** A value that fits: of one that does not, what need not be there is left out. The schema tells whether it came to fit. */
export function fittingFor(schemas: Schemas, pointer: string, making: Making): unknown {
  let value = valueFor(schemas, pointer, making)
  const side = making.isAnswer ? 'answer' : 'request'
  for (let round = 0; round < 4; round++) {
    const errors = schemas.errors(pointer, value, side).filter(({ instancePath }) => instancePath !== '')
    if (errors.length === 0) break
    for (const { instancePath } of errors) {
      const path = tokensOf(instancePath)
      // What stands in a list is left out with it.
      const list = path.findIndex((one) => /^\d+$/.test(one))
      value = setAt(value, list === -1 ? path : path.slice(0, list), undefined) ?? value
    }
  }
  return value
}

function numberFor(keywords: Json, seed: number, subject: string, whole: boolean): number {
  const step = Number(keywords.multipleOf ?? (whole ? 1 : 0.5))
  const least = Number(keywords.minimum ?? Number(keywords.exclusiveMinimum ?? 0) + step)
  const most = Number(
    keywords.maximum ??
      (keywords.exclusiveMaximum === undefined ? Math.max(least, 0) + 100 : Number(keywords.exclusiveMaximum) - step),
  )
  const from = Math.ceil(least / step)
  const drawn = seeded(fakerEN, seed, subject).number.int({ min: from, max: Math.max(from, Math.floor(most / step)) })
  return drawn * step
}

function textFor(keywords: Json, seed: number, path: readonly string[]): string {
  const faker = seeded(fakerEN, seed, path.join('.'))
  const { format, pattern } = keywords
  const least = Number(keywords.minLength ?? 0)
  const most = Number(keywords.maxLength ?? Math.max(least, 200))
  if (typeof pattern === 'string') {
    const text = matching(pattern, least, Number(keywords.maxLength ?? Number.POSITIVE_INFINITY), seed)
    if (text !== undefined) return text
  }
  switch (format) {
    case 'date':
      return faker.date.between({ from: '1990-01-01', to: '2020-01-01' }).toISOString().slice(0, 10)
    case 'date-time':
      return faker.date.between({ from: '1990-01-01', to: '2020-01-01' }).toISOString()
    case 'time':
      return '12:30:00Z'
    case 'duration':
      return 'P1D'
    case 'uuid':
      return faker.string.uuid()
    case 'email':
    case 'idn-email':
      return faker.internet.email({ provider: 'example.org' }).toLowerCase()
    case 'uri':
    case 'url':
    case 'uri-reference':
    case 'iri':
      return 'https://example.org/bitewing'
    case 'hostname':
      return 'example.org'
    case 'ipv4':
      return '192.0.2.1'
    case 'ipv6':
      return '2001:db8::1'
    case 'byte':
      return 'Yml0ZXdpbmc='
    default:
      return fitted(wordFor(path.at(-1) ?? '', faker), least, most)
  }
}

/** To make one takes a fifth of a second, where its pattern has classes of many letters. */
const ARBITRARIES = new Map<string, fc.Arbitrary<string> | undefined>()

/** Texts that many patterns ask for: of passwords, say, which have assertions. */
const USUAL = ['Bitewing-1', 'bitewing', 'Bitewing1', 'BITEWING', 'B1!tewing', '12345678', '+46701740605', '1', 'b']

const DAYS = ['1990-06-15', '1990-06-15T08:30:00', '1990-06-15T08:30:00Z', '1990-06-15T08:30:00.000Z']

/** A text that matches a pattern; undefined where none is found: what is made does not fit, and whoever asks sees so. */
function matching(source: string, least: number, most: number, seed: number): string | undefined {
  const pattern = patternOf(source)
  const fits = (text: string) => text.length >= least && text.length <= most && pattern?.test(text) !== false
  if (!ARBITRARIES.has(source)) ARBITRARIES.set(source, arbitraryOf(source))
  const arbitrary = ARBITRARIES.get(source)
  const drawn = arbitrary ? fc.sample(arbitrary, { seed, numRuns: 20 }) : []
  // What takes a day, and no word, is about days: one that is drawn lies anywhere in ten thousand years.
  const days = pattern?.test('bitewing') === false ? DAYS : []
  return [...days, ...drawn, ...USUAL].find(fits)
}

/** What asserts something without taking any text is left to be looked for among what is drawn. */
function arbitraryOf(source: string): fc.Arbitrary<string> | undefined {
  for (const one of [source, source.replace(/\(\?<?[=!](?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)/g, '')]) {
    for (const flags of ['u', '']) {
      try {
        return fc.stringMatching(new RegExp(one, flags))
      } catch {
        // Of another dialect.
      }
    }
  }
  return undefined
}

const fitted = (text: string, least: number, most: number): string => text.padEnd(least, 'x').slice(0, most)

/** A value that looks like what its name says. */
function wordFor(name: string, faker: typeof fakerEN): string {
  const plain = name.toLowerCase().replace(/[^a-z]/g, '')
  if (/mail$/.test(plain)) return faker.internet.email({ provider: 'example.org' }).toLowerCase()
  if (/(first|given)name$/.test(plain)) return faker.person.firstName()
  if (/(last|family|sur)name$/.test(plain)) return faker.person.lastName()
  if (/name$/.test(plain)) return `${faker.word.adjective()} ${faker.string.alpha(5)}`
  if (/(phone|mobile|tel)/.test(plain)) return '+46701740605'
  if (/(zip|postal)/.test(plain)) return '11122'
  if (/city$/.test(plain)) return faker.location.city()
  if (/(street|address)/.test(plain)) return faker.location.street()
  if (/(url|uri|link)$/.test(plain)) return 'https://example.org/bitewing'
  if (/date$/.test(plain)) return '2020-02-29'
  return faker.word.noun()
}
