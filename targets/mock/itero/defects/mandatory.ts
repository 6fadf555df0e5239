import { defectsOf } from '../../deviation.ts'
import type { CreateOperation } from '../attempt.ts'
import type { Behaviour, CheckName } from '../behaviour.ts'
import type { IteroDefect } from '../deviations.ts'
import { answers, answers200, because, invalidIn, kebab, overlooks } from '../patches.ts'

/** Requirement, operation, field, check: each field is taken left out, and taken as null. */
const MANDATORY: readonly (readonly [string, CreateOperation, string, CheckName])[] = [
  ['REQ-01', 'createNewOrder', 'companyId', 'checkCompanyId'],
  ['REQ-02', 'createNewOrder', 'scannerSerialNumber', 'checkScannerSerialNumber'],
  ['REQ-03', 'createNewOrder', 'procedureMapId', 'checkProcedureMapId'],
  ['REQ-04', 'createNewOrder', 'patient.firstName', 'checkFirstName'],
  ['REQ-05', 'createNewOrder', 'patient.lastName', 'checkLastName'],
  ['REQ-06', 'createNewOrder', 'patient.gender', 'checkGender'],
  ['REQ-07', 'createNewOrder', 'patient.dateOfBirth', 'checkDateOfBirth'],
  ['REQ-08', 'createNewOrder', 'patient', 'checkPatient'],
  ['RX-04', 'createNewOrderByRx', 'companyId', 'checkCompanyId'],
  ['RX-05', 'createNewOrderByRx', 'scannerSerialNumber', 'checkScannerSerialNumber'],
  ['RX-06', 'createNewOrderByRx', 'rxId', 'checkRxId'],
  ['RX-07', 'createNewOrderByRx', 'procedureMapId', 'checkProcedureMapId'],
]

const absences: readonly IteroDefect[] = MANDATORY.flatMap(([number, operation, field, check]) =>
  (['missing', 'null'] as const).map((reason) => ({
    id: `${operation === 'createNewOrder' ? '' : 'by-rx-'}${kebab(field)}-${reason}-accepted`,
    requirement: `ITERO-${number}`,
    summary: `${operation} takes a body ${reason === 'null' ? `whose ${field} is null` : `without ${field}`}.`,
    patch: overlooks(operation, check, because(reason)),
  })),
)

export const mandatoryDefects: readonly IteroDefect[] = [
  ...absences,
  ...defectsOf<Behaviour>({
    'ITERO-REQ-01': {
      'company-id-missing-answers-401': [
        'createNewOrder answers 401 to a body without companyId.',
        answers(401, invalidIn('createNewOrder', 'companyId', 'missing')),
      ],
    },
    'ITERO-REQ-05': {
      'last-name-null-answers-200': [
        'createNewOrder answers 200 to a lastName of null, with the error in the body.',
        answers200(invalidIn('createNewOrder', 'patient.lastName', 'null')),
      ],
    },
    'ITERO-RX-06': {
      'by-rx-rx-id-missing-answers-401': [
        'createNewOrderByRx answers 401 to a body without rxId.',
        answers(401, invalidIn('createNewOrderByRx', 'rxId', 'missing')),
      ],
    },
    'ITERO-REQ-06': {
      'gender-missing-accepted-with-date-time': [
        'createNewOrder takes a patient without gender where the date of birth has a time.',
        overlooks(
          'createNewOrder',
          'checkGender',
          ({ reason }, { patient }) => reason === 'missing' && String(patient?.dateOfBirth).includes('T'),
        ),
      ],
    },
    'ITERO-REQ-09': {
      'first-name-blank-accepted': [
        'createNewOrder takes a firstName of white space.',
        overlooks(
          'createNewOrder',
          'checkFirstName',
          ({ reason }, { patient }) => reason === 'blank' && patient?.firstName !== '',
        ),
      ],
      'first-name-empty-accepted': [
        'createNewOrder takes an empty firstName.',
        overlooks(
          'createNewOrder',
          'checkFirstName',
          ({ reason }, { patient }) => reason === 'blank' && patient?.firstName === '',
        ),
      ],
      'last-name-blank-accepted': [
        'createNewOrder takes an empty or blank lastName.',
        overlooks('createNewOrder', 'checkLastName', because('blank')),
      ],
      'scanner-serial-number-blank-accepted': [
        'createNewOrder takes an empty or blank scannerSerialNumber.',
        overlooks('createNewOrder', 'checkScannerSerialNumber', because('blank')),
      ],
    },
  }),
]
