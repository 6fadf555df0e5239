import type { Reason } from '../call.ts'
import { type Defects, type defectsOn, each } from '../patches.ts'

type On = ReturnType<typeof defectsOn>

/** The query's parts of a personal number, and their names in the number. */
export const QUERY_PARTS = { year: 'Year', month: 'Month', day: 'Day', extradigits: 'ExtraDigits' } as const

export type QueryPart = keyof typeof QUERY_PARTS

const NAMES = Object.keys(QUERY_PARTS) as QueryPart[]

/** Defects of each part of a personal number in the query. */
export const eachPart = (defects: (name: QueryPart, part: (typeof QUERY_PARTS)[QueryPart]) => Defects): Defects =>
  each(NAMES, (name) => defects(name, QUERY_PARTS[name]))

/** Impossible personal numbers: why, and what is wrong with each. */
const IMPOSSIBLE = [
  ['month-13', 'month-out-of-range', 'month 13'],
  ['day-32', 'day-out-of-range', 'day 32'],
  ['30-february', 'no-such-day', '30 February'],
] as const satisfies readonly (readonly [string, Reason, string])[]

/** The parts in the query that are not numbers answer 404. */
export const answersLetters404 = ({ prefix, answers }: On): Defects =>
  eachPart((name) => ({
    [`${prefix}-${name}-letters-404`]: answers(
      404,
      `where ${name} is not a number`,
      ['not-a-number', 'not-digits'],
      name,
    ),
  }))

/** An impossible number in the query is looked for, and not found. */
export const answersImpossible404 = ({ prefix, accepts }: On): Defects =>
  each(IMPOSSIBLE, ([id, reason, what]) => ({ [`${prefix}-${id}-404`]: accepts(`answers 404 for ${what}`, reason) }))

/** An impossible number in the body is accepted; a query's are other rules'. */
export const acceptsImpossible = ({ prefix, accepts }: On): Defects =>
  each([...IMPOSSIBLE, ['letters', 'not-digits', 'ExtraDigits that are no digits'] as const], ([id, reason, what]) => ({
    [`${prefix}-${id}-accepted`]: accepts(`accepts ${what}`, reason),
  }))
