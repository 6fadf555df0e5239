import { isObject } from '../../body.ts'
import { answers, byRx, create, defectsOf, each, either, sentIn, textIn } from '../patches.ts'

const isUnreadable = ({ authorization = '', credentials }: { authorization?: string; credentials?: unknown }) =>
  /^basic /i.test(authorization) && !credentials

export const statusDefects = defectsOf({
  // A status that the document does not have, where nothing but the number is wrong: this rule's matter alone.
  'ITERO-CODE-01': {
    'created-201': create.answers(201, 'what it creates', 'created'),
    'by-rx-created-201': byRx.answers(201, 'what it creates', 'created'),
    'by-rx-created-202': byRx.answers(202, 'what it creates', 'created'),
    'maps-203': ['getAvailableProcedureMaps answers 203.', answers(203, ({ kind }) => kind === 'listed')],
    'invalid-422': create.answers(422, 'an invalid body', 'invalid'),
    'by-rx-invalid-422': byRx.answers(422, 'an invalid body', 'invalid'),
    'bad-gender-422': create.answers(422, 'a gender other than 0 and 1', ['gender', 'value']),
    'by-rx-unknown-rx-404': byRx.answers(404, 'an unknown RX', ['rxId', 'unknown']),
    'unknown-map-404': create.answers(404, 'an unknown map', ['procedureMapId', 'unknown']),
    'other-company-403': create.answers(403, "another doctor's clinic", ['companyId', 'not-yours']),
    'lab-missing-409': create.answers(409, 'a body without the lab that the map needs', ['labId', 'missing', 'null']),
    'wrong-password-403': either.answers(403, 'a wrong password', 'unauthorized', ({ named }) => named !== undefined),
    'no-credentials-403': create.answers(
      403,
      'a request without credentials',
      'unauthorized',
      ({ authorization }) => authorization === undefined,
    ),
  },
  'ITERO-CODE-02': {
    'emoji-in-notes-500': create.crashes('where notes has an emoji', (at) =>
      /\p{Extended_Pictographic}/u.test(textIn('notes', at)),
    ),
    'long-notes-500': create.crashes(
      'where notes is longer than 1,024 characters',
      ({ body: { notes } }) => typeof notes === 'string' && notes.length > 1024,
    ),
    'gender-word-500': create.crashes(
      'where gender is a word',
      ({ patient }) => typeof patient?.gender === 'string' && /^[a-z]+$/i.test(patient.gender),
    ),
    'patient-null-500': create.crashes('where patient is null', ({ body }) => body.patient === null),
    'first-name-missing-500': create.crashes(
      'where patient has no firstName',
      ({ patient }) => patient !== undefined && patient.firstName === undefined,
    ),
    'no-such-date-500': create.answers(500, 'a date of birth that does not exist', ['dateOfBirth', 'no-such-date']),
    'unknown-map-500': create.answers(500, 'an unknown map', ['procedureMapId', 'unknown']),
    'scanner-object-500': create.crashes('where scannerSerialNumber is an object', (at) =>
      isObject(sentIn('scannerSerialNumber', at)),
    ),
    'broken-json-500': either.crashes('to a body that is not JSON', ({ sent }) => !sent.valid && !sent.empty),
    ...each(
      [
        ['array', 'an array', Array.isArray],
        ['null', 'null', (value: unknown) => value === null],
        ['scalar', 'a string or a number', (value: unknown) => typeof value === 'string' || typeof value === 'number'],
      ] as const,
      ([name, words, is]) => ({
        [`body-${name}-500`]: create.crashes(`to a body that is ${words}`, ({ sent }) => sent.valid && is(sent.value)),
      }),
    ),
    'by-rx-body-no-object-500': byRx.crashes(
      'to a body that is JSON, but no object',
      ({ sent }) => sent.valid && !isObject(sent.value),
    ),
    'by-rx-empty-body-500': byRx.crashes('to an empty body', ({ sent }) => sent.empty),
    'by-rx-rx-not-guid-500': byRx.answers(500, 'an rxId that is not a GUID', ['rxId', 'format']),
    'by-rx-lab-array-500': byRx.crashes('where labId is an array', ({ body }) => Array.isArray(body.labId)),
    'credentials-not-base64-500': either.answers(
      500,
      'a Basic header that is not base64',
      'unauthorized',
      isUnreadable,
    ),
  },
})
