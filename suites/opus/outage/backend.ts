import type { Exchange } from '../../../engine/exchange.ts'
import type { Unobserved } from '../../../engine/finding.ts'
import { Memo } from '../../../engine/memo.ts'
import { isUnjudgeable } from '../../../engine/rule.ts'
import { type Call, type Operation, type Query, questionOf } from '../api.ts'
import { bookCall, bookingIDOf, bookingOf, isMade, lastTry, moveCall } from '../bookings/desk.ts'
import { isMoved } from '../bookings/moving.ts'
import type { BookingStory, Opus } from '../context.ts'
import { singles } from '../patients/numbers.ts'
import { acceptedForm, createCall, type People, registrationOf } from '../patients/people.ts'
import { byNumber, isPatient } from '../patients/registry.ts'
import { bookingsIn } from '../shapes.ts'
import { leaning } from '../statuses.ts'
import { ACCEPTED_BY } from '../trials.ts'
import { ask, type Done, type Outage, type Plan } from './outage.ts'

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
  const asked = new Memo<Exchange>()
  const askBefore = (call: Call) =>
    asked.get(questionOf(call.operation, call.query ?? {}), () => ask(opus, call, 'before the outage'))
  const watch = async (name: keyof Watched, call: Call) => {
    const before = await askBefore(call)
    watched[name] = { call, before }
    return before
  }
  const people = await opus.people()
  const { PersonalNumber } = isUnjudgeable(people) ? await opus.nobody() : people.base.patient
  for (const operation of ['getPatient', 'getBookings'] as const) {
    const call: Call = { operation, query: byNumber(PersonalNumber) }
    plans.push({ operation, before: await askBefore(call), during: call, after: call })
  }
  const lacks = (why: Unobserved, ...operations: Plan['operation'][]) =>
    missing.push(...operations.map((operation) => ({ operation, why })))
  if (isUnjudgeable(people)) lacks(people, 'createPatient', 'createBooking', 'updateBooking')
  else {
    await planRegistration(opus, people, plans, lacks, watch)
    const story = await opus.bookings()
    if (isUnjudgeable(story)) lacks(story, 'createBooking', 'updateBooking')
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

type Lacks = (why: Unobserved, ...operations: Plan['operation'][]) => void
type Watch = (name: keyof Watched, call: Call) => Promise<Exchange>

const noControl = (operation: Operation): Unobserved =>
  leaning(`no valid ${operation} was accepted in this run`, ACCEPTED_BY[operation])

async function planRegistration(opus: Opus, people: People, plans: Plan[], lacks: Lacks, watch: Watch): Promise<void> {
  const place = (await opus.place()) as Query
  const control = [people.base, people.single].map((one) => registrationOf(one, place)).find((one) => one !== undefined)
  if (!control) return lacks(noControl('createPatient'), 'createPatient')
  const form = acceptedForm(people.base)
  const nobody = async () => opus.registry.patient((await opus.registry.fresh(singles(opus.seed), (one) => one)).number)
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
  const at = isMade(first) ? { at: first.slot.clinicID } : undefined
  // Who has no bookings, if the target kept that patient.
  const { single, base } = people
  const isThere = single.read !== undefined && isPatient(single.read, single.patient.PersonalNumber)
  const booker = opus.desk.written(isThere ? single.patient : base.patient)
  const [one, other] = [await opus.desk.pool.take(at), await opus.desk.pool.take(at)]
  const bookingsOf = ({ PersonalNumber }: typeof booker): Call => ({
    operation: 'getBookings',
    query: byNumber(PersonalNumber),
  })
  if (isMade(first) && one && other) {
    const [year = '', month = ''] = one.start.local.split('-')
    await watch('booking', bookingsOf(booker))
    await watch('month', { operation: 'getTimeslotsByMonth', query: { year, month: String(Number(month)) } })
    plans.push({
      operation: 'createBooking',
      before: lastTry(first),
      during: bookCall(booker, one),
      after: bookCall(booker, other),
    })
  } else lacks(noControl('createBooking'), 'createBooking')

  const [untouched] = story.lists
  const to = moved && (await opus.desk.pool.takeAt(moved.to.clinicID))
  const toAfter = untouched && (await opus.desk.pool.takeAt(untouched.own.slot.clinicID))
  if (isMoved(moved) && untouched && to && toAfter) {
    const own = bookingIDOf(await watch('move', bookingsOf(base.patient)), moved.to, undefined)
    const list = await watch('untouched', bookingsOf(untouched.patient))
    const bookings = bookingsIn(list)
    // As it is listed now, wherever an experiment may have got it; where lists cannot be read, as it was made.
    const theirs = bookings
      ? (bookingOf(list, untouched.own.slot) ?? bookings[0])?.id
      : bookingIDOf(list, untouched.own.slot, lastTry(untouched.own))
    if (own !== undefined && theirs !== undefined) {
      plans.push({
        operation: 'updateBooking',
        before: moved.exchange,
        during: moveCall(opus.desk.written(base.patient), own, to),
        after: moveCall(opus.desk.written(untouched.patient), theirs, toAfter),
      })
      return
    }
  }
  lacks(noControl('updateBooking'), 'updateBooking')
}
