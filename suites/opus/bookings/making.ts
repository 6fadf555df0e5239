import type { Exchange } from '../../../engine/exchange.ts'
import { status } from '../../../engine/status.ts'
import type { OpusPatient } from '../../../generators/opus-patient.ts'
import type { Query } from '../api.ts'
import { acceptedForm, createCall, isRegistered, type People } from '../patients/people.ts'
import type { Registry } from '../patients/registry.ts'
import { type Booker, isMade, type Made } from './booker.ts'

/** The bookings that a run makes, and what getBookings answers then. */
export interface Bookings {
  /** The rule that those whom a booking refuses are not known to be registered by; none where they are. */
  unknownBy: 'OPUS-PAT-09' | 'OPUS-PAT-10' | undefined
  /** The plain patient's: one, and its list; */
  first: Made | undefined
  afterFirst: Exchange | undefined
  /** then one more at the same clinic and one at another, until one is refused, and the list of all. */
  more: Made[]
  afterAll: Exchange | undefined
  /** Of patients who differ from another in one part of their number; whether they were registered beforehand. */
  others: { patient: OpusPatient; made: Made | undefined; isRegistered: boolean }[]
  /** The lists of those who have one booking, while the others have theirs; all asked for at once. */
  lists: { patient: OpusPatient; own: Made; list: Exchange }[]
  /** Patients whom only a booking made known. */
  unregistered: { made: Made; read: Exchange }[]
  /** Bookings with ExtraDigits in one form; where that is refused, in the other for the same slot. */
  bookedInForms: Made['inForms']
  /** A patient who has no booking, and a number of nobody. */
  none: { what: string; list: Exchange }[]
}

/** Slots of the first booking's clinic that are kept. */
const RESERVED = 6
/** How many of those whom only a booking made known are asked for. */
const READ = 2

/** Makes the bookings of a run. */
export async function makeBookings(
  booker: Booker,
  registry: Registry,
  people: People,
  place: Query,
  nobody: Pick<OpusPatient, 'PersonalNumber'>,
): Promise<Bookings> {
  const base = people.base.patient
  const first = await booker.bookFree(base, 'a free slot')
  const clinicID = first?.slot.clinicID
  // To be moved to, and for what is to be refused: a booking is moved within one clinic.
  if (clinicID !== undefined) await booker.pool.reserve(clinicID, RESERVED)
  const afterFirst = first && (await booker.list(base, 'the booking that was made'))
  const more: Made[] = []
  for (const preference of isMade(first) ? [{ at: first.slot.clinicID }, 'elsewhere' as const] : []) {
    const made = await booker.bookFree(base, 'one more free slot', preference)
    if (made) more.push(made)
    // Where a patient may have one coming booking, another clinic makes no difference.
    if (!isMade(made)) break
  }
  const afterAll = isMade(more[0]) ? await booker.list(base, 'all bookings') : undefined

  const others: Bookings['others'] = []
  const { sibling, elder } = people
  // The first one beside the plain patient's, at the same clinic: what is theirs may be told apart by the patient alone.
  const beside = first ? { beside: first.slot } : 'elsewhere'
  const theirs = isRegistered(sibling)
    ? await booker.bookFree(sibling.patient, 'a slot for another patient', beside, ['number', 'string'])
    : undefined
  if (isRegistered(sibling)) others.push({ patient: sibling.patient, made: theirs, isRegistered: true })
  const isElderThere = isRegistered(elder) && booker.canHave(elder.patient)
  if (isElderThere) {
    const made = await booker.bookFree(elder.patient, 'a slot for another patient', 'elsewhere')
    others.push({ patient: elder.patient, made, isRegistered: true })
  }
  const newcomers = isElderThere ? people.neighbours.map(({ patient }) => patient) : [await registry.unregistered()]
  const { booked, isMadeKnown } = await bookForUnregistered(booker, registry, newcomers, people, place)
  if (isElderThere) others.push(...booked.map((one, nth) => ({ ...one, isRegistered: !isMadeKnown && nth > 0 })))
  else if (isMadeKnown) registry.unregisteredIsKnown()
  const unregistered = isMadeKnown ? booked.slice(0, READ) : booked.slice(0, 1)
  const lists = others.flatMap(({ patient, made }) => (isMade(made) ? [{ patient, own: made }] : []))
  return {
    unknownBy: unknownBy(people),
    first,
    afterFirst,
    more,
    afterAll,
    others,
    unregistered: await Promise.all(
      unregistered.flatMap(({ patient, made }) =>
        made ? registry.ask(patient.PersonalNumber, 'the patient of the booking').then((read) => ({ made, read })) : [],
      ),
    ),
    lists: await Promise.all(
      lists.map(async (one) => ({ ...one, list: await booker.list(one.patient, 'own bookings') })),
    ),
    bookedInForms: [first, theirs].filter(isMade).flatMap(({ inForms }) => inForms),
    // Now that there are bookings which could be taken for theirs.
    none: [
      { what: 'a patient with no booking', list: await booker.list(people.single.patient, 'no booking') },
      { what: 'a number of no patient', list: await booker.list(nobody, 'a number of no patient') },
    ],
  }
}

/** Why patients who are to be booked for may not be known to the target. */
function unknownBy({ base, baseAgain, sibling, elder }: People): Bookings['unknownBy'] {
  if (!isRegistered(base)) return 'OPUS-PAT-09'
  const reads = [baseAgain, ...[sibling, elder].filter(isRegistered).map(({ read }) => read)]
  return reads.some((read) => read && status(read) === 404) ? 'OPUS-PAT-10' : undefined
}

/**
 * Books for patients of whom the target knows nothing yet: for one, and then for the others at once. Where that does not
 * make its patient known, the others are registered first.
 */
async function bookForUnregistered(
  booker: Booker,
  registry: Registry,
  [newcomer, ...rest]: readonly OpusPatient[],
  people: People,
  place: Query,
): Promise<{ booked: { patient: OpusPatient; made: Made | undefined }[]; isMadeKnown: boolean }> {
  if (!newcomer) return { booked: [], isMadeKnown: false }
  const what = 'a slot for a patient who is not known yet'
  const made = await booker.bookFree(newcomer, what, 'elsewhere')
  const isMadeKnown = isMade(made)
  const others = await Promise.all(
    rest.map(async (patient) => {
      if (!isMadeKnown) {
        const call = createCall(place, patient, acceptedForm(people.base))
        await registry.create(call, 'a patient to book for')
      }
      const slot = 'a slot for one who differs in one part'
      return { patient, made: await booker.bookFree(patient, slot, 'elsewhere') }
    }),
  )
  return { booked: [{ patient: newcomer, made }, ...others], isMadeKnown }
}
