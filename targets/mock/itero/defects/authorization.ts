import type { Attempt } from '../attempt.ts'
import type { Doctor } from '../data.ts'
import {
  alters,
  answers,
  byRx,
  create,
  type Defects,
  decides,
  defectsOf,
  type Patch,
  together,
  type When,
} from '../patches.ts'

type On = typeof create

const noCredentials = ({ authorization }: Attempt) => authorization === undefined
const wrongPassword = ({ named }: Attempt) => named !== undefined
const unknownUser = ({ credentials, named }: Attempt) => credentials !== undefined && !named
const bearer = ({ authorization }: Attempt) => /^bearer /i.test(authorization ?? '')
const notBase64 = ({ authorization, credentials }: Attempt) => /^basic /i.test(authorization ?? '') && !credentials
const otherScheme = ({ authorization }: Attempt) => authorization !== undefined && !/^basic\b/i.test(authorization)

/** Takes a stranger for the doctor whose name was given, or else for the first one. */
const admits = ({ operation }: On, when: (at: Attempt, doctors: readonly Doctor[]) => boolean): Patch =>
  alters('doctorFor', (doctor, at, doctors) =>
    !doctor && at.operation === operation && when(at, doctors) ? (at.named ?? doctors[0]) : doctor,
  )

/** Lets a stranger in, or turns the stranger away by a documented status in the wrong place: these rules name 401. */
const mistakes = (on: On, name: string, words: string, when: When): Defects => ({
  [`${on.prefix}${name}-accepted`]: [`${on.operation} ${words} creates a case.`, admits(on, when)],
  [`${on.prefix}${name}-answers-400`]: [
    `${on.operation} ${words} answers 400.`,
    answers(400, on.ends('unauthorized', when)),
  ],
})

/** A careless comparison takes something else for the right password. */
const takesPassword = (
  on: On,
  name: string,
  words: string,
  isTaken: (given: string, right: string, doctors: readonly Doctor[]) => boolean,
): Defects => ({
  [`${on.prefix}password-${name}-accepted`]: [
    `${on.operation} takes ${words}.`,
    admits(
      on,
      ({ named, credentials }, doctors) =>
        named !== undefined && isTaken(credentials?.password ?? '', named.password, doctors),
    ),
  ],
})

/** The three rules of bad credentials that each operation has. */
const strangers = (on: On, without: string, wrong: string, unknown: string) =>
  defectsOf({
    [without]: mistakes(on, 'no-credentials', 'without credentials', noCredentials),
    [wrong]: {
      ...mistakes(on, 'wrong-password', 'with a wrong password', wrongPassword),
      ...takesPassword(
        on,
        'in-other-case',
        'the right password in another case',
        (given, right) => given.toLowerCase() === right.toLowerCase(),
      ),
      ...takesPassword(on, 'with-more-letters', 'what begins with the right password', (given, right) =>
        given.startsWith(right),
      ),
      ...takesPassword(
        on,
        'with-a-letter-less',
        'the right password without its last letter',
        (given, right) => given === right.slice(0, -1),
      ),
      ...takesPassword(on, 'of-another', "any doctor's password for a user that there is", (given, _right, doctors) =>
        doctors.some(({ password }) => password === given),
      ),
    },
    [unknown]: mistakes(on, 'unknown-user', 'with an unknown user', unknownUser),
  })

const unreadable = (on: On): Defects => ({
  [`${on.prefix}bearer-accepted`]: [`${on.operation} takes any Bearer token for the first doctor.`, admits(on, bearer)],
  [`${on.prefix}credentials-not-base64-answer-400`]: on.answers(
    400,
    'a Basic header that is not base64',
    'unauthorized',
    notBase64,
  ),
})

const needsHeader = decides({ admitsToMaps: (authorization) => authorization !== undefined })

export const authorizationDefects = [
  ...strangers(create, 'ITERO-AUTH-01', 'ITERO-AUTH-02', 'ITERO-AUTH-03'),
  ...strangers(byRx, 'ITERO-AUTH-04', 'ITERO-AUTH-05', 'ITERO-AUTH-06'),
  ...defectsOf({
    'ITERO-AUTH-02': {
      'any-password-of-the-second-doctor-accepted': [
        'createNewOrder takes any password for the second doctor.',
        admits(create, ({ named }, doctors) => named !== undefined && named === doctors[1]),
      ],
    },
    'ITERO-AUTH-07': {
      'maps-need-authorization': ['The list of maps answers 401 without an Authorization header.', needsHeader],
      'maps-without-authorization-answer-400': [
        'The list of maps answers 400 without an Authorization header.',
        together(
          needsHeader,
          answers(400, ({ kind, at }) => kind === 'unauthorized' && !at),
        ),
      ],
    },
    'ITERO-AUTH-08': {
      ...unreadable(create),
      ...unreadable(byRx),
      'other-scheme-answers-400': create.answers(
        400,
        'an Authorization header of another scheme',
        'unauthorized',
        otherScheme,
      ),
    },
    'ITERO-AUTH-09': {
      'body-checked-before-credentials': [
        'Both operations tell a stranger what is wrong with the body, by a 400.',
        decides({ turnsStrangersAwayFirst: () => false }),
      ],
      'by-rx-body-checked-before-credentials': [
        'createNewOrderByRx tells a stranger what is wrong with the body, by a 400.',
        decides({ turnsStrangersAwayFirst: ({ operation }) => operation !== 'createNewOrderByRx' }),
      ],
      'body-checked-before-password': [
        'createNewOrder tells who gives a user and a password that do not fit what is wrong with the body, by a 400.',
        decides({
          turnsStrangersAwayFirst: ({ operation, credentials }) => operation !== 'createNewOrder' || !credentials,
        }),
      ],
    },
  }),
]
