import { alters, askedNumber, defectsOf, defectsOn } from '../patches.ts'
import { fits, keyOf } from '../personal-number.ts'
import { presents, renumbered } from './patient-effects.ts'
import { answersImpossible404, answersLetters404, eachPart } from './personal-numbers.ts'

const read = defectsOn('getPatient')
const { accepts, answers, optional, refuses } = read

const withoutPart = (name: string) => optional(name, 'answers a patient who fits the rest')

export const patientReadingDefects = defectsOf({
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
    'get-patient-before-1970-refused': refuses('a patient born before 1970', 'year', (call, { patients }) => {
      const number = askedNumber(call)
      return number.Year < 1970 && patients.has(keyOf(number))
    }),
  },
  'OPUS-PAT-02': withoutPart('year'),
  'OPUS-PAT-03': withoutPart('month'),
  'OPUS-PAT-04': withoutPart('day'),
  'OPUS-PAT-05': withoutPart('extradigits'),
  'OPUS-PAT-06': {
    // Where somebody has exactly that number, getPatient answers that person, as OPUS-PAT-01 has it.
    ...eachPart((name, part) => ({
      [`get-patient-nearest-${name}`]: [
        `For a number of no patient getPatient answers one who differs in ${name} alone.`,
        ({ findPatient }) => ({
          findPatient: (world, wanted) =>
            findPatient(world, wanted) ?? findPatient(world, { ...wanted, [part]: undefined }),
        }),
      ],
    })),
    'get-patient-none-400': answers(400, 'for no patient', 'no-data'),
    'get-patient-none-200': answers(200, 'with a message for no patient', 'no-data'),
    'get-patient-none-null': accepts('answers 200 with null for no patient', 'no-data'),
  },
  'OPUS-PAT-07': answersImpossible404(read),
  'OPUS-PAT-08': answersLetters404(read),
})
