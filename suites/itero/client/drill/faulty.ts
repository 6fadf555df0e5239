import type { DrillJudge, Situation, StageAnswer } from '../../../../engine/drill.ts'
import { answerInWords } from '../../../../engine/drill.ts'
import { broken, holds, unobserved } from '../../../../engine/finding.ts'
import { isAccepted } from '../../../../engine/status.ts'
import { creationsIn } from '../creations.ts'
import { answering, HTML, json } from './answers.ts'
import { listSituation } from './lists.ts'
import { onBothJobs } from './scans.ts'

/** ITERO-CLIENT-26: what is no answer of the document's is never taken for one. */
const neverDone: DrillJudge = ({ traffic, answer }) => {
  if (traffic.exchanges.length === 0) return unobserved('the client sent nothing', 'a client that does its job')
  return answer.status === 'done'
    ? broken('anything but done', 'the client answered done', traffic.exchanges.slice(-1))
    : holds(`what is no answer is reported as ${answer.status}`)
}

const neverDoneOnceSent: DrillJudge = (played) =>
  creationsIn(played.traffic).length === 0
    ? unobserved('the client sent no creation', 'a client that creates what it is asked for', ['ITERO-CLIENT-20'])
    : neverDone(played)

const WHOLE = {
  orderId: 81_234_567,
  orderCode: 'QX7R2M',
  patientGuid: '5f0c6b1e-2d5c-4b7a-9d3e-8a1b2c3d4e5f',
  rxGuid: '9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d',
}
const without = (name: keyof typeof WHOLE) => Object.fromEntries(Object.entries(WHOLE).filter(([key]) => key !== name))
const NAMES = Object.keys(WHOLE) as (keyof typeof WHOLE)[]
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const CREATIONS: Readonly<Record<string, [words: string, answer: StageAnswer]>> = {
  '500': ['500', json({ error: 'Internal server error' }, 500)],
  '500-empty': ['500 without a body', { status: 500 }],
  '500-with-order': ['500 with the fields of a scan', json(WHOLE, 500)],
  '502-html': ['502 with an HTML page', { ...HTML, status: 502 }],
  'html-200': ['200 with an HTML page', HTML],
  'html-201': ['201 with an HTML page', { ...HTML, status: 201 }],
  'html-as-json': ['200 with an HTML page that is called JSON', json(HTML.body)],
  'not-json': ['200 with a body that is no JSON', json('OK')],
  'cut-json': ['200 with a body that breaks off', json(JSON.stringify(WHOLE).slice(0, -25))],
  'empty-200': ['200 without a body', { status: 200 }],
  'null-200': ['200 with null', json('null')],
  'list-200': ['200 with an empty list', json([])],
  'text-200': ['200 with a text in JSON', json('"created"')],
  'fields-none-200': ['200 with an empty object', json({})],
  'fields-none-201': ['201 with an empty object', json({}, 201)],
  'fields-error-200': ['200 with an error in it', json({ error: 'Internal server error', code: 17 })],
  ...Object.fromEntries(
    NAMES.flatMap((name) => [
      [`lacks-${kebab(name)}`, [`200 without ${name}`, json(without(name))]],
      [`null-${kebab(name)}`, [`200 with ${name} null`, json({ ...WHOLE, [name]: null })]],
    ]),
  ),
  'lacks-rx-guid-201': ['201 without rxGuid', json(without('rxGuid'), 201)],
}

const LISTS: Readonly<Record<string, [words: string, answer: StageAnswer]>> = {
  '500': ['500', json({ error: 'Internal server error' }, 500)],
  html: ['200 with an HTML page', HTML],
  'not-json': ['200 with a body that is no JSON', json('OK')],
  empty: ['200 without a body', { status: 200 }],
  'no-maps': ['200 with an empty object', json({})],
  'null-maps': ['200 with procedureMaps null', json({ procedureMaps: null })],
  error: ['200 with an error in it', json({ error: 'Internal server error' })],
}

