import { type Defect, defectsOf } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { type Call, OPERATIONS, type OperationId } from '../call.ts'
import { accepts, alters, answers, askedNumber, doesRefused, each, kebab, type Patch, WRITES } from './effects.ts'

/** The rule about an operation's key; getPatient has one about a missing and one about a wrong key. */
function keyRule(operation: OperationId, kind: 'missing' | 'wrong'): string {
  switch (operation) {
    case 'getPatient':
      return kind === 'missing' ? 'OPUS-KEY-01' : 'OPUS-KEY-02'
    case 'getBookings':
      return 'OPUS-KEY-03'
    case 'createBooking':
      return 'OPUS-KEY-04'
    case 'updateBooking':
      return 'OPUS-KEY-05'
    case 'createPatient':
      return 'OPUS-KEY-06'
    default:
      return 'OPUS-KEY-07'
  }
}

const isMissing = ({ apiKey }: Call) => apiKey === undefined
const isWrong = ({ apiKey }: Call) => apiKey !== undefined

/** Takes a key that is not the right one for right, on one operation or on all. */
function takes(isTaken: (given: string, right: string) => boolean, operation?: OperationId): Patch {
  return alters(
    'isKeyRight',
    (isRight, given, right, call) =>
      isRight || (given !== undefined && (operation ?? call.operation) === call.operation && isTaken(given, right)),
  )
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
    ...defectsOf<Behaviour>({
      [keyRule(operation, 'missing')]: {
        [`key-missing-accepted-${kebab(operation)}`]: [
          `${operation} is answered without an api_key.`,
          accepts({ operation, reason: 'key', when: isMissing }),
        ],
      },
    }),
    // Keys that are nearly right are taken as well: OPUS-KEY-09 leans on this rule.
    ...defectsOf<Behaviour>({
      [keyRule(operation, 'wrong')]: {
        [`key-wrong-accepted-${kebab(operation)}`]: [
          `${operation} is answered with any api_key that is not left out.`,
          accepts({ operation, reason: 'key', when: isWrong }),
        ],
      },
    }),
  ]),
  ...WRITES.flatMap((operation) =>
    defectsOf<Behaviour>({
      [keyRule(operation, 'missing')]: {
        [`key-missing-done-${kebab(operation)}`]: [
          `${operation} without an api_key is refused, and done.`,
          doesRefused({ operation, reason: 'key', when: isMissing }),
        ],
        [`key-wrong-done-${kebab(operation)}`]: [
          `${operation} with a wrong api_key is refused, and done.`,
          doesRefused({ operation, reason: 'key', when: isWrong }),
        ],
      },
    }),
  ),
  ...defectsOf<Behaviour>({
    'OPUS-KEY-01': {
      'key-missing-leaks-patient': [
        'getPatient without an api_key is refused with the patient in the body.',
        leaksPatient(isMissing),
      ],
    },
    'OPUS-KEY-02': {
      'key-wrong-leaks-patient': [
        'getPatient with a wrong api_key is refused with the patient in the body.',
        leaksPatient(isWrong),
      ],
    },
    // 404 is a refusal all the same, so that OPUS-KEY-01 to -07 hold.
    'OPUS-KEY-08': {
      'key-refused-404': ['A missing or wrong api_key answers 404.', answers(404, { reason: 'key' })],
      'key-missing-404': [
        'A missing api_key answers 404, a wrong one 401.',
        answers(404, { reason: 'key', when: isMissing }),
      ],
      ...each(['getPatient', 'getClinic', 'createBooking', 'getTimeslotsFrom'] as const, (operation) => ({
        [`key-refused-404-${kebab(operation)}`]: [
          `A missing or wrong api_key answers 404 on ${operation}.`,
          answers(404, { operation, reason: 'key' }),
        ],
      })),
    },
    'OPUS-KEY-09': {
      'key-empty-accepted': ['An empty api_key is accepted.', takes(isEmpty)],
      'key-any-case-accepted': ['The api_key is compared without regard to case.', takes(isAnyCase)],
      'key-lower-case-accepted': ['The api_key is accepted in lower case.', takes(isLowerCase)],
      'key-upper-case-accepted': ['The api_key is accepted in upper case.', takes(isUpperCase)],
      'key-longer-accepted': ['What follows the api_key is not looked at.', takes(isLonger)],
      'key-shorter-accepted': ['The beginning of the api_key is enough.', takes(isShorter)],
      ...each(
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
        ] as const,
        ([operation, kind, isTaken, how]) => ({
          [`key-${kind}-accepted-${kebab(operation)}`]: [
            `${operation} accepts the api_key ${how}.`,
            takes(isTaken, operation),
          ],
        }),
      ),
    },
  }),
  ...OPERATIONS.flatMap((operation) =>
    defectsOf<Behaviour>({
      [keyRule(operation, 'wrong')]: {
        [`key-of-the-same-length-${kebab(operation)}`]: [
          `${operation} takes any api_key of the right length that begins like the right one.`,
          takes((given, right) => given.length === right.length && given.startsWith(right.slice(0, 8)), operation),
        ],
      },
    }),
  ),
]
