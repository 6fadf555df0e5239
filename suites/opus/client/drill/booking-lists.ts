import type { DrillJudge, Situation, Stage } from '../../../../engine/drill.ts'
import { broken, holds } from '../../../../engine/finding.ts'
import { plural } from '../../../../engine/words.ts'
import { bookingFault, bookingsInWords, endedOtherwise, heldIn, resultOf } from './told.ts'
import { bookingID, bookingsHeld, type Free, jobPatient, slotOf, startWorld, type World, world } from './world.ts'

/** OPUS-CLIENT-28: every booking that is there. */
export const reportsBookings: DrillJudge = (played) => {
  const held = heldIn(played)
  const expected = held.length === 0 ? 'done with an empty list' : `done with ${plural(held.length, 'booking')}`
  if (played.answer.status !== 'done') return endedOtherwise(expected, played)
  const { bookings } = resultOf(played)
  if (!Array.isArray(bookings)) return broken(expected, `it reported ${JSON.stringify(bookings)}`)
  const isTold = (one: (typeof held)[number]) => bookings.some((told) => bookingFault(told, one) === undefined)
  const missing = held.filter((one) => !isTold(one))
  if (missing.length === 0 && bookings.length === held.length)
    return holds(`${plural(held.length, 'booking was', 'bookings were')} reported`)
  return broken(expected, `${bookingsInWords(held)}, and it reported ${JSON.stringify(bookings)}`)
}

/** A situation of the job `list-bookings`. */
export const bookingListSituation = ({
  name,
  summary,
  booked,
  judges = { 'OPUS-CLIENT-28': reportsBookings },
  variants = [],
  hasTextIDs = false,
  ...rest
}: Pick<Situation, 'name' | 'summary'> &
  Partial<Pick<Situation, 'judges'>> & {
    booked(own: World): readonly Free[]
    variants?: readonly string[]
    /** BookingIDs are text. */
    hasTextIDs?: boolean
    /** Nobody knows that patient. */
    isUnknown?: boolean
    /** Made anew for each play. */
    intercept?(): NonNullable<Stage['intercept']>
    state?: string
    credentials?(own: World): Record<string, unknown>
  }): Situation => ({
  name,
  summary,
  job: 'list-bookings',
  judges,
  async stage(hands) {
    const own = world(hands.seed)
    const idFor = (nth: number) => bookingID(own, nth, hasTextIDs)
    const [patient, other] = [jobPatient(hands.seed, { series: 'sweden-leading-zeros' }), jobPatient(hands.seed + 1)]
    const slots = booked(own).map((one) => slotOf(own, one))
    const another = slotOf(own, { start: '2031-06-02T08:00' })
    const mock = await startWorld(hands, own, {
      slots: [another],
      patients: rest.isUnknown ? [other] : [patient, other],
      bookings: [
        { BookingID: idFor(5), patient: other, slot: another },
        ...slots.map((slot, nth) => ({ BookingID: idFor(nth), patient, slot })),
      ],
      variants,
    })
    if (rest.state) await mock.state(rest.state)
    return {
      input: { personalNumber: patient.personalNumber },
      after: async () => ({ bookings: await bookingsHeld(mock, own, patient) }),
      ...(rest.intercept ? { intercept: rest.intercept() } : {}),
      ...(rest.credentials ? { credentials: rest.credentials(own) } : {}),
    }
  },
})

/** Bookings of several clinics and treatments, past ones and coming ones, in no order. */
export const several = (own: World): readonly Free[] => [
  { start: `${own.day(4)}T15:15`, clinic: 1, treatment: 2 },
  { start: '2029-11-20T08:00', minutes: 45 },
  { start: '2031-03-31T23:30', clinician: 1 },
  { start: `${own.day()}T09:00`, clinic: 2, treatment: 1 },
]

/** OPUS-CLIENT-28. */
export const bookingListSituations: readonly Situation[] = [
  bookingListSituation({
    name: 'bookings-several',
    summary: 'A patient with bookings at several clinics, past and coming.',
    booked: several,
  }),
  bookingListSituation({
    name: 'bookings-same-day',
    summary: 'A patient with two bookings on one day, and one in the hour in which clocks are put forward.',
    booked: (own) => [{ start: `${own.day()}T13:00` }, { start: `${own.day()}T08:30` }, { start: '2031-03-30T02:30' }],
  }),
  bookingListSituation({
    name: 'bookings-one',
    summary: 'A patient with one booking, which is long past.',
    booked: () => [{ start: '2019-02-28T10:00' }],
  }),
  bookingListSituation({
    name: 'bookings-none',
    summary: 'A patient without a booking, which is answered 404.',
    booked: () => [],
  }),
  bookingListSituation({
    name: 'bookings-of-nobody',
    summary: 'A number of no patient, which is answered 404.',
    booked: () => [],
    isUnknown: true,
  }),
]
