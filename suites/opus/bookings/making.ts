import type { Exchange } from '../../../engine/exchange.ts'
import { status } from '../../../engine/status.ts'
import type { OpusPatient } from '../../../generators/opus-patient.ts'
import type { Query } from '../api.ts'
import { acceptedForm, createCall, isRegistered, type People } from '../patients/people.ts'
import type { Registry } from '../patients/registry.ts'
import { type BookingDesk, isMade, type Made } from './desk.ts'

/** The bookings that a run makes, and what getBookings answers then. */
export interface Bookings {
  /** The rule that those whom a booking refuses are not known to be registered by; none where they are. */
  unknownBy: 'OPUS-PAT-09' | 'OPUS-PAT-10' | undefined
  /** The plain patient's: two, each listed after it was made. */
  first: Made | undefined
  afterFirst: Exchange | undefined
  second: Made | undefined
  afterSecond: Exchange | undefined
  /** Of patients who differ from another in one part of their number; whether they were registered beforehand. */
  others: { patient: OpusPatient; made: Made | undefined; isRegistered: boolean }[]
  /** The lists of those who have one booking, while the others have theirs. */
  lists: { patient: OpusPatient; own: Made; list: Exchange }[]
  /** A patient whom only a booking made known. */
  unregistered: { made: Made; read: Exchange } | undefined
  /** A patient who has no booking, and a number of nobody. */
  none: { what: string; list: Exchange }[]
}

/** Slots of the first booking's clinic that are kept. */
const RESERVED = 4
/** Of the others, the first ones' bookings are listed: the sibling's and the elder's. */
const LISTED = 2

/** Makes the bookings of a run, one after the other. */
export async function makeBookings(
  desk: BookingDesk,
  registry: Registry,
  people: People,
  place: Query,
  nobody: Pick<OpusPatient, 'PersonalNumber'>,
): Promise<Bookings> {
  const base = people.base.patient
  const first = await desk.bookFree('OPUS-BOOK-01', base, 'a free slot')
  const clinicID = first?.slot.clinicID
  // To be moved to, and for what is to be refused: a booking is moved within one clinic.
  if (clinicID !== undefined) await desk.pool.reserve(clinicID, RESERVED)
  const afterFirst = first && (await desk.list('OPUS-BOOK-02', base, 'the booking that was made'))
  const second = first && (await desk.bookFree('OPUS-BOOK-01', base, 'a second free slot', { at: first.slot.clinicID }))
  const afterSecond = second && (await desk.list('OPUS-BOOK-03', base, 'both bookings'))

  const others: Bookings['others'] = []
  for (const { patient } of [people.sibling, people.elder].filter(isRegistered)) {
    // The first one beside the plain patient's, at the same clinic: what is theirs may be told apart by the patient alone.
    const wish = patient === people.sibling.patient && first ? { beside: first.slot } : 'elsewhere'
    const made = await desk.bookFree('OPUS-BOOK-04', patient, 'a slot for another patient', wish)
    others.push({ patient, made, isRegistered: true })
  }
  const neighbours = isRegistered(people.elder) ? people.neighbours.map(({ patient }) => patient) : []
  const unregistered = await bookForUnknown(desk, registry, neighbours[0])
  for (const patient of neighbours) {
    // Where a booking does not make its patient known, the others are registered first.
    const isKnown = !isMade(unregistered?.made)
    if (!isKnown && patient === neighbours[0]) {
      others.push({ patient, made: unregistered?.made, isRegistered: false })
      continue
    }
    const call = createCall(place, patient, acceptedForm(people.base))
    if (isKnown) await registry.create('OPUS-BOOK-04', call, 'a patient to book for')
    const made = await desk.bookFree('OPUS-BOOK-04', patient, 'a slot for one who differs in one part', 'elsewhere')
    others.push({ patient, made, isRegistered: isKnown })
  }
  const lists: Bookings['lists'] = []
  for (const { patient, made } of others.slice(0, LISTED)) {
    if (isMade(made)) lists.push({ patient, own: made, list: await desk.list('OPUS-BOOK-04', patient, 'own bookings') })
  }
  // Now that there are bookings which could be taken for theirs.
  const none = [
    { what: 'a patient with no booking', list: await desk.list('OPUS-BOOK-09', people.single.patient, 'no booking') },
    { what: 'a number of no patient', list: await desk.list('OPUS-BOOK-09', nobody, 'a number of no patient') },
  ]
  return {
    unknownBy: unknownBy(people),
    first,
    afterFirst,
    second,
    afterSecond,
    others,
    lists,
    unregistered,
    none,
  }
}

/** Why patients who are to be booked for may not be known to the target. */
function unknownBy({ base, baseAgain, sibling, elder }: People): Bookings['unknownBy'] {
  if (!isRegistered(base)) return 'OPUS-PAT-09'
  const reads = [baseAgain, ...[sibling, elder].filter(isRegistered).map(({ read }) => read)]
  return reads.some((read) => read && status(read) === 404) ? 'OPUS-PAT-10' : undefined
}

/** Books for a patient of whom the target knows nothing yet. */
async function bookForUnknown(
  desk: BookingDesk,
  registry: Registry,
  neighbour: OpusPatient | undefined,
): Promise<Bookings['unregistered']> {
  const patient = neighbour ?? (await registry.stranger('OPUS-BOOK-25'))
  const made = await desk.bookFree('OPUS-BOOK-25', patient, 'a slot for a patient who is not known yet', 'elsewhere')
  if (!made) return undefined
  if (isMade(made) && !neighbour) registry.strangerIsKnown()
  return { made, read: await registry.ask('OPUS-BOOK-25', patient.PersonalNumber, 'the patient of the booking') }
}
