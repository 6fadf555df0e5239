import type { Exchange } from '../../../engine/exchange.ts'
import type { Call, Query } from '../api.ts'
import { bookCall, bookingIDOf, isMade, lastTry, moveCall } from '../bookings/desk.ts'
import { isMoved } from '../bookings/moving.ts'
import { type BookingStory, isUnavailable, type Opus, type Unavailable } from '../open.ts'
import { singles } from '../patients/numbers.ts'
import { acceptedForm, createCall, type People, registrationOf } from '../patients/people.ts'
import { byNumber } from '../patients/registry.ts'
import { ask, type Done, type Outage, type Plan } from './experiment.ts'

/** What is asked before and after: each answer is compared with itself. */
type Watched = Partial<Record<'patient' | 'booking' | 'month' | 'move' | 'untouched', { call: Call; before: Exchange }>>

interface BackendPlans {
  plans: Plan[]
  missing: Outage['missing']
  whatWasDone(): Promise<Pick<Outage, 'patient' | 'booking' | 'month' | 'move' | 'untouched'>>
}

/** Plans the five calls that need the backend; without writes, the two that read, for a number of nobody. */
export async function planBackend(opus: Opus): Promise<BackendPlans> {
  const plans: Plan[] = []
  const missing: Outage['missing'] = []
  const watched: Watched = {}
  const watch = async (name: keyof Watched, call: Call) => {
    const before = await ask(opus, call, 'before the outage')
    watched[name] = { call, before }
    return before
  }
  const people = await opus.people()
  const { PersonalNumber } = isUnavailable(people) ? await opus.nobody() : people.base.patient
  for (const operation of ['getPatient', 'getBookings'] as const) {
    const call: Call = { operation, query: byNumber(PersonalNumber) }
    plans.push({ operation, before: await ask(opus, call, 'before the outage'), during: call, after: call })
  }
  const lacks = (why: Unavailable, ...operations: Plan['operation'][]) =>
    missing.push(...operations.map((operation) => ({ operation, why })))
  if (isUnavailable(people)) lacks(people, 'createPatient', 'createBooking', 'updateBooking')
  else {
    await planRegistration(opus, people, plans, lacks, watch)
    const story = await opus.bookings()
    if (isUnavailable(story)) lacks(story, 'createBooking', 'updateBooking')
    else await planBookings(opus, story, plans, lacks, watch)
  }
  return {
    plans,
    missing,
    async whatWasDone() {
      const done: Record<string, Done> = {}
      for (const [name, { call, before }] of Object.entries(watched)) {
        done[name] = { before, after: await ask(opus, call, 'once the backend is back') }
      }
      return done
    },
  }
}

type Lacks = (why: Unavailable, ...operations: Plan['operation'][]) => void
type Watch = (name: keyof Watched, call: Call) => Promise<Exchange>

const noControl = (leansOn: string): Unavailable => ({
  none: 'no valid one was accepted in this run',
  remedy: `${leansOn} holds`,
  leansOn: [leansOn],
})

async function planRegistration(opus: Opus, people: People, plans: Plan[], lacks: Lacks, watch: Watch): Promise<void> {
  const place = (await opus.place()) as Query
  const control = [people.base, people.single].map((one) => registrationOf(one, place)).find((one) => one !== undefined)
  if (!control) return lacks(noControl('OPUS-PAT-09'), 'createPatient')
  const form = acceptedForm(people.base)
  const nobody = async () =>
    opus.registry.patient((await opus.registry.fresh('OPUS-DOWN-03', singles(opus.seed), (one) => one)).number)
  const [refused, accepted] = [await nobody(), await nobody()]
  await watch('patient', { operation: 'getPatient', query: byNumber(refused.PersonalNumber) })
  plans.push({
    operation: 'createPatient',
    before: control.exchange,
    during: createCall(place, refused, form),
    after: createCall(place, accepted, form),
  })
}

async function planBookings(opus: Opus, story: BookingStory, plans: Plan[], lacks: Lacks, watch: Watch): Promise<void> {
  const { first, moved, people } = story
  const clinicID = isMade(first) ? first.slot.clinicID : undefined
  const single = people.single.patient
  const [one, other] = [await opus.desk.pool.take(clinicID), await opus.desk.pool.take(clinicID)]
  const bookingsOf = ({ PersonalNumber }: typeof single): Call => ({
    operation: 'getBookings',
    query: byNumber(PersonalNumber),
  })
  if (isMade(first) && one && other) {
    const [year = '', month = ''] = one.start.local.split('-')
    await watch('booking', bookingsOf(single))
    await watch('month', { operation: 'getTimeslotsByMonth', query: { year, month: String(Number(month)) } })
    plans.push({
      operation: 'createBooking',
      before: lastTry(first),
      during: bookCall(single, one),
      after: bookCall(single, other),
    })
  } else lacks(noControl('OPUS-BOOK-01'), 'createBooking')

  const [untouched] = story.lists
  const to = moved && (await opus.desk.pool.takeAt(moved.to.clinicID))
  const toAfter = untouched && (await opus.desk.pool.takeAt(untouched.own.slot.clinicID))
  if (isMoved(moved) && untouched && to && toAfter) {
    const base = people.base.patient
    const own = bookingIDOf(await watch('move', bookingsOf(base)), moved.to, undefined)
    const theirs = bookingIDOf(
      await watch('untouched', bookingsOf(untouched.patient)),
      untouched.own.slot,
      lastTry(untouched.own),
    )
    if (own !== undefined && theirs !== undefined) {
      plans.push({
        operation: 'updateBooking',
        before: moved.exchange,
        during: moveCall(base, own, to),
        after: moveCall(untouched.patient, theirs, toAfter),
      })
      return
    }
  }
  lacks(noControl('OPUS-BOOK-19'), 'updateBooking')
}
