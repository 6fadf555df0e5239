import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { type Call, OPERATIONS, type OperationId } from '../call.ts'
import { accepts, answers, askedNumber, defect, doesRefused, kebab, type Patch } from './effects.ts'

/** The rule about an operation's key. */
const RULE: Record<OperationId, { missing: string; wrong: string }> = {
  getPatient: { missing: 'OPUS-KEY-01', wrong: 'OPUS-KEY-02' },
  getBookings: { missing: 'OPUS-KEY-03', wrong: 'OPUS-KEY-03' },
  createBooking: { missing: 'OPUS-KEY-04', wrong: 'OPUS-KEY-04' },
  updateBooking: { missing: 'OPUS-KEY-05', wrong: 'OPUS-KEY-05' },
  createPatient: { missing: 'OPUS-KEY-06', wrong: 'OPUS-KEY-06' },
  getClinics: { missing: 'OPUS-KEY-07', wrong: 'OPUS-KEY-07' },
  getClinic: { missing: 'OPUS-KEY-07', wrong: 'OPUS-KEY-07' },
  getClinicians: { missing: 'OPUS-KEY-07', wrong: 'OPUS-KEY-07' },
  getTreatments: { missing: 'OPUS-KEY-07', wrong: 'OPUS-KEY-07' },
  getTimeslotsByMonth: { missing: 'OPUS-KEY-07', wrong: 'OPUS-KEY-07' },
  getTimeslotsFrom: { missing: 'OPUS-KEY-07', wrong: 'OPUS-KEY-07' },
}

const isMissing = ({ apiKey }: Call) => apiKey === undefined
const isWrong = ({ apiKey }: Call) => apiKey !== undefined

/** Takes a key that is not the right one for right, on one operation or on all. */
function takes(isTaken: (given: string, right: string) => boolean, operation?: OperationId): Patch {
  return ({ isKeyRight }) => ({
    isKeyRight: (given, right, call) =>
      isKeyRight(given, right, call) ||
      (given !== undefined && (operation ?? call.operation) === call.operation && isTaken(given, right)),
  })
}

/** Puts the patient whom the query names into the body of the refusal. */
function leaksPatient(when: (call: Call) => boolean): Patch {
  return ({ refusalBody, findPatient }) => ({
    refusalBody: (objection, call, world) => {
      const usual = refusalBody(objection, call, world)
      if (objection.reason !== 'key' || call.operation !== 'getPatient' || !when(call)) return usual
      return { ...(usual as object), Patient: findPatient(world, askedNumber(call)) }
    },
  })
}

const isEmpty = (given: string) => given === ''
const isLowerCase = (given: string, right: string) => given === right.toLowerCase()
const isUpperCase = (given: string, right: string) => given === right.toUpperCase()
const isAnyCase = (given: string, right: string) => given.toLowerCase() === right.toLowerCase()
const isShorter = (given: string, right: string) => given !== '' && right.startsWith(given)
const isLonger = (given: string, right: string) => given.startsWith(right)

/** A key that is taken is taken during an outage too: OPUS-DOWN-08 leans on OPUS-KEY-01 to -07. */
export const keyDefects: readonly Defect<Behaviour>[] = [
  ...OPERATIONS.flatMap((operation) => [
    defect(
      RULE[operation].missing,
      `key-missing-accepted-${kebab(operation)}`,
      `${operation} is answered without an api_key.`,
      accepts({ operation, reason: 'key', when: isMissing }),
    ),
    // Keys that are nearly right are taken as well: OPUS-KEY-09 leans on this rule.
    defect(
      RULE[operation].wrong,
      `key-wrong-accepted-${kebab(operation)}`,
      `${operation} is answered with any api_key that is not left out.`,
      accepts({ operation, reason: 'key', when: isWrong }),
    ),
  ]),
  defect(
    'OPUS-KEY-01',
    'key-missing-leaks-patient',
    'getPatient without an api_key is refused with the patient in the body.',
    leaksPatient(isMissing),
  ),
  defect(
    'OPUS-KEY-02',
    'key-wrong-leaks-patient',
    'getPatient with a wrong api_key is refused with the patient in the body.',
    leaksPatient(isWrong),
  ),
  ...(['createBooking', 'updateBooking', 'createPatient'] as const).flatMap((operation) => [
    defect(
      RULE[operation].missing,
      `key-missing-done-${kebab(operation)}`,
      `${operation} without an api_key is refused, and done.`,
      doesRefused({ operation, reason: 'key', when: isMissing }),
    ),
    defect(
      RULE[operation].wrong,
      `key-wrong-done-${kebab(operation)}`,
      `${operation} with a wrong api_key is refused, and done.`,
      doesRefused({ operation, reason: 'key', when: isWrong }),
    ),
  ]),

  // 404 is a refusal all the same, so that OPUS-KEY-01 to -07 hold.
  defect('OPUS-KEY-08', 'key-refused-404', 'A missing or wrong api_key answers 404.', answers(404, { reason: 'key' })),
  defect(
    'OPUS-KEY-08',
    'key-missing-404',
    'A missing api_key answers 404, a wrong one 401.',
    answers(404, { reason: 'key', when: isMissing }),
  ),
  ...(['getPatient', 'getClinic', 'createBooking', 'getTimeslotsFrom'] as const).map((operation) =>
    defect(
      'OPUS-KEY-08',
      `key-refused-404-${kebab(operation)}`,
      `A missing or wrong api_key answers 404 on ${operation}.`,
      answers(404, { operation, reason: 'key' }),
    ),
  ),

  defect('OPUS-KEY-09', 'key-empty-accepted', 'An empty api_key is accepted.', takes(isEmpty)),
  defect('OPUS-KEY-09', 'key-any-case-accepted', 'The api_key is compared without regard to case.', takes(isAnyCase)),
  defect('OPUS-KEY-09', 'key-lower-case-accepted', 'The api_key is accepted in lower case.', takes(isLowerCase)),
  defect('OPUS-KEY-09', 'key-upper-case-accepted', 'The api_key is accepted in upper case.', takes(isUpperCase)),
  defect('OPUS-KEY-09', 'key-longer-accepted', 'What follows the api_key is not looked at.', takes(isLonger)),
  defect('OPUS-KEY-09', 'key-shorter-accepted', 'The beginning of the api_key is enough.', takes(isShorter)),
  ...(
    [
      ['getPatient', 'any-case', isAnyCase, 'in any case'],
      ['getBookings', 'longer', isLonger, 'with letters more'],
      ['createPatient', 'empty', isEmpty, 'where it is empty'],
      ['createBooking', 'any-case', isAnyCase, 'in any case'],
      ['updateBooking', 'upper-case', isUpperCase, 'in upper case'],
      ['getClinic', 'longer', isLonger, 'with letters more'],
      ['getTreatments', 'lower-case', isLowerCase, 'in lower case'],
      ['getTimeslotsByMonth', 'empty', isEmpty, 'where it is empty'],
      ['getTimeslotsFrom', 'any-case', isAnyCase, 'in any case'],
    ] as const
  ).map(([operation, kind, isTaken, how]) =>
    defect(
      'OPUS-KEY-09',
      `key-${kind}-accepted-${kebab(operation)}`,
      `${operation} accepts the api_key ${how}.`,
      takes(isTaken, operation),
    ),
  ),
]
