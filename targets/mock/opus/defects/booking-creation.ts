import type { Call } from '../call.ts'
import { decides, defectsOf, defectsOn, each, sentIn } from '../patches.ts'
import { acceptsImpossible } from './personal-numbers.ts'

const create = defectsOn('createBooking')
const { accepts, answers, answers404, does, doesAndRefuses, optional, refuses } = create

/** Whether the slot that is sent starts before seven. */
const isNight = (call: Call) => Number(String(sentIn(call).slot.Start).slice(11, 13)) < 7

const IDS = ['ClinicID', 'ClinicianID', 'TreatmentID']
const TIMES = ['Start', 'End']
const SLOT_PROPERTIES = [...TIMES, ...IDS].map((name) => `TimeSlot.${name}`)

export const bookingCreationDefects = defectsOf({
  'OPUS-BOOK-01': {
    'create-booking-404': answers404('TimeSlot'),
    'create-booking-done-but-refused': doesAndRefuses('TimeSlot'),
  },
  'OPUS-BOOK-11': optional('Patient', 'is accepted'),
  'OPUS-BOOK-13': optional('TimeSlot', 'is accepted'),
  'OPUS-BOOK-12': {
    ...optional('PersonalNumber', 'is accepted'),
    ...each(['Year', 'Month', 'Day', 'ExtraDigits'], (part) => ({
      [`create-booking-${part.toLowerCase()}-optional`]: accepts(
        `accepts a PersonalNumber without ${part}`,
        'missing',
        `PersonalNumber.${part}`,
      ),
    })),
  },
  'OPUS-BOOK-14': acceptsImpossible(create),
  'OPUS-BOOK-15': {
    ...each([...TIMES, ...IDS], (name) => ({
      [`create-booking-slot-${name.toLowerCase()}-optional`]: accepts(
        `without ${name} books a free slot that fits the rest`,
        'missing',
        `TimeSlot.${name}`,
      ),
    })),
    ...each(TIMES, (name) => ({
      [`create-booking-slot-${name.toLowerCase()}-no-date`]: accepts(
        `does not look at a ${name} that is no date`,
        'not-a-date',
        `TimeSlot.${name}`,
      ),
    })),
    'create-booking-slot-missing-404': answers(
      404,
      'where a property is missing from TimeSlot',
      'missing',
      SLOT_PROPERTIES,
    ),
  },
  'OPUS-BOOK-16': each(IDS, (name) => ({
    [`create-booking-${name.toLowerCase()}-unchecked`]: accepts(
      `books a slot whose ${name} does not exist`,
      'unknown',
      `TimeSlot.${name}`,
    ),
    [`create-booking-${name.toLowerCase()}-unknown-done`]: does(
      `a ${name} that does not exist`,
      'unknown',
      `TimeSlot.${name}`,
    ),
  })),
  'OPUS-BOOK-25': {
    'booking-does-not-register': [
      'createBooking for a patient who is not known books, and creates nobody.',
      decides({ registerPatient() {} }),
    ],
  },
  'OPUS-BOOK-26': {
    'never-offered-night-accepted': accepts(
      'books a slot in the middle of the night that was never offered',
      'never-offered',
      undefined,
      isNight,
    ),
    'never-offered-clinician-accepted': accepts(
      'books a clinician at a clinic where that clinician does not work',
      'never-offered',
      undefined,
      (call) => !isNight(call),
    ),
    'never-offered-treatment-accepted': accepts(
      'books a slot for another treatment than it was offered for',
      'never-offered',
      'TimeSlot.TreatmentID',
    ),
    'never-offered-end-accepted': accepts('books a slot until another End', 'never-offered', 'TimeSlot.End'),
    'never-offered-done': does('a slot that was never offered', 'never-offered'),
  },
  'OPUS-PAT-18': each(['number', 'string'], (type) => ({
    [`create-booking-extra-digits-${type}-refused`]: refuses(
      `ExtraDigits as a ${type}`,
      'PersonalNumber.ExtraDigits',
      (call) => typeof sentIn(call).number.ExtraDigits === type,
    ),
  })),
})
