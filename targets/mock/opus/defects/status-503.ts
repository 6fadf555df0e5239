import type { Call } from '../call.ts'
import { defectsOf, defectsOn, each, objects } from '../patches.ts'

const FAULTLESS: readonly (readonly [id: string, what: string, when: (call: Call) => boolean])[] = [
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

/** A 503 outside an outage. */
export const needless503Defects = defectsOf({
  'OPUS-CODE-06': {
    ...each(FAULTLESS, ([id, what, when]) => ({
      [`backend-missing-${id}`]: [`${what} answers 503 outside an outage.`, objects({ reason: 'backend' }, when)],
    })),
    'backend-missing-unknown-booking': defectsOn('updateBooking').answers(
      503,
      'for a booking that does not exist',
      'unknown',
      'bookingID',
    ),
    'backend-missing-unknown-patient': defectsOn('getPatient').answers(503, 'for no patient', 'no-data'),
    'backend-missing-not-json': defectsOn('createBooking').answers(503, 'for a body that is not JSON', 'not-json'),
  },
})
