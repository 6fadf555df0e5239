import { type PersonalNumber, type PersonalNumberSeries, personalNumber } from '../../../generators/personal-number.ts'

/** Numbers of a series in the order of the seed. */
function* series(seed: number, name: PersonalNumberSeries, size: number): Generator<PersonalNumber> {
  for (let nth = 0; nth < size; nth++) yield personalNumber(seed + nth, name)
}

/** How many there are of each series, by `generators/personal-number.ts`. */
const SIZE = { sweden: 780, zeros: 40_177 }

/** Numbers of different days, none of the year that the pairs are from. */
export function* singles(seed: number): Generator<PersonalNumber> {
  for (const number of series(seed, 'sweden', SIZE.sweden)) if (number.Year !== PAIRS_OF) yield number
}

/** Of this year the published test numbers have two for each day. */
const PAIRS_OF = 1991

/** Two numbers with one date of birth. */
export function* birthdayPairs(seed: number): Generator<[PersonalNumber, PersonalNumber]> {
  const known = new Map<string, PersonalNumber>()
  for (const number of series(seed, 'sweden', SIZE.sweden)) {
    if (number.Year !== PAIRS_OF) continue
    const day = `${number.Month}-${number.Day}`
    const other = known.get(day)
    if (other) yield [other, number]
    known.set(day, number)
  }
}

/**
 * Numbers with leading zeros in their extra digits, born before 1920, for each of which {@link neighbour} has a valid
 * one that differs in the year, the month or the day alone.
 */
export function* withNeighbours(seed: number): Generator<PersonalNumber> {
  for (const number of series(seed, 'sweden-leading-zeros', SIZE.zeros)) {
    const { Year, Month, Day } = number
    if (Year < 1920 && Month >= 2 && Month <= 4 && Day >= 2 && Day <= 9) yield number
  }
}

/**
 * The number that differs in one part alone, with the same check digit: a century counts for nothing in it, and by the
 * Luhn algorithm 10 counts as much as 2, 11 as 3, and so on, since the tens digit is doubled. The birth number is 000
 * in both, which is nobody's.
 */
export function neighbour(number: PersonalNumber, part: 'Year' | 'Month' | 'Day'): PersonalNumber {
  const step = { Year: 100, Month: 8, Day: 8 }[part]
  return { ...number, [part]: number[part] + step }
}

/** Numbers of people born on 29 February. */
export function* leapDays(seed: number): Generator<PersonalNumber> {
  for (const number of series(seed, 'sweden-leading-zeros', SIZE.zeros)) {
    if (number.Month === 2 && number.Day === 29) yield number
  }
}
