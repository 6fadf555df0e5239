import { type OpusFault, opusFaults } from '../../generators/opus-faults.ts'
import type { OpusOperation, OpusWorld } from '../../generators/opus-world.ts'
import { type OrderFault, orderFaults } from '../../generators/order-faults.ts'
import type { OrderOperation } from '../../generators/order-world.ts'
import type { Draft } from './pact-drafts.ts'
import * as partner from './partner-drafts.ts'

/**
 * The requirement that it breaks (null where none speaks of it), what is wrong, the pact, and the requirement that it
 * breaks as well, because what contradicts the document can only be said by a value that it does not promise.
 */
type Mistake = [requirement: string | null, what: string, drafts: Draft | Draft[], also?: string | string[]]

const { order, orderByRx, maps, opusGet, inboxGet } = partner
const TYPE = { match: 'type' }
const CLINIC = { name: 'a clinic with its labs' }
const state = (name: string) => `\${${name}}`
const refused = (status: number): Partial<Draft> => ({ status, answer: undefined, rules: undefined })
const answers = (answer: unknown, rules: Draft['rules'] = {}): Partial<Draft> => ({ answer, rules })
const noHeaders = { 'Content-Type': 'application/json' }

/** What a state must say of the labs for a fault about one to be seen. */
const LABS = {
  name: 'a clinic with its labs',
  params: {
    companyId: 1001,
    scannerSerialNumber: 'SCANNER-1001',
    restoLabId: 2001,
    orthoLabId: 2002,
    unrelatedLabId: 2003,
  },
}

/** Every fault of an order that the generators know, sent in the hope of success. */
function orderMistakes(operation: OrderOperation): Mistake[] {
  const rxId = '7d9f1d5e-5c1b-4c39-9a51-6e0b8f6f2a10'
  const world = {
    companyId: 1001,
    scannerSerialNumber: 'SCANNER-1001',
    restoLabId: 2001,
    orthoLabId: 2002,
    unrelatedLabId: 2003,
    maps: [
      { procedureMapId: 1, sendTo: 'orthoLab' },
      { procedureMapId: 30, sendTo: 'restoLab' },
      { procedureMapId: 41, sendTo: 'orthoLab' },
      { procedureMapId: 83, sendTo: 'midc_only' },
      { procedureMapId: 4, sendTo: 'N/A' },
    ] as const,
    rxIds: [rxId],
    seed: 1,
  }
  const MAP = { restoLab: 30, orthoLab: 41, midc_only: 83, 'N/A': 4, chairside: undefined }
  const make = operation === 'createNewOrder' ? order : orderByRx
  return (
    orderFaults(operation, world)
      .filter((fault): fault is OrderFault => 'apply' in fault)
      // Which RX exists cannot be told from a pact.
      .filter(({ requirement }) => requirement !== 'ITERO-RX-02')
      .flatMap((fault): Mistake[] => {
        const map = fault.on.map((sendTo) => MAP[sendTo]).find((one) => one !== undefined)
        if (map === undefined) return []
        const labId = map === 30 ? 2001 : map === 41 ? 2002 : null
        const control = make(map)
        const body = { ...(control.body as object), companyId: 1001, scannerSerialNumber: 'SCANNER-1001', labId }
        return [
          [fault.requirement, `${operation}: ${fault.what}`, { ...control, states: [LABS], body: fault.apply(body) }],
        ]
      })
  )
}

const OPUS_WORLD: OpusWorld = {
  clinicIDs: ['17-a9ffb031-417f-4169-810a-cfd0d00adc7d'],
  clinicianIDs: [3],
  treatmentIDs: [2],
  bookings: [],
  otherPersonalNumber: { Year: 1961, Month: 7, Day: 14, ExtraDigits: '1234' },
  seed: 1,
}

/** What names nothing, or is another's, cannot be told from a pact without its words. */
const UNSEEN = ['OPUS-PAT-17', 'OPUS-BOOK-16', 'OPUS-BOOK-23', 'OPUS-BOOK-24', 'OPUS-BOOK-28']

function opusMistakes(operation: OpusOperation, make: (more?: Partial<Draft>) => Draft): Mistake[] {
  return opusFaults(operation, OPUS_WORLD)
    .filter(({ requirement }: OpusFault) => !UNSEEN.includes(requirement))
    .map((fault): Mistake => {
      const control = make({ answer: undefined, rules: undefined })
      const changed = fault.apply((control[fault.at] ?? {}) as object)
      return [fault.requirement, `${operation}: ${fault.what}`, { ...control, [fault.at]: changed }]
    })
}

const SCAN = order().answer as Record<string, unknown>
const OUTAGE = [{ name: 'the backend service cannot be reached' }]
const patientWith = (patient: object) => ({
  ...(order().body as object),
  patient: { ...(order().body as { patient: object }).patient, ...patient },
})
const listWith = (...entries: object[]): Partial<Draft> =>
  answers({ procedureMaps: entries }, { '$.procedureMaps': TYPE, ...exactly(entries) })

/** Rules by which entries of a list must be as they are, whatever the list's own rule hands down. */
function exactly(entries: object[]): NonNullable<Draft['rules']> {
  const paths = entries.flatMap((entry, nth) => Object.keys(entry).map((name) => `$.procedureMaps[${nth}].${name}`))
  return Object.fromEntries(paths.map((path) => [path, { match: 'equality' }]))
}

const TRIO = { procedureMapId: 31, procedure: 'Fixed Restorative', type: 'NA', sendTo: 'chairside' }

