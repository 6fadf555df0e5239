import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Exchange } from '../engine/exchange.ts'
import { compareTimes, later, monthAfter, readTime } from '../suites/opus/local-time.ts'
import { bookingsIn, entriesOf, idOf, listOf, property, readNumber, readSlot, slotsIn } from '../suites/opus/shapes.ts'

/** An answer with a body. */
const answer = (body: unknown, status = 200): Exchange => ({
  id: 'opus-0001',
  target: 'opus',
  rule: 'OPUS-SLOT-01',
  purpose: 'read',
  operation: 'getTimeslotsByMonth',
  what: 'slots',
  startedAt: '2030-01-01T00:00:00Z',
  at: 0,
  durationMs: 1,
  request: { method: 'GET', url: 'http://127.0.0.1/api/v1/timeslot?year=2030&month=1', headers: {}, body: null },
  response: { status, headers: {}, body: body === undefined ? '' : JSON.stringify(body), bytes: 0 },
})

const anyCase = (name: string): fc.Arbitrary<string> =>
  fc
    .array(fc.boolean(), { minLength: name.length, maxLength: name.length })
    .map((upper) => [...name].map((letter, nth) => (upper[nth] ? letter.toUpperCase() : letter.toLowerCase())).join(''))

const local = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2090-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 19))
const zone = fc.constantFrom('', 'Z', '+01:00', '-0330', '+00:00')
const id = fc.oneof(fc.integer({ min: 1 }), fc.integer({ min: 1 }).map(String), fc.uuid())

const slot = fc.record({ Start: local, End: local, ClinicID: id, ClinicianID: id, TreatmentID: id, zone })

describe('the adapter', () => {
  test('reads a property whatever the case of its name', () => {
    fc.assert(
      fc.property(anyCase('ClinicianID'), fc.jsonValue(), (name, value) => {
        expect(property({ Other: 1, [name]: value }, 'ClinicianID')).toEqual(value)
      }),
    )
  })

  test('reads a slot as it stands, under names in any case, with IDs as strings or numbers and times with a zone', () => {
    const names = fc.tuple(...['Start', 'End', 'ClinicID', 'ClinicianID', 'TreatmentID'].map(anyCase))
    fc.assert(
      fc.property(slot, names, ({ zone, ...given }, spelled) => {
        const times = { ...given, Start: given.Start + zone, End: given.End + zone }
        const value = Object.fromEntries(Object.entries(times).map(([, value], nth) => [spelled[nth], value]))
        expect(readSlot(value)).toMatchObject({
          start: { local: given.Start },
          end: { local: given.End },
          clinicID: String(given.ClinicID),
          clinicianID: String(given.ClinicianID),
          treatmentID: String(given.TreatmentID),
          spelled: times,
        })
      }),
    )
  })

  test('reads a list that an object wraps as that list', () => {
    fc.assert(
      fc.property(fc.array(slot), fc.string({ minLength: 1 }), fc.integer(), (slots, name, count) => {
        expect(listOf(slots)).toEqual(slots)
        expect(listOf({ [name]: slots })).toEqual(slots)
        expect(listOf({ [name]: slots, [`${name} count`]: count })).toEqual(slots)
      }),
    )
  })

  test.each([
    ['two lists', { One: [], Other: [] }],
    ['no list', { Message: 'No data' }],
    ['a text', 'No data'],
    ['null', null],
  ])('takes %s for no list', (_, body) => {
    expect(listOf(body)).toBeUndefined()
    expect(slotsIn(answer(body))).toBeUndefined()
  })

  test('reads a 404 and an empty list as nothing to list, and a refusal as no list', () => {
    expect(entriesOf(answer({ Message: 'No data' }, 404))).toEqual([])
    expect(entriesOf(answer([]))).toEqual([])
    expect(entriesOf(answer([], 400))).toBeUndefined()
    expect(entriesOf(answer(undefined))).toBeUndefined()
  })

  test('reads no list of which one entry cannot be read', () => {
    const good = {
      BookingID: 7,
      TimeSlot: {
        Start: '2030-01-01T08:00:00',
        End: '2030-01-01T09:00:00',
        ClinicID: 'a',
        ClinicianID: 1,
        TreatmentID: 2,
      },
    }
    expect(bookingsIn(answer([good]))).toHaveLength(1)
    expect(bookingsIn(answer([good, { Reference: 7 }]))).toBeUndefined()
  })

  test('reads an ID from a string or a number, and from nothing else', () => {
    fc.assert(
      fc.property(id, (value) => {
        expect(idOf(value)).toBe(String(value))
      }),
    )
    for (const value of ['', null, undefined, true, {}, [1]]) expect(idOf(value)).toBeUndefined()
  })

  test('keeps the leading zeros of extra digits', () => {
    const number = { year: 1912, month: '4', day: 2, extradigits: '0005' }
    expect(readNumber({ personalnumber: number })).toEqual({
      Year: '1912',
      Month: '4',
      Day: '2',
      ExtraDigits: '0005',
    })
    expect(readNumber({ PersonalNumber: '19120402-0005' })).toBeUndefined()
  })
})

describe('a date-time', () => {
  test('is read with its wall clock as it stands, without seconds as on the minute', () => {
    fc.assert(
      fc.property(local, zone, (text, zone) => {
        expect(readTime(text + zone)?.local).toBe(text)
        expect(readTime(text.slice(0, 16) + zone)?.local).toBe(`${text.slice(0, 16)}:00`)
      }),
    )
  })

  test.each([
    '2030-02-30T08:00:00',
    '2030-01-01',
    '2030-13-01T08:00:00',
    '2030-01-01T25:00:00',
    'tomorrow',
    1_900_000_000,
    null,
  ])('is not %s', (value) => expect(readTime(value)).toBeUndefined())

  test('compares in time itself where both name their zone, else by the wall clock', () => {
    const read = (text: string) => readTime(text)!
    expect(compareTimes(read('2030-01-01T08:00:00Z'), read('2030-01-01T09:00:00+01:00'))).toBe(0)
    expect(compareTimes(read('2030-01-01T08:00:00'), read('2030-01-01T09:00:00+01:00'))).toBeLessThan(0)
    expect(compareTimes(read('2030-01-01T09:00:00Z'), read('2030-01-01T08:00:00'))).toBeGreaterThan(0)
  })

  test('moves over the ends of days and months', () => {
    expect(later('2031-12-31T23:30:00', 31)).toBe('2032-01-01T00:01:00')
    expect(later('2032-03-01T00:00:00', -1)).toBe('2032-02-29T23:59:00')
    expect(monthAfter({ year: 2031, month: 11 }, 2)).toEqual({ year: 2032, month: 1 })
    expect(monthAfter({ year: 2031, month: 1 }, -1)).toEqual({ year: 2030, month: 12 })
  })
})
