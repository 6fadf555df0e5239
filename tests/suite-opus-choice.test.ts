import fc from 'fast-check'
import personnummer from 'personnummer'
import { describe, expect, test } from 'vitest'
import type { PersonalNumber } from '../generators/personal-number.ts'
import { birthdayPairs, leapDays, neighbour, singles, withNeighbours } from '../suites/opus/patients/registry.ts'
import { choosePairs, combinations, sample } from '../suites/opus/sampling.ts'
import type { Slot } from '../suites/opus/shapes.ts'

const written = ({ Year, Month, Day, ExtraDigits }: PersonalNumber): string =>
  [Year, ...[Month, Day].map((part) => String(part).padStart(2, '0')), ExtraDigits].join('')

/** The check digit by the Luhn algorithm; the package takes no birth number 000, which is nobody's. */
const hasCheckDigit = (number: PersonalNumber): boolean => {
  const sum = [...written(number).slice(2)]
    .map((digit, index) => Number(digit) * (index % 2 === 0 ? 2 : 1))
    .reduce((total, product) => total + (product > 9 ? product - 9 : product), 0)
  return sum % 10 === 0
}

const exists = ({ Year, Month, Day }: PersonalNumber): boolean =>
  new Date(Date.UTC(Year, Month - 1, Day)).getUTCDate() === Day

const first = <Value>(values: Generator<Value>, count: number): Value[] =>
  Array.from({ length: count }, () => values.next().value as Value)

describe('the numbers of a run', () => {
  test('come in pairs with one date of birth, both valid, and apart from the single ones', () => {
    for (const [one, other] of first(birthdayPairs(1), 50)) {
      expect([one.Year, one.Month, one.Day]).toEqual([other.Year, other.Month, other.Day])
      expect(one.ExtraDigits).not.toBe(other.ExtraDigits)
      for (const number of [one, other]) expect(personnummer.valid(written(number))).toBe(true)
      for (const { Year, Month, Day } of first(singles(1), 50))
        expect([Year, Month, Day]).not.toEqual([one.Year, one.Month, one.Day])
    }
  })

  test('have neighbours that differ in one part alone and exist', () => {
    for (const number of first(withNeighbours(3), 50)) {
      for (const part of ['Year', 'Month', 'Day'] as const) {
        const other = neighbour(number, part)
        expect({ ...other, [part]: number[part] }).toEqual(number)
        expect(other[part]).not.toBe(number[part])
        expect([exists(other), hasCheckDigit(number), hasCheckDigit(other)]).toEqual([true, true, true])
      }
    }
  })

  test('of leap days are of leap days', () => {
    for (const number of first(leapDays(1), 10))
      expect([number.Month, number.Day, exists(number)]).toEqual([2, 29, true])
  })
})

describe('a choice of pairs', () => {
  const elements = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 12 })

  test('has every element where there is room, no pair twice, and no more than its bound', () => {
    fc.assert(
      fc.property(elements, elements, fc.integer({ min: 0, max: 60 }), fc.integer(), (ones, others, most, seed) => {
        const chosen = choosePairs(ones, others, most, seed, (one, other) => (one + other).length % 3)
        expect(chosen.length).toBe(Math.min(most, ones.length * others.length))
        expect(new Set(chosen.map((pair) => JSON.stringify(pair))).size).toBe(chosen.length)
        if (most < ones.length + others.length) return
        expect(new Set(chosen.map(([one]) => one))).toEqual(new Set(ones))
        expect(new Set(chosen.map(([, other]) => other))).toEqual(new Set(others))
      }),
    )
  })

  test('is the same for the same seed', () => {
    const ones = Array.from({ length: 20 }, (_, nth) => `c${nth}`)
    const choose = (seed: number) => choosePairs(ones, ones, 30, seed, () => 0)
    expect(choose(7)).toEqual(choose(7))
    expect(choose(7)).not.toEqual(choose(8))
    expect(sample(ones, 5, 7)).toEqual(sample(ones, 5, 7))
    expect(sample(ones, 5, 7)).toHaveLength(5)
  })
})

test('of combinations of IDs those come first in which every filter makes a difference', () => {
  const slot = (clinicID: string, clinicianID: string, treatmentID: string) =>
    ({ clinicID, clinicianID, treatmentID }) as Slot
  const slots = [slot('A', '1', 'x'), slot('A', '2', 'x'), slot('B', '2', 'x'), slot('B', '3', 'y')]
  const [best] = combinations(slots, ['clinicID', 'clinicianID'], ['treatmentID'])
  expect(best).toEqual({ filter: { treatmentID: 'x', clinicID: 'A', clinicianID: '2' }, telling: 2 })
})
