import { MatchersV3 } from '@pact-foundation/pact'
import { type Alteration, leftOut, setTo } from '../../generators/alteration.ts'
import { unusedId } from '../../generators/unused-id.ts'
import { basic, PLACEHOLDERS } from '../placeholders.ts'
import { orderByRxFor, orderFor } from './orders.ts'
import { AN_RX, CLINIC, CREATE, CREATE_BY_RX, doctor, given, type IteroInteraction, map, SEED } from './provider.ts'

type Sends = 'restoLab' | 'orthoLab' | 'chairside'

const NO_MAP = unusedId(SEED, 'map', [])
const NO_LAB = unusedId(SEED, 'lab', [])
const NO_COMPANY = unusedId(SEED, 'company', [])
const NO_SCANNER = 'NO-SUCH-SCANNER'
const NO_RX = '00000000-1111-4222-8333-444444444444'

/** "One of the parameters is not valid": one way of breaking each requirement that names a 400. */
const INVALID_ORDERS: [requirement: string, on: Sends, change: Alteration][] = [
  ['ITERO-REQ-01', 'chairside', leftOut('companyId')],
  ['ITERO-REQ-02', 'chairside', leftOut('scannerSerialNumber')],
  ['ITERO-REQ-03', 'chairside', leftOut('procedureMapId')],
  ['ITERO-REQ-04', 'chairside', leftOut('patient.firstName')],
  ['ITERO-REQ-05', 'chairside', leftOut('patient.lastName')],
  ['ITERO-REQ-06', 'chairside', leftOut('patient.gender')],
  ['ITERO-REQ-07', 'chairside', leftOut('patient.dateOfBirth')],
  ['ITERO-REQ-08', 'chairside', leftOut('patient')],
  ['ITERO-TYPE-01', 'chairside', setTo('companyId', 'clinic')],
  ['ITERO-TYPE-02', 'chairside', setTo('scannerSerialNumber', false)],
  ['ITERO-TYPE-03', 'chairside', setTo('procedureMapId', 'map')],
  ['ITERO-TYPE-04', 'chairside', setTo('patient.firstName', ['Test'])],
  ['ITERO-TYPE-05', 'chairside', setTo('patient.gender', 'male')],
  ['ITERO-TYPE-06', 'chairside', setTo('patient.dateOfBirth', { year: 1990 })],
  ['ITERO-TYPE-07', 'restoLab', setTo('labId', 'lab')],
  ['ITERO-TYPE-08', 'chairside', setTo('notes', ['Test'])],
  ['ITERO-GENDER-02', 'chairside', setTo('patient.gender', 2)],
  ['ITERO-DOB-03', 'chairside', setTo('patient.dateOfBirth', '31/12/1990')],
  ['ITERO-DOB-04', 'chairside', setTo('patient.dateOfBirth', '1990-02-30')],
  ['ITERO-MAP-01', 'chairside', setTo('procedureMapId', NO_MAP, 'that is not listed')],
  ['ITERO-ACC-01', 'chairside', setTo('companyId', NO_COMPANY, 'of no clinic')],
  ['ITERO-ACC-01', 'chairside', setTo('companyId', given.otherCompanyId, "of another doctor's clinic")],
  ['ITERO-ACC-02', 'chairside', setTo('scannerSerialNumber', NO_SCANNER, 'of no scanner')],
  [
    'ITERO-ACC-02',
    'chairside',
    setTo('scannerSerialNumber', given.otherScannerSerialNumber, "of another clinic's scanner"),
  ],
  ['ITERO-LAB-03', 'restoLab', setTo('labId', null)],
  ['ITERO-LAB-04', 'orthoLab', setTo('labId', null)],
  ['ITERO-LAB-05', 'restoLab', leftOut('labId')],
  ['ITERO-LAB-10', 'restoLab', setTo('labId', given.orthoLabId, 'of an ortho lab')],
  ['ITERO-LAB-10', 'orthoLab', setTo('labId', given.restoLabId, 'of a resto lab')],
  ['ITERO-LAB-11', 'restoLab', setTo('labId', given.unrelatedLabId, "of another clinic's lab")],
  ['ITERO-LAB-12', 'restoLab', setTo('labId', NO_LAB, 'of no lab')],
]

