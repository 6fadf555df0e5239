import { isObject } from '../../body.ts'
import { type Deviations, defectsOf } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { Call, Reason } from '../call.ts'
import {
  accepts,
  answers,
  doesRefused,
  each,
  IMPOSSIBLE_IN_BODY,
  objects,
  optional,
  refusesAll,
  where,
} from './effects.ts'

/** A patient in the body of createPatient, and its personal number. */
function sentPatient({ operation, body }: Call): Record<string, unknown> {
  return operation === 'createPatient' && isObject(body?.value) ? body.value : {}
}

function sentNumber(call: Call): Record<string, unknown> {
  const { PersonalNumber } = sentPatient(call)
  return isObject(PersonalNumber) ? PersonalNumber : {}
}

const onCreate = (reason: Reason, parameter?: string) => where('createPatient', reason, parameter)

/** What is missing is accepted, or answers 404. */
const withoutPart = (name: string) =>
  optional(
    `create-patient-${name.toLowerCase()}`,
    `createPatient without ${name}`,
    `createPatient accepts a request without ${name}.`,
    onCreate('missing', name),
  )

const withoutPatient = (id: string, what: string, when: (call: Call) => boolean): Deviations<Behaviour> => ({
  [`create-patient-${id}-accepted`]: [`createPatient accepts ${what}.`, accepts({ ...onCreate('missing'), when })],
  [`create-patient-${id}-404`]: [
    `createPatient with ${what} answers 404.`,
    answers(404, { ...onCreate('missing'), when }),
  ],
})

export const patientCreationDefects = defectsOf<Behaviour>({
  'OPUS-PAT-09': {
    'create-patient-404': [
      'createPatient answers 404, whatever is sent.',
      refusesAll('createPatient', 'patient', 'with 404'),
    ],
    'create-patient-refused-but-done': [
      'createPatient creates the patient and answers 400.',
      refusesAll('createPatient', 'patient', 'but does it'),
    ],
    'create-patient-before-1970-refused': [
      'createPatient answers 400 for patients born before 1970.',
      objects({ reason: 'whim', parameter: 'PersonalNumber.Year' }, (call) => Number(sentNumber(call).Year) < 1970),
    ],
    'create-patient-29-february-refused': [
      'createPatient takes 29 February for a date that never exists.',
      objects(
        { reason: 'no-such-day', parameter: 'SSN' },
        (call) => sentNumber(call).Month === 2 && sentNumber(call).Day === 29,
      ),
    ],
    'create-patient-plus-refused': [
      'createPatient answers 400 for a MobilePhoneNumber with a plus sign.',
      objects({ reason: 'whim', parameter: 'MobilePhoneNumber' }, (call) =>
        String(sentPatient(call).MobilePhoneNumber).includes('+'),
      ),
    ],
  },
  'OPUS-PAT-11': withoutPart('clinicID'),
  'OPUS-PAT-12': withoutPart('clinicianID'),
  'OPUS-PAT-17': each(['clinicID', 'clinicianID'], (name) => ({
    [`create-patient-${name.toLowerCase()}-unchecked`]: [
      `createPatient accepts a ${name} that does not exist.`,
      accepts(onCreate('unknown', name)),
    ],
    [`create-patient-${name.toLowerCase()}-unknown-done`]: [
      `createPatient refuses a ${name} that does not exist, and creates the patient.`,
      doesRefused(onCreate('unknown', name)),
    ],
  })),
  'OPUS-PAT-13': {
    ...withoutPatient('no-body', 'no body', ({ body }) => body?.empty === true),
    ...withoutPatient(
      'empty-object',
      '{}',
      ({ body }) => isObject(body?.value) && Object.keys(body.value).length === 0,
    ),
  },
  'OPUS-PAT-14': {
    // Not for a body without any property: that is OPUS-PAT-13's.
    'create-patient-personal-number-404': [
      'createPatient without PersonalNumber answers 404.',
      answers(404, { ...onCreate('missing', 'PersonalNumber'), when: (call) => 'LastName' in sentPatient(call) }),
    ],
    // `{}` and no body are still refused, for their missing names.
    ...each(['', '.Year', '.Month', '.Day', '.ExtraDigits'], (part) => ({
      [`create-patient-personalnumber${part.replace('.', '-').toLowerCase()}-optional`]: [
        `createPatient accepts a patient without PersonalNumber${part}.`,
        accepts(onCreate('missing', `PersonalNumber${part}`)),
      ],
    })),
  },
  'OPUS-PAT-15': {
    ...each(IMPOSSIBLE_IN_BODY, ([id, reason, what]) => ({
      [`create-patient-${id}-accepted`]: [`createPatient accepts ${what}.`, accepts(onCreate(reason))],
    })),
    'create-patient-30-february-404': [
      'createPatient answers 404 for 30 February.',
      answers(404, onCreate('no-such-day')),
    ],
  },
  // A body that lacks everything is OPUS-PAT-13's.
  'OPUS-PAT-16': each(['FirstName', 'LastName'], (name) => ({
    [`create-patient-${name.toLowerCase()}-optional`]: [
      `createPatient accepts a patient without ${name}.`,
      accepts({ ...onCreate('missing', name), when: (call) => 'PersonalNumber' in sentPatient(call) }),
    ],
  })),
  'OPUS-PAT-18': each(['number', 'string'], (type) => ({
    [`create-patient-extra-digits-${type}-refused`]: [
      `createPatient answers 400 for ExtraDigits as a ${type}.`,
      objects(
        { reason: 'whim', parameter: 'PersonalNumber.ExtraDigits' },
        (call) => typeof sentNumber(call).ExtraDigits === type,
      ),
    ],
  })),
})
