import type { Exchange } from '../../engine/exchange.ts'
import { type Missing, missing, type Observation } from '../../engine/experiment.ts'
import { broken, type Unobserved, worst } from '../../engine/finding.ts'
import { toJson } from '../../engine/json.ts'
import { isUnjudgeable } from '../../engine/rule.ts'
import { came, isAccepted } from '../../engine/status.ts'
import type { Finding } from '../../engine/verdict.ts'
import type { OpusPatient } from '../../generators/opus-patient.ts'
import type { OpusOperation } from '../../generators/opus-world.ts'
import { type Call, isWrite, type Operation, type WriteOperation } from './api.ts'
import { bookCall, bookingIDOf, isMade, lastTry, moveCall } from './bookings/booker.ts'
import { type BeforeAndAfter, unchanged } from './bookings/listed.ts'
import { isMoved } from './bookings/moving.ts'
import type { Sent, Variation } from './client.ts'
import type { BookingHistory, Opus } from './context.ts'
import type { Discovery } from './discovery.ts'
import { faultsFor, type Move, withFault, worldOf } from './faults.ts'
import { acceptedForm, createCall, type People, registrationOf } from './patients/people.ts'
import { byNumber, isPatient, type SentPatient } from './patients/registry.ts'
import type { RequirementId } from './requirements.gen.ts'
import type { Slot } from './shapes.ts'
import { leaning } from './statuses.ts'

/** The rule that says that a valid call of an operation is accepted. */
export const ACCEPTED_BY: Readonly<Record<Operation, RequirementId>> = {
  getClinics: 'OPUS-CLINIC-01',
  getClinic: 'OPUS-CLINIC-07',
  getClinicians: 'OPUS-CLINICIAN-01',
  getTreatments: 'OPUS-TREAT-01',
  getTimeslotsByMonth: 'OPUS-SLOT-01',
  getTimeslotsFrom: 'OPUS-SLOT-13',
  getPatient: 'OPUS-PAT-01',
  createPatient: 'OPUS-PAT-09',
  getBookings: 'OPUS-BOOK-02',
  createBooking: 'OPUS-BOOK-01',
  updateBooking: 'OPUS-BOOK-19',
}

/** Changes of an accepted call, each sent alone; where it is asked for, what tells that none of them was carried out. */
export interface Trials {
  observations: Observation[]
  /** For createBooking and updateBooking: the bookings of those concerned. */
  bookings?: BeforeAndAfter[]
  /** For createPatient: how getPatient answers to the number afterwards. */
  created?: { number: SentPatient['PersonalNumber']; read: Exchange }
}

/** What changes are made of: a valid call, and what is known of the target. */
export interface Valid {
  call: Call
  found: Discovery
  /** Of a call that writes: whom it is for, and of a booking the slot, which is free. */
  patient?: SentPatient
  slot?: Slot
  move?: Move
}

export type Change = Omit<Variation, 'base'> & {
  /** Another patient whose number is in the request. */
  named?: OpusPatient
}
type Changes = (valid: Valid) => readonly Change[] | Promise<readonly Change[]>

/**
 * Sends changes of an accepted call: of one that reads at once, of one that writes one after the other.
 *
 * @param checked whether it is looked at afterwards what was done
 */
export async function vary(opus: Opus, operation: Operation, changes: Changes, checked = false): Promise<Trials> {
  if (isWrite(operation)) return varyWrite(opus, operation, changes, checked)
  const found = await opus.found()
  return { observations: await varyRead(opus, await validRead(opus, operation), (call) => changes({ call, found })) }
}

/** Sends the faults that the catalogue has for the requirement that asks. */
export const tryFaults = (opus: Opus, operation: OpusOperation, checked = false): Promise<Trials> =>
  vary(
    opus,
    operation,
    ({ call, found, move }) => {
      const world = worldOf(found, opus.seed, move)
      return faultsFor(operation, world).map((fault) => ({
        what: `${operation} with ${fault.what}`,
        call: withFault(call, fault, world),
        // Nothing is wrong with the number of another patient but whose it is.
        ...(fault.requirement === 'OPUS-BOOK-24' && move ? { isValidInForm: true, named: move.other } : {}),
      }))
    },
    checked,
  )

