import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { fits, keyOf } from '../personal-number.ts'
import type { Patient } from '../world.ts'
import { defect, doesRefused, type Patch } from './effects.ts'
import { presents, renumbered } from './patient-effects.ts'

function stores(change: (patient: Patient) => Partial<Patient>): Patch {
  return ({ storedPatient }) => ({
    storedPatient: (patient) => {
      const stored = storedPatient(patient)
      return { ...stored, ...change(stored) }
    },
  })
}

/** Both names, changed where they are not ASCII. */
function mangles(change: (name: string) => string): (patient: Patient) => Patient {
  return (patient) => ({ ...patient, FirstName: change(patient.FirstName), LastName: change(patient.LastName) })
}

const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
const stripMarks = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '')

/** What becomes of a patient between createPatient and getPatient. OPUS-PAT-19 leans on names in ASCII coming back, OPUS-PAT-10. */
export const patientFieldDefects: readonly Defect<Behaviour>[] = [
  defect('OPUS-PAT-10', 'create-patient-not-stored', 'createPatient answers 200 and creates nobody.', () => ({
    storePatient() {},
  })),
  defect(
    'OPUS-PAT-10',
    'create-patient-keeps-one',
    'Creating a patient forgets everyone who was created before.',
    ({ storePatient }) => ({
      storePatient: (world, patient) => {
        world.patients.clear()
        storePatient(world, patient)
      },
    }),
  ),
  defect(
    'OPUS-PAT-10',
    'create-patient-replaces-birthday',
    'Creating a patient forgets those with the same date of birth.',
    ({ storePatient }) => ({
      storePatient: (world, patient) => {
        const { Year, Month, Day } = patient.PersonalNumber
        for (const { PersonalNumber } of [...world.patients.values()])
          if (fits(PersonalNumber, { Year, Month, Day })) world.patients.delete(keyOf(PersonalNumber))
        storePatient(world, patient)
      },
    }),
  ),
  ...(['FirstName', 'LastName', 'PostalCode', 'Email', 'MobilePhoneNumber'] as const).map((field) =>
    defect(
      'OPUS-PAT-10',
      `create-patient-drops-${field.toLowerCase()}`,
      `createPatient does not store ${field}.`,
      stores(() => ({ [field]: '' })),
    ),
  ),
  defect(
    'OPUS-PAT-10',
    'create-patient-swaps-names',
    'FirstName and LastName are stored the wrong way round.',
    stores(({ FirstName, LastName }) => ({ FirstName: LastName, LastName: FirstName })),
  ),
  defect(
    'OPUS-PAT-10',
    'create-patient-cuts-last-name',
    'LastName is cut after three letters.',
    stores(({ LastName }) => ({ LastName: LastName.slice(0, 3) })),
  ),
  defect(
    'OPUS-PAT-10',
    'create-patient-upper-case-names',
    'LastName comes back in capitals.',
    presents((patient) => ({ ...patient, LastName: patient.LastName.toUpperCase() })),
  ),
  defect(
    'OPUS-PAT-10',
    'create-patient-phone-digits-only',
    'MobilePhoneNumber is stored without its first character.',
    stores(({ MobilePhoneNumber }) => ({ MobilePhoneNumber: MobilePhoneNumber.slice(1) })),
  ),
  defect(
    'OPUS-PAT-10',
    'create-patient-email-in-phone',
    'MobilePhoneNumber comes back as the Email.',
    presents((patient) => ({ ...patient, MobilePhoneNumber: patient.Email })),
  ),

  defect(
    'OPUS-PAT-10',
    'create-patient-cuts-long-names',
    'LastName is cut after fifty letters.',
    stores(({ LastName }) => ({ LastName: LastName.slice(0, 50) })),
  ),
  ...(
    [
      ['capitalises', 'LastName is stored with a capital', ({ LastName }) => ({ LastName: capitalised(LastName) })],
      ['lower-case-email', 'Email is stored in lower case', ({ Email }) => ({ Email: Email.toLowerCase() })],
      [
        'escapes-names',
        'LastName is stored with its apostrophes escaped for HTML',
        ({ LastName }) => ({ LastName: LastName.replaceAll("'", '&#39;') }),
      ],
    ] as const satisfies readonly (readonly [string, string, (patient: Patient) => Partial<Patient>])[]
  ).map(([id, what, change]) => defect('OPUS-PAT-10', `create-patient-${id}`, `${what}.`, stores(change))),
  defect(
    'OPUS-PAT-10',
    'create-patient-drops-initial',
    'A FirstName of one letter is not stored.',
    stores(({ FirstName }) => ({ FirstName: FirstName.length === 1 ? '' : FirstName })),
  ),
  ...(['PostalCode', 'MobilePhoneNumber'] as const).map((field) =>
    defect(
      'OPUS-PAT-10',
      `create-patient-${field.toLowerCase()}-without-zeros`,
      `${field} is stored without leading zeros.`,
      stores((patient) => ({ [field]: patient[field].replace(/^0+/, '') })),
    ),
  ),
  defect(
    'OPUS-PAT-10',
    'create-patient-again-ignored',
    'createPatient of a patient who is known answers 200, and keeps what was known.',
    ({ storePatient }) => ({
      storePatient(world, patient) {
        if (!world.patients.has(keyOf(patient.PersonalNumber))) storePatient(world, patient)
      },
    }),
  ),
  defect(
    'OPUS-PAT-10',
    'create-patient-again-refused-but-done',
    'createPatient of a patient who is known is refused, and takes over what was sent.',
    doesRefused({ operation: 'createPatient', reason: 'registered' }),
  ),
  ...(
    [
      ['OPUS-PAT-10', 'postal-code', 'stores the patient without PostalCode', () => ({ PostalCode: '' })],
      [
        'OPUS-PAT-10',
        'long-names',
        'cuts names after fifty letters',
        ({ LastName }) => ({ LastName: LastName.slice(0, 50) }),
      ],
      ['OPUS-PAT-19', 'marks', 'stores names without their marks', mangles(stripMarks)],
    ] as const satisfies readonly (readonly [string, string, string, (patient: Patient) => Partial<Patient>])[]
  ).map(([requirement, id, what, change]) =>
    defect(
      requirement,
      `booking-registers-${id}`,
      `createBooking for a patient who is not known ${what}.`,
      ({ registerPatient }) => ({
        registerPatient: (world, patient) => registerPatient(world, { ...patient, ...change(patient) }),
      }),
    ),
  ),

  // Names in ASCII come back as they were sent, so that OPUS-PAT-10 holds.
  ...(
    [
      [
        'mojibake',
        'Names come back as UTF-8 read as Latin-1.',
        presents(mangles((name) => Buffer.from(name).toString('latin1'))),
      ],
      [
        'question-marks',
        'Letters that are not ASCII are stored as question marks.',
        stores(mangles((name) => name.replace(/[^ -~]/g, '?'))),
      ],
      [
        'latin-1',
        'Letters outside Latin-1 are stored as question marks.',
        stores(mangles((name) => name.replace(/[^ -ÿ]/g, '?'))),
      ],
      ['stripped', 'Letters are stored without their marks.', stores(mangles(stripMarks))],
      [
        'decomposed',
        'Names come back decomposed, letters and marks apart.',
        presents(mangles((name) => name.normalize('NFD'))),
      ],
      ['dropped', 'Letters that are not ASCII are dropped.', stores(mangles((name) => name.replace(/[^ -~]/g, '')))],
    ] as const
  ).map(([id, summary, patch]) => defect('OPUS-PAT-19', `name-${id}`, summary, patch)),

  // The patient is still found by the digits that were sent.
  defect(
    'OPUS-PAT-20',
    'leading-zeros-dropped',
    'ExtraDigits come back without their leading zeros.',
    presents((patient) => renumbered(patient, ({ ExtraDigits }) => ({ ExtraDigits: String(Number(ExtraDigits)) }))),
  ),
  defect(
    'OPUS-PAT-20',
    'extra-digits-as-number',
    'ExtraDigits come back as a number.',
    presents(({ PersonalNumber, ...patient }) => ({
      ...patient,
      PersonalNumber: { ...PersonalNumber, ExtraDigits: Number(PersonalNumber.ExtraDigits) },
    })),
  ),
]
