import { idnr } from '@navikt/fnrvalidator'
import fc from 'fast-check'
import Personnummer from 'personnummer'
import { describe, expect, it } from 'vitest'
import { booking } from '../generators/booking.ts'
import { brokenOpusClauses } from '../generators/opus-clauses.ts'
import { opusFaults } from '../generators/opus-faults.ts'
import { opusPatient } from '../generators/opus-patient.ts'
import type { OpusOperation, OpusRequest, OpusWorld } from '../generators/opus-world.ts'
import { type PersonalNumber, type PersonalNumberSeries, personalNumber } from '../generators/personal-number.ts'
import { timeSlot } from '../generators/time-slot.ts'
import { document } from '../openapi/opus.gen.ts'
import { validatorFor } from '../openapi/validators.ts'

const seeds = fc.integer()
const twoDigits = (number: number) => String(number).padStart(2, '0')
const swedish = ({ Year, Month, Day, ExtraDigits }: PersonalNumber) =>
  `${Year}${twoDigits(Month)}${twoDigits(Day)}${ExtraDigits}`
const norwegian = ({ Year, Month, Day, ExtraDigits }: PersonalNumber) =>
  `${twoDigits(Day)}${twoDigits(Month)}${twoDigits(Year % 100)}${ExtraDigits}`

describe('a personal number', () => {
  const PUBLISHED = {
    sweden: {
      births: /^1991/,
      birthNumbers: /^23[89]$/,
      size: 512,
      some: ['199101012384', '199101012392', '199109132382', '199109132390'],
    },
    'sweden-2019': {
      births: /^2019/,
      birthNumbers: /^23[89]$/,
      size: 268,
      some: ['201904082383', '201904092390', '201912302385', '201912312392'],
    },
    'sweden-1890': {
      births: /^189[01]/,
      birthNumbers: /^98[01]$/,
      size: 505,
      some: ['189001019802', '189001029819', '189012319803', '189101019819', '189105209804'],
    },
  }

  it.each(Object.entries(PUBLISHED))(
    'of %s is valid by check digit and date, and one that Skatteverket publishes',
    (series, { births, birthNumbers, size, some }) => {
      const all = Array.from({ length: size }, (_, seed) => personalNumber(seed, series as PersonalNumberSeries))
      expect(new Set(all.map(swedish)).size).toBe(size)
      expect(all.map(swedish)).toEqual(expect.arrayContaining(some))
      for (const number of all) {
        expect(Personnummer.valid(swedish(number))).toBe(true)
        expect(number.ExtraDigits.slice(0, 3)).toMatch(birthNumbers)
        expect(swedish(number)).toMatch(births)
      }
    },
  )

  it('has leading zeros with the birth number that nobody has, and the right check digit', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const number = personalNumber(seed, 'sweden-leading-zeros')
        expect(number.ExtraDigits).toMatch(/^000\d$/)
        // The library refuses 000 itself; with 100 for it the weights of the zeros do not matter: the sum grows by 2.
        const check = Number(number.ExtraDigits[3])
        const neighbour = swedish({ ...number, ExtraDigits: `100${(check + 8) % 10}` })
        expect(Personnummer.valid(neighbour)).toBe(true)
      }),
    )
  })

  it('is valid in Norway by check digits and date, with an individual number that nobody born then has', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const number = personalNumber(seed, 'norway')
        expect(idnr(norwegian(number))).toEqual({ status: 'valid', type: 'fnr' })
        const individual = Number(number.ExtraDigits.slice(0, 3))
        expect(individual).toBeGreaterThanOrEqual(750)
        expect(individual).toBeLessThanOrEqual(899)
        expect(number.Year).toBeGreaterThanOrEqual(1940)
        expect(number.Year).toBeLessThanOrEqual(1999)
      }),
    )
  })

  it('spans more than a century of births', () => {
    const years = (['sweden', 'sweden-1890', 'sweden-leading-zeros', 'norway'] as const).flatMap((series) =>
      Array.from({ length: 500 }, (_, seed) => personalNumber(seed, series).Year),
    )
    expect(Math.max(...years) - Math.min(...years)).toBeGreaterThan(100)
    const decades = new Set(years.map((year) => Math.floor(year / 10)))
    expect(decades.size).toBeGreaterThanOrEqual(12)
  })

  it('is the same for the same seed, and differs over seeds in a row', () => {
    const series = fc.constantFrom<PersonalNumberSeries>('sweden', 'sweden-1890', 'sweden-leading-zeros', 'norway')
    fc.assert(
      fc.property(seeds, series, (seed, from) => {
        const numbers = Array.from({ length: 100 }, (_, step) => swedish(personalNumber(seed + step, from)))
        expect(new Set(numbers).size).toBe(100)
        expect(swedish(personalNumber(seed, from))).toBe(numbers[0])
      }),
    )
  })
})