/** ITERO-CLIENT-27: the client cannot know whether there is a scan. */
const cannotKnow: DrillJudge = ({ traffic, answer }) => {
  const lost = creationsIn(traffic).filter((one) => !one.response)
  if (lost.length === 0) {
    return unobserved('the client sent no creation', 'a client that creates what it is asked for', ['ITERO-CLIENT-20'])
  }
  return ['uncertain', 'failed'].includes(answer.status)
    ? holds(`a creation without an answer ends as ${answer.status}`)
    : broken('uncertain or failed', `the client answered ${answerInWords(answer)}`, lost)
}

/** ITERO-CLIENT-30: a slow answer is an answer. */
const waits: DrillJudge = (played) => {
  const { traffic, answer } = played
  if (answer.status === 'done') return holds('answers that take 3 s are waited for')
  const given = traffic.exchanges.filter(({ error, durationMs }) => error !== undefined || durationMs >= SLOW_MS - 100)
  if (given.length === 0) {
    return unobserved('nothing that was slow was asked for', 'a client that does its job', ['ITERO-CLIENT-20'])
  }
  const isRefused = creationsIn(traffic).some((one) => one.response && !isAccepted(one))
  if (isRefused)
    return unobserved('the scan was refused', 'a client that sends what it is asked for', ['ITERO-CLIENT-20'])
  return broken('done, once the answer is there', `the client answered ${answerInWords(answer)}`, given)
}

const SLOW_MS = 3000

const slow =
  (what: 'creation' | 'list') =>
  ({ operation }: { operation: string }) =>
    operation.startsWith('createNewOrder') === (what === 'creation') ? { delayMs: SLOW_MS } : undefined

const lost =
  (lose: 'before' | 'after') =>
  ({ operation }: { operation: string }) =>
    operation.startsWith('createNewOrder') ? { lose } : undefined

/** Servers that fail, lose their answers, or take their time. */
export const faultySituations: readonly Situation[] = [
  ...Object.entries(CREATIONS).flatMap(([name, [words, answer]]) =>
    onBothJobs(`creation-${name}`, `The creation is answered ${words}.`, () => ({
      intercept: answering('creation', answer),
      judges: { 'ITERO-CLIENT-26': neverDoneOnceSent },
    })),
  ),
  ...Object.entries(LISTS).flatMap(([name, [words, answer]]) => [
    listSituation({
      name: `list-${name}`,
      summary: `The list of maps is answered ${words}.`,
      intercept: answering('list', answer),
      judges: { 'ITERO-CLIENT-26': neverDone },
    }),
    ...onBothJobs(`maps-${name}`, `The list of maps is answered ${words}, where a scan is asked for.`, () => ({
      intercept: answering('list', answer),
      judges: { 'ITERO-CLIENT-26': neverDone },
    })),
  ]),
  ...onBothJobs('lost-answer', 'The scan is created, and the connection is lost before the answer.', () => ({
    intercept: lost('after'),
    judges: { 'ITERO-CLIENT-27': cannotKnow },
    overtime: ['ITERO-CLIENT-27'],
  })),
  ...onBothJobs('lost-creation', 'The connection is lost before the scan is created.', () => ({
    intercept: lost('before'),
    judges: { 'ITERO-CLIENT-27': cannotKnow },
  })),
  ...onBothJobs('slow-creation', 'The creation is answered after 3 s.', () => ({
    intercept: slow('creation'),
    judges: { 'ITERO-CLIENT-30': waits },
  })),
  ...onBothJobs('slow-maps', 'The list of maps is answered after 3 s, where a scan is asked for.', () => ({
    intercept: slow('list'),
    judges: { 'ITERO-CLIENT-30': waits },
  })),
  listSituation({
    name: 'slow-list',
    summary: 'The list of maps is answered after 3 s.',
    intercept: slow('list'),
    judges: { 'ITERO-CLIENT-30': waits },
  }),
]
