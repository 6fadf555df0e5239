import type { Change, Exchange, Purpose } from '../../engine/exchange.ts'
import type { Trial } from '../../engine/experiment.ts'
import { toJson } from '../../engine/json.ts'
import { differences } from '../../engine/json-diff.ts'
import { limitTo } from '../../engine/limit.ts'
import { Memo } from '../../engine/memo.ts'
import type { Session } from '../../engine/session.ts'
import {
  type Call,
  isWrite,
  methodOf,
  type Operation,
  pathOf,
  type Query,
  queryOf,
  questionOf,
  RIGHT_KEY,
} from './api.ts'
import { property } from './shapes.ts'

/** Requests under way at once. */
const AT_ONCE = 8

/** Why a call is made. */
export interface Asked {
  purpose: Purpose
  what: string
}

/** A call that was made. */
export interface Sent {
  call: Call
  exchange: Exchange
}

/** One change of an accepted call. */
export interface Variation {
  what: string
  /** The control with the change. */
  call: Call
  /** The valid call that is changed, where it differs from the control in more than the change (a patient of its own). */
  base?: Call
  /** What the body of a 400 may name besides what was changed. */
  alsoNamed?: readonly string[]
  /** No parameter is missing or invalid in itself, so that a 400 has none to name. */
  isValidInForm?: true
  /** It asks for a slot that was never offered. */
  isNeverOffered?: true
}

/** A 400 has to name one of these, without regard to case, spaces and signs. */
export interface Named {
  exchange: Exchange
  names: string[]
}

/** Sends the profile's calls, with the right key unless another is given; every write is in the ledger before it is sent. */
export class Client {
  /** Variations, with what a 400 to each has to name. */
  readonly named: Named[] = []
  /** Exchanges that ask for a slot that is taken, or was never offered: the document gives no status for their refusal. */
  readonly ofTakenSlots: string[] = []
  readonly ofSlotsNeverOffered: string[] = []
  /** Exchanges since the backend was first taken down. */
  readonly sinceOutage: string[] = []
  hadOutage = false
  readonly #limit = limitTo(AT_ONCE)
  readonly #reads = new Memo<Exchange>()
  readonly rightKey: string

  constructor(readonly session: Session) {
    this.rightKey = String(session.target.settings.apiKey ?? '')
  }

  async send(call: Call, asked: Asked, against?: { control: Exchange; changes: Change[] }): Promise<Sent> {
    const { session } = this
    const key = call.key ?? { value: this.rightKey, shown: RIGHT_KEY }
    const body = call.wire ?? (call.body === undefined ? null : toJson(call.body))
    const takesBody = isWrite(call.operation)
    return this.#limit(async () => {
      session.signal.throwIfAborted()
      const { operation } = call
      const settle = takesBody ? session.ledger.enter({ operation, makes: writeInWords(call) }) : undefined
      const exchange = await session.send({
        purpose: asked.purpose,
        operation,
        what: asked.what,
        method: methodOf(operation),
        path: pathOf(session.target, call),
        headers: {
          ...(key.value === undefined ? {} : { api_key: { value: key.value, shown: key.shown } }),
          ...(takesBody ? { 'content-type': call.contentType ?? 'application/json' } : {}),
          accept: 'application/json',
        },
        body,
        ...(against ? { controlId: against.control.id, changes: against.changes } : {}),
      })
      settle?.(exchange)
      if (this.hadOutage) this.sinceOutage.push(exchange.id)
      return { call, exchange }
    })
  }

  /** Asks a question of a read operation, once in a run. */
  read(operation: Operation, query: Query, asked: Asked): Promise<Exchange> {
    return this.#reads.get(
      questionOf(operation, query),
      async () => (await this.send({ operation, query }, asked)).exchange,
    )
  }

  /** The same question once more; what it answers now replaces what is known. */
  async again(exchange: Exchange): Promise<Exchange> {
    const { purpose, what } = exchange
    const operation = exchange.operation as Operation
    const query = queryOf(exchange)
    const sent = this.send({ operation, query }, { purpose, what })
    const answer = sent.then((one) => one.exchange)
    this.#reads.set(questionOf(operation, query), answer)
    return answer
  }

  /** Carries out one change of an accepted call. */
  async vary(control: Sent, variation: Variation): Promise<Trial> {
    const { what, call, base = control.call, alsoNamed = [], isValidInForm, isNeverOffered } = variation
    const { exchange } = await this.send(
      call,
      { purpose: 'variation', what },
      { control: control.exchange, changes: changesOf(control.call, call) },
    )
    const names = [...namesOf(call.operation, changesOf(base, call)), ...alsoNamed]
    if (isNeverOffered) this.ofSlotsNeverOffered.push(exchange.id)
    if (names.length > 0 && !isValidInForm) this.named.push({ exchange, names })
    return { kind: 'trial', what, control: control.exchange, exchange }
  }
}

