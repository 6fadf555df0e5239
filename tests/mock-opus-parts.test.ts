import { idnr } from '@navikt/fnrvalidator'
import fc from 'fast-check'
import Personnummer from 'personnummer'
import { describe, expect, test } from 'vitest'
import {
  DAY,
  dateExists,
  formatTime,
  isWorkingDay,
  midnight,
  parseTime,
  weekday,
} from '../targets/mock/opus/calendar.ts'
import {
  checkDigitHolds,
  fits,
  flawOfDate,
  type PersonalNumber,
  syntheticNumber,
} from '../targets/mock/opus/personal-number.ts'
import { createPractice } from '../targets/mock/opus/practice.ts'
import { createSchedule, overlaps, type Slot, slotsBetween } from '../targets/mock/opus/schedule.ts'
import { createRandom } from '../targets/mock/random.ts'

const two = (number: number) => String(number).padStart(2, '0')
const dates = fc.date({ min: new Date('1910-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))

function numberOf(born: Date, ExtraDigits: string): PersonalNumber {
  return { Year: born.getUTCFullYear(), Month: born.getUTCMonth() + 1, Day: born.getUTCDate(), ExtraDigits }
}

describe('personal numbers', () => {
  test('of Sweden have the check digit that the library has', () => {
    fc.assert(
      fc.property(dates, digits(4), (born, extra) => {
        const number = numberOf(born, extra)
        // The library refuses the serial number 000.
        fc.pre(!extra.startsWith('000'))
        const text = `${number.Year}${two(number.Month)}${two(number.Day)}${extra}`
        expect(checkDigitHolds(number)).toBe(Personnummer.valid(text))
      }),
    )
  })

  test('of Norway have the check digits that the library has', () => {
    const wanted = fc.tuple(dates, fc.integer({ min: 0, max: 999 }))
    fc.assert(
      fc.property(wanted, ([born, serial]) => {
        for (let check = 0; check < 100; check++) {
          const number = numberOf(born, String(serial).padStart(3, '0') + two(check))
          const text = `${two(number.Day)}${two(number.Month)}${two(number.Year % 100)}${number.ExtraDigits}`
          // Since 2032's rule was published the library takes more first digits; none that holds here is refused there.
          if (checkDigitHolds(number)) expect(idnr(text).status).toBe('valid')
        }
      }),
      { numRuns: 30 },
    )
    expect(checkDigitHolds({ Year: 1950, Month: 1, Day: 1, ExtraDigits: '75012' })).toBe(false)
  })

  test('of other lengths have no check digit', () => {
    expect(checkDigitHolds({ Year: 1950, Month: 1, Day: 1, ExtraDigits: '123' })).toBe(true)
  })

  test('that are made up are valid and of the birth number that nobody has', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const number = syntheticNumber(createRandom(seed))
        expect(number.ExtraDigits).toMatch(/^000\d$/)
        expect(flawOfDate(number.Year, number.Month, number.Day)).toBeUndefined()
        expect(checkDigitHolds(number)).toBe(true)
      }),
    )
  })

  test('fit what is wanted of them, a part that is left out aside', () => {
    const number = { Year: 1975, Month: 2, Day: 28, ExtraDigits: '0042' }
    expect(fits(number, { Year: 1975, Month: undefined, Day: 28 })).toBe(true)
    expect(fits(number, { ExtraDigits: '42' })).toBe(false)
    expect(fits(number, { Day: Number.NaN })).toBe(false)
  })
})

