import { isObject } from '../../body.ts'
import type { Outcome } from '../attempt.ts'
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
  {
    id: 'emoji-in-notes-500',
    requirement: 'ITERO-CODE-02',
    summary: 'createNewOrder answers 500 where notes has an emoji.',
    patch: crashes('createNewOrder', ({ body }) => /\p{Extended_Pictographic}/u.test(String(body.notes))),
  },
  {
    id: 'long-notes-500',
    requirement: 'ITERO-CODE-02',
    summary: 'createNewOrder answers 500 where notes is longer than 1,024 characters.',
    patch: crashes('createNewOrder', ({ body: { notes } }) => typeof notes === 'string' && notes.length > 1024),
  },
  {
    id: 'gender-word-500',
    requirement: 'ITERO-CODE-02',
    summary: 'createNewOrder answers 500 where gender is a word.',
    patch: crashes(
      'createNewOrder',
      ({ patient }) => /^[a-z]+$/i.test(String(patient?.gender)) && typeof patient?.gender === 'string',
    ),
  },
  {
    id: 'patient-null-500',
    requirement: 'ITERO-CODE-02',
    summary: 'createNewOrder answers 500 where patient is null.',
    patch: crashes('createNewOrder', ({ body }) => body.patient === null),
  },
  {
    id: 'first-name-missing-500',
    requirement: 'ITERO-CODE-02',
    summary: 'createNewOrder answers 500 where patient has no firstName.',
    patch: crashes('createNewOrder', ({ patient }) => patient !== undefined && patient.firstName === undefined),
  },
  {
    id: 'no-such-date-500',
    requirement: 'ITERO-CODE-02',
    summary: 'createNewOrder answers 500 for a date of birth that does not exist.',
    patch: answers(500, invalidIn('createNewOrder', 'patient.dateOfBirth', 'no-such-date')),
  },
  {
    id: 'unknown-map-500',
    requirement: 'ITERO-CODE-02',
    summary: 'createNewOrder answers 500 for an unknown map.',
    patch: answers(500, invalidIn('createNewOrder', 'procedureMapId', 'unknown')),
  },
  {
    id: 'scanner-object-500',
    requirement: 'ITERO-CODE-02',
    summary: 'createNewOrder answers 500 where scannerSerialNumber is an object.',
    patch: crashes(
      'createNewOrder',
      ({ body: { scannerSerialNumber: scanner } }) =>
        typeof scanner === 'object' && scanner !== null && !Array.isArray(scanner),
    ),
  },
  {
    id: 'broken-json-500',
    requirement: 'ITERO-CODE-02',
    summary: 'Either create operation answers 500 to a body that is not JSON.',
    patch: crashes('both', ({ sent }) => !sent.valid && !sent.empty),
  },
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
  {
    id: 'by-rx-body-no-object-500',
    requirement: 'ITERO-CODE-02',
    summary: 'createNewOrderByRx answers 500 to a body that is JSON, but no object.',
    patch: crashes('createNewOrderByRx', ({ sent }) => sent.valid && !isObject(sent.value)),
  },
  {
    id: 'by-rx-empty-body-500',
    requirement: 'ITERO-CODE-02',
    summary: 'createNewOrderByRx answers 500 to an empty body.',
    patch: crashes('createNewOrderByRx', ({ sent }) => sent.empty),
  },
  {
    id: 'by-rx-rx-not-guid-500',
    requirement: 'ITERO-CODE-02',
    summary: 'createNewOrderByRx answers 500 where rxId is not a GUID.',
    patch: answers(500, invalidIn('createNewOrderByRx', 'rxId', 'format')),
  },
  {
    id: 'by-rx-lab-array-500',
    requirement: 'ITERO-CODE-02',
    summary: 'createNewOrderByRx answers 500 where labId is an array.',
    patch: crashes('createNewOrderByRx', ({ body }) => Array.isArray(body.labId)),
  },
  {
    id: 'credentials-not-base64-500',
    requirement: 'ITERO-CODE-02',
    summary: 'Either create operation answers 500 to a Basic header that is not base64.',
    patch: answers(
      500,
      ({ kind, at }) => kind === 'unauthorized' && /^basic /i.test(at?.authorization ?? '') && !at?.credentials,
    ),
  },
]

export const statusDefects: readonly IteroDefect[] = [...undocumented, ...internalErrors]
