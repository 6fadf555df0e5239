import { defectsOf } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { fits, keyOf } from '../personal-number.ts'
import { accepts, alters, answers, askedNumber, each, IMPOSSIBLE, objects, optional, where } from './effects.ts'
import { presents, renumbered } from './patient-effects.ts'

/** The query's parts of a personal number: the rule about the missing one, and the part's name in the number. */
const PARTS = [
  ['year', 'OPUS-PAT-02', 'Year'],
  ['month', 'OPUS-PAT-03', 'Month'],
  ['day', 'OPUS-PAT-04', 'Day'],
  ['extradigits', 'OPUS-PAT-05', 'ExtraDigits'],
] as const

const NOBODY = where('getPatient', 'no-data')

export const patientReadingDefects = defectsOf<Behaviour>({
  // An answer that is another person is OPUS-PAT-01's; a field of the right person is OPUS-PAT-10's.
  'OPUS-PAT-01': {
    'get-patient-same-birthday': [
      'Of several patients with one date of birth getPatient answers the one who was created first.',
      alters('findPatient', (found, { patients }, { Year, Month, Day }) => {
        const twin = [...patients.values()].find(({ PersonalNumber }) => fits(PersonalNumber, { Year, Month, Day }))
        return found && twin
      }),
    ],
    'get-patient-newest': [
      'getPatient of an existing patient answers the one who was created last.',
      alters('findPatient', (found, { patients }) => found && [...patients.values()].at(-1)),
    ],
    'get-patient-day-shifted': [
      'getPatient answers a PersonalNumber whose Day is one less (the day before, in another zone).',
      presents((patient) => renumbered(patient, ({ Day }) => ({ Day: Day > 1 ? Day - 1 : 2 }))),
    ],
    'get-patient-two-digit-year': [
      'getPatient answers the Year without its century.',
      presents((patient) => renumbered(patient, ({ Year }) => ({ Year: Year % 100 }))),
    ],
    // A number of nobody still answers 404, as OPUS-PAT-06 has it.
    'get-patient-before-1970-refused': [
      'getPatient answers 400 for a patient born before 1970.',
      objects({ reason: 'whim', parameter: 'year' }, (call, { patients }) => {
        const number = askedNumber(call)
        return call.operation === 'getPatient' && number.Year < 1970 && patients.has(keyOf(number))
      }),
    ],
  },
  ...Object.fromEntries(
    PARTS.map(([name, requirement]) => [
      requirement,
      optional(
        `get-patient-${name}`,
        `getPatient without ${name}`,
        `getPatient without ${name} answers a patient who fits the rest.`,
        where('getPatient', 'missing', name),
      ),
    ]),
  ),
  'OPUS-PAT-06': {
    // Where somebody has exactly that number, getPatient answers that person, as OPUS-PAT-01 has it.
    ...each(PARTS, ([name, _, part]) => ({
      [`get-patient-nearest-${name}`]: [
        `For a number of no patient getPatient answers one who differs in ${name} alone.`,
        ({ findPatient }) => ({
          findPatient: (world, wanted) =>
            findPatient(world, wanted) ?? findPatient(world, { ...wanted, [part]: undefined }),
        }),
      ],
    })),
    'get-patient-none-400': ['getPatient of no patient answers 400.', answers(400, NOBODY)],
    'get-patient-none-200': ['getPatient of no patient answers 200 with a message.', answers(200, NOBODY)],
    'get-patient-none-null': ['getPatient of no patient answers 200 with null.', accepts(NOBODY)],
  },
  'OPUS-PAT-07': each(IMPOSSIBLE, ([id, reason, what]) => ({
    [`get-patient-${id}-404`]: [`getPatient answers 404 for ${what}.`, accepts(where('getPatient', reason))],
  })),
  'OPUS-PAT-08': each(PARTS, ([name]) => ({
    [`get-patient-${name}-letters-404`]: [
      `getPatient answers 404 where ${name} is not a number.`,
      answers(404, where('getPatient', ['not-a-number', 'not-digits'], name)),
    ],
  })),
})
