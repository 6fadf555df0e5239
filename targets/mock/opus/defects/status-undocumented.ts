import { defectsOf } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { alters, answers, each, kebab, SSN_REASONS, where } from './effects.ts'

/** What an operation answers where it succeeds. */
const SUCCESSES = [
  ['createPatient', 201],
  ['createBooking', 201],
  ['updateBooking', 202],
  ['updateBooking', 204],
  ['getPatient', 203],
  ['getClinics', 206],
  ['getTimeslotsByMonth', 206],
] as const

/** A status that is documented for nothing; accepted and refused are as they should be. */
export const undocumentedStatusDefects = defectsOf<Behaviour>({
  'OPUS-CODE-01': {
    ...each(SUCCESSES, ([operation, status]) => ({
      [`${kebab(operation)}-${status}`]: [
        `${operation} answers ${status} where it succeeds.`,
        alters('successStatus', (usual, call) => (call.operation === operation ? status : usual)),
      ],
    })),
    'invalid-422': [
      'Missing parameters and impossible personal numbers answer 422.',
      answers(422, { reason: ['missing', ...SSN_REASONS] }),
    ],
    'create-booking-missing-422': [
      'createBooking answers 422 where a property is missing.',
      answers(422, where('createBooking', 'missing')),
    ],
    'get-patient-impossible-date-422': [
      'getPatient answers 422 for an impossible date.',
      answers(422, where('getPatient', SSN_REASONS)),
    ],
    'timeslot-month-13-422': [
      'By month: month 13 answers 422.',
      answers(422, where('getTimeslotsByMonth', 'month-out-of-range')),
    ],
    'not-json-422': ['A body that is not JSON answers 422.', answers(422, { reason: 'not-json' })],
    'get-patient-none-410': ['getPatient of no patient answers 410.', answers(410, where('getPatient', 'no-data'))],
    'update-unknown-booking-410': [
      'updateBooking of a booking that does not exist answers 410.',
      answers(410, { reason: 'unknown', parameter: 'bookingID' }),
    ],
    'other-patient-403': [
      "updateBooking with another patient's number answers 403.",
      answers(403, { reason: 'other-patient' }),
    ],
    'never-offered-422': [
      'createBooking of a slot that was never offered answers 422.',
      answers(422, where('createBooking', 'never-offered')),
    ],
    'key-refused-422': ['A missing or wrong api_key answers 422.', answers(422, { reason: 'key' })],
    'outage-502': ['During an outage calls that need the backend answer 502.', answers(502, { reason: 'backend' })],
    'outage-504-get-bookings': [
      'During an outage getBookings answers 504.',
      answers(504, where('getBookings', 'backend')),
    ],
    'clinic-missing-410': [
      'getClinic of an unknown clinicID answers 410.',
      answers(410, where('getClinic', 'no-data')),
    ],
    'clinician-filter-unknown-422': [
      'getClinicians answers 422 for a filter ID that does not exist.',
      answers(422, where('getClinicians', 'unknown')),
    ],
  },
})
