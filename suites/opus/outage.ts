import type { Exchange } from '../../engine/exchange.ts'
import type { Observation } from '../../engine/experiment.ts'
import { type Unobserved, unobserved } from '../../engine/finding.ts'
import { Memo } from '../../engine/memo.ts'
import { isUnjudgeable } from '../../engine/rule.ts'
import { ProviderStateError } from '../../engine/states.ts'
import { isAccepted } from '../../engine/status.ts'
import { type Call, LISTINGS, OPERATIONS, type Operation, questionOf } from './api.ts'
import { bookCall, bookingIDOf, bookingOf, isMade, lastTry, moveCall } from './bookings/booker.ts'
import type { BeforeAndAfter } from './bookings/listed.ts'
import { isMoved } from './bookings/moving.ts'
import type { Opus } from './context.ts'
import { tryKeys, wrongKey } from './keys.ts'
import { acceptedForm, createCall, registrationOf } from './patients/people.ts'
import { byNumber, isPatient, type SentPatient } from './patients/registry.ts'
import { bookingsIn, slotsIn } from './shapes.ts'
import { leaning } from './statuses.ts'
import { ACCEPTED_BY, answerTo, validRead } from './trials.ts'

/** The state that the register names, and its opposite, which a target need not know. */
const DOWN = 'the backend service cannot be reached'
const UP = 'the backend service can be reached'

/** One call before an outage, in it, and after it. */
export interface Through {
  operation: Operation
  before: Exchange
  during: Exchange
  /** For a call that changes nothing, the same; for one that writes, another that is as valid. */
  after?: Exchange
}

/**
 * What is asked before and after, to tell what was done: for the number that createPatient was sent for; for the bookings
 * of whom createBooking was sent for, and the month of that slot; for those of the patient whose booking was to be moved;
 * and for those of one on whom nothing was tried.
 */
type Watched = 'patient' | 'booking' | 'month' | 'move' | 'untouched'

export interface Outage extends Partial<Record<Watched, BeforeAndAfter>> {
  /** Timeslots, and what needs the backend. */
  calls: Through[]
  /** Why a call could not be made. */
  missing: { operation: Operation; why: Unobserved }[]
  /** A wrong key: what came of it before the outage, and in it. */
  keys: { operation: Operation; before: Observation | undefined; during: Exchange }[]
}

/** A call to be made through an outage: one that was accepted before, or answered that nobody is there. */
interface Plan {
  operation: Operation
  before: Exchange
  during: Call
  after?: Call
}

/** Takes the backend down, tries everything, and brings it back, whatever happens meanwhile. */
export async function observeOutage(opus: Opus): Promise<Outage | Unobserved> {
  const { states, client } = opus
  if (!states) {
    const remedy = `set providerStatesUrl in the target's configuration: the run sets the provider state "${DOWN}" up there, and ends it by its teardown and by "${UP}"`
    return unobserved('the target offers no provider states', remedy)
  }
  const before = new Before(opus)
  const { plans, missing } = await before.plan()
  const wrongKeys = await before.wrongKeys(plans)
  const outage: Outage = { calls: [], missing, keys: [] }
  const send = async (call: Call, what: string) =>
    (await client.send(call, { purpose: 'variation', what: `${call.operation} ${what}` })).exchange
  client.hadOutage = true
  try {
    await states.setup(DOWN)
    for (const { operation, before, during } of plans) {
      outage.calls.push({ operation, before, during: await send(during, 'in an outage') })
    }
    for (const { call, before } of wrongKeys) {
      const during = await send(call, 'with a wrong key in an outage')
      outage.keys.push({ operation: call.operation, before, during })
    }
  } catch (error) {
    if (!(error instanceof ProviderStateError)) throw error
    return unobserved(error.message, `a target that knows the state "${DOWN}"`)
  } finally {
    // A failure to bring it back shows in what is answered afterwards.
    await states.undo(DOWN, UP).catch(() => {})
  }
  // First what was done meanwhile, then whether all of it works again: that changes the same data.
  for (const [name, { call, before: known }] of before.watched) {
    outage[name] = { before: known, after: await ask(opus, call, 'once the backend is back') }
  }
  for (const [nth, { after }] of plans.entries()) {
    const call = outage.calls[nth]
    if (after && call) call.after = await ask(opus, after, 'once the backend is back')
  }
  return outage
}

async function ask({ client }: Opus, call: Call, when: string): Promise<Exchange> {
  return (await client.send(call, { purpose: 'read', what: `${call.operation} ${when}` })).exchange
}

/** Asks for all that is compared afterwards, while the backend is there. */
class Before {
  readonly watched = new Map<Watched, { call: Call; before: Exchange }>()
  readonly #asked = new Memo<Exchange>()

  constructor(private readonly opus: Opus) {}

