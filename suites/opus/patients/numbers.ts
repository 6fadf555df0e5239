import { type PersonalNumber, type PersonalNumberSeries, personalNumber } from '../../../generators/personal-number.ts'

/** Numbers of a series in the order of the seed. */
function* series(seed: number, name: PersonalNumberSeries, size: number): Generator<PersonalNumber> {
  for (let nth = 0; nth < size; nth++) yield personalNumber(seed + nth, name)
}

/** How many there are of each series, by `generators/personal-number.ts`. */
const SIZE = { sweden: 512, children: 268, zeros: 43_829 }

/** The published test numbers of people of age are two for each day. Of the days every other one is for pairs, the rest for single numbers. */
const isPaired = ({ Month, Day }: PersonalNumber): boolean => (Month + Day) % 2 === 1

/** Numbers of different days, none of those that pairs are from; of people of age as long as there are any. */
export function* singles(seed: number): Generator<PersonalNumber> {
  const days = new Set<string>()
  for (const number of series(seed, 'sweden', SIZE.sweden)) {
    const day = `${number.Month}-${number.Day}`
    if (isPaired(number) || days.has(day)) continue
    days.add(day)
    yield number
  }
  yield* series(seed, 'sweden-2019', SIZE.children)
}

/** Two numbers with one date of birth. */
export function* birthdayPairs(seed: number): Generator<[PersonalNumber, PersonalNumber]> {
  const known = new Map<string, PersonalNumber>()
  for (const number of series(seed, 'sweden', SIZE.sweden)) {
    if (!isPaired(number)) continue
    const day = `${number.Month}-${number.Day}`
    const other = known.get(day)
    if (other) yield [other, number]
    known.set(day, number)
  }
}

/**
 * Numbers with leading zeros in their extra digits, of births from 1900 to 1907, for each of which {@link neighbour} has a
 * valid one of somebody of age that differs in the year, the month or the day alone.
 */
export function* withNeighbours(seed: number): Generator<PersonalNumber> {
  for (const number of series(seed, 'sweden-leading-zeros', SIZE.zeros)) {
    const { Year, Month, Day } = number
    if (Year < 1908 && Month >= 2 && Month <= 4 && Day >= 2 && Day <= 9) yield number
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

/** Numbers of people of age, born on 29 February. */
export function* leapDays(seed: number): Generator<PersonalNumber> {
  for (const number of series(seed, 'sweden-leading-zeros', SIZE.zeros)) {
    if (number.Year < 2008 && number.Month === 2 && number.Day === 29) yield number
  }
}
