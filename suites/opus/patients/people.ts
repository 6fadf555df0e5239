import type { Exchange } from '../../../engine/exchange.ts'
import { isAccepted } from '../../../engine/status.ts'
import type { OpusPatient } from '../../../generators/opus-patient.ts'
import type { Call, Query } from '../api.ts'
import type { Sent } from '../client.ts'
import { isRefused } from '../statuses.ts'
import { birthdayPairs, leapDays, neighbour, singles, withNeighbours } from './numbers.ts'
import type { Registry, SentPatient } from './registry.ts'

/** One try to register a patient. */
export interface Registration {
  extraDigits: 'string' | 'number'
  exchange: Exchange
}

/** A patient of the run: how getPatient answered before, the tries to register, and how it answered then. */
export interface Person {
  patient: OpusPatient
  /** The answer that told that nobody had the number. */
  before: Exchange
  tries: Registration[]
  read?: Exchange
}

/** The form of ExtraDigits in which a patient was accepted; that of the first example where none was. */
export const acceptedForm = ({ tries }: Person): Registration['extraDigits'] =>
  tries.find(({ exchange }) => isAccepted(exchange))?.extraDigits ?? 'string'

/** The patients of a run; each shows something that the others do not. */
export interface People {
  /** A plain patient. */
  base: Person
  /** With the same date of birth, and a name that is not ASCII. */
  sibling: Person
  /** Where the sibling was refused: with the same number, and a plain name. */
  plainSibling?: Person
  /** Sent with ExtraDigits as a number, and without bookings. */
  single: Person
  /** Born before 1908, with leading zeros in the extra digits. */
  elder: Person
  /** Where the elder was refused: with the same extra digits, born in this century. */
  younger?: Person
  /** Numbers that differ from the elder's in one part, asked for when the elder was there and they were not. */
  neighbours: { patient: OpusPatient; before: Exchange }[]
  /** Born on 29 February, with a mobile number as the document's second example writes it. */
  leapling: Person
  /**
   * With a name of one letter and one of sixty that begins in lower case and has an apostrophe, leading zeros in the
   * postal code and the phone number, and capitals in the e-mail address.
   */
  extreme: Person
  /** Where that one was refused: with the same number, and plain names. */
  plainExtreme?: Person
  /** That number sent again with other fields, twice, where it is registered. */
  again?: Again
  /** The plain patient, after all others were registered. */
  baseAgain: Exchange
}

/** A registration sent again, with other fields: what came of it, and how getPatient answered then. */
export interface Again {
  patient: OpusPatient
  tries: Exchange[]
  read: Exchange
}

export const isRegistered = (person: Person): boolean => person.tries.some(({ exchange }) => isAccepted(exchange))

/** All who are registered. */
export const registered = (people: People): Person[] => {
  const { base, sibling, plainSibling, single, elder, younger, leapling, extreme, plainExtreme } = people
  return [base, sibling, single, elder, leapling, extreme, plainSibling, younger, plainExtreme]
    .filter((one) => one !== undefined)
    .filter(isRegistered)
}

/** The registration that was accepted, as a control for changes of it. */
export function registrationOf(person: Person, place: Query): Sent | undefined {
  const accepted = person.tries.find(({ exchange }) => isAccepted(exchange))
  return (
    accepted && {
      call: createCall(place, person.patient, accepted.extraDigits),
      exchange: accepted.exchange,
    }
  )
}

export const createCall = (
  place: Query,
  patient: OpusPatient,
  extraDigits: Registration['extraDigits'],
): Call & { body: SentPatient } => ({
  operation: 'createPatient',
  query: place,
  body: withDigits(patient, extraDigits),
})

/** A patient as it is sent, with ExtraDigits as a string or as a number. */
export const withDigits = (patient: OpusPatient, form: 'string' | 'number'): SentPatient => {
  const { ExtraDigits, ...date } = patient.PersonalNumber
  return { ...patient, PersonalNumber: { ...date, ExtraDigits: form === 'number' ? Number(ExtraDigits) : ExtraDigits } }
}

/**
 * Registers the patients of a run, one after the other.
 *
 * @param places a clinic and a clinician each: every patient is registered at the next one
 */
