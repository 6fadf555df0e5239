import { baseOf, type Change, type Made, type Place, shown, withRoot } from './change.ts'
import { typesOf, type View, viewOf } from './fields.ts'
import { holdsPlace, placeAt, setAt } from './places.ts'
import { isIdentity } from './pool.ts'
import type { Statement } from './rows.ts'
import type { Schemas } from './schemas.ts'
import type { Inputs } from './wire.ts'

/** A value that is to be accepted, and one beside it that shows that a refusal is its own. */
interface Allowed {
  value: unknown
  beside?: unknown
}

/** What the document gives leave for at a place: each value of an enum, the bounds, its examples, and any letter. */
export function allowancesOf(schemas: Schemas, place: Place, examples: readonly unknown[]): Change[] {
  const { field, root } = place
  const view = viewOf(schemas, field.pointer)
  const last = field.path.at(-1) ?? root[1] ?? ''
  // What names a thing is not free, whatever its bounds are.
  if (root[0] === 'path' || isIdentity(last) || view.keywords.readOnly === true) return []
  const allow = (
    statement: Pick<Statement, 'kind' | 'level' | 'pointer'> & { words: string; together?: string },
    of: readonly Allowed[],
  ) => (of.length === 0 ? [] : [allowance(schemas, place, statement, of)])
  const values = (Array.isArray(view.keywords.enum) ? view.keywords.enum : []).filter((one) => one !== null)
  const at = (keyword: string) => view.at[keyword] ?? field.pointer
  const isOfName = field.path.some(isIdentity)
  const bound = ['minimum', 'maximum', 'minLength', 'maxLength'].find((one) => view.at[one] !== undefined)
  return [
    ...allow(
      { kind: 'value', pointer: at('enum'), words: 'each value of the enum' },
      values.map((value) => ({ value })),
    ),
    // What a bound allows, what stands beside it may forbid.
    ...allow(
      { kind: 'boundary', level: 'should', pointer: at(bound ?? 'pattern'), words: 'each bound' },
      isOfName ? [] : [...boundsOf(view, last, values.length > 0), ...daysOf(view, last)],
    ),
    ...allow(
      { kind: 'example', level: 'should', pointer: field.pointer, words: 'a documented example', together: 'examples' },
      isOfName ? [] : examplesOf(place, view, examples),
    ),
    ...allow(
      { kind: 'letters', level: 'should', pointer: at('type'), words: 'a text of other letters', together: 'letters' },
      place.isTyped ? lettersFor(view, last) : [],
    ),
  ]
}

function allowance(
  schemas: Schemas,
  place: Place,
  { words, ...statement }: Pick<Statement, 'kind' | 'level' | 'pointer'> & { words: string; together?: string },
  of: readonly Allowed[],
): Change {
  const { field, name, schema } = place
  const fits = (value: unknown) => schemas.errors(schema, value).length === 0
  const make = (inputs: Inputs): Made[] | string => {
    const base = baseOf(schemas, inputs, place)
    if (field.path.length > 0 && !holdsPlace(base, field.path)) return `the accepted request has nothing around ${name}`
    return of.flatMap(({ value, beside }): Made[] => {
      const changed = setAt(base, field.path, value)
      if (JSON.stringify(changed) === JSON.stringify(base) || !fits(changed)) return []
      const near = beside === undefined ? undefined : setAt(base, field.path, beside)
      const shows = near !== undefined && fits(near) ? { beside: withRoot(inputs, place, near) } : {}
      return [{ what: `${name}: ${shown(value)}`, inputs: withRoot(inputs, place, changed), ...shows }]
    })
  }
  return { ...statement, place: name, title: `${name}: ${words} is accepted`, accepted: true, make }
}

function boundsOf({ keywords }: View, name: string, isListed: boolean): Allowed[] {
  const number = (key: string) => (typeof keywords[key] === 'number' ? (keywords[key] as number) : undefined)
  const [least, most] = [number('minimum'), number('maximum')]
  const numbers = [
    ...(least === undefined ? [] : [{ value: least, beside: least + 1 }]),
    // Which days there are hangs on the month that stands beside it.
    ...(most === undefined || (most === 31 && /day$/i.test(name)) ? [] : [{ value: most, beside: most - 1 }]),
  ]
  if (keywords.format !== undefined || keywords.pattern !== undefined || isListed) return numbers
  const lengths = (['minLength', 'maxLength'] as const).flatMap((key) => {
    const length = number(key)
    return length !== undefined && length > 0 && length <= 5000 ? [{ value: 'x'.repeat(length) }] : []
  })
  return [...numbers, ...lengths]
}

const MOST_EXAMPLES = 3

/** Values that the document's examples have there. */
function examplesOf(
  { field, root, examples: given = [] }: Place,
  { keywords }: View,
  examples: readonly unknown[],
): Allowed[] {
  const inBodies = root[0] === 'body' && field.path.length > 0 ? examples.map((one) => placeAt(one, field.path)) : []
  const own = Array.isArray(keywords.examples) ? keywords.examples : []
  // A day of an example is over by now.
  const simple = [...inBodies, ...given, ...own].filter(
    (one) => one !== undefined && one !== null && typeof one !== 'object' && !/^\d{4}-\d\d-\d\d/.test(String(one)),
  )
  return [...new Set(simple)].slice(0, MOST_EXAMPLES).map((value) => ({ value }))
}

/** Days of birth that readers of dates trip over: before there were clocks, of a leap year, the last of a year. */
const DAYS_OF_BIRTH = ['1928-02-29', '1999-12-31', '1969-12-31T00:00:00.000Z', '1969-12-31T00:00:00Z']

function daysOf({ keywords, ...view }: View, name: string): Allowed[] {
  const isDay = typesOf({ keywords, ...view }).includes('string') && /birth|born|^dob$/i.test(name)
  return isDay && keywords.enum === undefined ? DAYS_OF_BIRTH.map((value) => ({ value })) : []
}

/** Names of what people write, in whatever letters their language has. */
const PROSE = /(name|note|comment|description|title|message|remark|subject|street|city)s?$/i
const LETTERS = `Zoë O'Brien-Åström "Z" Łucja-Anaïs`

/** Names of what people write at length. */
const FREE = /(note|comment|description|message|remark)s?$/i
const AT_LENGTH = `${LETTERS} 🦷\n<b>1 < 2 & 3 > 2</b>\n${'A line of free text.\n'.repeat(60)}.`

function lettersFor({ keywords, ...view }: View, name: string): Allowed[] {
  const { enum: values, format, maxLength, minLength } = keywords
  const isProse = PROSE.test(name) && typesOf({ keywords, ...view }).includes('string')
  if (!isProse || values !== undefined || format !== undefined || Number(minLength ?? 0) > LETTERS.length) return []
  const text = FREE.test(name) ? AT_LENGTH : LETTERS
  const most = Number(maxLength ?? text.length + 1) - 1
  return [
    { value: text.slice(0, Math.max(Number(minLength ?? 0), most)) },
    ...(FREE.test(name) ? [] : [{ value: 'X' }]),
  ]
}
