import type { Call, OperationId } from '../call.ts'
import {
  accepts,
  alters,
  answers,
  type Defects,
  defectsOf,
  doesRefused,
  each,
  kebab,
  type Patch,
  TIMESLOTS,
  together,
  where,
} from '../patches.ts'

const isOutage = (call: Call) => call.isOutage

/** Has an operation need the backend that must do without it. */
const needs = (operation: OperationId): Patch =>
  alters('needsBackend', (usual, call) => call.operation === operation || usual)

/** Operations that answer 503 during an outage. */
const BACKEND = ['getPatient', 'createPatient', 'getBookings', 'createBooking', 'updateBooking'] as const

/** What an operation that needs the backend answers without it. */
function without(operation: OperationId): Defects {
  const meant = where(operation, 'backend')
  const id = `outage-${kebab(operation)}`
  const words = `During an outage ${operation} answers`
  return {
    [`${id}-works`]: [`${words} as ever.`, accepts(meant)],
    [`${id}-404`]: [`${words} 404.`, answers(404, meant)],
    [`${id}-400`]: [`${words} 400.`, answers(400, meant)],
    [`${id}-200`]: [`${words} 200 with a message, and does nothing.`, answers(200, meant)],
  }
}

/** The same of one that writes, and what it does. */
const withoutIsDone = (operation: OperationId): Defects => ({
  ...without(operation),
  [`outage-${kebab(operation)}-done`]: [
    `During an outage ${operation} answers 503, and is done once the backend is back.`,
    doesRefused(where(operation, 'backend')),
  ],
})

export const outageDefects = defectsOf({
  'OPUS-DOWN-02': without('getPatient'),
  'OPUS-DOWN-03': withoutIsDone('createPatient'),
  'OPUS-DOWN-04': without('getBookings'),
  'OPUS-DOWN-05': {
    ...withoutIsDone('createBooking'),
    'outage-create-booking-holds-slot': [
      'During an outage createBooking answers 503, and its slot is no longer offered once the backend is back.',
      together(doesRefused(where('createBooking', 'backend')), ({ storeBooking }) => ({
        storeBooking: (world, booking) =>
          storeBooking(world, world.isBackendReachable ? booking : { ...booking, number: {} }),
      })),
    ],
  },
  'OPUS-DOWN-06': withoutIsDone('updateBooking'),
  // A 500 is the matter of the rule about 500s, wherever it comes.
  'OPUS-CODE-02': each(BACKEND, (operation) => ({
    [`outage-${kebab(operation)}-500`]: [
      `During an outage ${operation} answers 500.`,
      answers(500, where(operation, 'backend')),
    ],
  })),
  'OPUS-DOWN-01': each(TIMESLOTS, (operation) => ({
    [`outage-${kebab(operation)}-503`]: [`During an outage ${operation} answers 503.`, needs(operation)],
    [`outage-${kebab(operation)}-404`]: [
      `During an outage ${operation} answers 404.`,
      together(needs(operation), answers(404, where(operation, 'backend'))),
    ],
    [`outage-${kebab(operation)}-empty`]: [
      `During an outage ${operation} answers 200 with an empty list.`,
      alters('wire', (body, _body, call) => (call.isOutage && call.operation === operation ? [] : body)),
    ],
  })),
  // What an outage itself leaves behind; OPUS-DOWN-03, -05 and -06 are about what a refused write does.
  'OPUS-DOWN-07': {
    'outage-forgets-patients': [
      'After an outage all patients are gone.',
      alters('backendReturns', (_done, { patients }) => patients.clear()),
    ],
    'outage-forgets-bookings': [
      'After an outage all bookings are gone.',
      alters('backendReturns', (_done, world) => {
        world.bookings = []
      }),
    ],
    'outage-renumbers-bookings': [
      'After an outage the bookings have other IDs.',
      alters('backendReturns', (_done, { bookings }) => {
        for (const booking of bookings) booking.id = `${booking.id}-r`
      }),
    ],
    // A 503 right after an outage is this rule's; OPUS-CODE-06 is about calls that no outage went before.
    ...each(BACKEND, (operation) => ({
      [`outage-lasts-${kebab(operation)}`]: [
        `${operation} answers 503 for good once there was an outage.`,
        ({ backendReturns, objectsTo }) => {
          let wasDown = false
          return {
            backendReturns: (world) => {
              wasDown = true
              backendReturns(world)
            },
            objectsTo: (call, world) =>
              wasDown && call.operation === operation ? { reason: 'backend' } : objectsTo(call, world),
          }
        },
      ],
    })),
  },
  // Outside an outage the key is looked at as it should be.
  'OPUS-DOWN-08': {
    'outage-hides-wrong-key': [
      'During an outage a call that needs the backend answers 503 whatever its api_key.',
      ({ isKeyRight, needsBackend }) => ({
        isKeyRight: (given, right, call) => isKeyRight(given, right, call) || (call.isOutage && needsBackend(call)),
        asksBackendFirst: () => true,
      }),
    ],
    'outage-opens-timeslots': [
      'During an outage timeslots are listed whatever the api_key.',
      accepts({ operation: TIMESLOTS, reason: 'key', when: isOutage }),
    ],
    'outage-opens-lists': [
      'During an outage clinics, clinicians and treatments are listed whatever the api_key.',
      accepts({
        operation: ['getClinics', 'getClinic', 'getClinicians', 'getTreatments'],
        reason: 'key',
        when: isOutage,
      }),
    ],
    'outage-wrong-key-503': [
      'During an outage a wrong api_key answers 503 on every call.',
      answers(503, { reason: 'key', when: (call) => call.isOutage && call.apiKey !== undefined }),
    ],
  },
})
