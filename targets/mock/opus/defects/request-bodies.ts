import { defectsOf } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { Call } from '../call.ts'
import { accepts, answers, each, kebab, WRITES, where } from './effects.ts'

const isNotJson = ({ body }: Call) => body !== undefined && !body.valid && !body.empty

/** Bodies that are no JSON, or not sent as JSON. */
export const requestBodyDefects = defectsOf<Behaviour>({
  'OPUS-CODE-05': each(WRITES, (operation) => ({
    [`not-json-404-${kebab(operation)}`]: [
      `${operation} answers 404 for a body that is not JSON.`,
      answers(404, where(operation, 'not-json')),
    ],
    [`not-json-accepted-${kebab(operation)}`]: [
      `${operation} answers 200 for a body that is not JSON.`,
      accepts({ operation, when: isNotJson }),
    ],
  })),
  'OPUS-CT-01': {
    ...each(['createPatient', 'createBooking'] as const, (operation) => ({
      [`text-plain-accepted-${kebab(operation)}`]: [
        `${operation} accepts a JSON body sent as text/plain.`,
        accepts(where(operation, 'content-type')),
      ],
    })),
    'content-type-ignored': ['No operation looks at the content type.', accepts({ reason: 'content-type' })],
  },
})
