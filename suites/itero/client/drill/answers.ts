import type { DrillJudge, Interception, Situation, Stage, StageAnswer } from '../../../../engine/drill.ts'
import { answerInWords } from '../../../../engine/drill.ts'
import { broken, holds, unobserved } from '../../../../engine/finding.ts'
import { parsed } from '../../../../engine/json-diff.ts'
import { isAccepted } from '../../../../engine/status.ts'
import { creationsIn, isObject } from '../creations.ts'
import { onBothJobs } from './scans.ts'

const FIELDS = ['orderId', 'orderCode', 'patientGuid', 'rxGuid'] as const

const NOT_ACCEPTED = unobserved('no scan was created', 'a client that creates what it is asked for', [
  'ITERO-CLIENT-20',
])

/** ITERO-CLIENT-22: what was answered is reported, every digit of it. */
const reportsTheAnswer: DrillJudge = ({ traffic, answer }) => {
  const creation = creationsIn(traffic).findLast(isAccepted)
  const came = parsed(creation?.response?.body)
  if (!creation || !isObject(came)) return NOT_ACCEPTED
  const expected = `done with ${FIELDS.map((name) => `${name} ${came[name]}`).join(', ')}`
  if (answer.status !== 'done') return broken(expected, `the client answered ${answerInWords(answer)}`, [creation])
  const wrong = FIELDS.filter((name) => answer.result[name] !== came[name])
  return wrong.length === 0
    ? holds('what was answered was reported as it is')
    : broken(expected, wrong.map((name) => `it reported ${name} ${JSON.stringify(answer.result[name])}`).join(', '), [
        creation,
      ])
}

/** Changes what a creation is answered with. */
const changed =
  (change: (order: Record<string, unknown>) => unknown): Stage['intercept'] =>
  ({ operation }) =>
    operation.startsWith('createNewOrder')
      ? {
          change: (answer) =>
            answer.status === 200 ? { ...answer, body: JSON.stringify(change(parsed(answer.body) as never)) } : answer,
        }
      : undefined

const reported = (name: string, summary: string, intercept?: Stage['intercept']): Situation[] =>
  onBothJobs(name, summary, () => ({
    ...(intercept ? { intercept } : {}),
    judges: { 'ITERO-CLIENT-22': reportsTheAnswer },
  }))

/** An ID between these, told by the one that the mock made. */
const between = (least: number, most: number) => (order: Record<string, unknown>) => ({
  ...order,
  orderId: least + ((Number(order.orderId) * 7919) % (most - least + 1)),
})

/** What a scan is answered with, as it has to be reported. */
export const reportSituations: readonly Situation[] = [
  ...reported('answer-plain', 'The scan is created.'),
  ...reported('order-id-beyond-2-31', 'The orderId is beyond 2^31.', changed(between(2 ** 31, 2 ** 32 - 1))),
  ...reported('order-id-beyond-2-32', 'The orderId is beyond 2^32.', changed(between(2 ** 40, 2 ** 41))),
  ...reported(
    'order-id-near-2-53',
    'The orderId is an odd number beyond 2^52.',
    changed((order) => ({
      ...order,
      orderId: 2 ** 52 + 1 + 2 * (Number(order.orderId) % 100_000),
    })),
  ),
  ...reported(
    'order-id-2-53',
    'The orderId is 2^53 - 1.',
    changed((order) => ({ ...order, orderId: 2 ** 53 - 1 })),
  ),
  ...reported(
    'order-id-one',
    'The orderId is 1.',
    changed((order) => ({ ...order, orderId: 1 })),
  ),
  ...reported(
    'order-code-digits',
    'The orderCode is digits with leading zeros.',
    changed((order) => ({
      ...order,
      orderCode: `00${Number(order.orderId) % 10_000}`,
    })),
  ),
  ...reported(
    'guids-upper-case',
    'The GUIDs are in upper case.',
    changed((order) => ({
      ...order,
      patientGuid: String(order.patientGuid).toUpperCase(),
      rxGuid: String(order.rxGuid).toUpperCase(),
    })),
  ),
  ...reported(
    'further-properties',
    'The answer has further properties, before and after its own.',
    changed((order) => ({
      status: 'Created',
      id: 7,
      order: { orderId: 8, orderCode: 'other' },
      patient: { patientGuid: order.rxGuid },
      ...order,
      warnings: [],
      errors: null,
    })),
  ),
]

/** A creation, or the list, is answered in the mock's place. */
export const answering =
  (what: 'creation' | 'list', answer: StageAnswer, from = 1): Stage['intercept'] =>
  ({ operation, nth }) => {
    const isCreation = operation.startsWith('createNewOrder')
    return (what === 'creation' ? isCreation : operation === 'getAvailableProcedureMaps') && nth >= from
      ? { answer }
      : undefined
  }

const JSON_TYPE = { 'content-type': 'application/json' }
export const HTML: StageAnswer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><html><head><title>Sign in</title></head><body><h1>Please sign in</h1></body></html>',
}
export const json = (body: unknown, status = 200): StageAnswer => ({
  status,
  headers: JSON_TYPE,
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

/** A refusal by the limit. */
export const limited = (status: number, retryAfter: () => string): Interception => ({
  answer: {
    ...json({ error: 'Too many cases within the window' }, status),
    headers: { ...JSON_TYPE, 'retry-after': retryAfter() },
  },
})
