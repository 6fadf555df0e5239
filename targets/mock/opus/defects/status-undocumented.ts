import { alters, answers, defectsOf, defectsOn, each, kebab, SSN_REASONS } from '../patches.ts'

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

const getPatient = defectsOn('getPatient')
const createBooking = defectsOn('createBooking')
const updateBooking = defectsOn('updateBooking')

/** A status that is documented for nothing; accepted and refused are as they should be. */
export const undocumentedStatusDefects = defectsOf({
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
    'create-booking-missing-422': createBooking.answers(422, 'where a property is missing', 'missing'),
    'get-patient-impossible-date-422': getPatient.answers(422, 'for an impossible date', SSN_REASONS),
    'timeslot-month-13-422': defectsOn('getTimeslotsByMonth').answers(422, 'for month 13', 'month-out-of-range'),
    'not-json-422': ['A body that is not JSON answers 422.', answers(422, { reason: 'not-json' })],
    'get-patient-none-410': getPatient.answers(410, 'for no patient', 'no-data'),
    'update-unknown-booking-410': updateBooking.answers(410, 'for an unknown booking', 'unknown', 'bookingID'),
    'other-patient-403': updateBooking.answers(403, "for another patient's number", 'other-patient'),
    'never-offered-422': createBooking.answers(422, 'for a slot that was never offered', 'never-offered'),
    'key-refused-422': ['A missing or wrong api_key answers 422.', answers(422, { reason: 'key' })],
    'outage-502': ['During an outage calls that need the backend answer 502.', answers(502, { reason: 'backend' })],
    'outage-504-get-bookings': defectsOn('getBookings').answers(504, 'during an outage', 'backend'),
    'clinic-missing-410': defectsOn('getClinic').answers(410, 'for an unknown clinicID', 'no-data'),
    'clinician-filter-unknown-422': defectsOn('getClinicians').answers(422, 'for an unknown filter ID', 'unknown'),
  },
})
