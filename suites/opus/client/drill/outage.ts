import type { Answered, DrillJudge, Situation, Stage, StageRequest } from '../../../../engine/drill.ts'
import { broken, holds } from '../../../../engine/finding.ts'
import { bookSituation, madeIn } from './booking.ts'
import { bookingListSituation, several } from './booking-lists.ts'
import { fromMarch, slotSituation } from './lists.ts'
import { movedIn, moveSituation, othersFault } from './moving.ts'
import { patientSituation } from './patients.ts'
import { bookingFault, bookingsInWords, endedOtherwise, heldIn, resultOf } from './told.ts'
import { jobPatient } from './world.ts'

const DOWN = 'the backend service cannot be reached'

/** OPUS-CLIENT-24: "However listing timeslots is not affected by this." What is listed is OPUS-CLIENT-20's matter. */
const stillLists: DrillJudge = (played) => {
  const { slots } = resultOf(played)
  return Array.isArray(slots) && slots.length > 0
    ? holds('slots were listed during an outage')
    : endedOtherwise('done with the slots, which are listed during an outage too', played)
}

const isUnavailable: DrillJudge = (played) =>
  played.answer.status === 'unavailable'
    ? holds('an outage was reported as unavailable')
    : endedOtherwise('unavailable', played)

/** OPUS-CLIENT-24. */
export const outageSituations: readonly Situation[] = [
  ...(['month', 'from'] as const).map((by) =>
    slotSituation({
      name: `outage-slots-${by}`,
      summary: `The backend service cannot be reached, and slots are asked for by ${by}.`,
      offered: (own) => ({
        free: fromMarch(own),
        question: by === 'month' ? { month: '2031-03', atClinic: true } : { from: `${own.day()}T00:00:00` },
      }),
      state: DOWN,
      judges: { 'OPUS-CLIENT-24': stillLists },
    }),
  ),
  bookSituation({
    name: 'outage-book',
    summary: 'The backend service cannot be reached, and a slot is to be booked.',
    state: DOWN,
    judges: { 'OPUS-CLIENT-24': isUnavailable },
  }),
  moveSituation({
    name: 'outage-move',
    summary: 'The backend service cannot be reached, and a booking is to be moved.',
    state: DOWN,
    judges: { 'OPUS-CLIENT-24': isUnavailable },
  }),
  moveSituation({
    name: 'outage-move-later',
    summary: 'The backend service cannot be reached any more once a booking is to be moved.',
    intercept:
      (mock) =>
      ({ operation, nth }) =>
        operation === 'updateBooking' && nth === 1 ? { first: () => mock.state(DOWN) } : undefined,
    judges: { 'OPUS-CLIENT-24': isUnavailable },
  }),
  bookingListSituation({
    name: 'outage-bookings',
    summary: 'The backend service cannot be reached, and bookings are asked for.',
    booked: several,
    state: DOWN,
    judges: { 'OPUS-CLIENT-24': isUnavailable },
  }),
  patientSituation({
    name: 'outage-patient',
    summary: 'The backend service cannot be reached, and a patient is to be registered.',
    patient: (seed) => jobPatient(seed),
    state: DOWN,
    judges: { 'OPUS-CLIENT-24': isUnavailable },
  }),
]

const BACKEND = ['getBookings', 'createBooking', 'updateBooking', 'getPatient', 'createPatient']
/** A second try is made no earlier than a second after the first. */
const OUTAGE_MS = 900
const UNAVAILABLE = {
  status: 503,
  headers: { 'content-type': 'application/json' },
  body: '{"Message":"The backend service cannot be reached."}',
}

/** An outage that begins with the first call that needs the backend, and is over by the second try. */
function shortOutage(): NonNullable<Stage['intercept']> {
  let began: number | undefined
  return ({ operation }) => {
    if (!BACKEND.includes(operation)) return undefined
    began ??= performance.now()
    return performance.now() - began < OUTAGE_MS ? { answer: UNAVAILABLE } : undefined
  }
}

/** The first write is done, and answered 503; a short outage follows. */
function doneThough503(write: string): () => NonNullable<Stage['intercept']> {
  return () => {
    const outage = shortOutage()
    return (request: StageRequest) =>
      request.operation === write && request.nth === 1
        ? { ...(outage(request) ? { change: () => UNAVAILABLE } : {}) }
        : outage(request)
  }
}

/** OPUS-CLIENT-25: done once, or unavailable. `fault` tells what is there otherwise than the ending says. */
const onceOrUnavailable =
  (fault: (played: Answered) => string | undefined, alsoRight: readonly string[] = []): DrillJudge =>
  (played) => {
    const { status } = played.answer
    const expected = 'done, once, or unavailable'
    if (!['done', 'unavailable', ...alsoRight].includes(status)) return endedOtherwise(expected, played)
    const wrong = fault(played)
    return wrong === undefined
      ? holds(`an outage that was soon over ends as ${status}`)
      : broken(expected, `${wrong}, and the client answered ${status}`)
  }

