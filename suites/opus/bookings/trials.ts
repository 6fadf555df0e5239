import type { Exchange } from '../../../engine/exchange.ts'
import type { Observation } from '../../../engine/experiment.ts'
import { exactNumber } from '../../../engine/json.ts'
import { isUnjudgeable } from '../../../engine/rule.ts'
import { isAccepted } from '../../../engine/status.ts'
import type { OpusPatient } from '../../../generators/opus-patient.ts'
import type { Id } from '../../../generators/opus-world.ts'
import type { Call, Query } from '../api.ts'
import type { Sent, Variation } from '../client.ts'
import type { BookingStory, Opus } from '../context.ts'
import type { Discovery } from '../discovery.ts'
import { faultsFor, withFault, worldOf } from '../faults.ts'
import type { SentPatient } from '../patients/registry.ts'
import { notTried } from '../patients/trials.ts'
import type { Slot } from '../shapes.ts'
import { notAccepted } from '../trials.ts'
import { bookCall, bookingIDOf, isMade, lastTry, moveCall } from './desk.ts'
import { isMoved } from './moving.ts'
import { type BeforeAndAfter, unchanged } from './unchanged.ts'

/** Changes of an accepted booking or move; where they are asked for, the bookings of those concerned before and after. */
export interface BookingTrials {
  observations: Observation[]
  bookings?: BeforeAndAfter[]
}

/** What a change is made of: a valid request for a slot that is free. */
export interface Valid {
  call: Call
  slot: Slot
  patient: SentPatient
  story: BookingStory
  found: Discovery
}

type Change = Pick<Variation, 'what' | 'call' | 'alsoNamed' | 'isValidInForm' | 'isNeverOffered'> & {
  /** Another patient whose number is in the request. */
  named?: OpusPatient
}
type Changes = (valid: Valid) => readonly Change[] | Promise<readonly Change[]>

/** Sends changes of an accepted createBooking, for a patient without bookings and a slot that is free. */
export const varyBooking = (opus: Opus, changes: Changes, checked = false): Promise<BookingTrials> =>
  onBookings(opus, 'createBooking', changes, checked, async (story) => {
    const { first, people } = story
    const slot = await opus.spare(isMade(first) ? first.slot.clinicID : undefined)
    if (!slot || !isMade(first)) return undefined
    const patient = opus.desk.written(people.single.patient)
    const control = { call: bookCall(opus.desk.written(first.patient), first.slot), exchange: lastTry(first) }
    return { control, valid: { call: bookCall(patient, slot), slot, patient } }
  })

/** Sends changes of an accepted updateBooking: the plain patient's booking, onto a slot that is free. */
export const varyMove = (opus: Opus, changes: Changes, checked = false): Promise<BookingTrials> =>
  onBookings(opus, 'updateBooking', changes, checked, async (story) => {
    const { moved, people } = story
    if (!isMoved(moved)) return undefined
    const bookingID = bookingIDOf(moved.after, moved.to, undefined) ?? moved.call.query?.bookingID
    const slot = await opus.spare(moved.to.clinicID)
    if (slot?.clinicID !== moved.to.clinicID || bookingID === undefined) return undefined
    const patient = opus.desk.written(people.base.patient)
    const call = moveCall(patient, bookingID, slot)
    return { control: { call: moved.call, exchange: moved.exchange }, valid: { call, slot, patient } }
  })

function onBookings(
  opus: Opus,
  operation: 'createBooking' | 'updateBooking',
  changes: Changes,
  checked: boolean,
  prepare: (story: BookingStory) => Promise<{ control: Sent; valid: Omit<Valid, 'story' | 'found'> } | undefined>,
): Promise<BookingTrials> {
  return opus.during('writes', async () => {
    const story = await opus.bookings()
    if (isUnjudgeable(story)) return { observations: [notTried(story)] }
    const found = await opus.found()
    return opus.turn(async () => {
      const observations: Observation[] = []
      const watched: { patient: SentPatient; before: Exchange }[] = []
      let known: { slot: Slot; all: readonly Change[] } | undefined
      for (let nth = 0; ; nth++) {
        const prepared = await prepare(story)
        if (!prepared) {
          observations.push(notAccepted(`each change of ${operation}`, operation))
          break
        }
        const { control, valid } = prepared
        // Another slot makes other requests.
        if (valid.slot !== known?.slot) known = { slot: valid.slot, all: await changes({ ...valid, story, found }) }
        const variation = known.all[nth]
        if (!variation) break
        if (checked && watched.length === 0) {
          for (const patient of [valid.patient, ...(variation.named ? [variation.named] : [])]) {
            watched.push({ patient, before: await opus.desk.known(patient, 'the bookings before') })
          }
        }
        const trial = await opus.client.vary(control, { ...variation, base: valid.call })
        for (const patient of [valid.patient, ...watched.map((one) => one.patient)]) {
          opus.desk.mayDiffer(patient, trial.exchange)
        }
        if (isAccepted(trial.exchange)) opus.spareIsGone()
        observations.push(trial)
      }
      if (watched.length === 0) return { observations }
      const bookings: BeforeAndAfter[] = []
      for (const { patient, before } of watched) {
        bookings.push({ before, after: await opus.desk.list(patient, 'the bookings afterwards') })
      }
      if (bookings.some((one) => unchanged('', one).outcome === 'broken')) opus.spareIsGone()
      return { observations, bookings }
    })
  })
}

/** Every fault that the catalogue has for a requirement on createBooking or updateBooking. */
export const bookingFaults = (
  opus: Opus,
  operation: 'createBooking' | 'updateBooking',
  checked = false,
): Promise<BookingTrials> =>
  (operation === 'createBooking' ? varyBooking : varyMove)(
    opus,
    ({ call, story, found }) => {
      const bookingID = (call.query as Query | undefined)?.bookingID
      const { base, sibling } = story.people
      const { PersonalNumber } = base.patient
      const bookings = bookingID === undefined ? [] : [{ BookingID: spelled(bookingID), PersonalNumber }]
      const world = worldOf(found, opus.seed, sibling.patient.PersonalNumber, bookings)
      return faultsFor(operation, world).map((fault) => ({
        what: `${operation} with ${fault.what}`,
        call: withFault(call, fault, world),
        ...(fault.requirement === 'OPUS-BOOK-24' ? { isValidInForm: true as const, named: sibling.patient } : {}),
      }))
    },
    checked,
  )

/** A BookingID as a number where it is one, so that an unknown one is made in its likeness. */
const spelled = (id: string): Id => (/^(0|[1-9]\d*)$/.test(id) ? exactNumber(id) : id)