  async plan(): Promise<{ plans: Plan[]; missing: Outage['missing'] }> {
    const plans = await this.#timeslots()
    const missing: Outage['missing'] = []
    const people = await this.opus.people()
    // Without writes a number of nobody is asked for.
    const { PersonalNumber } = isUnjudgeable(people) ? await this.opus.nobody() : people.base.patient
    for (const operation of ['getPatient', 'getBookings'] as const) {
      const call: Call = { operation, query: byNumber(PersonalNumber) }
      plans.push({ operation, before: await this.#ask(call), during: call, after: call })
    }
    for (const [operation, planned] of [
      ['createPatient', await this.#registration()],
      ['createBooking', await this.#booking()],
      ['updateBooking', await this.#move()],
    ] as const) {
      if (isUnjudgeable(planned)) missing.push({ operation, why: planned })
      else if (planned) plans.push({ operation, ...planned })
      else {
        const why = leaning(`no valid ${operation} was accepted in this run`, ACCEPTED_BY[operation])
        missing.push({ operation, why })
      }
    }
    return { plans, missing }
  }

  /** Each operation with a wrong key, and what came of it in the run. */
  async wrongKeys(plans: readonly Plan[]): Promise<{ call: Call; before: Observation | undefined }[]> {
    const tried: { call: Call; before: Observation | undefined }[] = []
    const key = wrongKey(this.opus.client.rightKey)
    for (const operation of OPERATIONS) {
      const call = plans.find((plan) => plan.operation === operation)?.during ?? (await this.#listing(operation))
      if (!call) continue
      const before = (await tryKeys(this.opus, operation, 'wrong')).observations.at(-1)
      tried.push({ call: { ...call, key }, before })
    }
    return tried
  }

  async #listing(operation: Operation): Promise<Call | undefined> {
    if (!LISTINGS.includes(operation)) return undefined
    const call = await validRead(this.opus, operation)
    return !('kind' in call) && isAccepted(await answerTo(this.opus, call)) ? call : undefined
  }

  /** Not what was answered earlier: the run has booked slots since, and a clinic may have had no others. */
  #ask(call: Call): Promise<Exchange> {
    const question = questionOf(call.operation, call.query ?? {})
    return this.#asked.get(question, () => ask(this.opus, call, 'right before an outage'))
  }

  async #watch(name: Watched, call: Call): Promise<Exchange> {
    const before = await this.#ask(call)
    this.watched.set(name, { call, before })
    return before
  }

  async #timeslots(): Promise<Plan[]> {
    const plans: Plan[] = []
    for (const operation of ['getTimeslotsByMonth', 'getTimeslotsFrom'] as const) {
      const call = await validRead(this.opus, operation)
      if ('kind' in call) continue
      const before = await this.#ask(call)
      plans.push({ operation, before, during: call, after: call })
      const clinicID = slotsIn(before)?.[0]?.clinicID
      if (clinicID === undefined) continue
      const atClinic = { ...call, query: { ...call.query, clinicID } }
      plans.push({ operation, before: await this.#ask(atClinic), during: atClinic })
    }
    return plans
  }

  async #registration(): Promise<Omit<Plan, 'operation'> | Unobserved | undefined> {
    const { opus } = this
    const people = await opus.people()
    if (isUnjudgeable(people)) return people
    const [place = {}] = await opus.places()
    const [control] = [people.base, people.single].flatMap((one) => registrationOf(one, place) ?? [])
    if (!control) return undefined
    const [refused, accepted] = [await opus.registry.nobody(), await opus.registry.nobody()]
    await this.#watch('patient', { operation: 'getPatient', query: byNumber(refused.PersonalNumber) })
    const callFor = (patient: typeof refused) => createCall(place, patient, acceptedForm(people.base))
    return { before: control.exchange, during: callFor(refused), after: callFor(accepted) }
  }

  async #booking(): Promise<Omit<Plan, 'operation'> | Unobserved | undefined> {
    const { booker, bookings } = this.opus
    const history = await bookings()
    if (isUnjudgeable(history)) return history
    const { first } = history
    if (!isMade(first)) return undefined
    const at = { at: first.slot.clinicID }
    const [one, other] = [await booker.pool.take(at), await booker.pool.take(at)]
    if (!one || !other) return undefined
    // Who has no bookings, if the target kept that patient.
    const { single, base } = history.people
    const isThere = isPatient(single.read, single.patient.PersonalNumber)
    const who = booker.written(isThere ? single.patient : base.patient)
    const [year = '', month = ''] = one.start.local.split('-')
    await this.#watch('booking', bookingsOf(who))
    await this.#watch('month', { operation: 'getTimeslotsByMonth', query: { year, month: String(Number(month)) } })
    return { before: lastTry(first), during: bookCall(who, one), after: bookCall(who, other) }
  }

  async #move(): Promise<Omit<Plan, 'operation'> | Unobserved | undefined> {
    const { booker, bookings } = this.opus
    const history = await bookings()
    if (isUnjudgeable(history)) return history
    const { moved, people } = history
    const [untouched] = history.lists
    if (!isMoved(moved) || !untouched) return undefined
    const to = await booker.pool.takeAt(moved.to.clinicID)
    const toAfter = await booker.pool.takeAt(untouched.own.slot.clinicID)
    if (!to || !toAfter) return undefined
    const { patient } = people.base
    const own = bookingIDOf(await this.#watch('move', bookingsOf(patient)), moved.to, undefined)
    const list = await this.#watch('untouched', bookingsOf(untouched.patient))
    const listed = bookingsIn(list)
    // As it is listed now, wherever an experiment may have got it; where lists cannot be read, as it was made.
    const theirs = listed
      ? (bookingOf(list, untouched.own.slot) ?? listed[0])?.id
      : bookingIDOf(list, untouched.own.slot, lastTry(untouched.own))
    if (own === undefined || theirs === undefined) return undefined
    return {
      before: moved.exchange,
      during: moveCall(booker.written(patient), own, to),
      after: moveCall(booker.written(untouched.patient), theirs, toAfter),
    }
  }
}

const bookingsOf = ({ PersonalNumber }: Pick<SentPatient, 'PersonalNumber'>): Call => ({
  operation: 'getBookings',
  query: byNumber(PersonalNumber),
})
