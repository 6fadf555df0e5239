import type { DrillJudge, Situation, StageAnswer } from '../../../../engine/drill.ts'
import { answerInWords } from '../../../../engine/drill.ts'
import { broken, holds, unobserved } from '../../../../engine/finding.ts'
import { status } from '../../../../engine/status.ts'
import { listOr } from '../../../../engine/words.ts'
import { creationsIn } from '../creations.ts'
import { answering, HTML, json, limited } from './answers.ts'
import { onBothJobs } from './scans.ts'

const NOT_SENT = unobserved('the client sent no creation', 'a client that creates what it is asked for', [
  'ITERO-CLIENT-20',
])

/** A judge of how a status that a creation was answered with is reported. */
const reportedAs =
  (code: number, allowed: readonly string[]): DrillJudge =>
  ({ traffic, answer }) => {
    const refused = creationsIn(traffic).filter((one) => status(one) === code)
    if (refused.length === 0) return NOT_SENT
    return allowed.includes(answer.status)
      ? holds(`a ${code} is reported as ${answer.status}`)
      : broken(`${listOr(allowed)} after a ${code}`, `the client answered ${answerInWords(answer)}`, refused)
  }

const refusedAfter400 = reportedAs(400, ['refused'])
const givesUpAfter401 = reportedAs(401, ['refused', 'failed'])

const TEXTS: Readonly<Record<string, [words: string, answer: StageAnswer]>> = {
  json: [
    'a JSON body that names the field',
    json({ error: 'Bad request', problems: [{ field: 'patient.firstName', message: 'is not valid' }] }, 400),
  ],
  text: [
    'a text',
    { status: 400, headers: { 'content-type': 'text/plain' }, body: 'One of the parameters is not valid' },
  ],
  html: ['an HTML page', { ...HTML, status: 400 }],
  empty: ['no body', { status: 400 }],
  order: [
    'a JSON body with the fields of a scan',
    json({ orderId: 5, orderCode: 'AB', patientGuid: null, rxGuid: null, message: 'not valid' }, 400),
  ],
}

const seconds = () => '2'
/** At least 2 s later, since dates have no fraction. */
const date = () => new Date(Date.now() + 3000).toUTCString()

/** The first creations are refused so. */
const LIMITED: readonly [name: string, words: string, status: number, retryAfter: () => string, times?: 2][] = [
  ['429', '429, with Retry-After in seconds', 429, seconds],
  ['429-date', '429, with Retry-After as a date', 429, date],
  ['429-twice', '429, with Retry-After in seconds, and so is the second', 429, seconds, 2],
  ['503', '503, with Retry-After in seconds', 503, seconds],
]

/** Refusals by 400 and 401, and by the limit. */
export const refusalSituations: readonly Situation[] = [
  ...Object.entries(TEXTS).flatMap(([name, [words, answer]]) =>
    onBothJobs(`refused-${name}`, `The creation is answered 400 with ${words}.`, () => ({
      intercept: answering('creation', answer),
      judges: { 'ITERO-CLIENT-23': refusedAfter400 },
    })),
  ),
  ...LIMITED.flatMap(([name, words, code, retryAfter, times = 1]) =>
    onBothJobs(
      `limited-${name}`,
      `The first creation is answered ${words}: somebody else has used the window up.`,
      () => ({
        intercept: ({ operation, nth }) =>
          operation.startsWith('createNewOrder') && nth <= times ? limited(code, retryAfter) : undefined,
        judges: {},
        bringsUp: ['ITERO-CLIENT-09'],
      }),
    ),
  ),
  ...onBothJobs('unauthorized', 'The password is a wrong one.', () => ({
    credentials: ({ account: { user, companyId, scannerSerialNumber } }) => ({
      user,
      password: 'a-wrong-password',
      companyId,
      scannerSerialNumber,
      rateLimit: { cases: 10, windowSeconds: 60 },
    }),
    judges: { 'ITERO-CLIENT-24': givesUpAfter401 },
  })),
  ...onBothJobs('unauthorized-empty', 'The creation is answered 401 without a body.', () => ({
    intercept: answering('creation', { status: 401 }),
    judges: { 'ITERO-CLIENT-24': givesUpAfter401 },
  })),
  ...onBothJobs('unauthorized-html', 'The creation is answered 401 with an HTML page.', () => ({
    intercept: answering('creation', { ...HTML, status: 401 }),
    judges: { 'ITERO-CLIENT-24': givesUpAfter401 },
  })),
]