/** A valid call of a read operation that has something to answer, or why there is none. */
export async function validRead(opus: Opus, operation: Operation): Promise<Call | Missing> {
  const { richest, from, slots, treatments, clinics } = await opus.found()
  switch (operation) {
    case 'getClinics':
    case 'getClinicians':
      return { operation, query: { onlyWithFreeTimes: 'false' } }
    case 'getTreatments':
      return { operation }
    case 'getClinic':
      return clinics[0] === undefined ? notAccepted(operation) : { operation, clinicID: clinics[0] }
    case 'getTimeslotsByMonth': {
      const [month] = richest
      return month ? { operation, query: { year: String(month.year), month: String(month.month) } } : NOTHING_FOUND
    }
    case 'getTimeslotsFrom': {
      const treatmentID = slots.find((slot) => slot.start.local >= from)?.treatmentID ?? treatments[0]
      return treatmentID === undefined
        ? NOTHING_FOUND
        : { operation, query: { startingFromDateTime: from, treatmentID } }
    }
    default: {
      const people = await opus.people()
      const made = operation === 'getBookings' ? await opus.bookings() : people
      const denied = [people, made].find(isUnjudgeable)
      if (denied || isUnjudgeable(people)) return notTried(denied as Unobserved)
      return { operation, query: byNumber(people.base.patient.PersonalNumber) }
    }
  }
}

const NOTHING_FOUND = missing('it could not be tried', 'nothing was found to ask for', 'a target with free slots', [
  'OPUS-SLOT-01',
  'OPUS-SHAPE-04',
])

/** The answer to a valid read, shared by all that ask for the same. */
export async function answerTo(opus: Opus, { operation, query = {}, clinicID }: Call): Promise<Exchange> {
  if (clinicID !== undefined) return opus.clinic(clinicID)
  return opus.client.read(operation, query, { purpose: 'control', what: `a valid ${operation}` })
}

/**
 * Sends changes of a read, where the read itself is accepted.
 *
 * @param leansOn the rule that says so, where it is not its operation's
 */
export async function varyRead(
  opus: Opus,
  call: Call | Missing,
  changes: (call: Call) => ReturnType<Changes>,
  leansOn?: RequirementId,
): Promise<Observation[]> {
  if ('kind' in call) return [call]
  const exchange = await answerTo(opus, call)
  if (!isAccepted(exchange)) return [notAccepted(call.operation, leansOn)]
  return Promise.all((await changes(call)).map((change) => opus.client.vary({ call, exchange }, change)))
}

async function varyWrite(opus: Opus, operation: WriteOperation, changes: Changes, checked: boolean): Promise<Trials> {
  return opus.during('writes', async (): Promise<Trials> => {
    const people = await opus.people()
    const history = operation === 'createPatient' ? undefined : await opus.bookings()
    if (isUnjudgeable(people)) return { observations: [notTried(people)] }
    if (isUnjudgeable(history)) return { observations: [notTried(history)] }
    const found = await opus.found()
    return opus.turn(async () => {
      const observations: Observation[] = []
      const watched: { patient: SentPatient; before: Exchange }[] = []
      let known: { valid: Prepared['valid']; all: readonly Change[] } | undefined
      for (;;) {
        const { control, valid } = (await prepare(opus, operation, people, history)) ?? {}
        if (!control || !valid) {
          observations.push(notAccepted(operation))
          break
        }
        // Another slot, or another patient, makes other requests.
        if (toJson(valid.call) !== toJson(known?.valid.call)) known = { valid, all: await changes({ ...valid, found }) }
        const change = known?.all[observations.length]
        if (!change) break
        if (checked && history && watched.length === 0) {
          for (const patient of [valid.patient, ...(change.named ? [change.named] : [])]) {
            watched.push({ patient, before: await opus.booker.known(patient, 'the bookings before') })
          }
        }
        const trial = await opus.client.vary(control, { ...change, base: valid.call })
        observations.push(trial)
        for (const { patient } of [valid, ...watched]) opus.booker.mayDiffer(patient, trial.exchange)
        if (isAccepted(trial.exchange)) opus.isTaken(operation)
      }
      if (!checked || !known) return { observations }
      const { PersonalNumber: number } = known.valid.patient
      if (!history) {
        const read = await opus.registry.ask(number, 'the number of the requests that were to be refused')
        if (isAccepted(read)) opus.isTaken(operation)
        return { observations, created: { number, read } }
      }
      const bookings: BeforeAndAfter[] = []
      for (const { patient, before } of watched) {
        bookings.push({ before, after: await opus.booker.list(patient, 'the bookings afterwards') })
      }
      if (bookings.some((one) => unchanged('', one).outcome === 'broken')) opus.isTaken(operation)
      return { observations, bookings }
    })
  })
}

