import { defectsOf } from '../../deviation.ts'
import type { Outcome } from '../attempt.ts'
import type { Behaviour } from '../behaviour.ts'
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

const errorBodies: readonly IteroDefect[] = defectsOf<Behaviour>({
  'ITERO-CODE-03': {
    'invalid-without-body': [
      'createNewOrder answers 400 with no body.',
      sends('', (outcome) => invalid(outcome) && onCreate(outcome)),
    ],
    'by-rx-invalid-without-body': [
      'createNewOrderByRx answers 400 with no body.',
      sends('', (outcome) => invalid(outcome) && onByRx(outcome)),
    ],
    'invalid-blank-body': ['Either create operation answers 400 with nothing but a line end.', sends('\n', invalid)],
    'invalid-empty-object': ['Either create operation answers 400 with an empty object.', sends('{}', invalid)],
  },
})

const bodies: readonly IteroDefect[] = defectsOf<Behaviour>({
  'ITERO-CODE-04': {
    'text-plain-accepted': [
      'createNewOrder takes a body that is sent as text/plain.',
      overlooks('createNewOrder', 'checkBody', (_, { sent }) => sent.valid && !sent.declared),
    ],
    'by-rx-text-plain-accepted': [
      'createNewOrderByRx takes a body that is sent as text/plain.',
      overlooks('createNewOrderByRx', 'checkBody', (_, { sent }) => sent.valid && !sent.declared),
    ],
    'empty-body-answers-401': [
      'createNewOrder answers 401 to an empty body.',
      answers(401, (outcome) => invalid(outcome) && onCreate(outcome) && outcome.at?.sent.empty === true),
    ],
    'empty-body-answers-200': [
      'Either create operation answers 200 to an empty body, with the error in it.',
      answers200((outcome) => invalid(outcome) && outcome.at?.sent.empty === true),
    ],
    'commented-json-answers-200': [
      'createNewOrder answers 200 to JSON with a comment in it.',
      answers200((outcome) => invalid(outcome) && onCreate(outcome) && outcome.at?.sent.text.includes('/*') === true),
    ],
    'single-quotes-answer-200': [
      'createNewOrderByRx answers 200 to a body in single quotes.',
      answers200((outcome) => invalid(outcome) && onByRx(outcome) && outcome.at?.sent.text.startsWith("{'") === true),
    ],
    'broken-json-answers-200': [
      'Either create operation answers 200 to a body that is not JSON, with the error in it.',
      answers200((outcome) => invalid(outcome) && outcome.at?.sent.valid === false && !outcome.at.sent.empty),
    ],
  },
})

const contentTypes: readonly IteroDefect[] = defectsOf<Behaviour>({
  'ITERO-CODE-05': {
    'invalid-as-html': ['A 400 is sent as text/html.', labels('text/html; charset=utf-8', invalid)],
    'by-rx-invalid-as-plain-text': [
      'A 400 of createNewOrderByRx is sent as text/plain.',
      labels('text/plain', (outcome) => invalid(outcome) && onByRx(outcome)),
    ],
    'unauthorized-as-plain-text': [
      'A 401 is sent as text/plain.',
      labels('text/plain', ({ kind }) => kind === 'unauthorized'),
    ],
    'order-as-plain-text': [
      'The answer to createNewOrder is sent as text/plain.',
      labels('text/plain', (outcome) => outcome.kind === 'created' && onCreate(outcome)),
    ],
    'by-rx-order-as-html': [
      'The answer to createNewOrderByRx is sent as text/html.',
      labels('text/html', (outcome) => outcome.kind === 'created' && onByRx(outcome)),
    ],
    'maps-without-content-type': [
      'The list of maps is sent without a Content-Type.',
      labels(undefined, ({ kind }) => kind === 'listed'),
    ],
    'maps-as-text-json': [
      'The list of maps is sent as text/json.',
      labels('text/json', ({ kind }) => kind === 'listed'),
    ],
  },
})

export const bodyDefects: readonly IteroDefect[] = [...errorBodies, ...bodies, ...contentTypes]
