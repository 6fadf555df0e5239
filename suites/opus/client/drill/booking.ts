import type { Answered, DrillJudge, Situation, Stage, StageMock } from '../../../../engine/drill.ts'
import { broken, holds } from '../../../../engine/finding.ts'
import { parsed } from '../../../../engine/json-diff.ts'
import type { Finding } from '../../../../engine/verdict.ts'
import type { TimeSlot } from '../../../../generators/time-slot.ts'
import { type Booking, property } from '../../shapes.ts'
import { PATIENTS, sendsPatient } from './patients.ts'
import { bookingFault, bookingsInWords, endedOtherwise, heldIn, isAt, resultOf, wantedInWords } from './told.ts'
import {
  bookingsHeld,
  type Free,
  type JobPatient,
  jobPatient,
  nameOfClinic,
  nameOfTreatment,
  slotOf,
  spelledPatient,
  startWorld,
  type World,
  world,
} from './world.ts'

/** What a situation of a booking comes to. */
export interface Due {
  /** The free slots that fit, by their start. */
  slots: readonly TimeSlot[]
  /** The bookings that were there before. */
  before: readonly string[]
}
const dueIn = ({ expected }: Answered) => expected as Due

/** The earliest of slots by their start: several where several start then. */
export const earliestOf = (slots: readonly TimeSlot[]): readonly TimeSlot[] =>
  slots.filter(({ Start }) => slots.every((other) => Start <= other.Start))

/** The bookings that the job made. */
export const madeIn = (played: Answered): readonly Booking[] =>
  heldIn(played).filter(({ id }) => !dueIn(played).before.includes(id))

/** One booking, at one of these slots, and reported as it is. */
function onlyAt(played: Answered, slots: readonly TimeSlot[]): Finding {
  const made = madeIn(played)
  const [booking, ...more] = made
  const expected = `one booking at ${wantedInWords(slots)}`
  if (!booking || more.length > 0 || !slots.some((slot) => isAt(booking.slot, slot)))
    return broken(expected, bookingsInWords(made))
  const fault = bookingFault(resultOf(played), booking)
  return fault === undefined ? holds('the earliest slot was booked and reported') : broken(expected, fault)
}

/** OPUS-CLIENT-22: the earliest slot that fits, and the booking that the server then has. */
export const booksEarliest: DrillJudge = (played) => {
  const { slots } = dueIn(played)
  if (slots.length === 0) {
    const isBooked = played.answer.status === 'done' || madeIn(played).length > 0
    return isBooked
      ? broken(
          'no booking, since no slot fits',
          `${bookingsInWords(madeIn(played))}, and the client answered ${played.answer.status}`,
        )
      : holds('where no slot fits, nothing was booked')
  }
  return played.answer.status === 'done'
    ? onlyAt(played, earliestOf(slots))
    : endedOtherwise('done with a booking', played)
}

/** OPUS-CLIENT-23: the next slot, or refused; never done without a booking. */
const copesWithTaken: DrillJudge = (played) => {
  const { taken } = played.after as { taken: readonly Booking[] }
  const left = dueIn(played).slots.filter((slot) => !taken.some((other) => isAt(other.slot, slot)))
  if (taken.length === 0) return endedOtherwise('a call of createBooking', played)
  if (played.answer.status === 'done') return onlyAt(played, earliestOf(left))
  const made = madeIn(played)
  if (played.answer.status !== 'refused') return endedOtherwise('done with the next slot, or refused', played)
  return made.length === 0
    ? holds('a slot that was taken was reported as refused')
    : broken('no booking, since the client answered refused', bookingsInWords(made))
}

/** What a booking is asked for with, and what its server does. */
type BookSituation = Pick<Situation, 'name' | 'summary' | 'judges'> & {
  free?(own: World): readonly Free[]
  notBefore?(own: World): string
  atClinic?: boolean
  patient?(seed: number): JobPatient
  /** Bookings that the patient has already. */
  booked?(own: World): readonly Free[]
  variants?: readonly string[]
  /** Made anew for each play. */
  intercept?(mock: StageMock, own: World, other: JobPatient): NonNullable<Stage['intercept']>
  state?: string
  credentials?(own: World): Record<string, unknown>
}