const INVALID_BY_RX: [requirement: string, on: Sends, change: Alteration][] = [
  ['ITERO-RX-02', 'chairside', setTo('rxId', NO_RX, 'of no RX')],
  ['ITERO-RX-03', 'chairside', setTo('rxId', 'not-a-guid')],
  ['ITERO-RX-04', 'chairside', leftOut('companyId')],
  ['ITERO-RX-05', 'chairside', leftOut('scannerSerialNumber')],
  ['ITERO-RX-06', 'chairside', leftOut('rxId')],
  ['ITERO-RX-07', 'chairside', leftOut('procedureMapId')],
  ['ITERO-RX-08', 'chairside', setTo('companyId', 'clinic')],
  ['ITERO-RX-09', 'chairside', setTo('procedureMapId', NO_MAP, 'that is not listed')],
  ['ITERO-RX-10', 'chairside', setTo('companyId', NO_COMPANY, 'of no clinic')],
  ['ITERO-RX-12', 'restoLab', setTo('labId', null)],
  ['ITERO-RX-14', 'orthoLab', setTo('labId', given.restoLabId, 'of a resto lab')],
]

const WORDS: Record<Sends, string> = { restoLab: 'a resto map', orthoLab: 'an ortho map', chairside: 'a chairside map' }

const wrongPassword = {
  Authorization: MatchersV3.regex('^Basic \\S+$', basic(PLACEHOLDERS.user, 'a-wrong-password')),
}
const unknownUser = {
  Authorization: MatchersV3.regex('^Basic \\S+$', basic('nobody@clinic.example', 'a-wrong-password')),
}

const STRANGERS: [who: string, headers: IteroInteraction['request']['headers'], ids: [string, string]][] = [
  ['without credentials', {}, ['ITERO-AUTH-01', 'ITERO-AUTH-04']],
  ['with a wrong password', wrongPassword, ['ITERO-AUTH-02', 'ITERO-AUTH-05']],
  ['of an unknown user', unknownUser, ['ITERO-AUTH-03', 'ITERO-AUTH-06']],
]

export const refusals: IteroInteraction[] = [
  ...INVALID_ORDERS.map(
    ([requirement, on, { what, apply }]): IteroInteraction => ({
      description: `a new order with ${what}, on ${WORDS[on]}`,
      given: [...CLINIC, map(on)],
      requirements: [requirement],
      request: { method: 'POST', path: CREATE, headers: doctor, body: apply(orderFor(on)) },
      answer: { status: 400 },
      call: (client, { headers, body }) => client.POST(CREATE, { headers, body }),
    }),
  ),
  ...INVALID_BY_RX.map(
    ([requirement, on, { what, apply }]): IteroInteraction => ({
      description: `an order by RX with ${what}, on ${WORDS[on]}`,
      given: [...CLINIC, map(on), AN_RX],
      requirements: [requirement],
      request: { method: 'POST', path: CREATE_BY_RX, headers: doctor, body: apply(orderByRxFor(on)) },
      answer: { status: 400 },
      call: (client, { headers, body }) => client.POST(CREATE_BY_RX, { headers, body }),
    }),
  ),
  ...STRANGERS.map(
    ([who, headers, [requirement]]): IteroInteraction => ({
      description: `a new order ${who}`,
      given: [...CLINIC, map('chairside')],
      requirements: [requirement],
      request: { method: 'POST', path: CREATE, headers, body: orderFor('chairside') },
      answer: { status: 401 },
      call: (client, { headers: sent, body }) => client.POST(CREATE, { headers: sent, body }),
    }),
  ),
  ...STRANGERS.map(
    ([who, headers, [, requirement]]): IteroInteraction => ({
      description: `an order by RX ${who}`,
      given: [...CLINIC, map('chairside'), AN_RX],
      requirements: [requirement],
      request: { method: 'POST', path: CREATE_BY_RX, headers, body: orderByRxFor('chairside') },
      answer: { status: 401 },
      call: (client, { headers: sent, body }) => client.POST(CREATE_BY_RX, { headers: sent, body }),
    }),
  ),
]
