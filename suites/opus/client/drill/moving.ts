import type { Answered, DrillJudge, Situation, Stage, StageMock } from '../../../../engine/drill.ts'
import { broken, holds } from '../../../../engine/finding.ts'
import type { Finding } from '../../../../engine/verdict.ts'
import type { TimeSlot } from '../../../../generators/time-slot.ts'
import { earliestOf, takes } from './booking.ts'
import { bookingFault, bookingsInWords, endedOtherwise, heldIn, isAt, resultOf, wantedInWords } from './told.ts'
import {
  bookingID,
  bookingsHeld,
  type Free,
  type JobPatient,
  jobPatient,
  slotOf,
  startWorld,
  type World,
  world,
} from './world.ts'

/** What a move comes to. */
interface Move {
  /** The free slots that fit. */
  slots: readonly TimeSlot[]
  bookingID: string
  bookings: readonly { id: string; slot: TimeSlot }[]
}
const moveIn = ({ expected }: Answered) => expected as Move

/** What the patient has otherwise than before, the booking that was to be moved aside. */
export function othersFault(played: Answered): string | undefined {
  const { bookings, bookingID } = moveIn(played)
  const held = heldIn(played)
  const isKept = bookings.every(
    ({ id, slot }) => id === bookingID || held.some((one) => one.id === id && isAt(one.slot, slot)),
  )
  return isKept && held.length === bookings.length ? undefined : bookingsInWords(held)
}

/** The booking that was to be moved, and whether it was. */
export function movedIn(played: Answered) {
  const { bookings, bookingID } = moveIn(played)
  const booking = heldIn(played).find(({ id }) => id === bookingID)
  const before = bookings.find(({ id }) => id === bookingID)?.slot
  return { booking, isMoved: booking !== undefined && before !== undefined && !isAt(booking.slot, before) }
}

/** That booking at one of these slots, reported as it is, and the others where they were. */
function movedTo(played: Answered, slots: readonly TimeSlot[]): Finding {
  const { bookingID } = moveIn(played)
  const expected = `booking ${bookingID} at ${wantedInWords(slots)}, and the others as they were`
  const others = othersFault(played)
  if (others !== undefined) return broken(expected, others)
  const { booking } = movedIn(played)
  if (!booking || !slots.some((slot) => isAt(booking.slot, slot)))
    return broken(expected, bookingsInWords(heldIn(played)))
  const fault = bookingFault(resultOf(played), booking)
  return fault === undefined ? holds('that booking was moved and reported') : broken(expected, fault)
}

/** OPUS-CLIENT-27: that booking, within its clinic, and no other. */
export const movesThatBooking: DrillJudge = (played) => {
  const { slots } = moveIn(played)
  if (slots.length > 0) {
    return played.answer.status === 'done'
      ? movedTo(played, earliestOf(slots))
      : endedOtherwise('done with the booking moved', played)
  }
  const isKept = othersFault(played) === undefined && !movedIn(played).isMoved && played.answer.status !== 'done'
  return isKept
    ? holds('what cannot be moved was left where it is')
    : broken('nothing moved', `${bookingsInWords(heldIn(played))}, and the client answered ${played.answer.status}`)
}

/** OPUS-CLIENT-23, for a move. */
const copesWithTaken: DrillJudge = (played) => {
  const { taken } = played.after as { taken: ReturnType<typeof heldIn> }
  const left = moveIn(played).slots.filter((slot) => !taken.some((other) => isAt(other.slot, slot)))
  if (taken.length === 0) return endedOtherwise('a call of updateBooking', played)
  if (played.answer.status === 'done') return movedTo(played, earliestOf(left))
  if (played.answer.status !== 'refused') return endedOtherwise('done with the next slot, or refused', played)
  return movedIn(played).isMoved
    ? broken('nothing moved, since the client answered refused', bookingsInWords(heldIn(played)))
    : holds('a slot that was taken was reported as refused')
}

/** OPUS-CLIENT-27, where the answer was lost: what is reported is so. */
const isTrue: DrillJudge = (played) => {
  if (played.answer.status === 'done') return movedTo(played, earliestOf(moveIn(played).slots))
  const others = othersFault(played)
  return others === undefined
    ? holds(`a move whose answer was lost ends as ${played.answer.status}`)
    : broken('the others as they were', others)
}

type MoveSituation = Pick<Situation, 'name' | 'summary'> &
  Partial<Pick<Situation, 'judges'>> & {
    free?(own: World): readonly Free[]
    /** The patient's bookings, and which of them is to be moved. */
    booked?(own: World): readonly Free[]
    which?: number
    /** A booking that there is not is asked for. */
    isUnknown?: boolean
    variants?: readonly string[]
    /** BookingIDs are text. */
    hasTextIDs?: boolean
    intercept?(mock: StageMock, own: World, other: JobPatient): NonNullable<Stage['intercept']>
    state?: string
    credentials?(own: World): Record<string, unknown>
  }

/** Slots before the time, of other treatments and at other clinics before the one that fits. */
const MIXED = (own: World): readonly Free[] => [
  { start: `${own.day(4)}T15:00` },
  { start: `${own.day(3)}T10:30`, clinic: 1 },
  { start: `${own.day(3)}T09:00`, treatment: 1 },
  { start: `${own.day(2)}T11:00` },
  { start: `${own.day(3)}T12:40`, clinician: 1, minutes: 45 },
  { start: `${own.day(3)}T11:10`, treatment: 2, clinic: 2 },
  { start: `${own.day(3)}T16:20` },
  { start: `${own.day()}T08:00` },
]