/** Everything in which two calls differ on the wire. */
function changesOf(from: Call, to: Call): Change[] {
  const changes = [
    ...differences(from.query ?? {}, to.query ?? {}, 'query'),
    ...(from.clinicID === to.clinicID ? [] : [{ at: 'path/clinicID', from: from.clinicID, to: to.clinicID }]),
  ]
  if (to.wire !== undefined) changes.push({ at: 'body', from: from.body, to: to.wire })
  else changes.push(...differences(from.body, to.body, 'body'))
  if (to.key) {
    changes.push({
      at: 'header/api_key',
      from: RIGHT_KEY,
      ...(to.key.value === undefined ? {} : { to: to.key.shown }),
    })
  }
  if (to.contentType !== undefined) {
    changes.push({ at: 'header/content-type', from: 'application/json', to: to.contentType })
  }
  return changes
}

/** What a write makes at the target, in words, as far as its request says: a request that is to be refused may lack anything. */
function writeInWords({ operation, query = {}, body }: Call): string {
  if (operation === 'createPatient') return `patient ${patientInWords(body)}`
  const patient = patientInWords(property(body, 'Patient'))
  const slot = property(body, 'TimeSlot')
  const [start, clinic, clinician, treatment] = ['Start', 'ClinicID', 'ClinicianID', 'TreatmentID'].map((name) =>
    text(property(slot, name)),
  )
  const when = `${start} at clinic ${clinic} with clinician ${clinician} for treatment ${treatment}`
  return operation === 'updateBooking'
    ? `booking ${text(query.bookingID)} of ${patient} moved to ${when}`
    : `booking of ${patient}: ${when}`
}

function patientInWords(patient: unknown): string {
  const number = property(patient, 'PersonalNumber')
  const parts = ['Year', 'Month', 'Day', 'ExtraDigits'].map((part) => text(property(number, part)))
  return `${text(property(patient, 'FirstName'))} ${text(property(patient, 'LastName'))}, ${parts.join('-')}`
}

const text = (value: unknown): string => (value === undefined ? '(none)' : String(value))

/** "Some examples: 'Invalid SSN'": any of these will do for any part of a personal number. */
const PERSONAL_NUMBER = ['ssn', 'personalnumber', 'birth']

/** Without regard to case, spaces and signs. */
export const folded = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/**
 * What the body of a 400 may name where these parameters are missing or invalid: each of them, what they are part of, and
 * "SSN" for parts of a personal number. None where the body as a whole is what is wrong.
 */
function namesOf(operation: Operation, changes: readonly Change[]): string[] {
  const places = changes.map(({ at }) => at.split('/').slice(1)).filter((place) => place.length > 0)
  if (places.length === 0 || changes.some(({ at }) => at.startsWith('header/'))) return []
  const inBody = changes.some(({ at }) => at.startsWith('body/'))
  // createPatient's body is the patient itself.
  const whole = operation === 'createPatient' && inBody ? ['patient'] : []
  const names = [...places.flat(), ...whole].map((name) => folded(name).replace(/id$/, ''))
  const ofPatient = operation === 'getPatient' || operation === 'getBookings'
  const isNumber = ofPatient || places.some((place) => place.includes('PersonalNumber'))
  return [...new Set([...names, ...(isNumber ? PERSONAL_NUMBER : [])])]
}
