import type { Call } from '../call.ts'
import { accepts, defectsOf, defectsOn, each, kebab, WRITES } from '../patches.ts'

const isNotJson = ({ body }: Call) => body !== undefined && !body.valid && !body.empty

/** Bodies that are no JSON, or not sent as JSON. */
export const requestBodyDefects = defectsOf({
  'OPUS-CODE-05': each(WRITES, (operation) => ({
    [`not-json-404-${kebab(operation)}`]: defectsOn(operation).answers(404, 'for a body that is not JSON', 'not-json'),
    [`not-json-accepted-${kebab(operation)}`]: [
      `${operation} answers 200 for a body that is not JSON.`,
      accepts({ operation, when: isNotJson }),
    ],
  })),
  'OPUS-CT-01': {
    ...each(['createPatient', 'createBooking'] as const, (operation) => ({
      [`text-plain-accepted-${kebab(operation)}`]: defectsOn(operation).accepts(
        'accepts a JSON body sent as text/plain',
        'content-type',
      ),
    })),
    'content-type-ignored': ['No operation looks at the content type.', accepts({ reason: 'content-type' })],
  },
})
