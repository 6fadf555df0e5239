import { isObject } from '../../body.ts'
import type { Call } from '../call.ts'
import { type Defects, defectsOf, defectsOn, each, objects, sentIn } from '../patches.ts'
import { acceptsImpossible } from './personal-numbers.ts'

const create = defectsOn('createPatient')
const { accepts, answers, answers404, does, doesAndRefuses, optional, refuses } = create

const withoutPatient = (id: string, what: string, when: (call: Call) => boolean): Defects => ({
  [`create-patient-${id}-accepted`]: accepts(`accepts ${what}`, 'missing', undefined, when),
  [`create-patient-${id}-404`]: answers(404, `for ${what}`, 'missing', undefined, when),
})

export const patientCreationDefects = defectsOf({
  'OPUS-PAT-09': {
    'create-patient-404': answers404('patient'),
    'create-patient-refused-but-done': doesAndRefuses('patient'),
    'create-patient-before-1970-refused': refuses(
      'patients born before 1970',
      'PersonalNumber.Year',
      (call) => Number(sentIn(call).number.Year) < 1970,
    ),
    'create-patient-29-february-refused': [
      'createPatient takes 29 February for a date that never exists.',
      objects({ reason: 'no-such-day', parameter: 'SSN' }, (call) => {
        const { Month, Day } = sentIn(call).number
        return call.operation === create.operation && Month === 2 && Day === 29
      }),
    ],
    'create-patient-plus-refused': refuses('a MobilePhoneNumber with a plus sign', 'MobilePhoneNumber', (call) =>
      String(sentIn(call).patient.MobilePhoneNumber).includes('+'),
    ),
  },
  'OPUS-PAT-11': optional('clinicID', 'is accepted'),
  'OPUS-PAT-12': optional('clinicianID', 'is accepted'),
  'OPUS-PAT-17': each(['clinicID', 'clinicianID'], (name) => ({
    [`create-patient-${name.toLowerCase()}-unchecked`]: accepts(
      `accepts a ${name} that does not exist`,
      'unknown',
      name,
    ),
    [`create-patient-${name.toLowerCase()}-unknown-done`]: does(`a ${name} that does not exist`, 'unknown', name),
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
    'create-patient-personal-number-404': answers(
      404,
      'without PersonalNumber',
      'missing',
      'PersonalNumber',
      (call) => 'LastName' in sentIn(call).patient,
    ),
    // `{}` and no body are still refused, for their missing names.
    ...each(['', '.Year', '.Month', '.Day', '.ExtraDigits'], (part) => ({
      [`create-patient-personalnumber${part.replace('.', '-').toLowerCase()}-optional`]: accepts(
        `accepts a patient without PersonalNumber${part}`,
        'missing',
        `PersonalNumber${part}`,
      ),
    })),
  },
  'OPUS-PAT-15': {
    ...acceptsImpossible(create),
    'create-patient-30-february-404': answers(404, 'for 30 February', 'no-such-day'),
  },
  // A body that lacks everything is OPUS-PAT-13's.
  'OPUS-PAT-16': each(['FirstName', 'LastName'], (name) => ({
    [`create-patient-${name.toLowerCase()}-optional`]: accepts(
      `accepts a patient without ${name}`,
      'missing',
      name,
      (call) => 'PersonalNumber' in sentIn(call).patient,
    ),
  })),
  'OPUS-PAT-18': each(['number', 'string'], (type) => ({
    [`create-patient-extra-digits-${type}-refused`]: refuses(
      `ExtraDigits as a ${type}`,
      'PersonalNumber.ExtraDigits',
      (call) => typeof sentIn(call).number.ExtraDigits === type,
    ),
  })),
})
