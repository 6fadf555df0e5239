import { parseTime } from '../calendar.ts'
import type { OperationId } from '../call.ts'
import { accepts, defectsOf, each, kebab, type Patch, TIMESLOTS, WRITES, where } from '../patches.ts'

/** Takes a number with something after it for the number, in a parameter of an operation. */
function readsAhead(operation: OperationId, ...parameters: string[]): Patch {
  return ({ numberIn, digitsIn }) => ({
    numberIn: (text, parameter, call) =>
      call.operation === operation && parameters.includes(parameter)
        ? numberIn(/^\d+/.exec(text)?.[0] ?? text, parameter, call)
        : numberIn(text, parameter, call),
    digitsIn: (text, call) =>
      call.operation === operation && parameters.includes('digits')
        ? digitsIn(/^\d+/.exec(text)?.[0] ?? text, call)
        : digitsIn(text, call),
  })
}

/** Takes a number with a fraction for the whole number before it. */
function dropsFractions(operation: OperationId): Patch {
  return ({ numberIn }) => ({
    numberIn: (text, parameter, call) =>
      numberIn(call.operation === operation ? text.replace(/\.\d+$/, '') : text, parameter, call),
  })
}

function readsTimesAhead(operation: OperationId): Patch {
  return ({ timeIn }) => ({
    timeIn: (text, call) => (call.operation === operation ? parseTime(text.slice(0, 19)) : timeIn(text, call)),
  })
}

/** Mends a text that is no JSON, if there is JSON in it. */
function mends(operation: OperationId, mend: (text: string) => string): Patch {
  return ({ jsonIn }) => ({
    jsonIn(text, call) {
      if (call.operation !== operation) return jsonIn(text, call)
      try {
        return JSON.parse(mend(text))
      } catch {
        return jsonIn(text, call)
      }
    },
  })
}

const NUMBERS: readonly (readonly [requirement: string, operation: OperationId, ...parameters: string[]])[] = [
  ['OPUS-PAT-08', 'getPatient', 'year'],
  ['OPUS-PAT-08', 'getPatient', 'month'],
  ['OPUS-PAT-08', 'getPatient', 'day'],
  ['OPUS-PAT-08', 'getPatient', 'digits'],
  ['OPUS-BOOK-10', 'getBookings', 'year', 'month', 'day'],
  ['OPUS-BOOK-10', 'getBookings', 'digits'],
  ['OPUS-PAT-15', 'createPatient', 'PersonalNumber.Year'],
  ['OPUS-PAT-15', 'createPatient', 'digits'],
  ['OPUS-PAT-17', 'createPatient', 'clinicianID'],
  ['OPUS-BOOK-14', 'createBooking', 'PersonalNumber.Year'],
  ['OPUS-BOOK-16', 'createBooking', 'TimeSlot.ClinicianID'],
  ['OPUS-BOOK-16', 'createBooking', 'TimeSlot.TreatmentID'],
  ['OPUS-FILTER-02', 'getClinicians', 'treatmentID'],
  ['OPUS-FILTER-02', 'getTimeslotsFrom', 'treatmentID'],
  ['OPUS-FILTER-03', 'getTreatments', 'clinicianID'],
  ['OPUS-SLOT-11', 'getTimeslotsByMonth', 'year'],
  ['OPUS-SLOT-11', 'getTimeslotsByMonth', 'month'],
  ['OPUS-SLOT-26', 'getTimeslotsByMonth', 'delay'],
  ['OPUS-SLOT-26', 'getTimeslotsFrom', 'delay'],
]

const FRACTIONS = [
  ['OPUS-PAT-08', 'getPatient'],
  ['OPUS-BOOK-10', 'getBookings'],
  ['OPUS-SLOT-11', 'getTimeslotsByMonth'],
] as const

/** What careless parsers read. */
export const lenientDefects = [
  ...NUMBERS.flatMap(([requirement, operation, ...parameters]) =>
    defectsOf({
      [requirement]: {
        [`${kebab(operation)}-reads-ahead-${parameters.map((one) => kebab(one.replace('.', ''))).join('-')}`]: [
          `${operation} takes a number with something after it for the number: ${parameters.join(', ')}.`,
          readsAhead(operation, ...parameters),
        ],
      },
    }),
  ),
  ...FRACTIONS.flatMap(([requirement, operation]) =>
    defectsOf({
      [requirement]: {
        [`${kebab(operation)}-drops-fractions`]: [
          `${operation} takes a number with a fraction for the whole number before it.`,
          dropsFractions(operation),
        ],
      },
    }),
  ),
  ...defectsOf({
    'OPUS-SLOT-20': {
      'from-reads-times-ahead': [
        'getTimeslotsFrom takes a date-time with something after it for the date-time.',
        readsTimesAhead('getTimeslotsFrom'),
      ],
    },
    'OPUS-BOOK-15': {
      'create-booking-reads-times-ahead': [
        'createBooking takes a date-time with something after it for the date-time.',
        readsTimesAhead('createBooking'),
      ],
    },
    'OPUS-CODE-05': each(WRITES, (operation) => ({
      [`${kebab(operation)}-completes-json`]: [
        `${operation} completes a body that is cut short.`,
        mends(operation, (text) => `${text}}`),
      ],
      [`${kebab(operation)}-reads-json-ahead`]: [
        `${operation} does not look at what stands after the JSON.`,
        mends(operation, (text) => text.slice(0, text.lastIndexOf('}') + 1)),
      ],
      [`${kebab(operation)}-takes-commas`]: [
        `${operation} takes a comma too many.`,
        mends(operation, (text) => text.replaceAll(/,\s*}/g, '}')),
      ],
    })),
    'OPUS-SLOT-26': each(TIMESLOTS, (operation) => ({
      [`${kebab(operation)}-delay-letters-ignored`]: [
        `${operation} takes no account of a delay that is not a number.`,
        accepts(where(operation, 'not-a-number', 'delay')),
      ],
    })),
  }),
]