const isDone = ({ answer }: Answered) => answer.status === 'done'

function bookedFault(played: Answered): string | undefined {
  const made = madeIn(played)
  return made.length > 1 || (isDone(played) && made.length === 0) ? bookingsInWords(made) : undefined
}
const movedFault = (played: Answered): string | undefined =>
  othersFault(played) ?? (isDone(played) && !movedIn(played).isMoved ? 'the booking is where it was' : undefined)
const listedFault = (played: Answered): string | undefined => {
  const { bookings } = resultOf(played)
  const isWhole = Array.isArray(bookings) && bookings.length === heldIn(played).length
  return isDone(played) && !isWhole ? `it reported ${JSON.stringify(bookings)}` : undefined
}
const registeredFault = (played: Answered): string | undefined =>
  isDone(played) && played.after === undefined ? 'the server does not know the patient' : undefined

/** OPUS-CLIENT-25. */
export const shortOutageSituations: readonly Situation[] = [
  bookSituation({
    name: 'short-outage-book',
    summary: 'An outage is over by the second try, and a slot is to be booked.',
    intercept: shortOutage,
    judges: { 'OPUS-CLIENT-25': onceOrUnavailable(bookedFault) },
  }),
  bookSituation({
    name: 'short-outage-booked',
    summary: 'The slot is booked, and answered 503 all the same; by the second try the outage is over.',
    atClinic: false,
    intercept: doneThough503('createBooking'),
    judges: { 'OPUS-CLIENT-25': onceOrUnavailable(bookedFault, ['uncertain']) },
  }),
  moveSituation({
    name: 'short-outage-move',
    summary: 'An outage is over by the second try, and a booking is to be moved.',
    intercept: shortOutage,
    judges: { 'OPUS-CLIENT-25': onceOrUnavailable(movedFault) },
  }),
  moveSituation({
    name: 'short-outage-moved',
    summary: 'The booking is moved, and answered 503 all the same; by the second try the outage is over.',
    intercept: doneThough503('updateBooking'),
    judges: { 'OPUS-CLIENT-25': onceOrUnavailable(movedFault, ['uncertain']) },
  }),
  bookingListSituation({
    name: 'short-outage-bookings',
    summary: 'An outage is over by the second try, and bookings are asked for.',
    booked: several,
    intercept: shortOutage,
    judges: { 'OPUS-CLIENT-25': onceOrUnavailable(listedFault) },
  }),
  patientSituation({
    name: 'short-outage-patient',
    summary: 'An outage is over by the second try, and a patient is to be registered.',
    patient: (seed) => jobPatient(seed),
    intercept: shortOutage,
    judges: { 'OPUS-CLIENT-25': onceOrUnavailable(registeredFault) },
  }),
]

/** OPUS-CLIENT-26: there once, and reported as done or uncertain. */
const isThereOnce: DrillJudge = (played) => {
  const made = madeIn(played)
  const [booking, ...more] = made
  const expected = 'one booking, reported as done or uncertain'
  if (!booking) return endedOtherwise('a call of createBooking', played)
  if (more.length > 0) return broken(expected, bookingsInWords(made))
  if (played.answer.status === 'uncertain') return holds('a booking whose answer was lost ends as uncertain')
  if (!isDone(played)) return endedOtherwise(expected, played)
  const fault = bookingFault(resultOf(played), booking)
  return fault === undefined ? holds('a booking whose answer was lost was found') : broken(expected, fault)
}

const lostBooking = () => (request: StageRequest) =>
  request.operation === 'createBooking' && request.nth === 1 ? ({ lose: 'after' } as const) : undefined

/** OPUS-CLIENT-26. */
export const lostSituations: readonly Situation[] = [
  bookSituation({
    name: 'lost-book',
    summary: 'The slot is booked, and the connection is lost before the answer.',
    intercept: lostBooking,
    judges: { 'OPUS-CLIENT-26': isThereOnce },
  }),
  bookSituation({
    name: 'lost-book-of-several',
    summary: 'As lost-book, for a patient who has other bookings, one of them at that clinic for that treatment.',
    booked: (own) => [
      { start: `${own.day(5)}T08:00` },
      { start: `${own.day()}T13:00`, clinic: 1, treatment: 2 },
      { start: '2030-11-04T10:00' },
    ],
    intercept: lostBooking,
    judges: { 'OPUS-CLIENT-26': isThereOnce },
  }),
  bookSituation({
    name: 'lost-book-anywhere',
    summary: 'As lost-book, at whatever clinic.',
    atClinic: false,
    intercept: lostBooking,
    judges: { 'OPUS-CLIENT-26': isThereOnce },
  }),
]
