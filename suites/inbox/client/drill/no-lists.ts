import type { DrillJudge, Situation } from '../../../../engine/drill.ts'
import { broken, holds } from '../../../../engine/finding.ts'
import { drillHub } from './hub.ts'

/** A list that cannot be had is not reported as one. */
const reportsNoList: DrillJudge = ({ answer }) =>
  answer.status === 'done'
    ? broken('refused, unavailable or failed, since no list was answered', `done, ${JSON.stringify(answer.result)}`)
    : holds('what was no list is reported as none')

const LISTS = [
  { operation: 'listInboxes', job: 'list-inboxes', word: 'inboxes', rule: 'INBOX-CLIENT-20' },
  { operation: 'listCases', job: 'list-cases', word: 'cases', rule: 'INBOX-CLIENT-23' },
] as const

const ANSWERS = [
  ...[401, 403, 500].map((status) => ({
    how: String(status),
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({ type: 'about:blank', title: 'No list', status }),
  })),
  {
    how: 'as-a-page',
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<!doctype html><title>Maintenance</title>',
  },
]

/** Reads that are answered without a list. */
export const noListSituations: readonly Situation[] = LISTS.flatMap(({ operation, job, word, rule }) =>
  ANSWERS.map(
    ({ how, ...answer }): Situation => ({
      name: `${word}-answered-${how}`,
      summary: `${operation} is answered ${answer.status}, without a list.`,
      job,
      async stage(hands) {
        await (await drillHub(hands)).connect('dexis')
        return { input: {}, intercept: (request) => (request.operation === operation ? { answer } : undefined) }
      },
      judges: { [rule]: reportsNoList },
    }),
  ),
)