/** Slots before the time, of other treatments and at other clinics before the one that fits; it is not the first listed. */
const MIXED = (own: World): readonly Free[] => [
  { start: `${own.day(2)}T15:00` },
  { start: `${own.day(1)}T11:30`, treatment: 1 },
  { start: `${own.day(1)}T09:00` },
  { start: `${own.day(1)}T12:15`, clinic: 2, clinician: 1 },
  { start: `${own.day(1)}T13:20`, clinician: 1, minutes: 45 },
  { start: `${own.day(1)}T10:45`, treatment: 2 },
  { start: `${own.day(1)}T11:00`, clinic: 1, minutes: 20 },
  { start: `${own.day(1)}T16:10` },
  { start: `${own.day()}T14:00`, clinic: 1 },
  { start: '2031-04-02T08:00' },
]

/** A situation of the job `book`. */
export const bookSituation = ({
  name,
  summary,
  judges,
  free = MIXED,
  notBefore = (own) => `${own.day(1)}T10:30:00`,
  atClinic = true,
  patient: made = (seed) => jobPatient(seed),
  booked = () => [],
  variants = [],
  ...rest
}: BookSituation): Situation => ({
  name,
  summary,
  job: 'book',
  judges,
  async stage(hands) {
    const own = world(hands.seed)
    const [patient, other] = [made(hands.seed), jobPatient(hands.seed + 1)]
    const slots = free(own).map((one) => slotOf(own, one))
    const bookings = booked(own).map((one, nth) => ({
      BookingID: own.bookingIDs[nth] as number,
      patient,
      slot: slotOf(own, one),
    }))
    const patients = bookings.length > 0 ? [patient] : []
    const mock = await startWorld(hands, own, { slots, patients, bookings, variants })
    if (rest.state) await mock.state(rest.state)
    const from = notBefore(own)
    const due = slots.filter(
      ({ Start, ClinicID, TreatmentID }) =>
        Start >= from &&
        TreatmentID === own.treatments[0]?.TreatmentID &&
        (!atClinic || ClinicID === own.clinics[0]?.ClinicID),
    )
    const expected: Due = {
      slots: due.sort((one, next) => (one.Start < next.Start ? -1 : 1)),
      before: bookings.map(({ BookingID }) => String(BookingID)),
    }
    return {
      input: {
        patient,
        treatmentName: nameOfTreatment(own),
        ...(atClinic ? { clinicName: nameOfClinic(own) } : {}),
        notBefore: from,
      },
      expected,
      after: async () => ({
        bookings: await bookingsHeld(mock, own, patient),
        taken: await bookingsHeld(mock, own, other),
      }),
      ...(rest.intercept ? { intercept: rest.intercept(mock, own, other) } : {}),
      ...(rest.credentials ? { credentials: rest.credentials(own) } : {}),
    }
  },
})

const EARLIEST = { 'OPUS-CLIENT-22': booksEarliest }

