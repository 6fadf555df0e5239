import type { RateLimit } from '../../../engine/target.ts'
import type { Attempt, CreateOperation, Order, Outcome, Problem } from './attempt.ts'
import type { Check } from './checks.ts'
import * as checks from './checks.ts'
import type { Doctor, Rx } from './data.ts'
import { checkLabId } from './lab.ts'
import type { ProcedureMap } from './maps.ts'
import { type CaseWindow, slidingWindow } from './window.ts'

/**
 * Every decision of the mock. {@link conforming} decides as the reading says; defects and variants replace one of them.
 * A deviation that needs to remember something keeps it in its patch, which is made anew for each mock.
 */
export interface Behaviour {
  /** Whom the credentials stand for; undefined for a stranger. */
  doctorFor(at: Attempt, doctors: readonly Doctor[]): Doctor | undefined
  /** Whether a stranger is turned away before the body is looked at. */
  turnsStrangersAwayFirst(at: Attempt): boolean
  /** Whether the list of maps is given to who sends this Authorization header. */
  admitsToMaps(authorization: string | undefined): boolean

  checkBody: Check
  checkCompanyId: Check
  checkScannerSerialNumber: Check
  checkProcedureMapId: Check
  checkRxId: Check
  checkPatient: Check
  checkFirstName: Check
  checkLastName: Check
  checkMi: Check
  checkChartNumber: Check
  checkGender: Check
  checkDateOfBirth: Check
  checkZipCode: Check
  checkNotes: Check
  checkLabId: Check
  checkProperties: Check
  /** Whether this request brings the server down. */
  crashes(at: Attempt): boolean

  /** The limit that is kept, from the documented one. */
  limit(documented: RateLimit): RateLimit
  createWindow(limit: RateLimit): CaseWindow
  /** Tries with the same key share a window. */
  windowKey(at: Attempt): string
  isLimited(operation: CreateOperation): boolean
  /** Whether the limit is looked at before the body. */
  limitsBeforeValidation(at: Attempt): boolean
  /** Whether the list of maps is refused just now. */
  limitsMaps(now: number): boolean
  countsAsCase(outcome: Outcome): boolean

  /** From the next free number. */
  orderId(next: number, at: Attempt): number
  orderCode(next: string, at: Attempt): string
  /** The RX that the case is made for, given a fresh one. */
  rxFor(at: Attempt, fresh: Rx): Rx
  renderOrder(order: Order, at: Attempt): unknown

  /** The maps that there are, from the configured ones: what is listed and what is accepted. */
  catalogue(maps: readonly ProcedureMap[]): readonly ProcedureMap[]
  /** The body of the list. `call` is 1 for the mock's first. */
  renderMaps(maps: readonly ProcedureMap[], call: number): unknown

  statusOf(outcome: Outcome): number
  /** The body of a refusal. */
  renderRefusal(outcome: Outcome): unknown
  contentType(outcome: Outcome): string | undefined
  /** Headers besides Content-Type. */
  headers(outcome: Outcome): Record<string, string>
  /** Body text from what was rendered. */
  serialise(body: unknown, outcome: Outcome): string
  /** Sends the body in chunks, without a Content-Length. */
  isChunked(outcome: Outcome): boolean
  delayMs(outcome: Outcome): number
}

/** A check's name in the table. */
export type CheckName = Extract<keyof Behaviour, `check${string}`>

/** What is checked of a body, in the order in which problems are told. */
export const CHECKS: Readonly<Record<CreateOperation, readonly CheckName[]>> = {
  createNewOrder: [
    'checkCompanyId',
    'checkScannerSerialNumber',
    'checkProcedureMapId',
    'checkPatient',
    'checkFirstName',
    'checkLastName',
    'checkMi',
    'checkChartNumber',
    'checkGender',
    'checkDateOfBirth',
    'checkZipCode',
    'checkNotes',
    'checkLabId',
    'checkProperties',
  ],
  createNewOrderByRx: [
    'checkCompanyId',
    'checkScannerSerialNumber',
    'checkRxId',
    'checkProcedureMapId',
    'checkLabId',
    'checkProperties',
  ],
}

/** Where the document is silent: a 429 with Retry-After, a JSON body for every refusal, one window for each user. */
export const conforming: Behaviour = {
  doctorFor: ({ named, credentials }) => (named && named.password === credentials?.password ? named : undefined),
  turnsStrangersAwayFirst: () => true,
  admitsToMaps: () => true,

  ...checks,
  checkLabId,
  crashes: () => false,

  limit: (documented) => documented,
  createWindow: slidingWindow,
  windowKey: ({ credentials }) => credentials?.user ?? '',
  isLimited: () => true,
  limitsBeforeValidation: () => false,
  limitsMaps: () => false,
  countsAsCase: ({ kind }) => kind === 'created',

  orderId: (next) => next,
  orderCode: (next) => next,
  rxFor: ({ rx }, fresh) => rx ?? fresh,
  renderOrder: ({ orderId, orderCode, patientGuid, rxGuid }) => ({ orderId, orderCode, patientGuid, rxGuid }),

  catalogue: (maps) => maps,
  renderMaps: (procedureMaps) => ({ procedureMaps }),

  statusOf: ({ kind }) => STATUS[kind],
  renderRefusal,
  contentType: () => 'application/json',
  headers,
  serialise: (body) => JSON.stringify(body),
  isChunked: () => false,
  delayMs: () => 0,
}

const NO_HEADERS: Record<string, string> = {}

function headers(outcome: Outcome): Record<string, string> {
  switch (outcome.kind) {
    case 'limited':
      return { 'retry-after': String(Math.ceil(outcome.retryAfterSeconds)) }
    case 'unauthorized':
      return { 'www-authenticate': 'Basic realm="scanning tool", charset="UTF-8"' }
    default:
      return NO_HEADERS
  }
}

const STATUS: Record<Outcome['kind'], number> = {
  created: 200,
  listed: 200,
  invalid: 400,
  unauthorized: 401,
  limited: 429,
  crashed: 500,
}

const TITLE = {
  invalid: 'Bad request',
  unauthorized: 'Unauthorized',
  limited: 'Too many cases within the window',
  crashed: 'Internal server error',
}

function renderRefusal(outcome: Outcome): { error: string; problems?: readonly Problem[] } {
  if (outcome.kind === 'created' || outcome.kind === 'listed') throw new TypeError(`${outcome.kind} is no refusal`)
  const error = TITLE[outcome.kind]
  return outcome.kind === 'invalid' ? { error, problems: outcome.problems } : { error }
}
