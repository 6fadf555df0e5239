import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { answers, defect, kebab, SSN_REASONS, succeedsWith, type Where, where } from './effects.ts'

/** A status that is documented for nothing; accepted and refused are as they should be. */
export const undocumentedStatusDefects: readonly Defect<Behaviour>[] = [
  ...(
    [
      ['createPatient', 201],
      ['createBooking', 201],
      ['updateBooking', 202],
      ['updateBooking', 204],
      ['getPatient', 203],
      ['getClinics', 206],
      ['getTimeslotsByMonth', 206],
    ] as const
  ).map(([operation, status]) =>
    defect(
      'OPUS-CODE-01',
      `${kebab(operation)}-${status}`,
      `${operation} answers ${status} where it succeeds.`,
      succeedsWith(status, operation),
    ),
  ),
  ...(
    [
      [
        'invalid-422',
        422,
        'Missing parameters and impossible personal numbers answer 422.',
        { reason: ['missing', ...SSN_REASONS] },
      ],
      [
        'create-booking-missing-422',
        422,
        'createBooking answers 422 where a property is missing.',
        where('createBooking', 'missing'),
      ],
      [
        'get-patient-impossible-date-422',
        422,
        'getPatient answers 422 for an impossible date.',
        where('getPatient', SSN_REASONS),
      ],
      [
        'timeslot-month-13-422',
        422,
        'By month: month 13 answers 422.',
        where('getTimeslotsByMonth', 'month-out-of-range'),
      ],
      ['not-json-422', 422, 'A body that is not JSON answers 422.', { reason: 'not-json' }],
      ['get-patient-none-410', 410, 'getPatient of no patient answers 410.', where('getPatient', 'no-data')],
      [
        'update-unknown-booking-410',
        410,
        'updateBooking of a booking that does not exist answers 410.',
        { reason: 'unknown', parameter: 'bookingID' },
      ],
      [
        'other-patient-403',
        403,
        "updateBooking with another patient's number answers 403.",
        { reason: 'other-patient' },
      ],
      [
        'never-offered-422',
        422,
        'createBooking of a slot that was never offered answers 422.',
        where('createBooking', 'never-offered'),
      ],
      ['key-refused-422', 422, 'A missing or wrong api_key answers 422.', { reason: 'key' }],
      ['outage-502', 502, 'During an outage calls that need the backend answer 502.', { reason: 'backend' }],
      ['outage-504-get-bookings', 504, 'During an outage getBookings answers 504.', where('getBookings', 'backend')],
      ['clinic-missing-410', 410, 'getClinic of an unknown clinicID answers 410.', where('getClinic', 'no-data')],
      [
        'clinician-filter-unknown-422',
        422,
        'getClinicians answers 422 for a filter ID that does not exist.',
        where('getClinicians', 'unknown'),
      ],
    ] as const satisfies readonly (readonly [string, number, string, Where])[]
  ).map(([id, status, summary, meant]) => defect('OPUS-CODE-01', id, summary, answers(status, meant))),
]
