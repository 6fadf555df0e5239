import { defectsOf } from '../../deviation.ts'
import type { Attempt, CreateOperation } from '../attempt.ts'
import type { Behaviour } from '../behaviour.ts'
import type { Doctor } from '../data.ts'
import type { IteroDefect } from '../deviations.ts'
import { answers, type Patch } from '../patches.ts'

const noCredentials = ({ authorization }: Attempt) => authorization === undefined
const wrongPassword = ({ named }: Attempt) => named !== undefined
const unknownUser = ({ credentials, named }: Attempt) => credentials !== undefined && !named
const bearer = ({ authorization }: Attempt) => /^bearer /i.test(authorization ?? '')
const notBase64 = ({ authorization, credentials }: Attempt) => /^basic /i.test(authorization ?? '') && !credentials
const otherScheme = ({ authorization }: Attempt) => authorization !== undefined && !/^basic\b/i.test(authorization)

/** Takes a stranger for the doctor whose name was given, or else for the first one. */
function admits(operation: CreateOperation, when: (at: Attempt, doctors: readonly Doctor[]) => boolean): Patch {
  return (behaviour) => ({
    doctorFor(at, doctors) {
      const doctor = behaviour.doctorFor(at, doctors)
      return !doctor && at.operation === operation && when(at, doctors) ? (at.named ?? doctors[0]) : doctor
    },
  })
}

/** A documented status in the wrong place: these rules name 401. */
function turnsAwayWith400(operation: CreateOperation, when: (at: Attempt) => boolean): Patch {
  return answers(400, ({ kind, at }) => kind === 'unauthorized' && at?.operation === operation && when(at))
}

/** The six rules of bad credentials, each broken by letting the stranger in and by another status. */
const strangers: IteroDefect[] = (
  [
    ['01', 'createNewOrder', 'no-credentials', 'without credentials', noCredentials],
    ['02', 'createNewOrder', 'wrong-password', 'with a wrong password', wrongPassword],
    ['03', 'createNewOrder', 'unknown-user', 'with an unknown user', unknownUser],
    ['04', 'createNewOrderByRx', 'by-rx-no-credentials', 'without credentials', noCredentials],
    ['05', 'createNewOrderByRx', 'by-rx-wrong-password', 'with a wrong password', wrongPassword],
    ['06', 'createNewOrderByRx', 'by-rx-unknown-user', 'with an unknown user', unknownUser],
  ] as const
).flatMap(([number, operation, name, words, when]) =>
  defectsOf<Behaviour>({
    [`ITERO-AUTH-${number}`]: {
      [`${name}-accepted`]: [`${operation} ${words} creates a case.`, admits(operation, when)],
      [`${name}-answers-400`]: [`${operation} ${words} answers 400.`, turnsAwayWith400(operation, when)],
    },
  }),
)

/** What a careless comparison takes for the right password. */
const nearPasswords: IteroDefect[] = (
  [
    [
      'in-other-case',
      'the right password in another case',
      (given, right) => given.toLowerCase() === right.toLowerCase(),
    ],
    ['with-more-letters', 'what begins with the right password', (given, right) => given.startsWith(right)],
    [
      'with-a-letter-less',
      'the right password without its last letter',
      (given, right) => given === right.slice(0, -1),
    ],
  ] as [string, string, (given: string, right: string) => boolean][]
).flatMap(([name, words, isTaken]) =>
  (
    [
      ['ITERO-AUTH-02', 'createNewOrder', ''],
      ['ITERO-AUTH-05', 'createNewOrderByRx', 'by-rx-'],
    ] as const
  ).map(([requirement, operation, prefix]) => ({
    id: `${prefix}password-${name}-accepted`,
    requirement,
    summary: `${operation} takes ${words}.`,
    patch: admits(
      operation,
      ({ named, credentials }) => named !== undefined && isTaken(credentials?.password ?? '', named.password),
    ),
  })),
)

export const authorizationDefects: readonly IteroDefect[] = [
  ...strangers,
  ...nearPasswords,
  ...(
    [
      ['ITERO-AUTH-02', 'createNewOrder', ''],
      ['ITERO-AUTH-05', 'createNewOrderByRx', 'by-rx-'],
    ] as const
  ).map(([requirement, operation, prefix]) => ({
    id: `${prefix}password-of-another-accepted`,
    requirement,
    summary: `${operation} takes any doctor's password for a user that there is.`,
    patch: admits(
      operation,
      ({ named, credentials }, doctors) =>
        named !== undefined && doctors.some(({ password }) => password === credentials?.password),
    ),
  })),
  ...defectsOf<Behaviour>({
    'ITERO-AUTH-02': {
      'any-password-of-the-second-doctor-accepted': [
        'createNewOrder takes any password for the second doctor.',
        admits('createNewOrder', ({ named }, doctors) => named !== undefined && named === doctors[1]),
      ],
    },
    'ITERO-AUTH-07': {
      'maps-need-authorization': [
        'The list of maps answers 401 without an Authorization header.',
        () => ({ admitsToMaps: (authorization) => authorization !== undefined }),
      ],
      'maps-without-authorization-answer-400': [
        'The list of maps answers 400 without an Authorization header.',
        (behaviour) => ({
          admitsToMaps: (authorization) => authorization !== undefined,
          ...answers(400, ({ kind, at }) => kind === 'unauthorized' && !at)(behaviour),
        }),
      ],
    },
    'ITERO-AUTH-08': {
      'bearer-accepted': [
        'createNewOrder takes any Bearer token for the first doctor.',
        admits('createNewOrder', bearer),
      ],
      'by-rx-bearer-accepted': [
        'createNewOrderByRx takes any Bearer token for the first doctor.',
        admits('createNewOrderByRx', bearer),
      ],
      'credentials-not-base64-answer-400': [
        'createNewOrder answers 400 to a Basic header that is not base64.',
        turnsAwayWith400('createNewOrder', notBase64),
      ],
      'by-rx-credentials-not-base64-answer-400': [
        'createNewOrderByRx answers 400 to a Basic header that is not base64.',
        turnsAwayWith400('createNewOrderByRx', notBase64),
      ],
      'other-scheme-answers-400': [
        'createNewOrder answers 400 to an Authorization header of another scheme.',
        turnsAwayWith400('createNewOrder', otherScheme),
      ],
    },
    'ITERO-AUTH-09': {
      'body-checked-before-credentials': [
        'Both operations tell a stranger what is wrong with the body, by a 400.',
        () => ({ turnsStrangersAwayFirst: () => false }),
      ],
      'by-rx-body-checked-before-credentials': [
        'createNewOrderByRx tells a stranger what is wrong with the body, by a 400.',
        () => ({ turnsStrangersAwayFirst: ({ operation }) => operation !== 'createNewOrderByRx' }),
      ],
      'body-checked-before-password': [
        'createNewOrder tells who gives a user and a password that do not fit what is wrong with the body, by a 400.',
        () => ({
          turnsStrangersAwayFirst: ({ operation, credentials }) => operation !== 'createNewOrder' || !credentials,
        }),
      ],
    },
  }),
]
