import type { DrillJudge, Situation, Stage } from '../../../../engine/drill.ts'
import { holds, unobserved } from '../../../../engine/finding.ts'
import { listOr } from '../../../../engine/words.ts'
import { bookSituation } from './booking.ts'
import { bookingListSituation, several } from './booking-lists.ts'
import { fromMarch, slotSituation } from './lists.ts'
import { moveSituation } from './moving.ts'
import { patientSituation } from './patients.ts'
import { endedOtherwise } from './told.ts'
import { jobPatient, type World } from './world.ts'

/** How a refusal is reported, by its status. */
const ENDINGS = { 400: ['refused'], 401: ['refused', 'failed'], 403: ['refused', 'failed'], 500: ['failed'] } as const
type Status = keyof typeof ENDINGS

/** OPUS-CLIENT-29. */
const reportsRefusal =
  (status: Status, operation: string): DrillJudge =>
  (played) => {
    const endings: readonly string[] = ENDINGS[status]
    if (!played.traffic.exchanges.some(({ response }) => response?.status === status)) {
      return unobserved(`nothing was answered ${status}`, `a client that calls ${operation}`)
    }
    // A client takes it for one: a booking that is refused may be a slot that was taken.
    if (status === 400 && played.answer.status === 'done' && /^(create|update)Booking$/.test(operation))
      return unobserved('a refused booking was reported as done', 'OPUS-CLIENT-23 holds', ['OPUS-CLIENT-23'])
    return endings.includes(played.answer.status)
      ? holds(`${status} was reported as ${played.answer.status}`)
      : endedOtherwise(`${listOr(endings)} after ${operation} was answered ${status}`, played)
  }

/** What is done to a job: an operation of it that is answered so, or a key that is refused on every call. */
interface Refusal {
  judges: Situation['judges']
  intercept?(): NonNullable<Stage['intercept']>
  credentials?(own: World): Record<string, unknown>
}

const MESSAGES = { 400: 'Invalid SSN', 403: 'The key is not allowed to do that.', 500: 'Object reference not set.' }

const answered = (operation: string, status: 400 | 403 | 500): Refusal => ({
  judges: { 'OPUS-CLIENT-29': reportsRefusal(status, operation) },
  intercept: () => (request) =>
    operation === 'every call' || request.operation === operation
      ? {
          answer: {
            status,
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ Message: MESSAGES[status] }),
          },
        }
      : undefined,
})

const WRONG_KEY: Refusal = {
  judges: { 'OPUS-CLIENT-29': reportsRefusal(401, 'every call') },
  credentials: ({ apiKey }) => ({ apiKey: [...apiKey].reverse().join('') }),
}

/** The jobs, each with the operations of its own that may be refused. */
const JOBS: Readonly<
  Record<string, { operations: readonly string[]; made(name: string, summary: string, refusal: Refusal): Situation }>
> = {
  'slots-month': {
    operations: ['getTimeslotsByMonth', 'getTreatments'],
    made: (name, summary, refusal) =>
      slotSituation({
        name,
        summary,
        offered: (own) => ({ free: fromMarch(own), question: { month: '2031-03' } }),
        ...refusal,
      }),
  },
  'slots-from': {
    operations: ['getTimeslotsFrom'],
    made: (name, summary, refusal) =>
      slotSituation({
        name,
        summary,
        offered: (own) => ({ free: fromMarch(own), question: { from: `${own.day()}T00:00:00`, atClinic: true } }),
        ...refusal,
      }),
  },
  patient: {
    operations: ['createPatient'],
    made: (name, summary, refusal) =>
      patientSituation({ name, summary, patient: (seed) => jobPatient(seed), ...refusal }),
  },
  book: {
    operations: ['createBooking'],
    made: (name, summary, refusal) => bookSituation({ name, summary, ...refusal }),
  },
  move: {
    operations: ['updateBooking', 'getBookings'],
    made: (name, summary, refusal) => moveSituation({ name, summary, ...refusal }),
  },
  bookings: {
    operations: ['getBookings'],
    made: (name, summary, refusal) => bookingListSituation({ name, summary, booked: several, ...refusal }),
  },
}

const kebab = (operation: string) => operation.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** OPUS-CLIENT-29, each job by itself. */
export const refusalSituations: readonly Situation[] = Object.entries(JOBS).flatMap(([job, { operations, made }]) => [
  ...operations.flatMap((operation) =>
    ([400, 500] as const).map((status) =>
      made(`${job}-${kebab(operation)}-${status}`, `${operation} is answered ${status}.`, answered(operation, status)),
    ),
  ),
  made(`${job}-key-401`, 'The key is wrong, which is answered 401.', WRONG_KEY),
  made(`${job}-key-403`, 'Every call is answered 403.', answered('every call', 403)),
])