const itero: Mistake[] = [
  ...orderMistakes('createNewOrder'),
  ...orderMistakes('createNewOrderByRx'),
  ['ITERO-AUTH-01', 'no credentials, and success', order(4, { headers: noHeaders })],
  ['ITERO-AUTH-02', 'a wrong password, and success', order(4, { description: 'an order with a wrong password' })],
  ['ITERO-AUTH-03', 'an unknown user, and success', order(4, { states: [{ name: 'the user is an unknown user' }] })],
  ['ITERO-AUTH-04', 'by RX: no credentials, and success', orderByRx(83, { headers: noHeaders })],
  [
    'ITERO-AUTH-05',
    'by RX: a wrong password, and success',
    orderByRx(83, { description: 'an order by RX with a wrong password' }),
  ],
  [
    'ITERO-AUTH-06',
    'by RX: an unknown user, and success',
    orderByRx(83, { description: 'an order by RX of an unknown user' }),
  ],
  ['ITERO-AUTH-01', 'no credentials, and 400', order(4, { headers: noHeaders, ...refused(400) })],
  ['ITERO-AUTH-07', 'credentials asked for the list', maps(refused(401))],
  ['ITERO-AUTH-08', 'a bearer token', order(4, { headers: { ...noHeaders, Authorization: 'Bearer token' } })],
  [
    'ITERO-AUTH-08',
    'credentials that are not base64',
    order(4, { headers: { ...noHeaders, Authorization: 'Basic doctor:secret' } }),
  ],
  ['ITERO-CODE-01', '201 for 200', order(4, { status: 201 })],
  ['ITERO-CODE-01', '422 for 400', order(4, { ...refused(422), body: {} })],
  ['ITERO-CODE-01', '404 for 400', order(4, { ...refused(404), body: patientWith({ gender: 2 }) })],
  ['ITERO-CODE-01', '201 of the list', maps({ status: 201 })],
  ['ITERO-CODE-02', 'a 500', order(4, refused(500))],
  [
    'ITERO-CODE-03',
    'a 400 without a body',
    order(4, { ...refused(400), body: patientWith({ gender: 2 }), answer: null }),
  ],
  [
    null,
    'a form of error body',
    order(4, { ...refused(400), body: patientWith({ gender: 2 }), ...answers({ message: 'wrong' }, { $: TYPE }) }),
  ],
  ['ITERO-CODE-04', 'a body that is not JSON', order(4, { body: 'companyId=1' })],
  ['ITERO-CODE-04', 'a body sent as text', order(4, { headers: { ...order().headers, 'Content-Type': 'text/plain' } })],
  ['ITERO-CODE-05', 'another content type', order(4, { answerHeaders: { 'Content-Type': 'text/html' } })],
  [
    'ITERO-OPT-01',
    'a refusal for the lack of optional fields',
    order(4, { ...refused(400), description: 'an order without optional fields' }),
  ],
  [
    'ITERO-OPT-02',
    'a refusal of optional fields',
    order(4, { ...refused(400), body: patientWith({ mi: 'T' }), description: 'an order with a middle initial' }),
  ],
  [
    'ITERO-OPT-03',
    'a refusal of an apostrophe',
    order(4, {
      ...refused(400),
      body: patientWith({ lastName: "O'Neill" }),
      description: 'a name with an invalid apostrophe',
    }),
  ],
  ['ITERO-OPT-04', 'a refusal of notes', order(4, { ...refused(400), description: 'an order with invalid notes' })],
  [
    'ITERO-OPT-05',
    'a refusal of a zip code',
    order(4, {
      ...refused(400),
      body: patientWith({ zipCode: 'SW1A 1AA' }),
      description: 'an order with a wrong zip code',
    }),
  ],
  [
    'ITERO-GENDER-01',
    'a refusal of gender 1',
    order(4, { ...refused(400), description: 'an order with an invalid gender' }),
  ],
  [
    'ITERO-DOB-01',
    'a refusal of a date-time',
    order(4, {
      ...refused(400),
      body: patientWith({ dateOfBirth: '1990-06-15T00:00:00.000Z' }),
      description: 'a date-time that is not taken',
    }),
  ],
  [
    'ITERO-DOB-02',
    'a refusal of a date',
    order(4, { ...refused(400), description: 'an order with a wrong date of birth' }),
  ],
  [
    'ITERO-MAP-01',
    'a map that is not listed',
    order(4, { body: { ...(order().body as object), procedureMapId: 77777 } }),
  ],
  [
    'ITERO-MAP-02',
    'a refusal of a listed map',
    order(4, {
      ...refused(400),
      states: [{ name: 'map 31 is listed' }],
      body: { ...(order().body as object), procedureMapId: 31 },
    }),
  ],
  ['ITERO-ACC-01', 'another clinic, by its words', order(4, { description: 'an order for another clinic' })],
  [
    'ITERO-ACC-01',
    'another clinic, by its state',
    order(4, { states: [CLINIC], fromState: { '$.companyId': state('otherCompanyId') } }),
  ],
  [
    'ITERO-ACC-02',
    "another clinic's scanner",
    order(4, { states: [CLINIC], fromState: { '$.scannerSerialNumber': state('otherScannerSerialNumber') } }),
  ],
  ['ITERO-LAB-01', 'a refusal of a resto order', order(30, refused(400))],
  ['ITERO-LAB-02', 'a refusal of an ortho order', order(41, refused(400))],
  [
    'ITERO-LAB-06',
    'a refusal of a chairside order',
    order(4, {
      ...refused(400),
      states: [{ name: 'map 31 is listed, for chairside' }],
      body: { ...(order().body as object), procedureMapId: 31 },
    }),
  ],
  ['ITERO-LAB-07', 'a refusal of a midc_only order', order(83, refused(400))],
  ['ITERO-LAB-08', 'a refusal of an order without a lab', order(4, refused(400))],
  [
    'ITERO-LAB-10',
    'an ortho lab on a resto map, by its state',
    order(30, { states: [CLINIC], fromState: { '$.labId': state('orthoLabId') } }),
  ],
  [
    'ITERO-LAB-11',
    "another clinic's lab, by its state",
    order(30, { states: [CLINIC], fromState: { '$.labId': state('unrelatedLabId') } }),
  ],
  ['ITERO-LAB-12', 'a lab that is not there, by its words', order(30, { description: 'an order with an unknown lab' })],
  [
    'ITERO-LAB-03',
    'no lab on a map that a state gives',
    order(30, {
      states: [{ name: 'a procedure map is available', params: { sendTo: 'restoLab' } }],
      fromState: { '$.procedureMapId': state('procedureMapId') },
      body: { ...(order(30).body as object), labId: null },
    }),
  ],
  [
    'ITERO-LAB-03',
    'the wrong refusal of no lab',
    order(30, { ...refused(401), body: { ...(order(30).body as object), labId: null } }),
  ],
  ['ITERO-RESP-01', 'one orderId', order(4, answers(SCAN, without('$.orderId')))],
  ['ITERO-RESP-01', 'a string for orderId', order(4, answers({ orderId: '12' }, { '$.orderId': TYPE }))],
  [
    'ITERO-RESP-01',
    'a form of orderId',
    order(4, answers({ orderId: 3000001 }, { '$.orderId': { match: 'regex', regex: '^3\\d{6}$' } })),
  ],
  ['ITERO-RESP-02', 'one orderCode', order(4, answers({ orderCode: 'IT-1' }))],
  [
    'ITERO-RESP-02',
    'a form of orderCode',
    order(4, answers({ orderCode: 'IT-1' }, { '$.orderCode': { match: 'regex', regex: '^IT-\\d+$' } })),
  ],
  [
    'ITERO-RESP-03',
    'a GUID of one kind',
    order(
      4,
      answers(
        { patientGuid: 'c4d7b3e0-5a1f-11ee-be56-0242ac120002' },
        { '$.patientGuid': { match: 'regex', regex: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-1' } },
      ),
    ),
  ],
  ['ITERO-RESP-04', 'a number for a GUID', order(4, answers({ rxGuid: 5 }, { '$.rxGuid': TYPE }))],
  ['ITERO-RESP-08', 'the nil GUID', order(4, answers({ patientGuid: '00000000-0000-0000-0000-000000000000' }))],
  [null, 'a field that is not there', order(4, answers({ orderId: 1, status: 'created' }, { $: TYPE }))],
  [null, 'a header that is not there', order(4, { answerHeaders: { 'X-Request-Id': 'abc' } })],
  [
    'ITERO-RX-01',
    'by RX: a refusal on a listed map',
    orderByRx(83, {
      ...refused(400),
      states: [{ name: 'map 31 is listed' }],
      body: { ...(orderByRx().body as object), procedureMapId: 31 },
    }),
  ],
  ['ITERO-RX-02', 'by RX: an unknown RX, and success', orderByRx(83, { description: 'an order by an unknown RX' })],
  ['ITERO-RX-11', 'by RX: a refusal of a resto order', orderByRx(30, refused(400))],
  ['ITERO-RX-13', 'by RX: a refusal of an order without a lab', orderByRx(83, refused(400))],
  ['ITERO-RX-16', 'by RX: one orderCode', orderByRx(83, answers({ orderCode: 'IT-1' }))],
  ['ITERO-RX-18', 'by RX: another RX', orderByRx(83, answers({ rxGuid: '0b8f5c7e-93a4-4f8f-8f0e-2f3c1d4e5a60' }))],
  [
    'ITERO-RX-19',
    'by RX: a refusal of the same RX',
    orderByRx(83, { ...refused(400), states: [{ name: 'the RX was used before' }], description: 'the same RX again' }),
  ],
  ['ITERO-MAPS-01', 'a refusal of the list', maps(refused(400))],
  ['ITERO-MAPS-01', 'a list of so many maps', maps({ rules: { '$.procedureMaps': { match: 'type', min: 30 } } })],
  [
    'ITERO-MAPS-02',
    'a string for a map’s number',
    maps(answers({ procedureMaps: [{ procedureMapId: '30' }] }, { '$.procedureMaps': TYPE })),
  ],
  [null, 'a note, which may be null', maps(answers({ procedureMaps: [{ note: 'n' }] }, { '$.procedureMaps': TYPE }))],
  [
    'ITERO-MAPS-04',
    'one number for two maps',
    maps(listWith({ procedureMapId: 31 }, { procedureMapId: 31 })),
    'ITERO-MAPS-02',
  ],
  ['ITERO-MAPS-07', 'one sendTo for all', maps(listWith({ sendTo: 'restoLab' }))],
  ['ITERO-MAPS-05', 'one procedure for all', maps(listWith({ procedure: 'Invisalign' }))],
  [
    'ITERO-MAPS-06',
    'a type of another procedure',
    maps(listWith({ procedure: 'Invisalign', type: 'Bite Splint' })),
    'ITERO-MAPS-05',
  ],
  [
    'ITERO-MAPS-09',
    'another sendTo for map 30',
    maps(listWith({ procedureMapId: 30, sendTo: 'chairside' })),
    'ITERO-MAPS-02',
  ],
  [
    'ITERO-MAPS-10',
    'a map among others',
    maps(
      answers(
        { procedureMaps: [{ procedureMapId: 30 }] },
        { '$.procedureMaps': { match: 'arrayContains', variants: [{ index: 0, rules: {} }] } },
      ),
    ),
  ],
  ['ITERO-RATE-01', 'a refusal for the limit, with room', order(4, refused(429))],
  [
    'ITERO-RATE-02',
    'an eleventh case',
    Array.from({ length: 11 }, (_, nth) => order(4, { description: `case ${nth}` })),
  ],
  ['ITERO-RATE-02', 'a case where the limit is used up', order(4, { states: [{ name: 'the rate limit is used up' }] })],
  [
    'ITERO-RATE-02',
    'an eleventh case, on both operations',
    Array.from({ length: 11 }, (_, nth) =>
      nth % 2 ? order(4, { description: `case ${nth}` }) : orderByRx(83, { description: `case ${nth}` }),
    ),
    'ITERO-RATE-04',
  ],
  ['ITERO-RATE-05', 'a limit of the list', maps(refused(429))],
  [
    'ITERO-RATE-06',
    'another status at the limit',
    order(4, { ...refused(503), states: [{ name: 'the rate limit is used up' }] }),
  ],
  [
    'ITERO-AUTH-09',
    'no credentials and an invalid body, and 400',
    order(4, { ...refused(400), headers: noHeaders, body: patientWith({ gender: 2 }) }),
  ],
  ['ITERO-RESP-05', 'one orderId for two scans', twice({ orderId: 12 }), 'ITERO-RESP-01'],
  ['ITERO-RESP-06', 'one orderCode for two scans', twice({ orderCode: 'IT-1' }), 'ITERO-RESP-02'],
  ['ITERO-RESP-07', 'one RX for two scans', twice({ rxGuid: SCAN.rxGuid }), 'ITERO-RESP-04'],
  [
    'ITERO-RX-17',
    'one orderId for two scans by RX',
    [order(4, answers({ orderId: 12 })), orderByRx(83, answers({ orderId: 12 }))],
    'ITERO-RESP-01',
  ],
  [
    'ITERO-MAPS-08',
    'one trio under two numbers',
    maps(listWith(TRIO, { ...TRIO, procedureMapId: 32 })),
    ['ITERO-MAPS-02', 'ITERO-MAPS-05', 'ITERO-MAPS-03', 'ITERO-MAPS-07'],
  ],
  ['ITERO-MAPS-11', 'a description that is blank', maps(listWith({ description: ' ' }))],
  [
    'ITERO-RATE-03',
    'a refusal once the minute has passed',
    order(4, {
      ...refused(429),
      states: [{ name: 'the rate limit is used up' }, { name: 'time moves forward', params: { seconds: 61 } }],
    }),
  ],
  [
    'ITERO-RATE-07',
    'a limit of tries that were refused',
    order(4, { ...refused(429), description: 'an order after ten orders were refused' }),
  ],
  [
    'ITERO-RATE-08',
    'a limit of another doctor',
    order(4, { ...refused(429), states: [{ name: "another doctor's limit is used up" }] }),
  ],
  [null, 'an unknown path', order(4, { path: '/api/v1/order/create-neworder' })],
  [null, 'an unknown method', order(4, { method: 'PUT' })],
  [null, 'a property of the partner’s own', order(4, { body: { ...(order().body as object), reference: 'R-1' } })],
  [null, 'null for an optional field', order(4, { body: patientWith({ mi: null }) })],
]

function twice(answer: object): Draft[] {
  return [order(4, answers(answer)), order(85, answers(answer))]
}

function without(path: string): NonNullable<Draft['rules']> {
  const { [path]: _, ...others } = order().rules!
  return others
}

const SLOT = (partner.createBooking().body as { TimeSlot: Record<string, unknown> }).TimeSlot
const PERSON = partner.createPatient().body as Record<string, unknown>

const opus: Mistake[] = [
  ...opusMistakes('getPatient', partner.getPatient),
  ...opusMistakes('createPatient', partner.createPatient),
  ...opusMistakes('getBookings', partner.getBookings),
  ...opusMistakes('createBooking', partner.createBooking),
  ...opusMistakes('updateBooking', partner.updateBooking),
  [
    'OPUS-KEY-08',
    'a 404 for no key',
    partner.getPatient({ ...refused(404), headers: {}, states: [{ name: 'a patient' }] }),
  ],
  [
    'OPUS-BOOK-04',
    "another patient's booking",
    partner.getBookings(answers([{ Patient: { PersonalNumber: { Year: 1980 } } }])),
    'OPUS-SHAPE-02',
  ],
  [
    'OPUS-BOOK-25',
    'a refusal of a booking for a new patient',
    partner.createBooking({ ...refused(400), description: 'a booking for an unknown patient' }),
  ],
  ['OPUS-CLINIC-02', 'a refusal of a clinician', opusGet('clinic', { clinicianID: '3' }, refused(400))],
  ['OPUS-CLINIC-03', 'a refusal of a treatment', opusGet('clinic', { treatmentID: '3' }, refused(400))],
  ['OPUS-CLINIC-04', 'a refusal of both', opusGet('clinic', { clinicianID: '3', treatmentID: '3' }, refused(400))],
  ['OPUS-CLINIC-06', 'a refusal of all clinics', opusGet('clinic', { onlyWithFreeTimes: 'false' }, refused(400))],
  ['OPUS-CLINICIAN-02', 'a refusal of a clinic', opusGet('clinician', { clinicID: 'c' }, refused(400))],
  [
    'OPUS-CLINICIAN-03',
    'a refusal of a treatment, for clinicians',
    opusGet('clinician', { treatmentID: '3' }, refused(400)),
  ],
  [
    'OPUS-CLINICIAN-04',
    'a refusal of both, for clinicians',
    opusGet('clinician', { clinicID: 'c', treatmentID: '3' }, refused(400)),
  ],
  [
    'OPUS-CLINICIAN-06',
    'a refusal of all clinicians',
    opusGet('clinician', { onlyWithFreeTimes: 'false' }, refused(400)),
  ],
  ['OPUS-TREAT-02', 'a refusal of a clinic, for treatments', opusGet('treatment', { clinicID: 'c' }, refused(400))],
  [
    'OPUS-TREAT-03',
    'a refusal of a clinician, for treatments',
    opusGet('treatment', { clinicianID: '3' }, refused(400)),
  ],
  [
    'OPUS-TREAT-04',
    'a refusal of both, for treatments',
    opusGet('treatment', { clinicID: 'c', clinicianID: '3' }, refused(400)),
  ],
  ['OPUS-SLOT-08', 'a refusal of two filters', partner.slotsByMonth({ clinicID: 'c', treatmentID: '3' }, refused(400))],
  [
    'OPUS-SLOT-25',
    'a refusal of three filters',
    partner.slotsByMonth({ clinicID: 'c', clinicianID: '1', treatmentID: '3' }, refused(400)),
  ],
  ['OPUS-SLOT-23', 'a slot twice', partner.slotsByMonth({}, answers([SLOT, SLOT])), 'OPUS-SHAPE-04'],
  [
    'OPUS-DOWN-07',
    'a 503 after an outage',
    partner.getPatient({ ...refused(503), states: [...OUTAGE, { name: 'the backend service can be reached' }] }),
  ],
  ['OPUS-KEY-01', 'no key, and a patient', partner.getPatient({ headers: {} })],
  ['OPUS-KEY-02', 'a wrong key, and a patient', partner.getPatient({ description: 'a patient, with a wrong api_key' })],
  ['OPUS-KEY-03', 'no key, and bookings', partner.getBookings({ headers: {} })],
  ['OPUS-KEY-04', 'no key, and a booking', partner.createBooking({ headers: noHeaders })],
  ['OPUS-KEY-05', 'no key, and a change', partner.updateBooking({ headers: noHeaders })],
  ['OPUS-KEY-06', 'no key, and a new patient', partner.createPatient({ headers: noHeaders })],
  ['OPUS-KEY-07', 'no key, and clinics', opusGet('clinic', {}, { headers: { 'api-key': 'k' } })],
  ['OPUS-KEY-07', 'no key, and timeslots', partner.slotsByMonth({}, { headers: {} })],
  ['OPUS-KEY-09', 'an empty key', partner.getPatient({ headers: { api_key: '' } })],
  [
    'OPUS-CT-01',
    'a body sent as text',
    partner.createBooking({ headers: { api_key: 'k', 'Content-Type': 'text/plain' } }),
  ],
  ['OPUS-CODE-01', '201 for 200', partner.createBooking({ status: 201 })],
  ['OPUS-CODE-01', '422 for 400', partner.getPatient({ ...refused(422), query: {} })],
  ['OPUS-CODE-02', 'a 500', partner.getPatient(refused(500))],
  ['OPUS-CODE-03', 'a 400 without a body', partner.getPatient({ ...refused(400), query: {}, answer: null })],
  [
    'OPUS-CODE-04',
    'one text for a 400',
    partner.getPatient({
      ...refused(400),
      query: { year: '1975', month: '2', day: '30', extradigits: '3175' },
      answer: 'Invalid SSN',
    }),
  ],
  ['OPUS-CODE-05', 'a body that is not JSON', partner.createPatient({ body: 'FirstName=F', answer: undefined })],
  ['OPUS-CODE-06', 'a 503 without an outage', partner.getPatient(refused(503))],
  ['OPUS-PAT-01', 'a refusal of a number that is right', partner.getPatient(refused(400))],
  ['OPUS-PAT-01', 'another number than was asked for', partner.getPatient(answers({ PersonalNumber: { Year: 1976 } }))],
  [
    'OPUS-PAT-01',
    'a state with the patient, and none',
    partner.getPatient({ ...refused(404), states: [{ name: 'a patient' }] }),
  ],
  [
    'OPUS-PAT-06',
    'a patient that there is not',
    partner.getPatient({ states: [{ name: 'no patient has this number' }] }),
  ],
  ['OPUS-PAT-09', 'a refusal of a patient that is right', partner.createPatient(refused(400))],
  ['OPUS-PAT-10', 'another postal code than was sent', partner.createPatient(answers({ PostalCode: '99999' }))],
  [
    'OPUS-PAT-17',
    'an unknown clinic, and a new patient',
    partner.createPatient({ description: 'a patient at an unknown clinic' }),
  ],
  [
    'OPUS-PAT-18',
    'a refusal of extra digits as a number',
    partner.createPatient({ ...refused(400), description: 'a patient with invalid extra digits' }),
  ],
  [
    'OPUS-PAT-19',
    'another name than was sent',
    partner.createPatient({ ...answers({ LastName: 'nasslund' }), body: { ...PERSON, LastName: 'nasslind' } }),
  ],
  [
    'OPUS-PAT-20',
    'extra digits without their zeros',
    partner.createPatient({
      ...answers({ PersonalNumber: { ExtraDigits: '42' } }),
      body: { ...PERSON, PersonalNumber: { Year: 1975, Month: 2, Day: 28, ExtraDigits: '0042' } },
    }),
  ],
  ['OPUS-BOOK-01', 'a refusal of a booking that is right', partner.createBooking(refused(400))],
  [
    'OPUS-BOOK-02',
    'another time than was sent',
    partner.createBooking(answers({ TimeSlot: { Start: '2031-01-01T08:00:00' } })),
  ],
  ['OPUS-BOOK-03', 'a refusal of bookings', partner.getBookings(refused(400))],
  [
    'OPUS-BOOK-09',
    'bookings that there are not',
    partner.getBookings({ states: [{ name: 'a patient with no bookings' }] }),
  ],
  [
    'OPUS-BOOK-16',
    'a booking at an unknown clinic',
    partner.createBooking({ description: 'a booking at an unknown clinic' }),
  ],
  [
    'OPUS-BOOK-17',
    'a booking of a slot that is taken',
    partner.createBooking({ states: [{ name: 'the slot is taken' }] }),
  ],
  ['OPUS-BOOK-19', 'a refusal of a move', partner.updateBooking(refused(400))],
  [
    'OPUS-BOOK-23',
    'a move of an unknown booking',
    partner.updateBooking({ description: 'a booking that does not exist' }),
  ],
  [
    'OPUS-BOOK-28',
    'a move at an unknown clinic',
    partner.updateBooking({ description: 'a booking moved at a clinic that does not exist' }),
  ],
  [
    'OPUS-BOOK-24',
    'a move with another patient’s number',
    partner.updateBooking({ description: "a move with another patient's personal number" }),
  ],
  [
    'OPUS-BOOK-26',
    'a slot that was never offered',
    partner.createBooking({ description: 'a slot that was never offered' }),
  ],
  ['OPUS-CLINIC-01', 'a refusal of clinics', opusGet('clinic', {}, refused(400))],
  ['OPUS-CLINIC-07', 'another clinic', opusGet('clinic/17-a', {}, answers({ ClinicID: '17-b' }))],
  ['OPUS-CLINIC-08', 'an unknown clinic', opusGet('clinic/17-a', {}, { description: 'a clinic that does not exist' })],
  ['OPUS-CLINICIAN-01', 'a refusal of clinicians', opusGet('clinician', {}, refused(400))],
  ['OPUS-TREAT-01', 'a refusal of treatments', opusGet('treatment', {}, refused(400))],
  [
    'OPUS-FILTER-01',
    'clinics of an unknown clinician',
    opusGet('clinic', { clinicianID: '9' }, { description: 'clinics of an unknown clinician' }),
  ],
  ['OPUS-FILTER-02', 'a treatment by name', opusGet('clinic', { treatmentID: 'cleaning' })],
  ['OPUS-FILTER-02', 'a treatment by name, of timeslots', partner.slotsFrom({ treatmentID: 'cleaning' })],
  ['OPUS-FILTER-03', 'a clinician by name', opusGet('treatment', { clinicianID: 'krister' })],
  ['OPUS-FILTER-03', 'yes for true', opusGet('clinician', { onlyWithFreeTimes: 'yes' })],
  ['OPUS-SLOT-01', 'a refusal of a month', partner.slotsByMonth({}, refused(400))],
  ['OPUS-SLOT-02', 'a month without a year', opusGet('timeslot', { month: '2' })],
  ['OPUS-SLOT-03', 'a year without a month', opusGet('timeslot', { year: '2030', clinicID: 'c' })],
  [
    'OPUS-SLOT-04',
    'a slot of another month',
    partner.slotsByMonth(
      {},
      answers([{ Start: '2030-03-01T08:00:00' }], {
        $: { match: 'type', min: 1 },
        '$[0].Start': { match: 'equality' },
      }),
    ),
  ],
  [
    'OPUS-SLOT-05',
    'another clinic’s slot',
    partner.slotsByMonth(
      { clinicID: 'a' },
      answers([{ ClinicID: 'b' }], { $: { match: 'type', min: 1 }, '$[0].ClinicID': { match: 'equality' } }),
    ),
  ],
  [
    'OPUS-SLOT-06',
    'another clinician’s slot',
    partner.slotsByMonth(
      { clinicianID: '3' },
      answers([{ ClinicianID: 4 }], { $: { match: 'type', min: 1 }, '$[0].ClinicianID': { match: 'equality' } }),
    ),
  ],
  [
    'OPUS-SLOT-07',
    'another treatment’s slot',
    partner.slotsByMonth(
      { treatmentID: '3' },
      answers([{ TreatmentID: 4 }], { $: { match: 'type', min: 1 }, '$[0].TreatmentID': { match: 'equality' } }),
    ),
  ],
  [
    'OPUS-SLOT-09',
    'a refusal of a delay',
    partner.slotsByMonth({ delay: '2' }, { ...refused(400), description: 'an invalid delay' }),
  ],
  ['OPUS-SLOT-11', 'a thirteenth month', partner.slotsByMonth({ month: '13' })],
  ['OPUS-SLOT-11', 'a year in words', partner.slotsByMonth({ year: 'next' })],
  [
    'OPUS-SLOT-12',
    'slots of a month that has none',
    partner.slotsByMonth({}, { states: [{ name: 'a month with no slots' }] }),
  ],
  ['OPUS-SLOT-13', 'a refusal from a date', partner.slotsFrom({}, refused(400))],
  [
    'OPUS-SLOT-14',
    'a slot before the date',
    partner.slotsFrom(
      {},
      answers([{ Start: '2029-03-01T08:00:00' }], {
        $: { match: 'type', min: 1 },
        '$[0].Start': { match: 'equality' },
      }),
    ),
  ],
  [
    'OPUS-SLOT-15',
    'another treatment’s slot, from a date',
    partner.slotsFrom(
      {},
      answers([{ TreatmentID: 4 }], { $: { match: 'type', min: 1 }, '$[0].TreatmentID': { match: 'equality' } }),
    ),
  ],
  [
    'OPUS-SLOT-16',
    'another clinic’s slot, from a date',
    partner.slotsFrom(
      { clinicID: 'a' },
      answers([{ ClinicID: 'b' }], { $: { match: 'type', min: 1 }, '$[0].ClinicID': { match: 'equality' } }),
    ),
  ],
  [
    'OPUS-SLOT-17',
    'a refusal of a delay from a date',
    partner.slotsFrom({ delay: '2' }, { ...refused(400), description: 'a wrong delay' }),
  ],
  ['OPUS-SLOT-18', 'a date without a treatment', opusGet('timeslot', { startingFromDateTime: '2030-02-01T00:00:00' })],
  ['OPUS-SLOT-26', 'a delay that is not a number', partner.slotsByMonth({ delay: '2h' })],
  ['OPUS-SLOT-26', 'a delay that is not a number, from a date', partner.slotsFrom({ delay: 'soon' })],
  ['OPUS-SLOT-19', 'a treatment alone', opusGet('timeslot', { treatmentID: '2' })],
  ['OPUS-SLOT-20', 'a date that is none', partner.slotsFrom({ startingFromDateTime: 'tomorrow' })],
  ['OPUS-SLOT-20', '30 February', partner.slotsFrom({ startingFromDateTime: '2030-02-30T00:00:00' })],
  [
    'OPUS-SLOT-22',
    'a slot that ends before it starts',
    partner.slotsByMonth(
      {},
      answers([{ Start: '2030-02-04T09:00:00', End: '2030-02-04T08:00:00' }], {
        $: { match: 'type', min: 1 },
        '$[0].Start': { match: 'equality' },
        '$[0].End': { match: 'equality' },
      }),
    ),
    'OPUS-SHAPE-04',
  ],
  [
    null,
    'both operations’ queries',
    opusGet('timeslot', { year: '2030', month: '2', startingFromDateTime: '2030-02-01T00:00:00', treatmentID: '2' }),
  ],
  [null, 'a parameter that is not there', opusGet('treatment', { onlyWithFreeTimes: 'true' })],
  [null, 'an unknown path', opusGet('invoice', {})],
  ['OPUS-SHAPE-01', 'a field of a patient that is not assumed', partner.getPatient(answers({ Age: 50 }, { $: TYPE }))],
  ['OPUS-SHAPE-02', 'a form of a BookingID', partner.createBooking(answers({ BookingID: 12 }, { $: TYPE }))],
  ['OPUS-SHAPE-03', 'one clinic', opusGet('clinic', {}, answers([{ Name: 'Klinik' }]))],
  ['OPUS-SHAPE-04', 'another name of a property', partner.slotsByMonth({}, answers([{ start: 'x' }], { $: TYPE }))],
  ['OPUS-DOWN-01', 'no timeslots in an outage', partner.slotsFrom({}, { ...refused(503), states: OUTAGE })],
  ['OPUS-DOWN-02', 'a patient in an outage', partner.getPatient({ states: OUTAGE })],
  ['OPUS-DOWN-03', 'a new patient in an outage', partner.createPatient({ states: OUTAGE })],
  ['OPUS-DOWN-04', 'bookings in an outage', partner.getBookings({ states: OUTAGE })],
  ['OPUS-DOWN-05', 'a booking in an outage', partner.createBooking({ states: OUTAGE })],
  ['OPUS-DOWN-06', 'a move in an outage', partner.updateBooking({ states: OUTAGE })],
  ['OPUS-DOWN-08', 'a 503 for no key', partner.getPatient({ ...refused(503), headers: {}, states: OUTAGE })],
  [
    'OPUS-BOOK-15',
    'a slot’s clinic that is missing, by 404',
    partner.createBooking({ ...refused(404), body: { Patient: PERSON, TimeSlot: { ...SLOT, ClinicID: undefined } } }),
  ],
]

const companyState = (name: string, params: object = {}) => ({
  name,
  params: { companyId: 'company-1', vendor: 'itero', ...params },
})
const down = (seconds: number) => [
  companyState('the vendor portal is down'),
  { name: 'time moves forward', params: { seconds } },
]

const INBOX_ID = '6f1c2f0a-3f0d-4a55-9a9e-0a1f5d1c2b3e'
const newCase = (vendor: string, more: object = {}) =>
  companyState('the vendor has a new case', { vendor, caseId: 'case-1', ...more })
const casesWith = (cases: object[], states: Draft['states']) => inboxGet('cases', { ...answers({ cases }), states })
const update = (more: Partial<Draft>) =>
  inboxGet(`inboxes/${INBOX_ID}/credentials`, {
    method: 'PUT',
    states: [companyState('an inbox is connected', { vendor: 'medit-link' })],
    body: { username: 'u', password: 'p' },
    ...more,
  })

const inbox: Mistake[] = [
  [
    'INBOX-LIMIT-05',
    'two credits for one case',
    inboxGet('account', {
      ...answers({ credits: 3 }),
      states: [companyState('credits are', { credits: 5 }), newCase('itero')],
    }),
  ],
  ['INBOX-SHOW-01', 'an inbox without a name', partner.getInbox(answers({ name: null }))],
  [
    'INBOX-SHOW-03',
    'no sync after an hour',
    partner.getInbox({
      ...answers({ state: 'connected', lastSuccessfulSync: null }),
      states: [companyState('an inbox is connected'), { name: 'time moves forward', params: { seconds: 3600 } }],
    }),
  ],
  ['INBOX-SHOW-05', 'a warning that says nothing', partner.getInbox(answers({ warning: { message: '' } }))],
  [
    'INBOX-AUTH-04',
    'a refusal to sign in again',
    inboxGet(`inboxes/${INBOX_ID}/authorization`, {
      ...refused(409),
      method: 'POST',
      states: [companyState('an inbox is connected')],
    }),
  ],
  [
    'INBOX-AUTH-06',
    'another inbox after signing in again',
    inboxGet(`inboxes/${INBOX_ID}/authorization`, {
      ...answers({ inboxId: '00000000-1111-4222-8333-444444444444' }),
      method: 'POST',
    }),
  ],
  ['INBOX-LOGIN-04', 'a refusal of credentials', update({ ...refused(400) })],
  [
    'INBOX-LOGIN-06',
    'credentials that are refused, and success',
    update({ description: 'credentials that the vendor refuses' }),
  ],
  [
    'INBOX-HEALTH-01',
    'a warning of a healthy inbox',
    partner.getInbox(answers({ health: 'healthy', warning: { code: 'x' } }, { '$.warning.code': TYPE })),
  ],
  ['INBOX-PUSH-01', 'no case after a push', casesWith([], [newCase('shining-3d')])],
  [
    'INBOX-PUSH-03',
    'no case after a day of cross-checks',
    casesWith([], [newCase('shining-3d', { push: false }), { name: 'time moves forward', params: { seconds: 86400 } }]),
  ],
  [
    'INBOX-CASE-02',
    'no case after an hour of polls',
    casesWith([], [newCase('itero'), { name: 'time moves forward', params: { seconds: 3600 } }]),
  ],
  [
    'INBOX-CASE-03',
    "another company's case",
    casesWith([{ caseId: 'case-1' }], [newCase('itero', { companyId: 'company-2' })]),
  ],
  [
    'INBOX-LIMIT-01',
    'a new case without credits',
    casesWith([{ caseId: 'case-1' }], [companyState('credits are', { credits: 0 }), newCase('itero')]),
  ],
  [
    'INBOX-LIMIT-02',
    'a warning with credits again',
    partner.getInbox({
      ...answers({ warning: { code: 'x' } }, { '$.warning.code': TYPE }),
      states: [
        companyState('credits are', { credits: 0 }),
        companyState('credits are', { credits: 5 }),
        { name: 'time moves forward', params: { seconds: 1200 } },
      ],
    }),
  ],
  [
    'INBOX-LIMIT-04',
    'a warning with room again',
    partner.getInbox({
      ...answers({ warning: { code: 'x' } }, { '$.warning.code': TYPE }),
      states: [
        companyState('storage is', { usedBytes: 5, limitBytes: 5 }),
        companyState('storage is', { usedBytes: 5, limitBytes: 50 }),
        { name: 'time moves forward', params: { seconds: 1200 } },
      ],
    }),
  ],
  [
    'INBOX-CONN-01',
    'a refusal of the list',
    inboxGet('inboxes', { ...refused(404), states: [companyState('an inbox is connected')] }),
  ],
  [
    'INBOX-CONN-02',
    'a second inbox of a vendor',
    partner.connectInbox('itero', { states: [companyState('an inbox is connected')] }),
  ],
  [
    'INBOX-CONN-02',
    'a second inbox of a vendor, by its words',
    partner.connectInbox('itero', { states: [{ name: 'the company has already connected the vendor' }] }),
  ],
  [
    'INBOX-CONN-02',
    'the wrong refusal of a second inbox',
    partner.connectInbox('itero', { ...refused(422), states: [companyState('an inbox is connected')] }),
  ],
  [
    'INBOX-CONN-03',
    'a refusal of a second vendor',
    partner.connectInbox('dexis', {
      ...refused(409),
      states: [companyState('an inbox is connected')],
      description: 'a connection to a second vendor',
    }),
  ],
  [
    'INBOX-CONN-04',
    'a refusal for another company’s inbox',
    partner.connectInbox('itero', {
      ...refused(409),
      states: [companyState('an inbox is connected', { companyId: 'company-2' })],
    }),
  ],
  [
    'INBOX-CONN-05',
    'a refusal of a colleague',
    partner.getInbox({
      ...refused(403),
      states: [companyState('an inbox is connected')],
      description: 'an inbox, asked for by another employee',
    }),
  ],
  [
    'INBOX-CONN-06',
    'a stranger who sees the inboxes',
    inboxGet('inboxes', { description: "another company's inboxes" }),
  ],
  ['INBOX-CONN-07', 'no token', inboxGet('account', { headers: {} })],
  [
    'INBOX-CONN-08',
    'a refusal to connect again',
    partner.connectInbox('itero', { ...refused(409), description: 'a connection after it was disconnected' }),
  ],
  [
    'INBOX-CONN-09',
    'a vendor that there is not',
    partner.connectInbox(
      'no-such-vendor',
      answers({ inboxId: partner.connectInbox().answer && '6f1c2f0a-3f0d-4a55-9a9e-0a1f5d1c2b3e' }, { $: TYPE }),
    ),
  ],
  [
    'INBOX-CONN-09',
    'no password',
    partner.connectInbox('medit-link', { body: { vendor: 'medit-link', username: 'u' } }),
  ],
  [
    'INBOX-SHOW-02',
    'a refusal of an inbox',
    partner.getInbox({ ...refused(404), states: [companyState('an inbox is connected')] }),
  ],
  [
    'INBOX-SHOW-04',
    'no warning where the authorization has expired',
    partner.getInbox(answers({ state: 'authorization-expired', warning: null })),
  ],
  ['INBOX-AUTH-01', 'connected at once', partner.connectInbox('itero', answers({ state: 'connected' }))],
  ['INBOX-AUTH-01', 'a refusal of a connection', partner.connectInbox('itero', refused(400))],
  ['INBOX-AUTH-02', 'a refusal of the way back', partner.callback({ code: 'c', state: 's' }, refused(400))],
  [
    'INBOX-AUTH-03',
    'connected though the authorization has expired',
    partner.getInbox({ states: [companyState('the vendor authorization has expired')] }),
  ],
  ['INBOX-AUTH-05', 'no state', partner.callback({ code: 'c' })],
  ['INBOX-AUTH-05', 'a forged state', partner.callback({ code: 'c', state: 's' }, { description: 'a forged state' })],
  [
    'INBOX-LOGIN-01',
    'an authorization URL of a login-based vendor',
    partner.connectInbox('medit-link', answers({ authorizationUrl: 'https://vendor.example' }, { $: TYPE })),
  ],
  ['INBOX-LOGIN-01', 'a refusal of a login', partner.connectInbox('medit-link', refused(400))],
  [
    'INBOX-LOGIN-02',
    'a wrong password',
    partner.connectInbox('medit-link', { description: 'a connection with a wrong password' }),
  ],
  [
    'INBOX-LOGIN-03',
    'connected though the login is refused',
    partner.getInbox({
      ...answers({ state: 'connected' }),
      states: [companyState('the vendor rejects the stored credentials', { vendor: 'medit-link' })],
    }),
  ],
  [
    'INBOX-LOGIN-05',
    'the password in an answer',
    partner.connectInbox('medit-link', answers({ password: 'synthetic' }, { $: TYPE })),
  ],
  [
    'INBOX-HEALTH-02',
    'healthy after an hour of outage',
    partner.getInbox({ ...answers({ health: 'healthy' }), states: down(3600) }),
  ],
  [
    'INBOX-HEALTH-03',
    'an issue after an hour of outage',
    partner.getInbox({ ...answers({ health: 'issue' }), states: down(3600) }),
  ],
  [
    'INBOX-HEALTH-04',
    'attention after five hours of outage',
    partner.getInbox({ ...answers({ health: 'attention' }), states: down(18000) }),
  ],
  [
    'INBOX-HEALTH-04',
    'no warning after five hours of outage',
    partner.getInbox({ ...answers({ warning: null }), states: down(18000) }),
  ],
  [
    'INBOX-HEALTH-05',
    'attention after an outage',
    partner.getInbox({
      ...answers({ health: 'attention' }),
      states: [
        ...down(3600),
        companyState('the vendor portal is up'),
        { name: 'time moves forward', params: { seconds: 1200 } },
      ],
    }),
  ],
  [
    'INBOX-HEALTH-06',
    'attention without an outage',
    partner.getInbox({
      ...answers({ health: 'attention' }),
      states: [companyState('an inbox is connected'), { name: 'time moves forward', params: { seconds: 7200 } }],
    }),
  ],
  ['INBOX-PUSH-01', 'a refusal of a push', partner.push(refused(400))],
  [
    'INBOX-PUSH-02',
    'attention of a pushed inbox',
    partner.getInbox({
      ...answers({ vendor: 'shining-3d', health: 'attention' }),
      states: [
        companyState('an inbox is connected', { vendor: 'shining-3d' }),
        { name: 'time moves forward', params: { seconds: 7200 } },
      ],
    }),
  ],
  [
    'INBOX-PUSH-04',
    'a refusal of a repeated push',
    partner.push({ ...refused(422), description: 'a case that was pushed before' }),
  ],
  ['INBOX-PUSH-05', 'no secret', partner.push({ headers: noHeaders })],
  [
    'INBOX-LIMIT-01',
    'no warning without credits',
    partner.getInbox({ ...answers({ warning: null }), states: [companyState('credits are', { credits: 0 })] }),
  ],
  [
    'INBOX-LIMIT-03',
    'no warning with the storage full',
    partner.getInbox({
      ...answers({ warning: null }),
      states: [companyState('storage is', { usedBytes: 5, limitBytes: 5 })],
    }),
  ],
  ['INBOX-CASE-01', 'a refusal of cases', inboxGet('cases', refused(404))],
  [
    'INBOX-CASE-02',
    'a case twice',
    inboxGet('cases', {
      ...answers({ cases: [{ caseId: 'case-1' }, { caseId: 'case-1' }] }),
      states: [companyState('the vendor has a new case', { caseId: 'case-1' })],
    }),
  ],
  ['INBOX-HTTP-01', '200 for 201', partner.connectInbox('itero', { status: 200 })],
  ['INBOX-HTTP-01', 'an inbox that is no UUID', inboxGet('inboxes/inbox-1', {})],
  [
    'INBOX-HTTP-01',
    'an error that is not problem+json',
    inboxGet('cases', { ...refused(401), headers: {}, answerHeaders: { 'Content-Type': 'application/json' } }),
  ],
  ['INBOX-HTTP-01', 'a field that is not there', partner.getInbox(answers({ colour: 'red' }, { $: TYPE }))],
  [
    'INBOX-HTTP-01',
    'a push without a caseId',
    partner.push({ body: { eventId: 'e', accountId: 'a', createdAt: '2026-01-05T08:00:00Z', patientName: 'T' } }),
  ],
  [
    'INBOX-HTTP-02',
    'another vendor’s case',
    inboxGet('cases', {
      query: { vendor: 'itero' },
      ...answers({ cases: [{ vendor: 'dexis' }] }, { '$.cases': TYPE, '$.cases[0].vendor': { match: 'equality' } }),
    }),
  ],
  [null, 'an unknown path', inboxGet('invoices', {})],
]

/** Pacts that each have one mistake. */
export const WRONG: Record<'itero' | 'opus' | 'inbox', Mistake[]> = { itero, opus, inbox }
