import type { Outcome } from '../attempt.ts'
import type { IteroDefect } from '../deviations.ts'
import { answers, answers200, overlooks, type Patch } from '../patches.ts'

const invalid = ({ kind }: Outcome) => kind === 'invalid'
const onCreate = ({ at }: Outcome) => at?.operation === 'createNewOrder'
const onByRx = ({ at }: Outcome) => at?.operation === 'createNewOrderByRx'

/** The text of some answers, as it stands. */
function sends(text: string, when: (outcome: Outcome) => boolean): Patch {
  return (behaviour) => ({
    serialise: (body, outcome) => (when(outcome) ? text : behaviour.serialise(body, outcome)),
  })
}

function labels(type: string | undefined, when: (outcome: Outcome) => boolean): Patch {
  return (behaviour) => ({
    contentType: (outcome) => (when(outcome) ? type : behaviour.contentType(outcome)),
  })
}

const errorBodies: readonly IteroDefect[] = [
  {
    id: 'invalid-without-body',
    requirement: 'ITERO-CODE-03',
    summary: 'createNewOrder answers 400 with no body.',
    patch: sends('', (outcome) => invalid(outcome) && onCreate(outcome)),
  },
  {
    id: 'by-rx-invalid-without-body',
    requirement: 'ITERO-CODE-03',
    summary: 'createNewOrderByRx answers 400 with no body.',
    patch: sends('', (outcome) => invalid(outcome) && onByRx(outcome)),
  },
  {
    id: 'invalid-blank-body',
    requirement: 'ITERO-CODE-03',
    summary: 'Either create operation answers 400 with nothing but a line end.',
    patch: sends('\n', invalid),
  },
  {
    id: 'invalid-empty-object',
    requirement: 'ITERO-CODE-03',
    summary: 'Either create operation answers 400 with an empty object.',
    patch: sends('{}', invalid),
  },
]

const bodies: readonly IteroDefect[] = [
  {
    id: 'text-plain-accepted',
    requirement: 'ITERO-CODE-04',
    summary: 'createNewOrder takes a body that is sent as text/plain.',
    patch: overlooks('createNewOrder', 'checkBody', (_, { sent }) => sent.valid && !sent.declared),
  },
  {
    id: 'by-rx-text-plain-accepted',
    requirement: 'ITERO-CODE-04',
    summary: 'createNewOrderByRx takes a body that is sent as text/plain.',
    patch: overlooks('createNewOrderByRx', 'checkBody', (_, { sent }) => sent.valid && !sent.declared),
  },
  {
    id: 'empty-body-answers-401',
    requirement: 'ITERO-CODE-04',
    summary: 'createNewOrder answers 401 to an empty body.',
    patch: answers(401, (outcome) => invalid(outcome) && onCreate(outcome) && outcome.at?.sent.empty === true),
  },
  {
    id: 'empty-body-answers-200',
    requirement: 'ITERO-CODE-04',
    summary: 'Either create operation answers 200 to an empty body, with the error in it.',
    patch: answers200((outcome) => invalid(outcome) && outcome.at?.sent.empty === true),
  },
  {
    id: 'commented-json-answers-200',
    requirement: 'ITERO-CODE-04',
    summary: 'createNewOrder answers 200 to JSON with a comment in it.',
    patch: answers200(
      (outcome) => invalid(outcome) && onCreate(outcome) && outcome.at?.sent.text.includes('/*') === true,
    ),
  },
  {
    id: 'single-quotes-answer-200',
    requirement: 'ITERO-CODE-04',
    summary: 'createNewOrderByRx answers 200 to a body in single quotes.',
    patch: answers200(
      (outcome) => invalid(outcome) && onByRx(outcome) && outcome.at?.sent.text.startsWith("{'") === true,
    ),
  },
  {
    id: 'broken-json-answers-200',
    requirement: 'ITERO-CODE-04',
    summary: 'Either create operation answers 200 to a body that is not JSON, with the error in it.',
    patch: answers200((outcome) => invalid(outcome) && outcome.at?.sent.valid === false && !outcome.at.sent.empty),
  },
]

const contentTypes: readonly IteroDefect[] = [
  {
    id: 'invalid-as-html',
    requirement: 'ITERO-CODE-05',
    summary: 'A 400 is sent as text/html.',
    patch: labels('text/html; charset=utf-8', invalid),
  },
  {
    id: 'by-rx-invalid-as-plain-text',
    requirement: 'ITERO-CODE-05',
    summary: 'A 400 of createNewOrderByRx is sent as text/plain.',
    patch: labels('text/plain', (outcome) => invalid(outcome) && onByRx(outcome)),
  },
  {
    id: 'unauthorized-as-plain-text',
    requirement: 'ITERO-CODE-05',
    summary: 'A 401 is sent as text/plain.',
    patch: labels('text/plain', ({ kind }) => kind === 'unauthorized'),
  },
  {
    id: 'order-as-plain-text',
    requirement: 'ITERO-CODE-05',
    summary: 'The answer to createNewOrder is sent as text/plain.',
    patch: labels('text/plain', (outcome) => outcome.kind === 'created' && onCreate(outcome)),
  },
  {
    id: 'by-rx-order-as-html',
    requirement: 'ITERO-CODE-05',
    summary: 'The answer to createNewOrderByRx is sent as text/html.',
    patch: labels('text/html', (outcome) => outcome.kind === 'created' && onByRx(outcome)),
  },
  {
    id: 'maps-without-content-type',
    requirement: 'ITERO-CODE-05',
    summary: 'The list of maps is sent without a Content-Type.',
    patch: labels(undefined, ({ kind }) => kind === 'listed'),
  },
  {
    id: 'maps-as-text-json',
    requirement: 'ITERO-CODE-05',
    summary: 'The list of maps is sent as text/json.',
    patch: labels('text/json', ({ kind }) => kind === 'listed'),
  },
]

export const bodyDefects: readonly IteroDefect[] = [...errorBodies, ...bodies, ...contentTypes]
