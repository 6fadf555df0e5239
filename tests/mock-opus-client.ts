import { Agent, type Dispatcher, request } from 'undici'
import { onTestFinished } from 'vitest'
import { startMock } from '../profiles/mock.ts'
import type { OpusMockOptions } from '../targets/mock/opus/index.ts'

export interface Answer {
  status: number
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  json: any
}

export interface Sending {
  /** null sends no api_key. */
  apiKey?: string | null
  contentType?: string
  /** An object is sent as JSON, a text as it is. */
  body?: unknown
}

export interface WireSlot {
  Start: string
  End: string
  ClinicID: string
  ClinicianID: number
  TreatmentID: number
}

export type Query = Record<string, string | number | boolean | undefined>

/** A Monday. The month has no public holiday, and the one that tests look at, March, only Good Friday. */
const NOW = new Date('2027-02-01T07:00:00Z')
/** Months that have slots, seen from there. */
export const MONTHS = [
  [2027, 2],
  [2027, 3],
  [2027, 4],
  [2027, 5],
  [2027, 6],
] as const

/** A patient of a birth number that nobody is given; `digits` tells one from another. */
export function patient(digits: string, changes: Record<string, unknown> = {}) {
  return {
    FirstName: 'Test',
    LastName: 'Patient',
    PostalCode: '00000',
    Email: 'test@patient.example',
    MobilePhoneNumber: '+46701740605',
    PersonalNumber: { Year: 1975, Month: 2, Day: 28, ExtraDigits: digits },
    ...changes,
  }
}

/** The query for the patient of that birth number. */
export function numberOf(digits: string, changes: Query = {}): Query {
  return { year: 1975, month: 2, day: 28, extradigits: digits, ...changes }
}

export function keyOf(slot: WireSlot): string {
  return [slot.Start, slot.End, slot.ClinicID, slot.ClinicianID, slot.TreatmentID].join(' ')
}

export type OpusClient = Awaited<ReturnType<typeof startClient>>

/** Starts a mock that is closed when the test ends, and what is needed to talk to it. */
export async function openMock(options?: OpusMockOptions): Promise<OpusClient> {
  const client = await startClient(options)
  onTestFinished(() => client.close())
  return client
}

/** Starts a mock that the caller closes. */
export async function startClient(options: OpusMockOptions = {}) {
  const mock = await startMock<OpusMockOptions>('opus', { startsAt: NOW, ...options })
  const dispatcher = new Agent()
  const key = mock.target.apiKey as string

  async function send(method: string, path: string, query: Query = {}, sending: Sending = {}): Promise<Answer> {
    const { apiKey = key, contentType = 'application/json', body } = sending
    const url = new URL(`/api/v1/${path}`, mock.baseUrl)
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value))
    const headers: Record<string, string> = apiKey === null ? {} : { api_key: apiKey }
    if (body === undefined) return answered(await request(url, { dispatcher, method, headers }))
    headers['content-type'] = contentType
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return answered(await request(url, { dispatcher, method, headers, body: text }))
  }

  async function state(name: string, params: Record<string, unknown> = {}): Promise<Answer> {
    const body = JSON.stringify({ state: name, action: 'setup', params })
    const headers = { 'content-type': 'application/json' }
    return answered(await request(mock.providerStatesUrl, { dispatcher, method: 'POST', headers, body }))
  }

  const get = (path: string, query?: Query, sending?: Sending) => send('GET', path, query, sending)
  /** The IDs that a list answers; none for a 404. */
  async function ids(path: 'clinic' | 'clinician' | 'treatment', query: Query = {}): Promise<unknown[]> {
    const { status, json } = await get(path, query)
    if (status === 404) return []
    return json.map((row: Record<string, unknown>) => row.ClinicID ?? row.ClinicianID ?? row.TreatmentID)
  }
  /** The slots that are answered; none for a 404. */
  async function slots(query: Query): Promise<WireSlot[]> {
    const { status, json } = await get('timeslot', query)
    return status === 404 ? [] : json
  }

  return {
    mock,
    async close() {
      await dispatcher.close()
      await mock.close()
    },
    key,
    send,
    get,
    state,
    ids,
    slots,
    createPatient: (body: unknown, query: Query = { clinicID: undefined, clinicianID: 3 }, sending: Sending = {}) =>
      send('POST', 'patient', query, { body, ...sending }),
    createBooking: (body: unknown, sending: Sending = {}) => send('POST', 'booking', {}, { body, ...sending }),
    updateBooking: (query: Query, body: unknown, sending: Sending = {}) =>
      send('PUT', 'booking', query, { body, ...sending }),
    /** The slots of a patient's bookings. */
    async booked(query: Query): Promise<string[]> {
      const { status, json } = await get('booking', query)
      return status === 404 ? [] : json.map(({ TimeSlot }: { TimeSlot: WireSlot }) => keyOf(TimeSlot))
    },
    /** Slots of one clinic that nobody has booked, enough to book and to move. */
    async freeSlots(): Promise<WireSlot[]> {
      const month = await slots({ year: 2027, month: 3 })
      return month.filter(({ ClinicID }) => ClinicID === month[0]!.ClinicID)
    },
  }
}

async function answered({ statusCode: status, body }: Dispatcher.ResponseData): Promise<Answer> {
  const text = await body.text()
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    json = undefined
  }
  return { status, text, json }
}

export type Path = 'clinic' | 'clinician' | 'treatment'
export type IDName = 'clinicID' | 'clinicianID' | 'treatmentID'

export const PATHS = [
  ['clinic', 'clinicID'],
  ['clinician', 'clinicianID'],
  ['treatment', 'treatmentID'],
] as const satisfies readonly (readonly [Path, IDName])[]

/** Everything that there is, free times or not. */
export async function allIDs({ ids }: OpusClient): Promise<Record<IDName, unknown[]>> {
  const [clinicID, clinicianID, treatmentID] = await Promise.all(
    PATHS.map(([path]) => ids(path, { onlyWithFreeTimes: false })),
  )
  return { clinicID: clinicID!, clinicianID: clinicianID!, treatmentID: treatmentID! }
}
