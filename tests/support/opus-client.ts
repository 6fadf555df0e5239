import type { DriverAnswer } from '../../engine/drill.ts'
import type { Interception, Seen } from './servers.ts'
import { type Watched, watched } from './traffic.ts'

export interface OpusClient {
  perform(job: string, input: unknown): Promise<DriverAnswer>
}

interface Options {
  fetch: typeof fetch
  pause(ms: number): Promise<void>
}

const module = (await import(new URL('../../examples/clients/opus/client.mjs', import.meta.url).href)) as {
  OpusClient: new (baseUrl: string, credentials: unknown, options: Options) => OpusClient
}

/** A request of the client, on its way: a fault changes it, or sends it once more. */
export interface Call {
  operation: string
  method: string
  url: URL
  headers: Record<string, string>
  /** The body as it is sent; `json` reads and writes it. */
  body?: string | Uint8Array
  // biome-ignore lint/suspicious/noExplicitAny: each operation has a body of its own
  json: any
}

/** What a fault makes of a call: by default it is sent as it then is. */
export interface Way {
  apiKey: string
  send(call?: Call): Promise<Response>
  pause(ms: number): Promise<void>
}
// biome-ignore lint/suspicious/noConfusingVoidType: most faults change the call, and have nothing to return
export type Fault = (call: Call, way: Way) => void | Promise<Response>

const OPERATIONS: Readonly<Record<string, string>> = {
  'GET booking': 'getBookings',
  'POST booking': 'createBooking',
  'PUT booking': 'updateBooking',
  'GET clinic': 'getClinics',
  'GET clinician': 'getClinicians',
  'GET patient': 'getPatient',
  'POST patient': 'createPatient',
  'GET treatment': 'getTreatments',
}

function callOf(url: URL, { method = 'GET', headers, body }: RequestInit): Call {
  const path = `${method} ${url.pathname.split('/').at(-1)}`
  const bySlot = url.searchParams.has('month') ? 'getTimeslotsByMonth' : 'getTimeslotsFrom'
  const call = { operation: OPERATIONS[path] ?? bySlot, method, url, headers: { ...(headers as object) } }
  return Object.defineProperty({ ...call, ...(body ? { body: body as string } : {}) } as Call, 'json', {
    get(this: Call) {
      return JSON.parse(String(this.body))
    },
    set(this: Call, value: unknown) {
      this.body = JSON.stringify(value)
    },
  })
}

/** A clock that the client's own pauses move on, and nothing else. */
class PauseClock {
  #now = 0
  now = (): number => this.#now
  pause = async (ms: number): Promise<void> => {
    this.#now += ms
  }
}

/** The reference client, with a fault in how it calls. */
export function opusClient(
  baseUrl: string,
  credentials: { apiKey: string },
  pause: (ms: number) => Promise<void>,
  fault: Fault = () => undefined,
): OpusClient {
  const own: typeof fetch = async (input, init = {}) => {
    const call = callOf(new URL(String(input)), init)
    const send = ({ url, method, headers, body }: Call = call) =>
      fetch(url, { method, headers, ...(body === undefined ? {} : { body: body as BodyInit }) })
    return (await fault(call, { apiKey: credentials.apiKey, send, pause })) ?? send()
  }
  return new module.OpusClient(baseUrl, credentials, { fetch: own, pause })
}

const PATIENT = {
  firstName: 'Åsa',
  lastName: 'Öberg',
  postalCode: '01234',
  email: 'asa@example.com',
  mobilePhoneNumber: '0701740605',
  personalNumber: { year: 1991, month: 1, day: 2, extraDigits: '0386' },
}

/** Does all five jobs, and tells how each ended. */
async function allJobs(client: OpusClient): Promise<DriverAnswer[]> {
  const next = new Date(Date.now() + 31 * 86_400_000).toISOString()
  const [treatmentName, clinicName] = ['Undersökning', 'Testkliniken Vikstrand']
  const { personalNumber } = PATIENT
  const from = next.slice(0, 19)
  const first = [
    await client.perform('list-slots', { treatmentName, month: next.slice(0, 7) }),
    await client.perform('list-slots', { treatmentName, clinicName, from }),
    await client.perform('register-patient', { patient: PATIENT, clinicName }),
  ]
  const booked = await client.perform('book', { patient: PATIENT, treatmentName, clinicName, notBefore: from })
  const bookingID = booked.status === 'done' ? booked.result.bookingID : 90_000
  const later = new Date(Date.now() + 45 * 86_400_000).toISOString().slice(0, 19)
  const moved = await client.perform('move-booking', { personalNumber, bookingID, notBefore: later })
  return [...first, booked, moved, await client.perform('list-bookings', { personalNumber })]
}

/** Watches the reference client do its jobs with a fault. */
export async function watchedOpus(
  fault?: Fault,
  intercept?: (seen: Seen) => Interception,
): Promise<Watched & { ended: DriverAnswer[] }> {
  const clock = new PauseClock()
  let ended: DriverAnswer[] = []
  const seen = await watched(
    'opus',
    async (baseUrl, credentials) => {
      ended = await allJobs(opusClient(baseUrl, credentials, clock.pause, fault))
    },
    { now: clock.now, ...(intercept ? { intercept } : {}) },
  )
  return { ...seen, ended }
}
