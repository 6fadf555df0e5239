import { type Defect, type Deviations, defectsOf } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { Call, OperationId } from '../call.ts'
import { accepts, alters, answers, both, doesRefused, each, kebab, type Patch, where } from './effects.ts'

const isOutage = (call: Call) => call.isOutage

/** Has an operation need the backend that must do without it. */
const needs = (operation: OperationId): Patch =>
  alters('needsBackend', (usual, call) => call.operation === operation || usual)

/** Operations that answer 503 during an outage, and the rule about each. */
const BACKEND = [
  ['getPatient', 'OPUS-DOWN-02'],
  ['createPatient', 'OPUS-DOWN-03'],
  ['getBookings', 'OPUS-DOWN-04'],
  ['createBooking', 'OPUS-DOWN-05'],
  ['updateBooking', 'OPUS-DOWN-06'],
] as const satisfies readonly (readonly [OperationId, string])[]

/** What an operation that needs the backend answers or does without it. */
function without(operation: OperationId): Deviations<Behaviour> {
  const meant = where(operation, 'backend')
  const words = `During an outage ${operation} answers`
  return {
    [`outage-${kebab(operation)}-works`]: [`${words} as ever.`, accepts(meant)],
    [`outage-${kebab(operation)}-404`]: [`${words} 404.`, answers(404, meant)],
    [`outage-${kebab(operation)}-400`]: [`${words} 400.`, answers(400, meant)],
    [`outage-${kebab(operation)}-200`]: [`${words} 200 with a message, and does nothing.`, answers(200, meant)],
    ...(operation.startsWith('get')
      ? {}
      : {
          [`outage-${kebab(operation)}-done`]: [
            `${words} 503, and is done once the backend is back.`,
            doesRefused(meant),
          ] as const,
        }),
  }
}

export const outageDefects: readonly Defect<Behaviour>[] = [
  ...BACKEND.flatMap(([operation, requirement]) => defectsOf<Behaviour>({ [requirement]: without(operation) })),
  ...defectsOf<Behaviour>({
    // A 500 is the matter of the rule about 500s, wherever it comes.
    'OPUS-CODE-02': each(BACKEND, ([operation]) => ({
      [`outage-${kebab(operation)}-500`]: [
        `During an outage ${operation} answers 500.`,
        answers(500, where(operation, 'backend')),
      ],
    })),
    'OPUS-DOWN-01': each(['getTimeslotsByMonth', 'getTimeslotsFrom'] as const, (operation) => ({
      [`outage-${kebab(operation)}-503`]: [`During an outage ${operation} answers 503.`, needs(operation)],
      [`outage-${kebab(operation)}-404`]: [
        `During an outage ${operation} answers 404.`,
        both(needs(operation), answers(404, where(operation, 'backend'))),
      ],
      [`outage-${kebab(operation)}-empty`]: [
        `During an outage ${operation} answers 200 with an empty list.`,
        alters('wire', (body, _body, call) => (call.isOutage && call.operation === operation ? [] : body)),
      ],
    })),
    'OPUS-DOWN-05': {
      'outage-create-booking-holds-slot': [
        'During an outage createBooking answers 503, and its slot is no longer offered once the backend is back.',
        both(doesRefused(where('createBooking', 'backend')), ({ storeBooking }) => ({
          storeBooking: (world, booking) =>
            storeBooking(world, world.isBackendReachable ? booking : { ...booking, number: {} }),
        })),
      ],
    },
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
      ...each(BACKEND, ([operation]) => ({
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
        accepts({ operation: ['getTimeslotsByMonth', 'getTimeslotsFrom'], reason: 'key', when: isOutage }),
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
  }),
]
