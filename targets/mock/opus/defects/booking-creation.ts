import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { Call } from '../call.ts'
import { accepts, answers, both, defect, doesRefused, IMPOSSIBLE, objects, sentBooking } from './effects.ts'

/** The hour at which the slot that is sent starts. */
const sentHour = (call: Call) => Number(String(sentBooking(call).slot.Start).slice(11, 13))

const isCreateBooking = ({ operation }: Call) => operation === 'createBooking'

const isNight = (call: Call) => sentHour(call) < 7

export const bookingCreationDefects: readonly Defect<Behaviour>[] = [
  defect(
    'OPUS-BOOK-01',
    'create-booking-404',
    'createBooking answers 404, whatever is sent.',
    both(
      objects({ reason: 'whim', parameter: 'TimeSlot' }, isCreateBooking),
      answers(404, { operation: 'createBooking', reason: 'whim' }),
    ),
  ),
  defect(
    'OPUS-BOOK-01',
    'create-booking-done-but-refused',
    'createBooking books the slot and answers 400.',
    both(objects({ reason: 'whim', parameter: 'TimeSlot' }, isCreateBooking), doesRefused({ reason: 'whim' })),
  ),
  ...(['Patient', 'TimeSlot', 'PersonalNumber'] as const).flatMap((parameter) => {
    const requirement = { Patient: 'OPUS-BOOK-11', PersonalNumber: 'OPUS-BOOK-12', TimeSlot: 'OPUS-BOOK-13' }[parameter]
    return [
      defect(
        requirement,
        `create-booking-${parameter.toLowerCase()}-optional`,
        `createBooking accepts a request without ${parameter}.`,
        accepts({ operation: 'createBooking', reason: 'missing', parameter }),
      ),
      defect(
        requirement,
        `create-booking-${parameter.toLowerCase()}-missing-404`,
        `createBooking without ${parameter} answers 404.`,
        answers(404, { operation: 'createBooking', reason: 'missing', parameter }),
      ),
    ]
  }),
  ...(['Year', 'Month', 'Day', 'ExtraDigits'] as const).map((part) =>
    defect(
      'OPUS-BOOK-12',
      `create-booking-${part.toLowerCase()}-optional`,
      `createBooking accepts a PersonalNumber without ${part}.`,
      accepts({ operation: 'createBooking', reason: 'missing', parameter: `PersonalNumber.${part}` }),
    ),
  ),
  ...([...IMPOSSIBLE, ['letters', 'not-digits', 'ExtraDigits that are no digits']] as const).map(([id, reason, what]) =>
    defect(
      'OPUS-BOOK-14',
      `create-booking-${id}-accepted`,
      `createBooking accepts ${what}.`,
      accepts({ operation: 'createBooking', reason }),
    ),
  ),
  ...['Start', 'End', 'ClinicID', 'ClinicianID', 'TreatmentID'].map((name) =>
    defect(
      'OPUS-BOOK-15',
      `create-booking-slot-${name.toLowerCase()}-optional`,
      `createBooking without ${name} books a free slot that fits the rest.`,
      accepts({ operation: 'createBooking', reason: 'missing', parameter: `TimeSlot.${name}` }),
    ),
  ),
  ...['Start', 'End'].map((name) =>
    defect(
      'OPUS-BOOK-15',
      `create-booking-slot-${name.toLowerCase()}-no-date`,
      `createBooking does not look at a ${name} that is no date.`,
      accepts({ operation: 'createBooking', reason: 'not-a-date', parameter: `TimeSlot.${name}` }),
    ),
  ),
  defect(
    'OPUS-BOOK-15',
    'create-booking-slot-missing-404',
    'createBooking answers 404 where a property is missing from TimeSlot.',
    answers(404, {
      operation: 'createBooking',
      reason: 'missing',
      parameter: ['Start', 'End', 'ClinicID', 'ClinicianID', 'TreatmentID'].map((name) => `TimeSlot.${name}`),
    }),
  ),
  ...['ClinicID', 'ClinicianID', 'TreatmentID'].flatMap((name) => [
    defect(
      'OPUS-BOOK-16',
      `create-booking-${name.toLowerCase()}-unchecked`,
      `createBooking books a slot whose ${name} does not exist.`,
      accepts({ operation: 'createBooking', reason: 'unknown', parameter: `TimeSlot.${name}` }),
    ),
    defect(
      'OPUS-BOOK-16',
      `create-booking-${name.toLowerCase()}-unknown-done`,
      `createBooking refuses a ${name} that does not exist, and books the slot.`,
      doesRefused({ operation: 'createBooking', reason: 'unknown', parameter: `TimeSlot.${name}` }),
    ),
  ]),
  defect(
    'OPUS-BOOK-25',
    'booking-does-not-register',
    'createBooking for a patient who is not known books, and creates nobody.',
    () => ({ registerPatient() {} }),
  ),
  defect(
    'OPUS-BOOK-26',
    'never-offered-night-accepted',
    'createBooking books a slot in the middle of the night that was never offered.',
    accepts({ operation: 'createBooking', reason: 'never-offered', when: isNight }),
  ),
  defect(
    'OPUS-BOOK-26',
    'never-offered-clinician-accepted',
    'createBooking books a clinician at a clinic where that clinician does not work.',
    accepts({ operation: 'createBooking', reason: 'never-offered', when: (call) => !isNight(call) }),
  ),
  ...(
    [
      ['treatment', 'for another treatment than it was offered for', 'TimeSlot.TreatmentID'],
      ['end', 'until another End', 'TimeSlot.End'],
    ] as const
  ).map(([id, what, parameter]) =>
    defect(
      'OPUS-BOOK-26',
      `never-offered-${id}-accepted`,
      `createBooking books a slot ${what}.`,
      accepts({ operation: 'createBooking', reason: 'never-offered', parameter }),
    ),
  ),
  ...(['number', 'string'] as const).map((type) =>
    defect(
      'OPUS-PAT-18',
      `create-booking-extra-digits-${type}-refused`,
      `createBooking answers 400 for ExtraDigits as a ${type}.`,
      objects(
        { reason: 'whim', parameter: 'PersonalNumber.ExtraDigits' },
        (call) => isCreateBooking(call) && typeof sentBooking(call).number.ExtraDigits === type,
      ),
    ),
  ),
  defect(
    'OPUS-BOOK-26',
    'never-offered-done',
    'createBooking refuses a slot that was never offered, and books it.',
    doesRefused({ operation: 'createBooking', reason: 'never-offered' }),
  ),
]
