import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { Call, OperationId } from '../call.ts'
import { accepts, answers, both, defect, doesRefused, kebab, type Patch } from './effects.ts'

const isOutage = (call: Call) => call.isOutage

/** Has calls need the backend that must do without it. */
function needs(when: (call: Call) => boolean): Patch {
  return ({ needsBackend }) => ({ needsBackend: (call) => when(call) || needsBackend(call) })
}

/** Operations that answer 503 during an outage, and the rule about each. */
const BACKEND = [
  ['getPatient', 'OPUS-DOWN-02'],
  ['createPatient', 'OPUS-DOWN-03'],
  ['getBookings', 'OPUS-DOWN-04'],
  ['createBooking', 'OPUS-DOWN-05'],
  ['updateBooking', 'OPUS-DOWN-06'],
] as const satisfies readonly (readonly [OperationId, string])[]

const timeslots: readonly Defect<Behaviour>[] = (['getTimeslotsByMonth', 'getTimeslotsFrom'] as const).flatMap(
  (operation) => [
    defect(
      'OPUS-DOWN-01',
      `outage-${kebab(operation)}-503`,
      `During an outage ${operation} answers 503.`,
      needs((call) => call.operation === operation),
    ),
    defect(
      'OPUS-DOWN-01',
      `outage-${kebab(operation)}-404`,
      `During an outage ${operation} answers 404.`,
      both(
        needs((call) => call.operation === operation),
        answers(404, { operation, reason: 'backend' }),
      ),
    ),
    defect(
      'OPUS-DOWN-01',
      `outage-${kebab(operation)}-empty`,
      `During an outage ${operation} answers 200 with an empty list.`,
      ({ wire }) => ({
        wire: (body, call) => (call.isOutage && call.operation === operation ? [] : wire(body, call)),
      }),
    ),
  ],
)

const backend: readonly Defect<Behaviour>[] = BACKEND.flatMap(([operation, requirement]) => [
  defect(
    requirement,
    `outage-${kebab(operation)}-works`,
    `During an outage ${operation} answers as ever.`,
    accepts({ operation, reason: 'backend' }),
  ),
  defect(
    requirement,
    `outage-${kebab(operation)}-404`,
    `During an outage ${operation} answers 404.`,
    answers(404, { operation, reason: 'backend' }),
  ),
  defect(
    requirement,
    `outage-${kebab(operation)}-400`,
    `During an outage ${operation} answers 400.`,
    answers(400, { operation, reason: 'backend' }),
  ),
  defect(
    requirement,
    `outage-${kebab(operation)}-200`,
    `During an outage ${operation} answers 200 with a message, and does nothing.`,
    answers(200, { operation, reason: 'backend' }),
  ),
  // A 500 is the matter of the rule about 500s, wherever it comes.
  defect(
    'OPUS-CODE-02',
    `outage-${kebab(operation)}-500`,
    `During an outage ${operation} answers 500.`,
    answers(500, { operation, reason: 'backend' }),
  ),
])

const writes: readonly Defect<Behaviour>[] = [
  ...BACKEND.filter(([operation]) => operation !== 'getPatient' && operation !== 'getBookings').map(
    ([operation, requirement]) =>
      defect(
        requirement,
        `outage-${kebab(operation)}-done`,
        `During an outage ${operation} answers 503, and is done once the backend is back.`,
        doesRefused({ operation, reason: 'backend' }),
      ),
  ),
  defect(
    'OPUS-DOWN-05',
    'outage-create-booking-holds-slot',
    'During an outage createBooking answers 503, and its slot is no longer offered once the backend is back.',
    both(doesRefused({ operation: 'createBooking', reason: 'backend' }), ({ storeBooking }) => ({
      storeBooking: (world, booking) =>
        storeBooking(world, world.isBackendReachable ? booking : { ...booking, number: {} }),
    })),
  ),
]

/** What an outage itself leaves behind; OPUS-DOWN-03, -05 and -06 are about what a refused write does. */
const after: readonly Defect<Behaviour>[] = [
  ...(
    [
      ['forgets-patients', 'all patients are gone', ({ patients }) => patients.clear()],
      [
        'forgets-bookings',
        'all bookings are gone',
        (world) => {
          world.bookings = []
        },
      ],
      [
        'renumbers-bookings',
        'the bookings have other IDs',
        ({ bookings }) => {
          for (const booking of bookings) booking.id = `${booking.id}-r`
        },
      ],
    ] as [string, string, Behaviour['backendReturns']][]
  ).map(([name, words, alters]) =>
    defect('OPUS-DOWN-07', `outage-${name}`, `After an outage ${words}.`, (behaviour) => ({
      backendReturns(world) {
        behaviour.backendReturns(world)
        alters(world)
      },
    })),
  ),
  // A 503 right after an outage is this rule's; OPUS-CODE-06 is about calls that no outage went before.
  ...BACKEND.map(([operation]) =>
    defect(
      'OPUS-DOWN-07',
      `outage-lasts-${kebab(operation)}`,
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
    ),
  ),
]

/** Outside an outage the key is looked at as it should be. */
const keys: readonly Defect<Behaviour>[] = [
  defect(
    'OPUS-DOWN-08',
    'outage-hides-wrong-key',
    'During an outage a call that needs the backend answers 503 whatever its api_key.',
    ({ isKeyRight, needsBackend }) => ({
      isKeyRight: (given, right, call) => isKeyRight(given, right, call) || (call.isOutage && needsBackend(call)),
      asksBackendFirst: () => true,
    }),
  ),
  defect(
    'OPUS-DOWN-08',
    'outage-opens-timeslots',
    'During an outage timeslots are listed whatever the api_key.',
    accepts({ operation: ['getTimeslotsByMonth', 'getTimeslotsFrom'], reason: 'key', when: isOutage }),
  ),
  defect(
    'OPUS-DOWN-08',
    'outage-opens-lists',
    'During an outage clinics, clinicians and treatments are listed whatever the api_key.',
    accepts({
      operation: ['getClinics', 'getClinic', 'getClinicians', 'getTreatments'],
      reason: 'key',
      when: isOutage,
    }),
  ),
  defect(
    'OPUS-DOWN-08',
    'outage-wrong-key-503',
    'During an outage a wrong api_key answers 503 on every call.',
    answers(503, { reason: 'key', when: (call) => call.isOutage && call.apiKey !== undefined }),
  ),
]

export const outageDefects: readonly Defect<Behaviour>[] = [...timeslots, ...backend, ...writes, ...after, ...keys]
