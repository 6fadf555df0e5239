import type { RateLimit } from '../../../engine/target.ts'
import type { Attempt, CreateOperation, Order, Outcome } from './attempt.ts'
import * as checks from './checks.ts'
import type { Doctor, Rx } from './data.ts'
import { checkLabId } from './lab.ts'
import type { ProcedureMap } from './maps.ts'
import { slidingWindow } from './window.ts'

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

function renderRefusal(outcome: Outcome): unknown {
  if (outcome.kind === 'created' || outcome.kind === 'listed') throw new TypeError(`${outcome.kind} is no refusal`)
  const error = TITLE[outcome.kind]
  return outcome.kind === 'invalid' ? { error, problems: outcome.problems } : { error }
}

/**
 * Every decision of the mock, as the reading has it; defects and variants replace one of them. A deviation that needs to
 * remember something keeps it in its patch, which is made anew for each mock. Where the document is silent: a 429 with
 * Retry-After, a JSON body for every refusal, one window for each user.
 */
export const conforming = {
  /** Whom the credentials stand for; undefined for a stranger. */
  doctorFor: ({ named, credentials }: Attempt, _doctors: readonly Doctor[]): Doctor | undefined =>
    named && named.password === credentials?.password ? named : undefined,
  /** Whether a stranger is turned away before the body is looked at. */
  turnsStrangersAwayFirst: (_at: Attempt): boolean => true,
  /** Whether the list of maps is given to who sends this Authorization header. */
  admitsToMaps: (_authorization: string | undefined): boolean => true,

  ...checks,
  checkLabId,
  /** Whether this request brings the server down. */
  crashes: (_at: Attempt): boolean => false,

  /** The limit that is kept, from the documented one. */
  limit: (documented: RateLimit): RateLimit => documented,
  createWindow: slidingWindow,
  /** Tries with the same key share a window. */
  windowKey: ({ credentials }: Attempt): string => credentials?.user ?? '',
  isLimited: (_operation: CreateOperation): boolean => true,
  /** Whether the limit is looked at before the body. */
  limitsBeforeValidation: (_at: Attempt): boolean => false,
  /** Whether the list of maps is refused just now. */
  limitsMaps: (_now: number): boolean => false,
  countsAsCase: ({ kind }: Outcome): boolean => kind === 'created',

  /** From the next free number, and the next free code. */
  orderId: (next: number, _at: Attempt): number => next,
  orderCode: (next: string, _at: Attempt): string => next,
  /** The RX that the case is made for, given a fresh one. */
  rxFor: (fresh: Rx, { rx }: Attempt): Rx => rx ?? fresh,
  renderOrder: ({ orderId, orderCode, patientGuid, rxGuid }: Order, _at: Attempt): unknown => ({
    orderId,
    orderCode,
    patientGuid,
    rxGuid,
  }),

  /** The maps that there are, from the configured ones: what is listed and what is accepted. */
  catalogue: (maps: readonly ProcedureMap[]): readonly ProcedureMap[] => maps,
  /** The body of the list. `call` is 1 for the mock's first. */
  renderMaps: (procedureMaps: readonly ProcedureMap[], _call: number): unknown => ({ procedureMaps }),

  statusOf: ({ kind }: Outcome): number => STATUS[kind],
  /** The body of a refusal. */
  renderRefusal,
  contentType: (_outcome: Outcome): string | undefined => 'application/json',
  /** Headers besides Content-Type. */
  headers,
  /** Body text from what was rendered. */
  serialise: (body: unknown, _outcome: Outcome): string => JSON.stringify(body),
  /** Sends the body in chunks, without a Content-Length. */
  isChunked: (_outcome: Outcome): boolean => false,
  delayMs: (_outcome: Outcome): number => 0,
}

export type Behaviour = typeof conforming

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