describe('a patient', () => {
  it('has an address, a number and a mailbox that reach nobody', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const patient = opusPatient(seed)
        expect(patient.Email).toMatch(/^patient-\d{8}@example\.com$/)
        const mobile = Number(patient.MobilePhoneNumber.replace(/^\+4670174/, ''))
        expect(mobile).toBeGreaterThanOrEqual(605)
        expect(mobile).toBeLessThanOrEqual(699)
        expect(patient.PostalCode).toMatch(/^[1-9]\d{4}$/)
        expect(opusPatient(seed)).toEqual(patient)
      }),
    )
  })

  it('has plain names, or names with letters outside ASCII in both', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const plain = opusPatient(seed)
        for (const name of [plain.FirstName, plain.LastName]) expect(name).toMatch(/^[A-Za-z]+$/)
        const swedish = opusPatient(seed, { spelling: 'non-ascii' })
        for (const name of [swedish.FirstName, swedish.LastName]) {
          expect(name).toMatch(/^\p{L}+$/u)
          expect(name).toMatch(/[^\p{ASCII}]/u)
        }
      }),
    )
  })
})

describe('a time slot and a booking', () => {
  it('lasts half an hour in office hours of one day', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { Start, End } = timeSlot(seed)
        expect(Start).toMatch(/^203\d-\d{2}-\d{2}T(0[89]|1[0-5]):(00|30):00$/)
        expect(Date.parse(`${End}Z`) - Date.parse(`${Start}Z`)).toBe(30 * 60_000)
      }),
    )
  })

  it('sends back of a slot what is documented', () => {
    const slot = timeSlot(1)
    const patient = opusPatient(1)
    expect(booking(patient, { ...slot, Name: 'extra' } as typeof slot)).toEqual({ Patient: patient, TimeSlot: slot })
  })
})

const OPERATIONS: OpusOperation[] = ['getPatient', 'createPatient', 'getBookings', 'createBooking', 'updateBooking']

/** A world with one booking, and a valid request of each operation in it. */
function setting(
  seed: number,
  spelling: 'text' | 'number',
): { world: OpusWorld; requests: Record<OpusOperation, OpusRequest> } {
  const patient = opusPatient(seed)
  const slot = timeSlot(seed)
  const BookingID = spelling === 'text' ? `B-${seed}` : Math.abs(seed)
  const { PersonalNumber } = patient
  const identifying = {
    year: String(PersonalNumber.Year),
    month: String(PersonalNumber.Month),
    day: String(PersonalNumber.Day),
    extradigits: PersonalNumber.ExtraDigits,
  }
  const body = booking(patient, slot)
  return {
    world: {
      clinicIDs: [slot.ClinicID, '12'],
      clinicianIDs: [slot.ClinicianID],
      treatmentIDs: [slot.TreatmentID],
      bookings: [{ BookingID, PersonalNumber }],
      otherPersonalNumber: personalNumber(seed + 1),
      seed,
    },
    requests: {
      getPatient: { query: identifying },
      getBookings: { query: identifying },
      createPatient: { query: { clinicID: slot.ClinicID, clinicianID: String(slot.ClinicianID) }, body: patient },
      createBooking: { query: {}, body },
      updateBooking: { query: { bookingID: String(BookingID), clinicID: slot.ClinicID }, body },
    },
  }
}

