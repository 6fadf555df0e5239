import type { Call, OperationId } from '../call.ts'
import { answers, type Defects, defectsOf, defectsOn, each, objects, sentIn } from '../patches.ts'

const getPatient = defectsOn('getPatient')
const createPatient = defectsOn('createPatient')
const getBookings = defectsOn('getBookings')
const createBooking = defectsOn('createBooking')
const byMonth = defectsOn('getTimeslotsByMonth')

/** What is right brings the server down. */
const onFaultless = (
  operation: OperationId,
  ...rows: readonly (readonly [id: string, what: string, when: (call: Call) => boolean])[]
): Defects =>
  each(rows, ([id, what, when]) => ({
    [`crash-${id}`]: [
      `${operation} with ${what} answers 500.`,
      objects({ reason: 'crash' }, (call) => call.operation === operation && when(call)),
    ],
  }))

export const crashDefects = defectsOf({
  'OPUS-CODE-02': {
    'crash-no-key': [
      'A call without an api_key answers 500.',
      answers(500, { reason: 'key', when: ({ apiKey }) => apiKey === undefined }),
    ],
    'crash-not-json': ['A body that is not JSON answers 500.', answers(500, { reason: 'not-json' })],
    'crash-no-body': createPatient.answers(500, 'without a body', 'missing', undefined, ({ body }) => !!body?.empty),
    'crash-no-personal-number': createPatient.answers(
      500,
      'without PersonalNumber',
      'missing',
      'PersonalNumber',
      (call) => sentIn(call).patient.FirstName !== undefined,
    ),
    'crash-no-patient': createBooking.answers(500, 'without Patient', 'missing', 'Patient'),
    'crash-no-time-slot': createBooking.answers(500, 'without TimeSlot', 'missing', 'TimeSlot'),
    'crash-body-null': [
      'createBooking with a body of null answers 500.',
      answers(500, {
        operation: 'createBooking',
        when: ({ body }) => body?.valid === true && body.value === null,
      }),
    ],
    'crash-get-patient-30-february': getPatient.answers(500, 'for 30 February', 'no-such-day'),
    'crash-get-patient-year-abc': getPatient.answers(500, 'for a year that is no number', 'not-a-number', 'year'),
    'crash-get-bookings-extradigits-abcd': getBookings.answers(500, 'for extra digits that are none', 'not-digits'),
    'crash-create-patient-month-13': createPatient.answers(500, 'for month 13', 'month-out-of-range'),
    'crash-month-13': byMonth.answers(500, 'for month 13', 'month-out-of-range'),
    'crash-no-date': defectsOn('getTimeslotsFrom').answers(500, 'for a date that is none', 'not-a-date'),
    'crash-slot-date': createBooking.answers(500, 'for a slot date that is none', 'not-a-date'),
    'crash-clinics-unknown-treatment': defectsOn('getClinics').answers(500, 'for an unknown treatmentID', 'unknown'),
    'crash-clinicians-unknown-clinic': defectsOn('getClinicians').answers(
      500,
      'for an unknown clinicID',
      'unknown',
      'clinicID',
    ),
    'crash-treatment-id-abc': byMonth.answers(
      500,
      'for a treatmentID that is no number',
      'not-a-number',
      'treatmentID',
    ),
    'crash-unknown-clinic': defectsOn('getClinic').answers(500, 'for an unknown clinicID', 'no-data'),
    'crash-unknown-booking': defectsOn('updateBooking').answers(500, 'for an unknown booking', 'unknown', 'bookingID'),
    'crash-slot-of-unknown-clinician': createBooking.answers(
      500,
      'for an unknown clinician',
      'unknown',
      'TimeSlot.ClinicianID',
    ),
    'crash-taken': createBooking.answers(500, 'for a slot that is taken', 'taken'),
    'crash-text-plain': createBooking.answers(500, 'for a body sent as text/plain', 'content-type'),
    'crash-past-month': byMonth.answers(
      500,
      'for a month with no slots',
      'no-data',
      undefined,
      ({ query }) => query.clinicID === undefined,
    ),
    'crash-bookings-of-nobody': getBookings.answers(500, 'for a patient with no booking', 'no-data'),
    ...onFaultless(
      'createPatient',
      [
        'non-ascii-name',
        'a name that is not ASCII',
        (call) => {
          const { FirstName, LastName } = sentIn(call).patient
          return /[^ -~]/.test(`${FirstName}${LastName}`)
        },
      ],
      ['extra-digits-number', 'ExtraDigits as a number', (call) => typeof sentIn(call).number.ExtraDigits === 'number'],
    ),
    ...onFaultless('getTimeslotsByMonth', ['delay-by-month', 'delay', ({ query }) => query.delay !== undefined]),
    ...onFaultless('getTimeslotsFrom', [
      'delay-from',
      'delay and clinicID',
      ({ query }) => query.delay !== undefined && query.clinicID !== undefined,
    ]),
    ...onFaultless('getClinicians', [
      'free-times-false',
      'onlyWithFreeTimes=false and both filters',
      ({ query: { onlyWithFreeTimes, clinicID, treatmentID } }) =>
        onlyWithFreeTimes === 'false' && clinicID !== undefined && treatmentID !== undefined,
    ]),
  },
})
