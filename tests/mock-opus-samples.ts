import { withMore } from '../generators/alteration.ts'
import type { Answer, OpusClient, Query, Sending, WireSlot } from './mock-opus-client.ts'
import { numberOf, patient } from './mock-opus-client.ts'

/** What a conforming mock offers: a deviation is called with the same IDs and slots. */
export interface Scene {
  clinics: string[]
  clinicians: number[]
  treatments: number[]
  /** At the first clinic. */
  free: WireSlot[]
  /** One of them, while another of its clinicians has a free slot. */
  busy: WireSlot
  /** One in another month, at another clinic. */
  elsewhere: WireSlot
}

export type Call = (mock: OpusClient, scene: Scene) => Promise<Answer>

export const FIRST_BOOKING = 90_001
export const MARCH: Query = { year: 2027, month: 3 }

/** A request by its parts, so that others can be made of it. */
interface Sample {
  method: 'GET' | 'POST' | 'PUT'
  path: string
  query?: Query
  body?: object
}

/** Each operation, as it is valid, with all that a list can be narrowed by; those that write take values of their own. */
export function samplesOf({ clinics: [clinicID], free }: Scene): Sample[] {
  const get = (path: string, query: Query = {}): Sample => ({ method: 'GET', path, query })
  const { ClinicianID: clinicianID, TreatmentID: treatmentID } = free[5]!
  const onlyWithFreeTimes = true
  const from = { startingFromDateTime: '2027-03-01T00:00:00', treatmentID }
  return [
    get('patient', numberOf('0001')),
    get('booking', numberOf('0001')),
    { method: 'POST', path: 'booking', body: { Patient: patient('0002'), TimeSlot: free[38] } },
    {
      method: 'PUT',
      path: 'booking',
      query: { bookingID: FIRST_BOOKING, clinicID },
      body: { Patient: patient('0001'), TimeSlot: free[39] },
    },
    { method: 'POST', path: 'patient', query: { clinicID, clinicianID: 3 }, body: patient('0016') },
    get('clinic', { clinicianID, treatmentID, onlyWithFreeTimes }),
    get(`clinic/${clinicID}`),
    get('clinician', { clinicID, treatmentID, onlyWithFreeTimes }),
    get('treatment', { clinicID, clinicianID }),
    get('timeslot', MARCH),
    get('timeslot', { ...MARCH, clinicID, clinicianID, treatmentID, delay: 1 }),
    get('timeslot', from),
    get('timeslot', { ...from, clinicID, clinicianID, delay: 1 }),
  ]
}

export const sent =
  ({ method, path, query, body }: Sample, change: Sending = {}): Call =>
  (mock) =>
    mock.send(method, path, query, { body, ...change })

/** What a careless parser of numbers, dates and IDs does not look at. */
const MORE = ['x', 'abc', ',5', '.5', 'e0x']

/** The sample with something after one of its values, for each of those that have to be refused then. */
export function withMoreInOne(sample: Sample): Sample[] {
  const { query = {}, body = {} } = sample
  const fields = leavesOf(body).filter((field) => /PersonalNumber|TimeSlot/.test(field))
  return MORE.flatMap((more) => [
    ...Object.keys(query).map((name) => ({ ...sample, query: withMore(name, more).apply(query) as Query })),
    ...fields.map((field) => ({ ...sample, body: withMore(field, more).apply(body) })),
  ])
}

function leavesOf(node: object): string[] {
  return Object.entries(node).flatMap(([name, value]) =>
    typeof value === 'object' ? leavesOf(value).map((field) => `${name}.${field}`) : [name],
  )
}

/** The body as text that is nearly JSON. */
export function nearlyJson(body: object): string[] {
  const text = JSON.stringify(body)
  return [text.slice(0, -1), ...['x', ']', ' null', '\nend'].map((more) => text + more), text.replace(/}$/, ',}')]
}
