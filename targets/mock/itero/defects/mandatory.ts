import type { CreateOperation } from '../attempt.ts'
import type { CheckName } from '../behaviour.ts'
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
  {
    id: 'company-id-missing-answers-401',
    requirement: 'ITERO-REQ-01',
    summary: 'createNewOrder answers 401 to a body without companyId.',
    patch: answers(401, invalidIn('createNewOrder', 'companyId', 'missing')),
  },
  {
    id: 'last-name-null-answers-200',
    requirement: 'ITERO-REQ-05',
    summary: 'createNewOrder answers 200 to a lastName of null, with the error in the body.',
    patch: answers200(invalidIn('createNewOrder', 'patient.lastName', 'null')),
  },
  {
    id: 'by-rx-rx-id-missing-answers-401',
    requirement: 'ITERO-RX-06',
    summary: 'createNewOrderByRx answers 401 to a body without rxId.',
    patch: answers(401, invalidIn('createNewOrderByRx', 'rxId', 'missing')),
  },
  {
    id: 'gender-missing-accepted-with-date-time',
    requirement: 'ITERO-REQ-06',
    summary: 'createNewOrder takes a patient without gender where the date of birth has a time.',
    patch: overlooks(
      'createNewOrder',
      'checkGender',
      ({ reason }, { patient }) => reason === 'missing' && String(patient?.dateOfBirth).includes('T'),
    ),
  },
  {
    id: 'first-name-blank-accepted',
    requirement: 'ITERO-REQ-09',
    summary: 'createNewOrder takes a firstName of white space.',
    patch: overlooks(
      'createNewOrder',
      'checkFirstName',
      ({ reason }, { patient }) => reason === 'blank' && patient?.firstName !== '',
    ),
  },
  {
    id: 'first-name-empty-accepted',
    requirement: 'ITERO-REQ-09',
    summary: 'createNewOrder takes an empty firstName.',
    patch: overlooks(
      'createNewOrder',
      'checkFirstName',
      ({ reason }, { patient }) => reason === 'blank' && patient?.firstName === '',
    ),
  },
  {
    id: 'last-name-blank-accepted',
    requirement: 'ITERO-REQ-09',
    summary: 'createNewOrder takes an empty or blank lastName.',
    patch: overlooks('createNewOrder', 'checkLastName', because('blank')),
  },
  {
    id: 'scanner-serial-number-blank-accepted',
    requirement: 'ITERO-REQ-09',
    summary: 'createNewOrder takes an empty or blank scannerSerialNumber.',
    patch: overlooks('createNewOrder', 'checkScannerSerialNumber', because('blank')),
  },
]
