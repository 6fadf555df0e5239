import type { Outcome } from '../attempt.ts'
import { alters, byRx, create, defectsOf, either, type Patch } from '../patches.ts'

type When = (outcome: Outcome) => boolean

const invalid = ({ kind }: Outcome) => kind === 'invalid'
const listed = ({ kind }: Outcome) => kind === 'listed'

/** The text of some answers, as it stands. */
const sends = (text: string, when: When): Patch =>
  alters('serialise', (usual, _body, outcome) => (when(outcome) ? text : usual))

const labels = (type: string | undefined, when: When): Patch =>
  alters('contentType', (usual, outcome) => (when(outcome) ? type : usual))

export const bodyDefects = defectsOf({
  'ITERO-CODE-03': {
    'invalid-without-body': ['createNewOrder answers 400 with no body.', sends('', create.ends('invalid'))],
    'by-rx-invalid-without-body': ['createNewOrderByRx answers 400 with no body.', sends('', byRx.ends('invalid'))],
    'invalid-blank-body': ['Either create operation answers 400 with nothing but a line end.', sends('\n', invalid)],
    'invalid-empty-object': ['Either create operation answers 400 with an empty object.', sends('{}', invalid)],
  },
  'ITERO-CODE-04': {
    'text-plain-accepted': create.takes(
      'a body that is sent as text/plain',
      'body',
      (_, { sent }) => sent.valid && !sent.declared,
    ),
    'by-rx-text-plain-accepted': byRx.takes(
      'a body that is sent as text/plain',
      'body',
      (_, { sent }) => sent.valid && !sent.declared,
    ),
    'empty-body-answers-401': create.answers(401, 'an empty body', 'invalid', ({ sent }) => sent.empty),
    'empty-body-answers-200': either.answers(200, 'an empty body', 'invalid', ({ sent }) => sent.empty),
    'commented-json-answers-200': create.answers(200, 'JSON with a comment in it', 'invalid', ({ sent }) =>
      sent.text.includes('/*'),
    ),
    'single-quotes-answer-200': byRx.answers(200, 'a body in single quotes', 'invalid', ({ sent }) =>
      sent.text.startsWith("{'"),
    ),
    'broken-json-answers-200': either.answers(
      200,
      'a body that is not JSON',
      'invalid',
      ({ sent }) => !sent.valid && !sent.empty,
    ),
  },
  'ITERO-CODE-05': {
    'invalid-as-html': ['A 400 is sent as text/html.', labels('text/html; charset=utf-8', invalid)],
    'by-rx-invalid-as-plain-text': [
      'A 400 of createNewOrderByRx is sent as text/plain.',
      labels('text/plain', byRx.ends('invalid')),
    ],
    'unauthorized-as-plain-text': [
      'A 401 is sent as text/plain.',
      labels('text/plain', ({ kind }) => kind === 'unauthorized'),
    ],
    'order-as-plain-text': [
      'The answer to createNewOrder is sent as text/plain.',
      labels('text/plain', create.ends('created')),
    ],
    'by-rx-order-as-html': [
      'The answer to createNewOrderByRx is sent as text/html.',
      labels('text/html', byRx.ends('created')),
    ],
    'maps-without-content-type': ['The list of maps is sent without a Content-Type.', labels(undefined, listed)],
    'maps-as-text-json': ['The list of maps is sent as text/json.', labels('text/json', listed)],
  },
})
