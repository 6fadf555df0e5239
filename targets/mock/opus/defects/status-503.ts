import { defectsOf } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { Call } from '../call.ts'
import { answers, each, objects, type Where, where } from './effects.ts'

const faultless: readonly (readonly [id: string, what: string, when: (call: Call) => boolean])[] = [
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
]

const refused: readonly (readonly [id: string, what: string, meant: Where])[] = [
  ['unknown-booking', 'updateBooking of a booking that does not exist', { reason: 'unknown', parameter: 'bookingID' }],
  ['unknown-patient', 'getPatient of no patient', where('getPatient', 'no-data')],
  ['not-json', 'createBooking with a body that is not JSON', where('createBooking', 'not-json')],
]

/** A 503 outside an outage. */
export const needless503Defects = defectsOf<Behaviour>({
  'OPUS-CODE-06': {
    ...each(faultless, ([id, what, when]) => ({
      [`backend-missing-${id}`]: [`${what} answers 503 outside an outage.`, objects({ reason: 'backend' }, when)],
    })),
    ...each(refused, ([id, what, meant]) => ({
      [`backend-missing-${id}`]: [`${what} answers 503 outside an outage.`, answers(503, meant)],
    })),
  },
})