/** OPUS-CLIENT-22, and with each kind of patient OPUS-CLIENT-21. */
export const bookSituations: readonly Situation[] = [
  bookSituation({
    name: 'book-at-clinic',
    summary: 'Slots of other treatments and clinics, and earlier ones, stand before the one that is due.',
    judges: EARLIEST,
  }),
  bookSituation({
    name: 'book-anywhere',
    summary: 'As book-at-clinic, but at whatever clinic.',
    atClinic: false,
    judges: EARLIEST,
  }),
  bookSituation({
    name: 'book-at-the-very-time',
    summary: 'A slot starts at the time from which on it is asked for, and one a minute before.',
    free: (own) => [
      { start: `${own.day(1)}T10:45` },
      { start: `${own.day(1)}T10:29`, clinician: 1 },
      { start: `${own.day(1)}T10:30` },
    ],
    judges: EARLIEST,
  }),
  bookSituation({
    name: 'book-two-clinicians',
    summary: 'Two clinicians are free at the same earliest time.',
    free: (own) => [
      { start: `${own.day(2)}T08:00` },
      { start: `${own.day(1)}T14:00`, minutes: 45 },
      { start: `${own.day(1)}T14:00`, clinician: 1 },
    ],
    judges: EARLIEST,
  }),
  bookSituation({
    name: 'book-last-listed',
    summary: 'Slots are listed with the latest first, over three months.',
    free: (own) => [
      { start: `${own.day(3)}T08:00` },
      { start: `${own.day(2)}T09:30`, clinician: 1 },
      { start: `${own.day(2)}T08:05` },
      { start: '2031-05-02T08:00' },
      { start: '2031-04-01T08:00' },
    ],
    atClinic: false,
    judges: EARLIEST,
  }),
  bookSituation({
    name: 'book-next-month',
    summary: 'The earliest slot is in the month after.',
    free: () => [{ start: '2031-04-03T09:00' }, { start: '2031-04-01T08:15' }, { start: '2031-03-02T10:00' }],
    judges: EARLIEST,
  }),
  bookSituation({
    name: 'book-clock-change',
    summary: 'The earliest slot is in the hour in which clocks are put forward.',
    free: () => [{ start: '2031-03-30T03:15' }, { start: '2031-03-30T02:30' }, { start: '2031-03-30T01:55' }],
    notBefore: () => '2031-03-30T02:00:00',
    judges: EARLIEST,
  }),
  bookSituation({
    name: 'book-another',
    summary: 'The patient has a booking already.',
    booked: (own) => [{ start: `${own.day()}T08:00`, clinic: 1 }],
    judges: EARLIEST,
  }),
  bookSituation({
    name: 'book-none-left',
    summary: 'No slot of that treatment is left at that clinic.',
    free: (own) => [
      { start: `${own.day(1)}T09:00` },
      { start: `${own.day(1)}T11:00`, clinic: 1 },
      { start: `${own.day(1)}T12:00`, treatment: 1 },
    ],
    judges: EARLIEST,
  }),
  ...Object.entries(PATIENTS).map(([name, [words, patient]]) =>
    bookSituation({
      name: `book-for-${name}`,
      summary: `${words} is booked for.`,
      patient,
      judges: { 'OPUS-CLIENT-21': sendsPatient },
    }),
  ),
]

/** Somebody else takes what is asked for, the first so many times. */
const taking =
  (times: number, status: number): BookSituation['intercept'] =>
  (mock, own, other) =>
  ({ operation, nth, body }) => {
    if (operation !== 'createBooking' || nth > times) return undefined
    return {
      first: () => takes(mock, own, other, body),
      change: (answer) => (answer.status === 400 ? { ...answer, status } : answer),
    }
  }

/** Books for somebody else the slot that a body asks for. */
export async function takes(mock: StageMock, own: World, other: JobPatient, body: string): Promise<void> {
  const slot = property(parsed(body), 'TimeSlot')
  const booking = { Patient: spelledPatient(other), TimeSlot: slot }
  await mock.call({ method: 'POST', path: '/api/v1/booking', headers: { api_key: own.apiKey }, body: booking })
}

/** OPUS-CLIENT-23. */
export const takenSituations: readonly Situation[] = [400, 409].flatMap((status) => [
  bookSituation({
    name: `taken-${status}`,
    summary: `The slot is taken in the meantime, which is answered ${status}.`,
    intercept: taking(1, status),
    judges: { 'OPUS-CLIENT-23': copesWithTaken },
  }),
  bookSituation({
    name: `taken-${status}-twice`,
    summary: `The slot is taken in the meantime, and the next one too, which is answered ${status}.`,
    atClinic: false,
    intercept: taking(2, status),
    judges: { 'OPUS-CLIENT-23': copesWithTaken },
  }),
  bookSituation({
    name: `taken-${status}-last`,
    summary: `The only slot is taken in the meantime, which is answered ${status}.`,
    free: (own) => [{ start: `${own.day(1)}T13:20` }, { start: `${own.day(1)}T11:30`, treatment: 1 }],
    intercept: taking(1, status),
    judges: { 'OPUS-CLIENT-23': copesWithTaken },
  }),
])
