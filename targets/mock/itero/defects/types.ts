import { defectsOf } from '../../deviation.ts'
import type { Attempt } from '../attempt.ts'
import type { Behaviour, CheckName } from '../behaviour.ts'
import type { IteroDefect } from '../deviations.ts'
import { because, kebab, type Operations, ofType, onMapTo, overlooks } from '../patches.ts'

type Type = Parameters<typeof ofType>[0]

interface Field {
  name: string
  check: CheckName
  value(at: Attempt): unknown
}

const ofBody = (name: string, check: CheckName): Field => ({ name, check, value: ({ body }) => body[name] })
const ofPatient = (name: string, check: CheckName): Field => ({ name, check, value: ({ patient }) => patient?.[name] })

const COMPANY = ofBody('companyId', 'checkCompanyId')
const SCANNER = ofBody('scannerSerialNumber', 'checkScannerSerialNumber')
const MAP = ofBody('procedureMapId', 'checkProcedureMapId')
const RX = ofBody('rxId', 'checkRxId')
const LAB = ofBody('labId', 'checkLabId')
const FIRST_NAME = ofPatient('firstName', 'checkFirstName')
const LAST_NAME = ofPatient('lastName', 'checkLastName')
const GENDER = ofPatient('gender', 'checkGender')
const BIRTH = ofPatient('dateOfBirth', 'checkDateOfBirth')
const CHART = ofPatient('chartNumber', 'checkChartNumber')
const ZIP = ofPatient('zipCode', 'checkZipCode')
const NOTES = ofBody('notes', 'checkNotes')

/** What is taken of each field; a string means one that is not numeric, which is ITERO-TYPE-09's. */
const ACCEPTED: readonly (readonly [string, Field, readonly Type[]])[] = [
  ['TYPE-01', COMPANY, ['string', 'object', 'array', 'boolean']],
  ['TYPE-02', SCANNER, ['object', 'array', 'boolean']],
  ['TYPE-03', MAP, ['string', 'object', 'array', 'boolean']],
  ['TYPE-04', FIRST_NAME, ['object', 'array', 'boolean']],
  ['TYPE-04', LAST_NAME, ['object', 'array', 'boolean']],
  ['TYPE-05', GENDER, ['string', 'object', 'array', 'boolean']],
  ['TYPE-06', BIRTH, ['object', 'array', 'boolean']],
  ['TYPE-07', LAB, ['string', 'object', 'array', 'boolean']],
  ['TYPE-08', CHART, ['object', 'array', 'boolean']],
  ['TYPE-08', ZIP, ['object', 'array', 'boolean']],
  ['TYPE-08', NOTES, ['object', 'array', 'boolean']],
]

const ACCEPTED_BY_RX: readonly (readonly [string, Field, readonly Type[]])[] = [
  ['RX-08', COMPANY, ['string', 'object', 'array', 'boolean']],
  ['RX-08', SCANNER, ['object', 'array', 'boolean']],
  ['RX-08', RX, ['object', 'array', 'boolean']],
  ['RX-08', MAP, ['string', 'object', 'array', 'boolean']],
  ['RX-08', LAB, ['string', 'object', 'array', 'boolean']],
]

function accepts(operation: 'createNewOrder' | 'createNewOrderByRx', rows: typeof ACCEPTED): IteroDefect[] {
  return rows.flatMap(([number, field, types]) =>
    types.map((type) => ({
      id: `${operation === 'createNewOrder' ? '' : 'by-rx-'}${kebab(field.name)}-${type}-accepted`,
      requirement: `ITERO-${number}`,
      summary: `${operation} takes ${type === 'string' ? 'a word' : `${type === 'boolean' ? 'a' : 'an'} ${type}`} for ${field.name}.`,
      patch: overlooks(operation, field.check, ofType(type, field.value)),
    })),
  )
}

const narrow: readonly IteroDefect[] = defectsOf<Behaviour>({
  'ITERO-TYPE-07': {
    'lab-id-boolean-accepted-on-ortho-maps': [
      'createNewOrder takes a boolean for labId on maps that go to an ortho lab.',
      overlooks(
        'createNewOrder',
        'checkLabId',
        (found, at) => ofType('boolean', LAB.value)(found, at) && onMapTo('orthoLab')(at),
      ),
    ],
  },
  'ITERO-TYPE-05': {
    'gender-male-accepted': [
      'createNewOrder takes "male" for gender.',
      overlooks('createNewOrder', 'checkGender', (_, { patient }) => patient?.gender === 'male'),
    ],
  },
})

/** Numbers in quotes and fractions: TYPE-09's alone, for every numeric field of both operations. */
const inexact: readonly IteroDefect[] = (
  [
    ['company-id', 'createNewOrder', COMPANY, 'numeric-string'],
    ['procedure-map-id', 'createNewOrder', MAP, 'numeric-string'],
    ['gender', 'createNewOrder', GENDER, 'numeric-string'],
    ['lab-id', 'createNewOrder', LAB, 'numeric-string'],
    ['by-rx-company-id', 'createNewOrderByRx', COMPANY, 'numeric-string'],
    ['by-rx-procedure-map-id', 'createNewOrderByRx', MAP, 'numeric-string'],
    ['by-rx-lab-id', 'createNewOrderByRx', LAB, 'numeric-string'],
    ['company-id', 'createNewOrder', COMPANY, 'fraction'],
    ['procedure-map-id', 'createNewOrder', MAP, 'fraction'],
    ['lab-id', 'createNewOrder', LAB, 'fraction'],
    ['by-rx-company-id', 'createNewOrderByRx', COMPANY, 'fraction'],
    ['by-rx-procedure-map-id', 'createNewOrderByRx', MAP, 'fraction'],
    ['by-rx-lab-id', 'createNewOrderByRx', LAB, 'fraction'],
  ] as [string, Operations, Field, 'numeric-string' | 'fraction'][]
).map(([prefix, operation, { name, check }, reason]) => ({
  id: `${prefix}-${reason}-accepted`,
  requirement: 'ITERO-TYPE-09',
  summary: `${operation} takes a ${reason === 'fraction' ? 'fraction' : 'number in quotes'} for ${name}.`,
  patch: overlooks(operation, check, because(reason)),
}))

export const typeDefects: readonly IteroDefect[] = [
  ...accepts('createNewOrder', ACCEPTED),
  ...accepts('createNewOrderByRx', ACCEPTED_BY_RX),
  ...narrow,
  ...inexact,
]
