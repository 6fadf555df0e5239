import { fakerEN } from '@faker-js/faker'
import fc from 'fast-check'
import { seeded } from '../generators/seeded.ts'
import type { Json } from './api.ts'
import { typesOf, type View, viewOf } from './fields.ts'
import type { Schemas } from './schemas.ts'

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
  if (example !== undefined && schemas.errors(pointer, example).length === 0) return example
  const [type = keywords.properties ? 'object' : keywords.items ? 'array' : 'string'] = typesOf(view).filter(
    (one) => one !== 'null',
  )
  switch (type) {
    case 'object':
      return objectFor(schemas, view, making, path)
    case 'array': {
      const least = Math.max(Number(keywords.minItems ?? 0), making.full && path.length < DEEPEST ? 1 : 0)
      const items = view.at.items
      if (items === undefined) return Array.from({ length: least }, (_, nth) => `item ${nth + 1}`)
      return Array.from({ length: Math.min(least, Number(keywords.maxItems ?? least)) }, (_, nth) =>
        valueFor(schemas, items, { ...making, seed: making.seed + nth }, [...path, '[]']),
      )
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

function objectFor(schemas: Schemas, { keywords }: View, making: Making, path: readonly string[]): Json {
  const required = (keywords.required ?? []) as string[]
  const properties = Object.entries((keywords.properties ?? {}) as Record<string, string>)
  const full = making.full && path.length < DEEPEST / 2
  return Object.fromEntries([
    ...properties.flatMap(([name, place]): [string, unknown][] => {
      const below = [...path, name]
      const readOnly = viewOf(schemas, place).keywords.readOnly === true
      const wanted =
        required.includes(name) ||
        (full && (!readOnly || making.isAnswer)) ||
        making.known?.(below, place) !== undefined
      if (!wanted || path.length >= DEEPEST * 2) return []
      return [[name, valueFor(schemas, place, making, below)]]
    }),
    ...required.filter((name) => !properties.some(([one]) => one === name)).map((name) => [name, name]),
  ])
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
    try {
      const arbitrary = fc.stringMatching(new RegExp(pattern, 'u')).filter((text) => text.length <= most)
      const [text] = fc.sample(arbitrary, { seed, numRuns: 1 })
      if (text !== undefined) return text
    } catch {
      // A pattern of another dialect: what is made does not fit, and whoever asked for it sees so.
    }
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