/** An accepted call, and a valid one to be changed: for someone who is not there, or a slot that is free. */
interface Prepared {
  control: Sent
  valid: Omit<Valid, 'found'> & { patient: SentPatient }
}

async function prepare(
  opus: Opus,
  operation: WriteOperation,
  people: People,
  history: BookingHistory | undefined,
): Promise<Prepared | undefined> {
  const { booker } = opus
  const { first, moved } = history ?? {}
  if (operation === 'createPatient') {
    const [place = {}] = await opus.places()
    const [control] = [people.base, people.sibling, people.single].flatMap((one) => registrationOf(one, place) ?? [])
    if (!control) return undefined
    const call = createCall(place, await opus.registry.unregistered(), acceptedForm(people.base))
    return { control, valid: { call, patient: call.body } }
  }
  if (operation === 'createBooking') {
    const slot = await opus.spare(isMade(first) ? first.slot.clinicID : undefined)
    if (!slot || !isMade(first)) return undefined
    const patient = booker.written(people.single.patient)
    const control = { call: bookCall(booker.written(first.patient), first.slot), exchange: lastTry(first) }
    return { control, valid: { call: bookCall(patient, slot), slot, patient } }
  }
  if (!isMoved(moved)) return undefined
  const bookingID = bookingIDOf(moved.after, moved.to, undefined) ?? moved.call.query?.bookingID
  const slot = await opus.spare(moved.to.clinicID)
  if (slot?.clinicID !== moved.to.clinicID || bookingID === undefined) return undefined
  const patient = booker.written(people.base.patient)
  const move = { bookingID, own: people.base.patient, other: people.sibling.patient }
  return {
    control: { call: moved.call, exchange: moved.exchange },
    valid: { call: moveCall(patient, bookingID, slot), slot, patient, move },
  }
}

const notTried = ({ reason, remedy, leansOn }: Unobserved): Missing =>
  missing('it could not be tried', reason, remedy, leansOn)

export const notAccepted = (operation: Operation, leansOn: RequirementId = ACCEPTED_BY[operation]): Missing =>
  missing(
    `each change of ${operation}`,
    `no valid ${operation} was accepted in this run, so there is nothing to change`,
    `${leansOn} holds`,
    [leansOn],
  )

/** What was refused was not done either. */
export function undone(expected: string, refused: Finding, { observations, bookings = [], created }: Trials): Finding {
  const sent = observations.flatMap((one) => (one.kind === 'trial' ? [one.exchange] : []))
  if (refused.outcome === 'broken' || sent.some(isAccepted)) return refused
  return worst(
    [
      refused,
      ...bookings.map((one) => unchanged(`it is refused, and ${expected}`, one)),
      ...(created && isAccepted(created.read) ? [isThere(created, sent)] : []),
    ],
    refused,
  )
}

/** getPatient answers to a number that nobody was to have. */
function isThere({ number, read }: NonNullable<Trials['created']>, sent: readonly Exchange[]): Finding {
  if (!isPatient(read, number))
    return leaning(`getPatient answers ${came(read)} for that number`, 'OPUS-PAT-06', [read])
  const actual = 'it was refused, and getPatient knows the patient'
  return broken('the request is refused and no patient is created', actual, [...sent, read])
}
