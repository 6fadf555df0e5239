import { isObject } from '../../body.ts'
import { defectsOf } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { Call } from '../call.ts'
import { answers, each, objects, type Where, where } from './effects.ts'

/** A patient's property in the body, whether the body is the patient or has one. */
function sent({ body }: Call, name: string): unknown {
  if (!isObject(body?.value)) return undefined
  const patient = isObject(body.value.Patient) ? body.value.Patient : body.value
  return patient[name]
}

function sentExtraDigits(call: Call): unknown {
  const number = sent(call, 'PersonalNumber')
  return isObject(number) ? number.ExtraDigits : undefined
}

/** What is refused brings the server down instead. */
const onRefusal: readonly (readonly [id: string, what: string, meant: Where])[] = [
  ['no-key', 'A call without an api_key', { reason: 'key', when: ({ apiKey }) => apiKey === undefined }],
  ['not-json', 'A body that is not JSON', { reason: 'not-json' }],
  [
    'no-body',
    'createPatient without a body',
    { operation: 'createPatient', reason: 'missing', when: ({ body }) => body?.empty === true },
  ],
  [
    'no-personal-number',
    'createPatient without PersonalNumber',
    {
      operation: 'createPatient',
      reason: 'missing',
      parameter: 'PersonalNumber',
      when: (call) => sent(call, 'FirstName') !== undefined,
    },
  ],
  ['no-patient', 'createBooking without Patient', where('createBooking', 'missing', 'Patient')],
  ['no-time-slot', 'createBooking without TimeSlot', where('createBooking', 'missing', 'TimeSlot')],
  [
    'body-null',
    'createBooking with a body of null',
    { operation: 'createBooking', when: ({ body }) => body?.valid === true && body.value === null },
  ],
  ['get-patient-30-february', 'getPatient with 30 February', where('getPatient', 'no-such-day')],
  ['get-patient-year-abc', 'getPatient with a year that is not a number', where('getPatient', 'not-a-number', 'year')],
  [
    'get-bookings-extradigits-abcd',
    'getBookings with extra digits that are no digits',
    where('getBookings', 'not-digits'),
  ],
  ['create-patient-month-13', 'createPatient with month 13', where('createPatient', 'month-out-of-range')],
  ['month-13', 'getTimeslotsByMonth with month 13', where('getTimeslotsByMonth', 'month-out-of-range')],
  ['no-date', 'getTimeslotsFrom with a date that is none', where('getTimeslotsFrom', 'not-a-date')],
  ['slot-date', 'createBooking with a slot date that is none', where('createBooking', 'not-a-date')],
  ['clinics-unknown-treatment', 'getClinics with a treatmentID that does not exist', where('getClinics', 'unknown')],
  [
    'clinicians-unknown-clinic',
    'getClinicians with a clinicID that does not exist',
    where('getClinicians', 'unknown', 'clinicID'),
  ],
  [
    'treatment-id-abc',
    'getTimeslotsByMonth with a treatmentID that is not a number',
    where('getTimeslotsByMonth', 'not-a-number', 'treatmentID'),
  ],
  ['unknown-clinic', 'getClinic of an unknown clinicID', where('getClinic', 'no-data')],
  ['unknown-booking', 'updateBooking of a booking that does not exist', { reason: 'unknown', parameter: 'bookingID' }],
  [
    'slot-of-unknown-clinician',
    'createBooking for a clinician who does not exist',
    where('createBooking', 'unknown', 'TimeSlot.ClinicianID'),
  ],
  ['taken', 'createBooking of a slot that is taken', where('createBooking', 'taken')],
  ['text-plain', 'createBooking with a body sent as text/plain', where('createBooking', 'content-type')],
  [
    'past-month',
    'getTimeslotsByMonth of a month with no slots',
    { operation: 'getTimeslotsByMonth', reason: 'no-data', when: ({ query }) => query.clinicID === undefined },
  ],
  ['bookings-of-nobody', 'getBookings for a patient with no booking', where('getBookings', 'no-data')],
]

/** What is right does. */
const onFaultless: readonly (readonly [id: string, what: string, when: (call: Call) => boolean])[] = [
  [
    'non-ascii-name',
    'createPatient with a name that is not ASCII',
    (call) =>
      call.operation === 'createPatient' && /[^ -~]/.test(`${sent(call, 'FirstName')}${sent(call, 'LastName')}`),
  ],
  [
    'extra-digits-number',
    'createPatient with ExtraDigits as a number',
    (call) => call.operation === 'createPatient' && typeof sentExtraDigits(call) === 'number',
  ],
  [
    'delay-by-month',
    'getTimeslotsByMonth with delay',
    (call) => call.operation === 'getTimeslotsByMonth' && call.query.delay !== undefined,
  ],
  [
    'delay-from',
    'getTimeslotsFrom with delay and clinicID',
    ({ operation, query }) =>
      operation === 'getTimeslotsFrom' && query.delay !== undefined && query.clinicID !== undefined,
  ],
  [
    'free-times-false',
    'getClinicians with onlyWithFreeTimes=false and both filters',
    ({ operation, query }) =>
      operation === 'getClinicians' &&
      query.onlyWithFreeTimes === 'false' &&
      query.clinicID !== undefined &&
      query.treatmentID !== undefined,
  ],
]

export const crashDefects = defectsOf<Behaviour>({
  'OPUS-CODE-02': {
    ...each(onRefusal, ([id, what, meant]) => ({ [`crash-${id}`]: [`${what} answers 500.`, answers(500, meant)] })),
    ...each(onFaultless, ([id, what, when]) => ({
      [`crash-${id}`]: [`${what} answers 500.`, objects({ reason: 'crash' }, when)],
    })),
  },
})
