import type { Exchange } from '../../../engine/exchange.ts'
import { isAccepted } from '../../../engine/status.ts'
import type { OpusPatient } from '../../../generators/opus-patient.ts'
import type { PersonalNumber } from '../../../generators/personal-number.ts'
import type { Call, Query } from '../api.ts'
import type { Sent } from '../client.ts'
import { isRefused } from '../statuses.ts'
import {
  birthdayPairs,
  leapDays,
  neighbour,
  type Registry,
  type SentPatient,
  singles,
  withNeighbours,
} from './registry.ts'

/** How ExtraDigits are written. */
export type Form = 'string' | 'number'

/** A patient of the run: how getPatient answered before, the tries to register, and how it answered then. */
export interface Person {
  patient: OpusPatient
  /** The answer that told that nobody had the number. */
  before: Exchange
  tries: { form: Form; exchange: Exchange }[]
  read: Exchange
  /** Where this one was refused, and the plain patient was not: one without what is special about this one. */
  plain?: Person
}

/** The patients of a run; each shows something that the others do not. */
export interface People {
  /** A plain patient. */
  base: Person
  /** With the same date of birth, and a name that is not ASCII. */
  sibling: Person
  /** Sent with ExtraDigits as a number, and without bookings. */
  single: Person
  /** Born before 1908, with leading zeros in the extra digits; the plain one is born a hundred years later. */
  elder: Person
  /** Born on 29 February, with a mobile number as the document's second example writes it. */
  leapling: Person
  /**
   * With a name of one letter and one of sixty that begins in lower case and has an apostrophe, leading zeros in the
   * postal code and the phone number, and capitals in the e-mail address.
   */
  extreme: Person
  /** Numbers that differ from the elder's in one part, asked for when the elder was there and they were not. */
  neighbours: { patient: OpusPatient; before: Exchange }[]
  /** The extreme number sent again with other fields, twice, where it is registered; and how getPatient answered then. */
  again?: { patient: OpusPatient; tries: Exchange[]; read: Exchange }
  /** The plain patient, after all others were registered. */
  baseAgain: Exchange
}

/** The registration that was accepted. */
const acceptedTry = ({ tries }: Person) => tries.find(({ exchange }) => isAccepted(exchange))

export const isRegistered = (person: Person | undefined): person is Person =>
  person !== undefined && acceptedTry(person) !== undefined

/** All who are registered. */
export const registered = ({ base, sibling, single, elder, leapling, extreme }: People): Person[] =>
  [base, sibling, single, elder, leapling, extreme].flatMap((one) => [one, one.plain]).filter(isRegistered)

/** The form of ExtraDigits in which a patient was accepted; that of the first example where none was. */
export const acceptedForm = (person: Person): Form => acceptedTry(person)?.form ?? 'string'

/** The registration that was accepted, as a control for changes of it. */
export function registrationOf(person: Person, place: Query): Sent | undefined {
  const accepted = acceptedTry(person)
  return accepted && { call: createCall(place, person.patient, accepted.form), exchange: accepted.exchange }
}

export const createCall = (place: Query, patient: OpusPatient, form: Form): Call & { body: SentPatient } => ({
  operation: 'createPatient',
  query: place,
  body: withDigits(patient, form),
})

/** A patient as it is sent, with ExtraDigits as a string or as a number. */
export const withDigits = (patient: OpusPatient, form: Form): SentPatient => {
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
  async function register(patient: OpusPatient, before: Exchange, ...forms: Form[]): Promise<Person> {
    const tries: Person['tries'] = []
    const place = places[nth++ % places.length] as Query
    for (const form of forms) {
      const { exchange } = await registry.create(
        createCall(place, patient, form),
        `a patient with ExtraDigits as a ${form}`,
      )
      tries.push({ form, exchange })
      if (isAccepted(exchange)) break
    }
    return { patient, before, tries, read: await registry.ask(patient.PersonalNumber, 'the patient who was created') }
  }
  /** The same person, with a plain one where this one is refused. */
  async function withPlain(person: Person, number: PersonalNumber, before: Exchange, form: Form): Promise<Person> {
    const isOwn = isRegistered(base) && person.tries.every(({ exchange }) => isRefused(exchange))
    return isOwn ? { ...person, plain: await register(registry.patient(number), before, form) } : person
  }

  const pair = await registry.fresh(birthdayPairs(seed), ([one]) => one)
  const base = await register(registry.patient(pair.number), pair.asked, 'string', 'number')

  // A target that takes one form only is asked for the rest in that one, but for those with leading zeros.
  const form = acceptedForm(base)
  const [, twin] = pair.candidate
  const noTwin = await registry.ask(twin, 'a number that differs in its extra digits alone')
  const named = await register(registry.patient(twin, 'non-ascii'), noTwin, form)
  const sibling = await withPlain(named, twin, noTwin, form)

  const one = await registry.fresh(singles(seed), (number) => number)
  const single = await register(registry.patient(one.number), one.asked, 'number', 'string')

  const old = await registry.fresh(withNeighbours(seed), (number) => number)
  const born1900 = await register(registry.patient(old.number), old.asked, 'string')
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
  const elder = later ? await withPlain(born1900, later.patient.PersonalNumber, later.before, 'string') : born1900

  const leap = await registry.fresh(leapDays(seed), (number) => number)
  const domestic = registry.patient(leap.number)
  const MobilePhoneNumber = domestic.MobilePhoneNumber.replace('+46', '0')
  const leapling = await register({ ...domestic, MobilePhoneNumber }, leap.asked, 'string')

  const last = await registry.fresh(singles(seed), (number) => number)
  const extreme = await withPlain(
    await register(registry.patient(last.number, 'extreme'), last.asked, form),
    last.number,
    last.asked,
    form,
  )
  const again = [extreme, extreme.plain].some(isRegistered)
    ? await registerAgain(registry, createCall(places[0] as Query, registry.patient(last.number), form), last.number)
    : undefined

  const baseAgain = await registry.ask(base.patient.PersonalNumber, 'the first patient, after the others')
  return {
    base,
    sibling,
    single,
    elder,
    leapling,
    extreme,
    neighbours,
    ...(again ? { again } : {}),
    baseAgain,
  }
}

/** Sends a registration of a number that is known, twice the same. */
async function registerAgain(
  registry: Registry,
  call: ReturnType<typeof createCall>,
  number: OpusPatient['PersonalNumber'],
): Promise<People['again']> {
  const tries: Exchange[] = []
  for (const what of ['a patient who is registered, with other fields', 'the same once more']) {
    tries.push((await registry.create(call, what)).exchange)
  }
  const read = await registry.ask(number, 'the patient who was sent again')
  return { patient: { ...call.body, PersonalNumber: number }, tries, read }
}
