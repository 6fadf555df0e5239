import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { fits, keyOf } from '../personal-number.ts'
import { accepts, answers, askedNumber, defect, IMPOSSIBLE } from './effects.ts'
import { presents, renumbered } from './patient-effects.ts'

/** The query's parts of a personal number: the rule about the missing one, and the part's name in the number. */
const PARTS = [
  ['year', 'OPUS-PAT-02', 'Year'],
  ['month', 'OPUS-PAT-03', 'Month'],
  ['day', 'OPUS-PAT-04', 'Day'],
  ['extradigits', 'OPUS-PAT-05', 'ExtraDigits'],
] as const

export const patientReadingDefects: readonly Defect<Behaviour>[] = [
  // An answer that is another person is OPUS-PAT-01's; a field of the right person is OPUS-PAT-10's.
  defect(
    'OPUS-PAT-01',
    'get-patient-same-birthday',
    'Of several patients with one date of birth getPatient answers the one who was created first.',
    ({ findPatient }) => ({
      findPatient: (world, wanted) => {
        const { Year, Month, Day } = wanted
        const twin = [...world.patients.values()].find(({ PersonalNumber }) =>
          fits(PersonalNumber, { Year, Month, Day }),
        )
        return findPatient(world, wanted) && twin
      },
    }),
  ),
  defect(
    'OPUS-PAT-01',
    'get-patient-newest',
    'getPatient of an existing patient answers the one who was created last.',
    ({ findPatient }) => ({
      findPatient: (world, wanted) => findPatient(world, wanted) && [...world.patients.values()].at(-1),
    }),
  ),
  defect(
    'OPUS-PAT-01',
    'get-patient-day-shifted',
    'getPatient answers a PersonalNumber whose Day is one less (the day before, in another zone).',
    presents((patient) => renumbered(patient, ({ Day }) => ({ Day: Day > 1 ? Day - 1 : 2 }))),
  ),
  defect(
    'OPUS-PAT-01',
    'get-patient-two-digit-year',
    'getPatient answers the Year without its century.',
    presents((patient) => renumbered(patient, ({ Year }) => ({ Year: Year % 100 }))),
  ),
  // A number of nobody still answers 404, as OPUS-PAT-06 has it.
  defect(
    'OPUS-PAT-01',
    'get-patient-before-1970-refused',
    'getPatient answers 400 for a patient born before 1970.',
    ({ objectsTo }) => ({
      objectsTo: (call, world) => {
        const number = askedNumber(call)
        const isMeant = call.operation === 'getPatient' && number.Year < 1970 && world.patients.has(keyOf(number))
        return isMeant ? { reason: 'whim', parameter: 'year' } : objectsTo(call, world)
      },
    }),
  ),
  ...PARTS.flatMap(([name, requirement, part]) => [
    defect(
      requirement,
      `get-patient-${name}-optional`,
      `getPatient without ${name} answers a patient who fits the rest.`,
      accepts({ operation: 'getPatient', reason: 'missing', parameter: name }),
    ),
    defect(
      requirement,
      `get-patient-${name}-missing-404`,
      `getPatient without ${name} answers 404.`,
      answers(404, { operation: 'getPatient', reason: 'missing', parameter: name }),
    ),
    // Where somebody has exactly that number, getPatient answers that person, as OPUS-PAT-01 has it.
    defect(
      'OPUS-PAT-06',
      `get-patient-nearest-${name}`,
      `For a number of no patient getPatient answers one who differs in ${name} alone.`,
      ({ findPatient }) => ({
        findPatient: (world, wanted) =>
          findPatient(world, wanted) ?? findPatient(world, { ...wanted, [part]: undefined }),
      }),
    ),
    defect(
      'OPUS-PAT-08',
      `get-patient-${name}-letters-404`,
      `getPatient answers 404 where ${name} is not a number.`,
      answers(404, { operation: 'getPatient', reason: ['not-a-number', 'not-digits'], parameter: name }),
    ),
  ]),
  defect(
    'OPUS-PAT-06',
    'get-patient-none-400',
    'getPatient of no patient answers 400.',
    answers(400, { operation: 'getPatient', reason: 'no-data' }),
  ),
  defect(
    'OPUS-PAT-06',
    'get-patient-none-200',
    'getPatient of no patient answers 200 with a message.',
    answers(200, { operation: 'getPatient', reason: 'no-data' }),
  ),
  defect(
    'OPUS-PAT-06',
    'get-patient-none-null',
    'getPatient of no patient answers 200 with null.',
    accepts({ operation: 'getPatient', reason: 'no-data' }),
  ),
  ...IMPOSSIBLE.map(([id, reason, what]) =>
    defect(
      'OPUS-PAT-07',
      `get-patient-${id}-404`,
      `getPatient answers 404 for ${what}.`,
      accepts({ operation: 'getPatient', reason }),
    ),
  ),
]
