import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { Call } from '../call.ts'
import { accepts, answers, defect, kebab } from './effects.ts'

const isNotJson = ({ body }: Call) => body !== undefined && !body.valid && !body.empty

/** Bodies that are no JSON, or not sent as JSON. */
export const requestBodyDefects: readonly Defect<Behaviour>[] = [
  ...(['createPatient', 'createBooking', 'updateBooking'] as const).flatMap((operation) => [
    defect(
      'OPUS-CODE-05',
      `not-json-404-${kebab(operation)}`,
      `${operation} answers 404 for a body that is not JSON.`,
      answers(404, { operation, reason: 'not-json' }),
    ),
    defect(
      'OPUS-CODE-05',
      `not-json-accepted-${kebab(operation)}`,
      `${operation} answers 200 for a body that is not JSON.`,
      accepts({ operation, when: isNotJson }),
    ),
  ]),
  ...(['createPatient', 'createBooking'] as const).map((operation) =>
    defect(
      'OPUS-CT-01',
      `text-plain-accepted-${kebab(operation)}`,
      `${operation} accepts a JSON body sent as text/plain.`,
      accepts({ operation, reason: 'content-type' }),
    ),
  ),
  defect(
    'OPUS-CT-01',
    'content-type-ignored',
    'No operation looks at the content type.',
    accepts({ reason: 'content-type' }),
  ),
]