describe.each(OPERATIONS)('%s', (operation) => {
  const settings = fc
    .tuple(fc.integer(), fc.constantFrom('text', 'number'))
    .map(([seed, spelling]) => setting(seed, spelling))

  it('breaks no clause where it is valid, and by each fault exactly the clause that it names', () => {
    fc.assert(
      fc.property(settings, ({ world, requests }) => {
        const control = requests[operation]
        expect(brokenOpusClauses(operation, control, world)).toEqual([])
        const before = JSON.stringify(control)
        const faults = opusFaults(operation, world)
        const wrong = faults.flatMap((fault) => {
          const changed = { ...control, [fault.at]: fault.apply((control[fault.at] ?? {}) as object) }
          const broken = brokenOpusClauses(operation, JSON.parse(JSON.stringify(changed)), world)
          return broken.length === 1 && broken[0] === fault.requirement ? [] : [`${fault.what}: ${broken}`]
        })
        expect(wrong).toEqual([])
        expect(JSON.stringify(control)).toBe(before)
        const words = faults.map((fault) => `${fault.requirement} ${fault.what}`)
        expect(new Set(words).size).toBe(words.length)
      }),
      { numRuns: 30 },
    )
  })

  it('covers the rules about its query and body', () => {
    const { world } = setting(1, 'number')
    const ids = [...new Set(opusFaults(operation, world).map((fault) => fault.requirement.replace('OPUS-', '')))]
    expect(ids.sort()).toEqual(
      {
        getPatient: ['PAT-02', 'PAT-03', 'PAT-04', 'PAT-05', 'PAT-07', 'PAT-08'],
        createPatient: ['PAT-11', 'PAT-12', 'PAT-13', 'PAT-14', 'PAT-15', 'PAT-16', 'PAT-17'],
        getBookings: ['BOOK-05', 'BOOK-06', 'BOOK-07', 'BOOK-08', 'BOOK-10'],
        createBooking: ['BOOK-11', 'BOOK-12', 'BOOK-13', 'BOOK-14', 'BOOK-15', 'BOOK-16'],
        updateBooking: ['BOOK-20', 'BOOK-21', 'BOOK-22', 'BOOK-23', 'BOOK-24', 'BOOK-28'],
      }[operation],
    )
  })
})

describe('IDs of nothing', () => {
  it('have the form of those that are known', () => {
    const { world } = setting(7, 'number')
    const unknown = (clinicIDs: (string | number)[], bookingID: string | number) => {
      const of = { ...world, clinicIDs, bookings: [{ ...world.bookings[0]!, BookingID: bookingID }] }
      const changed = (operation: OpusOperation, id: string) =>
        opusFaults(operation, of)
          .filter((fault) => fault.requirement === id && fault.at === 'query')
          .map((fault) => fault.apply({}) as Record<string, string>)[0]!
      return [changed('createPatient', 'OPUS-PAT-17').clinicID!, changed('updateBooking', 'OPUS-BOOK-23').bookingID!]
    }
    const guid = '17-a9ffb031-417f-4169-810a-cfd0d00adc7d'
    const [clinic, bookingID] = unknown([guid], 5)
    expect(clinic).toMatch(/^17-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(clinic).not.toBe(guid)
    expect(bookingID).toMatch(/^2\d{9}$/)
    expect(unknown(['12'], 'B-1')).toEqual([expect.stringMatching(/^2\d{9}$/), expect.stringMatching(/^B-1-2\d{9}$/)])
  })
})

describe('the OpenAPI document', () => {
  it('agrees with the valid bodies', () => {
    const patientErrors = validatorFor(document, 'PatientRequest')
    const bookingErrors = validatorFor(document, 'BookingRequest')
    fc.assert(
      fc.property(seeds, (seed) => {
        const patient = opusPatient(seed, { spelling: 'non-ascii' })
        expect(patientErrors(patient)).toEqual([])
        expect(bookingErrors(booking(patient, timeSlot(seed)))).toEqual([])
      }),
    )
  })
})
