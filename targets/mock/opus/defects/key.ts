import { type Call, OPERATIONS, type OperationId } from '../call.ts'
import {
  accepts,
  alters,
  answers,
  askedNumber,
  type Defects,
  defectsOf,
  doesRefused,
  each,
  kebab,
  type Patch,
  WRITES,
} from '../patches.ts'

/** The rules about an operation's key; getPatient has one about a missing and one about a wrong key. */
const RULES: Partial<Record<OperationId, readonly [missing: string, wrong: string]>> = {
  getPatient: ['OPUS-KEY-01', 'OPUS-KEY-02'],
  getBookings: ['OPUS-KEY-03', 'OPUS-KEY-03'],
  createBooking: ['OPUS-KEY-04', 'OPUS-KEY-04'],
  updateBooking: ['OPUS-KEY-05', 'OPUS-KEY-05'],
  createPatient: ['OPUS-KEY-06', 'OPUS-KEY-06'],
}
const OTHERS = ['OPUS-KEY-07', 'OPUS-KEY-07'] as const

const isMissing = ({ apiKey }: Call) => apiKey === undefined
const isWrong = ({ apiKey }: Call) => apiKey !== undefined

/** Whether a key that is given is taken for the right one. */
type IsTaken = (given: string, right: string) => boolean

/** Takes a key that is not the right one for right, on one operation or on all. */
function takes(isTaken: IsTaken, operation?: OperationId): Patch {
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

const isEmpty: IsTaken = (given) => given === ''
const isLowerCase: IsTaken = (given, right) => given === right.toLowerCase()
const isUpperCase: IsTaken = (given, right) => given === right.toUpperCase()
const isAnyCase: IsTaken = (given, right) => given.toLowerCase() === right.toLowerCase()
const isShorter: IsTaken = (given, right) => given !== '' && right.startsWith(given)
const isLonger: IsTaken = (given, right) => given.startsWith(right)
const isAlike: IsTaken = (given, right) => given.length === right.length && given.startsWith(right.slice(0, 8))

/** What is wrong about one operation's key. */
const keyDefectsOf = (operation: OperationId) => {
  const [missing, wrong] = RULES[operation] ?? OTHERS
  const id = kebab(operation)
  const done = (kind: string, words: string, when: (call: Call) => boolean): Defects => ({
    [`key-${kind}-done-${id}`]: [
      `${operation} ${words} is refused, and done.`,
      doesRefused({ operation, reason: 'key', when }),
    ],
  })
  const isWrite = WRITES.some((one) => one === operation)
  return [
    ...defectsOf({
      [missing]: {
        [`key-missing-accepted-${id}`]: [
          `${operation} is answered without an api_key.`,
          accepts({ operation, reason: 'key', when: isMissing }),
        ],
        ...(isWrite && done('missing', 'without an api_key', isMissing)),
      },
    }),
    ...defectsOf({
      [wrong]: {
        // Keys that are nearly right are taken as well: OPUS-KEY-09 leans on this rule.
        [`key-wrong-accepted-${id}`]: [
          `${operation} is answered with any api_key that is not left out.`,
          accepts({ operation, reason: 'key', when: isWrong }),
        ],
        ...(isWrite && done('wrong', 'with a wrong api_key', isWrong)),
        [`key-of-the-same-length-${id}`]: [
          `${operation} takes any api_key of the right length that begins like the right one.`,
          takes(isAlike, operation),
        ],
      },
    }),
  ]
}

/** One operation takes a key that is nearly right. */
const nearKeys = (kind: string, how: string, isTaken: IsTaken, ...operations: OperationId[]): Defects =>
  each(operations, (operation) => ({
    [`key-${kind}-accepted-${kebab(operation)}`]: [
      `${operation} accepts the api_key ${how}.`,
      takes(isTaken, operation),
    ],
  }))

/** A key that is taken is taken during an outage too: OPUS-DOWN-08 leans on OPUS-KEY-01 to -07. */
export const keyDefects = [
  ...OPERATIONS.flatMap(keyDefectsOf),
  ...defectsOf({
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
      ...nearKeys('any-case', 'in any case', isAnyCase, 'getPatient', 'createBooking', 'getTimeslotsFrom'),
      ...nearKeys('longer', 'with letters more', isLonger, 'getBookings', 'getClinic'),
      ...nearKeys('empty', 'where it is empty', isEmpty, 'createPatient', 'getTimeslotsByMonth'),
      ...nearKeys('upper-case', 'in upper case', isUpperCase, 'updateBooking'),
      ...nearKeys('lower-case', 'in lower case', isLowerCase, 'getTreatments'),
    },
  }),
]