export async function registerPeople(registry: Registry, places: readonly Query[], seed: number): Promise<People> {
  let nth = 0
  /** Tries the other form of ExtraDigits where one is refused, to tell the form from the patient. */
  async function register(patient: OpusPatient, before: Exchange, forms: Registration['extraDigits'][]) {
    const tries: Registration[] = []
    const place = places[nth++ % places.length] as Query
    for (const extraDigits of forms) {
      const what = `a patient with ExtraDigits as a ${extraDigits}`
      const { exchange } = await registry.create(createCall(place, patient, extraDigits), what)
      tries.push({ extraDigits, exchange })
      if (isAccepted(exchange)) break
    }
    const read = await registry.ask(patient.PersonalNumber, 'the patient who was created')
    return { patient, before, tries, read }
  }

  const pair = await registry.fresh(birthdayPairs(seed), ([one]) => one)
  const base = await register(registry.patient(pair.number), pair.asked, ['string', 'number'])

  // A target that takes one form only is asked for the rest in that one, but for those with leading zeros.
  const form = acceptedForm(base)
  const twin = registry.patient(pair.candidate[1], 'non-ascii')
  const noTwin = await registry.ask(twin.PersonalNumber, 'a number that differs in its extra digits alone')
  const sibling = await register(twin, noTwin, [form])
  const plainSibling =
    isRegistered(base) && sibling.tries.every(({ exchange }) => isRefused(exchange))
      ? await register(registry.patient(pair.candidate[1]), noTwin, [form])
      : undefined

  const one = await registry.fresh(singles(seed), (number) => number)
  const single = await register(registry.patient(one.number), one.asked, ['number', 'string'])

  const old = await registry.fresh(withNeighbours(seed), (number) => number)
  const elder = await register(registry.patient(old.number), old.asked, ['string'])
  const neighbours: People['neighbours'] = []
  // A booking makes the first ones known: what is asked of createPatient's fields is asked of its fields too.
  for (const [part, spelling] of [
    ['Year', 'extreme'],
    ['Month', 'non-ascii'],
    ['Day', 'plain'],
  ] as const) {
    const patient = registry.patient(neighbour(old.number, part), spelling)
    const what = `a number that differs in its ${part.toLowerCase()} alone`
    neighbours.push({ patient, before: await registry.ask(patient.PersonalNumber, what) })
  }
  const [later] = neighbours
  const younger =
    !isRegistered(elder) && later
      ? await register(registry.patient(later.patient.PersonalNumber), later.before, ['string'])
      : undefined

  const leap = await registry.fresh(leapDays(seed), (number) => number)
  const domestic = registry.patient(leap.number)
  const MobilePhoneNumber = domestic.MobilePhoneNumber.replace('+46', '0')
  const leapling = await register({ ...domestic, MobilePhoneNumber }, leap.asked, ['string'])

  const last = await registry.fresh(singles(seed), (number) => number)
  const extreme = await register(registry.patient(last.number, 'extreme'), last.asked, [form])
  const plainExtreme =
    isRegistered(base) && extreme.tries.every(({ exchange }) => isRefused(exchange))
      ? await register(registry.patient(last.number), last.asked, [form])
      : undefined
  const again = [extreme, plainExtreme].some((one) => one && isRegistered(one))
    ? await registerAgain(registry, createCall(places[0] as Query, registry.patient(last.number), form), last.number)
    : undefined

  const baseAgain = await registry.ask(base.patient.PersonalNumber, 'the first patient, after the others')
  return {
    base,
    sibling,
    ...(plainSibling ? { plainSibling } : {}),
    single,
    elder,
    ...(younger ? { younger } : {}),
    neighbours,
    leapling,
    extreme,
    ...(plainExtreme ? { plainExtreme } : {}),
    ...(again ? { again } : {}),
    baseAgain,
  }
}

/** Sends a registration of a number that is known, twice the same. */
async function registerAgain(
  registry: Registry,
  call: ReturnType<typeof createCall>,
  number: OpusPatient['PersonalNumber'],
): Promise<Again> {
  const tries: Exchange[] = []
  for (const what of ['a patient who is registered, with other fields', 'the same once more']) {
    tries.push((await registry.create(call, what)).exchange)
  }
  const read = await registry.ask(number, 'the patient who was sent again')
  return { patient: { ...call.body, PersonalNumber: number }, tries, read }
}
