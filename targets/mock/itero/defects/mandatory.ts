import { byRx, create, defectsOf, each, type Field, kebab, pathOf, sentIn } from '../patches.ts'

/** Each field of an operation is taken left out, and taken as null. */
const MANDATORY: readonly (readonly [requirement: string, on: typeof create, field: Field])[] = [
  ['ITERO-REQ-01', create, 'companyId'],
  ['ITERO-REQ-02', create, 'scannerSerialNumber'],
  ['ITERO-REQ-03', create, 'procedureMapId'],
  ['ITERO-REQ-04', create, 'firstName'],
  ['ITERO-REQ-05', create, 'lastName'],
  ['ITERO-REQ-06', create, 'gender'],
  ['ITERO-REQ-07', create, 'dateOfBirth'],
  ['ITERO-REQ-08', create, 'patient'],
  ['ITERO-RX-04', byRx, 'companyId'],
  ['ITERO-RX-05', byRx, 'scannerSerialNumber'],
  ['ITERO-RX-06', byRx, 'rxId'],
  ['ITERO-RX-07', byRx, 'procedureMapId'],
]

export const mandatoryDefects = [
  ...MANDATORY.flatMap(([requirement, { prefix, takes }, field]) =>
    defectsOf({
      [requirement]: each(['missing', 'null'] as const, (reason) => ({
        [`${prefix}${kebab(field)}-${reason}-accepted`]: takes(
          `a body ${reason === 'null' ? `whose ${pathOf(field)} is null` : `without ${pathOf(field)}`}`,
          field,
          reason,
        ),
      })),
    }),
  ),
  ...defectsOf({
    'ITERO-REQ-01': {
      'company-id-missing-answers-401': create.answers(401, 'a body without companyId', ['companyId', 'missing']),
    },
    'ITERO-REQ-05': {
      'last-name-null-answers-200': create.answers(200, 'a lastName of null', ['lastName', 'null']),
    },
    'ITERO-RX-06': { 'by-rx-rx-id-missing-answers-401': byRx.answers(401, 'a body without rxId', ['rxId', 'missing']) },
    'ITERO-REQ-06': {
      'gender-missing-accepted-with-date-time': create.takes(
        'a patient without gender where the date of birth has a time',
        'gender',
        ({ reason }, at) => reason === 'missing' && String(sentIn('dateOfBirth', at)).includes('T'),
      ),
    },
    'ITERO-REQ-09': {
      'first-name-blank-accepted': create.takes(
        'a firstName of white space',
        'firstName',
        ({ reason }, at) => reason === 'blank' && sentIn('firstName', at) !== '',
      ),
      'first-name-empty-accepted': create.takes(
        'an empty firstName',
        'firstName',
        ({ reason }, at) => reason === 'blank' && sentIn('firstName', at) === '',
      ),
      'last-name-blank-accepted': create.takes('an empty or blank lastName', 'lastName', 'blank'),
      'scanner-serial-number-blank-accepted': create.takes(
        'an empty or blank scannerSerialNumber',
        'scannerSerialNumber',
        'blank',
      ),
    },
  }),
]
