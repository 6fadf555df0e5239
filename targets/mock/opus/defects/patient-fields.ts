import { decides, defectsOf, defectsOn, each, type Patch, precedes } from '../patches.ts'
import { fits, keyOf } from '../personal-number.ts'
import type { Patient } from '../world.ts'
import { presents, renumbered, stores } from './patient-effects.ts'

/** Both names, changed where they are not ASCII. */
function mangles(change: (name: string) => string): (patient: Patient) => Patient {
  return (patient) => ({ ...patient, FirstName: change(patient.FirstName), LastName: change(patient.LastName) })
}

const stripMarks = mangles((name) => name.normalize('NFD').replace(/\p{M}/gu, ''))
const cutNames = ({ LastName }: Patient) => ({ LastName: LastName.slice(0, 50) })

/** A booking registers the patient with other fields. */
const registers =
  (change: (patient: Patient) => Partial<Patient>): Patch =>
  ({ registerPatient }) => ({
    registerPatient: (world, patient) => registerPatient(world, { ...patient, ...change(patient) }),
  })

/** What becomes of a patient between createPatient and getPatient. OPUS-PAT-19 leans on names in ASCII coming back, OPUS-PAT-10. */
export const patientFieldDefects = defectsOf({
  'OPUS-PAT-10': {
    'create-patient-not-stored': ['createPatient answers 200 and creates nobody.', decides({ storePatient() {} })],
    'create-patient-keeps-one': [
      'Creating a patient forgets everyone who was created before.',
      precedes('storePatient', ({ patients }) => patients.clear()),
    ],
    'create-patient-replaces-birthday': [
      'Creating a patient forgets those with the same date of birth.',
      precedes('storePatient', ({ patients }, { PersonalNumber: { Year, Month, Day } }) => {
        for (const { PersonalNumber } of [...patients.values()])
          if (fits(PersonalNumber, { Year, Month, Day })) patients.delete(keyOf(PersonalNumber))
      }),
    ],
    ...each(['FirstName', 'LastName', 'PostalCode', 'Email', 'MobilePhoneNumber'], (field) => ({
      [`create-patient-drops-${field.toLowerCase()}`]: [
        `createPatient does not store ${field}.`,
        stores(() => ({ [field]: '' })),
      ],
    })),
    'create-patient-swaps-names': [
      'FirstName and LastName are stored the wrong way round.',
      stores(({ FirstName, LastName }) => ({ FirstName: LastName, LastName: FirstName })),
    ],
    'create-patient-cuts-last-name': [
      'LastName is cut after three letters.',
      stores(({ LastName }) => ({ LastName: LastName.slice(0, 3) })),
    ],
    'create-patient-upper-case-names': [
      'LastName comes back in capitals.',
      presents((patient) => ({ ...patient, LastName: patient.LastName.toUpperCase() })),
    ],
    'create-patient-phone-digits-only': [
      'MobilePhoneNumber is stored without its first character.',
      stores(({ MobilePhoneNumber }) => ({ MobilePhoneNumber: MobilePhoneNumber.slice(1) })),
    ],
    'create-patient-email-in-phone': [
      'MobilePhoneNumber comes back as the Email.',
      presents((patient) => ({ ...patient, MobilePhoneNumber: patient.Email })),
    ],
    'create-patient-cuts-long-names': ['LastName is cut after fifty letters.', stores(cutNames)],
    'create-patient-capitalises': [
      'LastName is stored with a capital.',
      stores(({ LastName }) => ({ LastName: LastName.charAt(0).toUpperCase() + LastName.slice(1) })),
    ],
    'create-patient-lower-case-email': [
      'Email is stored in lower case.',
      stores(({ Email }) => ({ Email: Email.toLowerCase() })),
    ],
    'create-patient-escapes-names': [
      'LastName is stored with its apostrophes escaped for HTML.',
      stores(({ LastName }) => ({ LastName: LastName.replaceAll("'", '&#39;') })),
    ],
    'create-patient-drops-initial': [
      'A FirstName of one letter is not stored.',
      stores(({ FirstName }) => ({ FirstName: FirstName.length === 1 ? '' : FirstName })),
    ],
    ...each(['PostalCode', 'MobilePhoneNumber'] as const, (field) => ({
      [`create-patient-${field.toLowerCase()}-without-zeros`]: [
        `${field} is stored without leading zeros.`,
        stores((patient) => ({ [field]: patient[field].replace(/^0+/, '') })),
      ],
    })),
    'create-patient-again-ignored': [
      'createPatient of a patient who is known answers 200, and keeps what was known.',
      ({ storePatient }) => ({
        storePatient(world, patient) {
          if (!world.patients.has(keyOf(patient.PersonalNumber))) storePatient(world, patient)
        },
      }),
    ],
    'create-patient-again-refused-but-done': defectsOn('createPatient').does('a patient who is known', 'registered'),
    'booking-registers-postal-code': [
      'createBooking for a patient who is not known stores the patient without PostalCode.',
      registers(() => ({ PostalCode: '' })),
    ],
    'booking-registers-long-names': [
      'createBooking for a patient who is not known cuts names after fifty letters.',
      registers(cutNames),
    ],
  },
  // Names in ASCII come back as they were sent, so that OPUS-PAT-10 holds.
  'OPUS-PAT-19': {
    'booking-registers-marks': [
      'createBooking for a patient who is not known stores names without their marks.',
      registers(stripMarks),
    ],
    'name-mojibake': [
      'Names come back as UTF-8 read as Latin-1.',
      presents(mangles((name) => Buffer.from(name).toString('latin1'))),
    ],
    'name-question-marks': [
      'Letters that are not ASCII are stored as question marks.',
      stores(mangles((name) => name.replace(/[^ -~]/g, '?'))),
    ],
    'name-latin-1': [
      'Letters outside Latin-1 are stored as question marks.',
      stores(mangles((name) => name.replace(/[^ -ÿ]/g, '?'))),
    ],
    'name-stripped': ['Letters are stored without their marks.', stores(stripMarks)],
    'name-decomposed': [
      'Names come back decomposed, letters and marks apart.',
      presents(mangles((name) => name.normalize('NFD'))),
    ],
    'name-dropped': ['Letters that are not ASCII are dropped.', stores(mangles((name) => name.replace(/[^ -~]/g, '')))],
  },
  // The patient is still found by the digits that were sent.
  'OPUS-PAT-20': {
    'leading-zeros-dropped': [
      'ExtraDigits come back without their leading zeros.',
      presents((patient) => renumbered(patient, ({ ExtraDigits }) => ({ ExtraDigits: String(Number(ExtraDigits)) }))),
    ],
    'extra-digits-as-number': [
      'ExtraDigits come back as a number.',
      presents(({ PersonalNumber, ...patient }) => ({
        ...patient,
        PersonalNumber: { ...PersonalNumber, ExtraDigits: Number(PersonalNumber.ExtraDigits) },
      })),
    ],
  },
})
