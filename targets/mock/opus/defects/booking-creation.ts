import { defectsOf } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { Call, Reason } from '../call.ts'
import {
  accepts,
  answers,
  decides,
  doesRefused,
  each,
  IMPOSSIBLE_IN_BODY,
  objects,
  optional,
  refusesAll,
  sentBooking,
  where,
} from './effects.ts'

/** The hour at which the slot that is sent starts. */
const sentHour = (call: Call) => Number(String(sentBooking(call).slot.Start).slice(11, 13))

const isNight = (call: Call) => sentHour(call) < 7

const onCreate = (reason: Reason, parameter?: string | readonly string[]) => where('createBooking', reason, parameter)

const IDS = ['ClinicID', 'ClinicianID', 'TreatmentID']
const TIMES = ['Start', 'End']

const withoutPart = (parameter: string) =>
  optional(
    `create-booking-${parameter.toLowerCase()}`,
    `createBooking without ${parameter}`,
    `createBooking accepts a request without ${parameter}.`,
    onCreate('missing', parameter),
  )

export const bookingCreationDefects = defectsOf<Behaviour>({
  'OPUS-BOOK-01': {
    'create-booking-404': [
      'createBooking answers 404, whatever is sent.',
      refusesAll('createBooking', 'TimeSlot', 'with 404'),
    ],
    'create-booking-done-but-refused': [
      'createBooking books the slot and answers 400.',
      refusesAll('createBooking', 'TimeSlot', 'but does it'),
    ],
  },
  'OPUS-BOOK-11': withoutPart('Patient'),
  'OPUS-BOOK-13': withoutPart('TimeSlot'),
  'OPUS-BOOK-12': {
    ...withoutPart('PersonalNumber'),
    ...each(['Year', 'Month', 'Day', 'ExtraDigits'], (part) => ({
      [`create-booking-${part.toLowerCase()}-optional`]: [
        `createBooking accepts a PersonalNumber without ${part}.`,
        accepts(onCreate('missing', `PersonalNumber.${part}`)),
      ],
    })),
  },
  'OPUS-BOOK-14': each(IMPOSSIBLE_IN_BODY, ([id, reason, what]) => ({
    [`create-booking-${id}-accepted`]: [`createBooking accepts ${what}.`, accepts(onCreate(reason))],
  })),
  'OPUS-BOOK-15': {
    ...each([...TIMES, ...IDS], (name) => ({
      [`create-booking-slot-${name.toLowerCase()}-optional`]: [
        `createBooking without ${name} books a free slot that fits the rest.`,
        accepts(onCreate('missing', `TimeSlot.${name}`)),
      ],
    })),
    ...each(TIMES, (name) => ({
      [`create-booking-slot-${name.toLowerCase()}-no-date`]: [
        `createBooking does not look at a ${name} that is no date.`,
        accepts(onCreate('not-a-date', `TimeSlot.${name}`)),
      ],
    })),
    'create-booking-slot-missing-404': [
      'createBooking answers 404 where a property is missing from TimeSlot.',
      answers(
        404,
        onCreate(
          'missing',
          [...TIMES, ...IDS].map((name) => `TimeSlot.${name}`),
        ),
      ),
    ],
  },
  'OPUS-BOOK-16': each(IDS, (name) => ({
    [`create-booking-${name.toLowerCase()}-unchecked`]: [
      `createBooking books a slot whose ${name} does not exist.`,
      accepts(onCreate('unknown', `TimeSlot.${name}`)),
    ],
    [`create-booking-${name.toLowerCase()}-unknown-done`]: [
      `createBooking refuses a ${name} that does not exist, and books the slot.`,
      doesRefused(onCreate('unknown', `TimeSlot.${name}`)),
    ],
  })),
  'OPUS-BOOK-25': {
    'booking-does-not-register': [
      'createBooking for a patient who is not known books, and creates nobody.',
      decides({ registerPatient() {} }),
    ],
  },
  'OPUS-BOOK-26': {
    'never-offered-night-accepted': [
      'createBooking books a slot in the middle of the night that was never offered.',
      accepts({ ...onCreate('never-offered'), when: isNight }),
    ],
    'never-offered-clinician-accepted': [
      'createBooking books a clinician at a clinic where that clinician does not work.',
      accepts({ ...onCreate('never-offered'), when: (call) => !isNight(call) }),
    ],
    'never-offered-treatment-accepted': [
      'createBooking books a slot for another treatment than it was offered for.',
      accepts(onCreate('never-offered', 'TimeSlot.TreatmentID')),
    ],
    'never-offered-end-accepted': [
      'createBooking books a slot until another End.',
      accepts(onCreate('never-offered', 'TimeSlot.End')),
    ],
    'never-offered-done': [
      'createBooking refuses a slot that was never offered, and books it.',
      doesRefused(onCreate('never-offered')),
    ],
  },
  'OPUS-PAT-18': each(['number', 'string'], (type) => ({
    [`create-booking-extra-digits-${type}-refused`]: [
      `createBooking answers 400 for ExtraDigits as a ${type}.`,
      objects(
        { reason: 'whim', parameter: 'PersonalNumber.ExtraDigits' },
        (call) => call.operation === 'createBooking' && typeof sentBooking(call).number.ExtraDigits === type,
      ),
    ],
  })),
})
