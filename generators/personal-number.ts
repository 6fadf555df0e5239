import type { components } from '../openapi/types/opus.ts'

/**
 * As Opus takes it. ExtraDigits is a string here, so that leading zeros last: four digits in Sweden, five in Norway.
 */
export type PersonalNumber = components['schemas']['PersonalNumber'] & { ExtraDigits: string }

/**
 * Where a number comes from. None of them can be a real person's, and the check digits of all are right:
 *
 * - `sweden`: births of 1991, people of age, from the test numbers that Skatteverket publishes
 *   (https://skatteverket.entryscape.net/catalog/9/datasets/147). Only runs of days that the list holds without a gap
 *   are used: the same birth numbers on other days may be a person's, above all before 1990. 512 numbers.
 * - `sweden-2019`: births of 2019, from the same list. 268 numbers.
 * - `sweden-1890`: births of 1890 and 1891, from the same list. 505 numbers.
 * - `sweden-leading-zeros`: births from 1900 to 2019 with the birth number 000, which is never given: "Födelsenumret
 *   (tre siffror) är något av talen 001 till 999" (Skatteverket, Rättslig vägledning, Personnummer). A target that
 *   knows that may refuse it.
 * - `norway`: births from 1940 to 1999 with an individual number from 750 to 899. Forskrift om folkeregistrering (2007)
 *   § 2-2 gives people born then 000–499 and 900–999, and 500–749 to those born from 1854 to 1899; nobody has the ones
 *   between. The synthetic numbers of Skatteetaten's Tenor (80 added to the month) and of NAV (40 added) cannot be
 *   used: Month would be no month.
 */
export type PersonalNumberSeries = 'sweden' | 'sweden-2019' | 'sweden-1890' | 'sweden-leading-zeros' | 'norway'

/**
 * A personal number of nobody. Seeds in a row give different numbers, as many as the series has (21,915 of `norway`,
 * 43,829 of `sweden-leading-zeros`).
 */
export function personalNumber(seed: number, series: PersonalNumberSeries = 'sweden'): PersonalNumber {
  const { size, at } = SERIES[series]
  // The multiplier shares no factor with any size: numbers are scattered, and in a row of seeds none comes twice.
  return at((modulo(seed, size) * 7919) % size)
}

interface Series {
  size: number
  /** @param index from 0, below the size */
  at(index: number): PersonalNumber
}

const SERIES: Record<PersonalNumberSeries, Series> = {
  sweden: listed({ from: '1991-01-01', days: 256, birthNumbers: () => [238, 239] }),
  'sweden-2019': listed({ from: '2019-04-08', days: 268, birthNumbers: (day) => [238 + (day % 2)] }),
  'sweden-1890': listed({ from: '1890-01-01', days: 505, birthNumbers: (day) => [980 + (day % 2)] }),
  'sweden-leading-zeros': {
    size: 43_829,
    at: (index) => swedish(addDays('1900-01-01', index), '000'),
  },
  norway: {
    size: 21_915,
    at: (index) => norwegian(addDays('1940-01-01', index), index),
  },
}

/** A run of days on each of which the list has these birth numbers. */
interface Run {
  from: string
  days: number
  /** @param day from 0, the day in the run */
  birthNumbers(day: number): number[]
}

function listed({ from, days, birthNumbers }: Run): Series {
  const numbers = Array.from({ length: days }, (_, day) =>
    birthNumbers(day).map((birthNumber) => ({ day, birthNumber: String(birthNumber) })),
  ).flat()
  return {
    size: numbers.length,
    at(index) {
      const { day, birthNumber } = numbers[index]!
      return swedish(addDays(from, day), birthNumber)
    },
  }
}

/** Nine digits, `YYMMDDNNN`, and the check digit by the Luhn algorithm. */
function swedish(born: Date, birthNumber: string): PersonalNumber {
  const { year, month, day } = twoDigits(born)
  const sum = [...`${year}${month}${day}${birthNumber}`]
    .map((digit, index) => Number(digit) * (index % 2 === 0 ? 2 : 1))
    .reduce((total, product) => total + Math.floor(product / 10) + (product % 10), 0)
  return { ...dateParts(born), ExtraDigits: `${birthNumber}${modulo(-sum, 10)}` }
}

/**
 * Nine digits, `DDMMYYNNN`, and two check digits by weights modulo 11; where one of them would be 10, the next number.
 */
function norwegian(born: Date, start: number): PersonalNumber {
  const { year, month, day } = twoDigits(born)
  for (let step = 0; ; step++) {
    const individual = 750 + ((start + step) % 150)
    const digits = [...`${day}${month}${year}${individual}`].map(Number)
    const first = checkDigit(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2])
    const second = checkDigit([...digits, first], [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
    if (first < 10 && second < 10) return { ...dateParts(born), ExtraDigits: `${individual}${first}${second}` }
  }
}

function checkDigit(digits: number[], weights: number[]): number {
  const sum = digits.reduce((total, digit, index) => total + digit * weights[index]!, 0)
  return modulo(-sum, 11)
}

function addDays(date: string, days: number): Date {
  const sum = new Date(`${date}T00:00:00Z`)
  sum.setUTCDate(sum.getUTCDate() + days)
  return sum
}

function dateParts(date: Date) {
  return { Year: date.getUTCFullYear(), Month: date.getUTCMonth() + 1, Day: date.getUTCDate() }
}

function twoDigits(date: Date) {
  const [year = '', month = '', day = ''] = date.toISOString().slice(2, 10).split('-')
  return { year, month, day }
}

function modulo(number: number, size: number): number {
  return ((number % size) + size) % size
}