describe('the calendar', () => {
  test('reads what it writes', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const time = Math.floor(date.getTime() / 60_000)
        expect(parseTime(formatTime(time))).toEqual({ wall: time })
        expect(weekday(Math.floor(time / DAY) * DAY)).toBe(date.getUTCDay())
        expect(formatTime(time)).toBe(`${date.toISOString().slice(0, 16)}:00`)
      }),
    )
  })

  test.each([
    ['2027-03-01', '2027-03-01T00:00:00', undefined],
    ['2027-03-01T08:05', '2027-03-01T08:05:00', undefined],
    ['2027-03-01T08:05:00.000Z', '2027-03-01T08:05:00', 0],
    ['2027-03-01T08:05:00+01:00', '2027-03-01T08:05:00', 60],
    ['2027-03-01T08:05:00-02:30', '2027-03-01T08:05:00', -150],
  ])('reads %s', (text, wall, offset) => {
    const time = parseTime(text)!
    expect([formatTime(time.wall), time.offset]).toEqual([wall, offset])
  })

  test.each([
    '',
    'abc',
    '2027-02-29',
    '2027-13-01',
    '2027-03-01T24:00',
    '2027-03-01 08:00',
    '2027-03-01T08:60:00',
    '1/3/2027',
  ])('does not read %j', (text) => expect(parseTime(text)).toBeUndefined())

  test.each([
    ['2027-03-26', 'Good Friday'],
    ['2027-03-29', 'Easter Monday'],
    ['2024-04-01', 'Easter Monday'],
    ['2027-05-06', 'Ascension Day'],
    ['2026-06-19', 'Midsummer Eve'],
    ['2027-06-25', 'Midsummer Eve'],
    ['2027-01-06', 'Epiphany'],
    ['2026-12-31', "New Year's Eve"],
    ['2027-03-27', 'a Saturday'],
    ['2027-03-28', 'a Sunday'],
  ])('has %s off, %s', (date) => {
    expect(isWorkingDay(parseTime(date)!.wall)).toBe(false)
  })

  test('has five working days in a week without holidays', () => {
    const days = [0, 1, 2, 3, 4, 5, 6].map((day) => isWorkingDay(midnight(2027, 2, 1 + day)))
    expect(days).toEqual([true, true, true, true, true, false, false])
  })

  test('knows leap years', () => {
    expect([2000, 2004, 1900, 2001].map((year) => dateExists(year, 2, 29))).toEqual([true, true, false, false])
  })
})

describe('a schedule', () => {
  const rules = {
    clinicID: (index: number) => `clinic-${index}`,
    openingsIn: <Gap>(gap: Gap) => [gap],
    slotEnd: (start: number, minutes: number) => start + minutes,
  }
  const practice = createPractice({ clinics: 5, clinicians: 12, treatments: 10 }, 1, rules)

  test('has slots of offers that are bookable alone, each month, whatever the seed', () => {
    const month = fc.tuple(fc.integer({ min: 2000, max: 2100 }), fc.integer({ min: 1, max: 12 }))
    fc.assert(
      fc.property(fc.integer(), month, (seed, [year, number]) => {
        const slots = createSchedule(practice, seed, rules).month(year, number)
        const offered = (slot: Slot) =>
          practice.offers.some(
            ({ clinicID, clinicianID, treatmentID, bookable }) =>
              bookable &&
              clinicID === slot.clinicID &&
              clinicianID === slot.clinicianID &&
              treatmentID === slot.treatmentID,
          )
        expect(slots.length).toBeGreaterThan(150)
        expect(slots.filter((slot) => !offered(slot))).toEqual([])
        expect(slots[0]!.start).toBe(midnight(year, number))
        expect(slots.at(-1)!.end).toBe(midnight(year, number + 1))
        const last = new Map<number, Slot>()
        for (const slot of slots) {
          const before = last.get(slot.clinicianID)
          expect(before !== undefined && overlaps(before, slot)).toBe(false)
          last.set(slot.clinicianID, slot)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('gives the slots of a span as those of its months', () => {
    const schedule = createSchedule(practice, 3, rules)
    const start = midnight(2026, 12, 15) + 600
    const end = midnight(2027, 2, 10)
    const expected = [
      ...schedule.month(2026, 12).filter((slot) => slot.start >= start),
      ...schedule.month(2027, 1),
      ...schedule.month(2027, 2).filter((slot) => slot.start < end),
    ]
    expect([...slotsBetween(schedule, start, end)]).toEqual(expected)
    expect(schedule.month(2026, 13)).toEqual(schedule.month(2027, 1))
  })
})
