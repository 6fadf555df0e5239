import { isObject } from '../../body.ts'
import { defectsOf } from '../../deviation.ts'
import type { Outcome } from '../attempt.ts'
import type { Behaviour } from '../behaviour.ts'
import type { IteroDefect } from '../deviations.ts'
import { answers, crashes, invalidIn } from '../patches.ts'

const invalid = ({ kind }: Outcome) => kind === 'invalid'
const onCreate = ({ at }: Outcome) => at?.operation === 'createNewOrder'
const onByRx = ({ at }: Outcome) => at?.operation === 'createNewOrderByRx'

/** A status that the document does not have, where nothing but the number is wrong: the status-code rule's matter alone. */
const undocumented: IteroDefect[] = (
  [
    ['created-201', 'createNewOrder', 201, (outcome) => outcome.kind === 'created' && onCreate(outcome)],
    ['by-rx-created-201', 'createNewOrderByRx', 201, (outcome) => outcome.kind === 'created' && onByRx(outcome)],
    ['by-rx-created-202', 'createNewOrderByRx', 202, (outcome) => outcome.kind === 'created' && onByRx(outcome)],
    ['maps-203', 'getAvailableProcedureMaps', 203, ({ kind }) => kind === 'listed'],
    ['invalid-422', 'createNewOrder, for an invalid body,', 422, (outcome) => invalid(outcome) && onCreate(outcome)],
    [
      'by-rx-invalid-422',
      'createNewOrderByRx, for an invalid body,',
      422,
      (outcome) => invalid(outcome) && onByRx(outcome),
    ],
    [
      'bad-gender-422',
      'createNewOrder, for a gender other than 0 and 1,',
      422,
      invalidIn('createNewOrder', 'patient.gender', 'value'),
    ],
    [
      'by-rx-unknown-rx-404',
      'createNewOrderByRx, for an unknown RX,',
      404,
      invalidIn('createNewOrderByRx', 'rxId', 'unknown'),
    ],
    [
      'unknown-map-404',
      'createNewOrder, for an unknown map,',
      404,
      invalidIn('createNewOrder', 'procedureMapId', 'unknown'),
    ],
    [
      'other-company-403',
      "createNewOrder, for another doctor's clinic,",
      403,
      invalidIn('createNewOrder', 'companyId', 'not-yours'),
    ],
    [
      'lab-missing-409',
      'createNewOrder, without the lab that the map needs,',
      409,
      invalidIn('createNewOrder', 'labId', 'missing', 'null'),
    ],
    [
      'wrong-password-403',
      'either create operation, for a wrong password,',
      403,
      ({ kind, at }) => kind === 'unauthorized' && at?.named !== undefined,
    ],
    [
      'no-credentials-403',
      'createNewOrder, without credentials,',
      403,
      (outcome) => outcome.kind === 'unauthorized' && onCreate(outcome) && outcome.at?.authorization === undefined,
    ],
  ] as [string, string, number, (outcome: Outcome) => boolean][]
).map(([id, subject, status, when]) => ({
  id,
  requirement: 'ITERO-CODE-01',
  summary: `${subject.charAt(0).toUpperCase()}${subject.slice(1)} answers ${status}.`,
  patch: answers(status, when),
}))

const internalErrors: readonly IteroDefect[] = [
  ...defectsOf<Behaviour>({
    'ITERO-CODE-02': {
      'emoji-in-notes-500': [
        'createNewOrder answers 500 where notes has an emoji.',
        crashes('createNewOrder', ({ body }) => /\p{Extended_Pictographic}/u.test(String(body.notes))),
      ],
      'long-notes-500': [
        'createNewOrder answers 500 where notes is longer than 1,024 characters.',
        crashes('createNewOrder', ({ body: { notes } }) => typeof notes === 'string' && notes.length > 1024),
      ],
      'gender-word-500': [
        'createNewOrder answers 500 where gender is a word.',
        crashes(
          'createNewOrder',
          ({ patient }) => /^[a-z]+$/i.test(String(patient?.gender)) && typeof patient?.gender === 'string',
        ),
      ],
      'patient-null-500': [
        'createNewOrder answers 500 where patient is null.',
        crashes('createNewOrder', ({ body }) => body.patient === null),
      ],
      'first-name-missing-500': [
        'createNewOrder answers 500 where patient has no firstName.',
        crashes('createNewOrder', ({ patient }) => patient !== undefined && patient.firstName === undefined),
      ],
      'no-such-date-500': [
        'createNewOrder answers 500 for a date of birth that does not exist.',
        answers(500, invalidIn('createNewOrder', 'patient.dateOfBirth', 'no-such-date')),
      ],
      'unknown-map-500': [
        'createNewOrder answers 500 for an unknown map.',
        answers(500, invalidIn('createNewOrder', 'procedureMapId', 'unknown')),
      ],
      'scanner-object-500': [
        'createNewOrder answers 500 where scannerSerialNumber is an object.',
        crashes(
          'createNewOrder',
          ({ body: { scannerSerialNumber: scanner } }) =>
            typeof scanner === 'object' && scanner !== null && !Array.isArray(scanner),
        ),
      ],
      'broken-json-500': [
        'Either create operation answers 500 to a body that is not JSON.',
        crashes('both', ({ sent }) => !sent.valid && !sent.empty),
      ],
    },
  }),
  ...(
    [
      ['array', 'an array', Array.isArray],
      ['null', 'null', (value) => value === null],
      ['scalar', 'a string or a number', (value) => typeof value === 'string' || typeof value === 'number'],
    ] as [string, string, (value: unknown) => boolean][]
  ).map(([name, words, is]) => ({
    id: `body-${name}-500`,
    requirement: 'ITERO-CODE-02',
    summary: `createNewOrder answers 500 to a body that is ${words}.`,
    patch: crashes('createNewOrder', ({ sent }) => sent.valid && is(sent.value)),
  })),
  ...defectsOf<Behaviour>({
    'ITERO-CODE-02': {
      'by-rx-body-no-object-500': [
        'createNewOrderByRx answers 500 to a body that is JSON, but no object.',
        crashes('createNewOrderByRx', ({ sent }) => sent.valid && !isObject(sent.value)),
      ],
      'by-rx-empty-body-500': [
        'createNewOrderByRx answers 500 to an empty body.',
        crashes('createNewOrderByRx', ({ sent }) => sent.empty),
      ],
      'by-rx-rx-not-guid-500': [
        'createNewOrderByRx answers 500 where rxId is not a GUID.',
        answers(500, invalidIn('createNewOrderByRx', 'rxId', 'format')),
      ],
      'by-rx-lab-array-500': [
        'createNewOrderByRx answers 500 where labId is an array.',
        crashes('createNewOrderByRx', ({ body }) => Array.isArray(body.labId)),
      ],
      'credentials-not-base64-500': [
        'Either create operation answers 500 to a Basic header that is not base64.',
        answers(
          500,
          ({ kind, at }) => kind === 'unauthorized' && /^basic /i.test(at?.authorization ?? '') && !at?.credentials,
        ),
      ],
    },
  }),
]

export const statusDefects: readonly IteroDefect[] = [...undocumented, ...internalErrors]
