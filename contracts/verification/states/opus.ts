import { randomInt } from 'node:crypto'
import { type OpusPatient, opusPatient } from '../../../generators/opus-patient.ts'
import { document } from '../../../openapi/opus.gen.ts'
import { entriesOf, idOf, property, type Slot, slotsIn } from '../../../suites/opus/shapes.ts'
import { operationsOf } from '../operation.ts'
import { BOOKING, PATIENT, TIMESLOT, TREATMENT } from '../paths.ts'
import {
  type Arranger,
  accepted,
  type Means,
  type Params,
  type ProfileParts,
  StateRefused,
  type Values,
} from './arranger.ts'

const DAY_MS = 86_400_000

/** A number that somebody has already is not given; a target that knows everybody gets the last one all the same. */
const NUMBERS_TRIED = 5

export const opus: ProfileParts = {
  operationOf: operationsOf(document),
  arranger: opusArranger,
  sign: TREATMENT,
  credentials: ({ apiKey }): Record<string, string> => (typeof apiKey === 'string' ? { api_key: apiKey } : {}),
  passing: { 'the backend service cannot be reached': 'the backend service can be reached' },
}

/** Opus documents no provider state but the outage: patients, bookings and free times are made and found through the API. */
function opusArranger({ call }: Means): Arranger {
  const taken = new Set<string>()
  let drawn = randomInt(2 ** 31)
  /** Numbers in a row are different people's, and hardly those of another run. */
  const fresh = () => opusPatient(drawn++)

  async function freeSlots(wanted: Params, except: ReadonlySet<string> = new Set()): Promise<Slot[]> {
    const treatments = await call({
      operation: 'getTreatments',
      method: 'GET',
      path: TREATMENT,
      what: 'the treatments',
    })
    const ids = (entriesOf(treatments) ?? []).flatMap((entry) => idOf(property(entry, 'TreatmentID')) ?? [])
    const from = `${new Date(Date.now() + 2 * DAY_MS).toISOString().slice(0, 10)}T00:00:00`
    for (const treatmentID of ids.filter(
      (id) => wanted.treatmentID === undefined || id === String(wanted.treatmentID),
    )) {
      const query = new URLSearchParams({ startingFromDateTime: from, treatmentID })
      const slots = await call({
        operation: 'getTimeslotsFrom',
        method: 'GET',
        path: `${TIMESLOT}?${query}`,
        what: `the free time slots for treatment ${treatmentID}`,
      })
      const fitting = (slotsIn(slots) ?? []).filter(
        (slot) =>
          !except.has(nameOf(slot)) &&
          (wanted.clinicID === undefined || slot.clinicID === String(wanted.clinicID)) &&
          (wanted.clinicianID === undefined || slot.clinicianID === String(wanted.clinicianID)),
      )
      if (fitting.length > 0) return fitting
    }
    throw new StateRefused('no free time slot is listed')
  }

  /** One that none has been given yet; where there is none left, one that is listed again, but for the last two given. */
  async function take(wanted: Params): Promise<Slot> {
    const [slot] = await freeSlots(wanted, taken).catch(() => freeSlots(wanted, new Set([...taken].slice(-2))))
    // What is given again counts as given last.
    taken.delete(nameOf(slot!))
    taken.add(nameOf(slot!))
    return slot!
  }

  async function isKnown(number: Values): Promise<boolean> {
    const query = new URLSearchParams(Object.entries(number).map(([name, value]) => [name, String(value)]))
    const path = `${PATIENT}?${query}`
    const { response } = await call({ operation: 'getPatient', method: 'GET', path, what: 'the patient' })
    return response?.status === 200
  }

  async function addPatient(params: Params): Promise<{ values: Values; patient: object; place: Slot }> {
    const [place] = await freeSlots({})
    const { year, month, day, extradigits } = { ...numberOf(fresh()), ...params }
    const { PersonalNumber: _, ...texts } = { ...fresh(), ...textsIn(params) }
    const patient = {
      ...texts,
      PersonalNumber: { Year: Number(year), Month: Number(month), Day: Number(day), ExtraDigits: String(extradigits) },
    }
    if (!(await isKnown({ year, month, day, extradigits }))) {
      const query = new URLSearchParams({ clinicID: place!.clinicID, clinicianID: place!.clinicianID })
      const path = `${PATIENT}?${query}`
      accepted(await call({ operation: 'createPatient', method: 'POST', path, body: patient, what: 'the patient' }))
    }
    const values = {
      ...texts,
      year,
      month,
      day,
      extradigits,
      clinicID: place!.clinicID,
      clinicianID: asNumber(place!.clinicianID),
    }
    return { values, patient, place: place! }
  }

  return {
    own: {
      async 'a person who is not a patient yet'() {
        let number = numberOf(fresh())
        for (let tried = 1; tried < NUMBERS_TRIED && (await isKnown(number)); tried++) number = numberOf(fresh())
        return number
      },
    },
    otherwise: {
      'a patient': {
        gives: ['year', 'month', 'day', 'extradigits'],
        arrange: async (params) => (await addPatient(params)).values,
      },
      'a free time slot': {
        gives: ['start', 'end', 'clinicID', 'clinicianID', 'treatmentID'],
        arrange: async (params) => valuesOf(await take(params)),
      },
      'a booking': { gives: ['bookingID', 'newStart', 'newEnd'], arrange: makeBooking },
    },
  }

  async function makeBooking(params: Params): Promise<Values> {
    const { clinicID, clinicianID, treatmentID, ...patientParams } = params
    const { values, patient } = await addPatient(patientParams)
    const slot = await take({ clinicID, clinicianID, treatmentID })
    const body = { Patient: patient, TimeSlot: sent(slot) }
    const made = accepted(
      await call({ operation: 'createBooking', method: 'POST', path: BOOKING, body, what: 'the booking' }),
    )
    const next = await take(slot as unknown as Params)
    return {
      ...values,
      ...valuesOf(slot),
      year: values.year,
      month: values.month,
      bookingID: property(made, 'BookingID'),
      newStart: next.start.local,
      newEnd: next.end.local,
    }
  }
}

const numberOf = ({ PersonalNumber: { Year, Month, Day, ExtraDigits } }: OpusPatient) => ({
  year: Year as unknown,
  month: Month as unknown,
  day: Day as unknown,
  extradigits: ExtraDigits as unknown,
})

const textsIn = ({ FirstName, LastName, PostalCode, Email, MobilePhoneNumber }: Params) =>
  Object.fromEntries(
    Object.entries({ FirstName, LastName, PostalCode, Email, MobilePhoneNumber }).filter(
      ([, value]) => value !== undefined,
    ),
  )

const nameOf = ({ start, clinicID, clinicianID, treatmentID }: Slot) =>
  [start.local, clinicID, clinicianID, treatmentID].join(' ')

const asNumber = (id: string) => (/^\d+$/.test(id) ? Number(id) : id)

const sent = ({ start, end, clinicID, clinicianID, treatmentID }: Slot) => ({
  Start: start.local,
  End: end.local,
  ClinicID: clinicID,
  ClinicianID: asNumber(clinicianID),
  TreatmentID: asNumber(treatmentID),
})

const valuesOf = ({ start, end, clinicID, clinicianID, treatmentID }: Slot): Values => ({
  start: start.local,
  end: end.local,
  clinicID,
  clinicianID: asNumber(clinicianID),
  treatmentID: asNumber(treatmentID),
  year: Number(start.local.slice(0, 4)),
  month: Number(start.local.slice(5, 7)),
})