const BOOKED = (own: World): readonly Free[] => [
  { start: `${own.day(6)}T09:00`, clinic: 1, treatment: 2 },
  { start: `${own.day(8)}T13:30` },
  { start: `${own.day(1)}T10:00`, clinic: 2, treatment: 1 },
  { start: `${own.day(9)}T08:00`, clinician: 1 },
]

/** A situation of the job `move-booking`. */
export const moveSituation = ({
  name,
  summary,
  judges = { 'OPUS-CLIENT-27': movesThatBooking },
  free = MIXED,
  booked = BOOKED,
  which = 1,
  isUnknown = false,
  variants = [],
  hasTextIDs = false,
  ...rest
}: MoveSituation): Situation => ({
  name,
  summary,
  job: 'move-booking',
  judges,
  async stage(hands) {
    const own = world(hands.seed)
    const idFor = (nth: number) => bookingID(own, nth, hasTextIDs)
    const [patient, other] = [jobPatient(hands.seed, { series: 'sweden-leading-zeros' }), jobPatient(hands.seed + 1)]
    const slots = free(own).map((one) => slotOf(own, one))
    const held = booked(own).map((one) => slotOf(own, one))
    const mock = await startWorld(hands, own, {
      slots,
      patients: [patient],
      bookings: held.map((slot, nth) => ({ BookingID: idFor(nth), patient, slot })),
      variants,
    })
    if (rest.state) await mock.state(rest.state)
    const from = `${own.day(3)}T08:30:00`
    const target = held[which] as TimeSlot
    const wanted = idFor(isUnknown ? 5 : which)
    const due = slots.filter(
      ({ Start, ClinicID, TreatmentID }) =>
        Start >= from && ClinicID === target.ClinicID && TreatmentID === target.TreatmentID,
    )
    const expected: Move = {
      slots: isUnknown ? [] : due,
      bookingID: String(wanted),
      bookings: held.map((slot, nth) => ({ id: String(idFor(nth)), slot })),
    }
    return {
      input: { personalNumber: patient.personalNumber, bookingID: wanted, notBefore: from },
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

/** OPUS-CLIENT-27. */
export const moveSituations: readonly Situation[] = [
  moveSituation({
    name: 'move-second',
    summary: 'The second of four bookings is moved; earlier slots fit another one.',
  }),
  moveSituation({
    name: 'move-last',
    summary: 'The last of four bookings is moved, to the clinic and treatment of another one.',
    which: 3,
  }),
  moveSituation({
    name: 'move-first',
    summary: 'The first of four bookings is moved, at a clinic and for a treatment that no other one is of.',
    free: (own) => [
      { start: `${own.day(3)}T09:00` },
      { start: `${own.day(4)}T10:20`, clinic: 1, treatment: 2 },
      { start: `${own.day(3)}T17:00`, clinic: 1, treatment: 2, clinician: 1 },
      { start: `${own.day(3)}T10:00`, clinic: 1 },
      { start: `${own.day(3)}T08:00`, clinic: 1, treatment: 2 },
      { start: `${own.day(3)}T11:00`, clinic: 2, treatment: 2 },
    ],
    which: 0,
  }),
  moveSituation({
    name: 'move-only',
    summary: 'The only booking is moved to a slot that starts at the very time.',
    booked: (own) => [{ start: `${own.day(5)}T13:30` }],
    free: (own) => [
      { start: `${own.day(3)}T08:45` },
      { start: `${own.day(3)}T08:30` },
      { start: `${own.day(3)}T08:29` },
    ],
    which: 0,
  }),
  moveSituation({
    name: 'move-none-left',
    summary: 'No slot of that treatment is left at the clinic of the booking.',
    free: (own) => [
      { start: `${own.day(4)}T15:00`, clinic: 1 },
      { start: `${own.day(4)}T16:00`, treatment: 1 },
      { start: `${own.day(2)}T11:00` },
    ],
  }),
  moveSituation({
    name: 'move-unknown',
    summary: 'The patient has no booking with that ID.',
    isUnknown: true,
  }),
  moveSituation({
    name: 'move-lost',
    summary: 'The booking is moved, and the connection is lost before the answer.',
    intercept:
      () =>
      ({ operation, nth }) =>
        operation === 'updateBooking' && nth === 1 ? { lose: 'after' } : undefined,
    judges: { 'OPUS-CLIENT-27': isTrue },
  }),
]

/** OPUS-CLIENT-23, for a move. */
export const takenMoveSituations: readonly Situation[] = [400, 409].map((status) =>
  moveSituation({
    name: `move-taken-${status}`,
    summary: `The slot that a booking is moved to is taken in the meantime, which is answered ${status}.`,
    intercept:
      (mock, own, other) =>
      ({ operation, nth, body }) =>
        operation === 'updateBooking' && nth === 1
          ? {
              first: () => takes(mock, own, other, body),
              change: (answer) => (answer.status === 400 ? { ...answer, status } : answer),
            }
          : undefined,
    judges: { 'OPUS-CLIENT-23': copesWithTaken },
  }),
)
