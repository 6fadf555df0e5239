import { isObject } from '../../body.ts'
import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { Call } from '../call.ts'
import { accepts, answers, both, defect, doesRefused, IMPOSSIBLE, objects } from './effects.ts'

/** A personal number in the body of createPatient. */
function sentNumber({ operation, body }: Call): Record<string, unknown> {
  const patient = operation === 'createPatient' && isObject(body?.value) ? body.value : {}
  return isObject(patient.PersonalNumber) ? patient.PersonalNumber : {}
}

export const patientCreationDefects: readonly Defect<Behaviour>[] = [
  defect(
    'OPUS-PAT-09',
    'create-patient-404',
    'createPatient answers 404, whatever is sent.',
    both(
      objects({ reason: 'whim', parameter: 'patient' }, ({ operation }) => operation === 'createPatient'),
      answers(404, { operation: 'createPatient', reason: 'whim' }),
    ),
  ),
  defect(
    'OPUS-PAT-09',
    'create-patient-refused-but-done',
    'createPatient creates the patient and answers 400.',
    both(
      objects({ reason: 'whim', parameter: 'patient' }, ({ operation }) => operation === 'createPatient'),
      doesRefused({ reason: 'whim' }),
    ),
  ),
  defect(
    'OPUS-PAT-09',
    'create-patient-before-1970-refused',
    'createPatient answers 400 for patients born before 1970.',
    objects({ reason: 'whim', parameter: 'PersonalNumber.Year' }, (call) => Number(sentNumber(call).Year) < 1970),
  ),
  defect(
    'OPUS-PAT-09',
    'create-patient-29-february-refused',
    'createPatient takes 29 February for a date that never exists.',
    objects(
      { reason: 'no-such-day', parameter: 'SSN' },
      (call) => sentNumber(call).Month === 2 && sentNumber(call).Day === 29,
    ),
  ),
  defect(
    'OPUS-PAT-09',
    'create-patient-plus-refused',
    'createPatient answers 400 for a MobilePhoneNumber with a plus sign.',
    objects(
      { reason: 'whim', parameter: 'MobilePhoneNumber' },
      ({ operation, body }) =>
        operation === 'createPatient' && isObject(body?.value) && String(body.value.MobilePhoneNumber).includes('+'),
    ),
  ),

  ...(
    [
      ['clinicID', 'OPUS-PAT-11'],
      ['clinicianID', 'OPUS-PAT-12'],
    ] as const
  ).flatMap(([name, requirement]) => [
    defect(
      requirement,
      `create-patient-${name.toLowerCase()}-optional`,
      `createPatient accepts a request without ${name}.`,
      accepts({ operation: 'createPatient', reason: 'missing', parameter: name }),
    ),
    defect(
      requirement,
      `create-patient-${name.toLowerCase()}-missing-404`,
      `createPatient without ${name} answers 404.`,
      answers(404, { operation: 'createPatient', reason: 'missing', parameter: name }),
    ),
    defect(
      'OPUS-PAT-17',
      `create-patient-${name.toLowerCase()}-unchecked`,
      `createPatient accepts a ${name} that does not exist.`,
      accepts({ operation: 'createPatient', reason: 'unknown', parameter: name }),
    ),
    defect(
      'OPUS-PAT-17',
      `create-patient-${name.toLowerCase()}-unknown-done`,
      `createPatient refuses a ${name} that does not exist, and creates the patient.`,
      doesRefused({ operation: 'createPatient', reason: 'unknown', parameter: name }),
    ),
  ]),

  ...(
    [
      ['no-body', 'no body', ({ body }) => body?.empty === true],
      ['empty-object', '{}', ({ body }) => isObject(body?.value) && Object.keys(body.value).length === 0],
    ] as const satisfies readonly (readonly [string, string, (call: Call) => boolean])[]
  ).flatMap(([id, what, when]) => [
    defect(
      'OPUS-PAT-13',
      `create-patient-${id}-accepted`,
      `createPatient accepts ${what}.`,
      accepts({ operation: 'createPatient', reason: 'missing', when }),
    ),
    defect(
      'OPUS-PAT-13',
      `create-patient-${id}-404`,
      `createPatient with ${what} answers 404.`,
      answers(404, { operation: 'createPatient', reason: 'missing', when }),
    ),
  ]),

  // Not for a body without any property: that is OPUS-PAT-13's.
  defect(
    'OPUS-PAT-14',
    'create-patient-personal-number-404',
    'createPatient without PersonalNumber answers 404.',
    answers(404, {
      operation: 'createPatient',
      reason: 'missing',
      parameter: 'PersonalNumber',
      when: ({ body }) => isObject(body?.value) && 'LastName' in body.value,
    }),
  ),
  ...['', '.Year', '.Month', '.Day', '.ExtraDigits']
    .map((part) => `PersonalNumber${part}`)
    .map((parameter) =>
      defect(
        'OPUS-PAT-14',
        `create-patient-${parameter.replace('.', '-').toLowerCase()}-optional`,
        `createPatient accepts a patient without ${parameter}.`,
        // `{}` and no body are still refused, for their missing names.
        accepts({ operation: 'createPatient', reason: 'missing', parameter }),
      ),
    ),
  ...([...IMPOSSIBLE, ['letters', 'not-digits', 'ExtraDigits that are no digits']] as const).map(([id, reason, what]) =>
    defect(
      'OPUS-PAT-15',
      `create-patient-${id}-accepted`,
      `createPatient accepts ${what}.`,
      accepts({ operation: 'createPatient', reason }),
    ),
  ),
  defect(
    'OPUS-PAT-15',
    'create-patient-30-february-404',
    'createPatient answers 404 for 30 February.',
    answers(404, { operation: 'createPatient', reason: 'no-such-day' }),
  ),
  ...['FirstName', 'LastName'].map((parameter) =>
    defect(
      'OPUS-PAT-16',
      `create-patient-${parameter.toLowerCase()}-optional`,
      `createPatient accepts a patient without ${parameter}.`,
      accepts({
        operation: 'createPatient',
        reason: 'missing',
        parameter,
        // A body that lacks everything is OPUS-PAT-13's.
        when: ({ body }) => isObject(body?.value) && 'PersonalNumber' in body.value,
      }),
    ),
  ),

  ...(['number', 'string'] as const).map((type) =>
    defect(
      'OPUS-PAT-18',
      `create-patient-extra-digits-${type}-refused`,
      `createPatient answers 400 for ExtraDigits as a ${type}.`,
      objects(
        { reason: 'whim', parameter: 'PersonalNumber.ExtraDigits' },
        (call) => typeof sentNumber(call).ExtraDigits === type,
      ),
    ),
  ),
]
