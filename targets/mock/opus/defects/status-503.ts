import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { Call } from '../call.ts'
import { answers, defect, objects, type Where, where } from './effects.ts'

/** A 503 outside an outage. */
export const needless503Defects: readonly Defect<Behaviour>[] = [
  ...(
    [
      [
        'treatments-of-both',
        'getTreatments with both filters',
        ({ operation, query }) =>
          operation === 'getTreatments' && query.clinicID !== undefined && query.clinicianID !== undefined,
      ],
      ['get-clinic', 'getClinic', ({ operation }) => operation === 'getClinic'],
      [
        'slots-with-delay',
        'getTimeslotsFrom with delay',
        ({ operation, query }) => operation === 'getTimeslotsFrom' && query.delay !== undefined,
      ],
    ] as const satisfies readonly (readonly [string, string, (call: Call) => boolean])[]
  ).map(([id, what, when]) =>
    defect(
      'OPUS-CODE-06',
      `backend-missing-${id}`,
      `${what} answers 503 outside an outage.`,
      objects({ reason: 'backend' }, when),
    ),
  ),
  ...(
    [
      [
        'unknown-booking',
        'updateBooking of a booking that does not exist',
        { reason: 'unknown', parameter: 'bookingID' },
      ],
      ['unknown-patient', 'getPatient of no patient', where('getPatient', 'no-data')],
      ['not-json', 'createBooking with a body that is not JSON', where('createBooking', 'not-json')],
    ] as const satisfies readonly (readonly [string, string, Where])[]
  ).map(([id, what, meant]) =>
    defect('OPUS-CODE-06', `backend-missing-${id}`, `${what} answers 503 outside an outage.`, answers(503, meant)),
  ),
]
