import { describe, expect, test } from 'vitest'
import {
  type Answer,
  type Changes,
  DOCTOR,
  type IteroClient,
  LAB,
  MAP,
  newOrder,
  OTHER_DOCTOR,
  openMock,
  orderByRx,
  type SendTo,
} from './mock-itero-client.ts'

/** Every test starts far from the limit. */
const roomy = { rateLimit: { cases: 1000, windowSeconds: 60 } }
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const SEND_TO = Object.keys(MAP) as SendTo[]
const UNRELATED_LAB = 52003

async function rxOf(mock: IteroClient): Promise<string> {
  return (await mock.create()).json.rxGuid
}

function problemOf({ status, json }: Answer): [number, string, string] {
  return [status, json.problems?.[0]?.field, json.problems?.[0]?.reason]
}

/** Changes of a valid order that are refused, with the field and the reason that is told. */
type Refused = [changes: Changes, field: string, reason: string]

const missingOrNull = (field: string): Refused[] => [
  [{ [field]: undefined }, field, 'missing'],
  [{ [field]: null }, field, 'null'],
]
const wrongTypes = (field: string, ...values: unknown[]): Refused[] =>
  values.map((value) => [{ [field]: value }, field, 'type'])
/** A number in a string field is told apart: many frameworks convert it. */
const number = (field: string, value: number): Refused => [{ [field]: value }, field, 'number']

/** What both operations have in common. */
const SHARED: Refused[] = [
  ...['companyId', 'scannerSerialNumber', 'procedureMapId'].flatMap(missingOrNull),
  ...wrongTypes('companyId', 'word', '', {}, [41001], true),
  ...wrongTypes('scannerSerialNumber', {}, ['MOCK-SCANNER-0001'], true),
  number('scannerSerialNumber', 1),
  ...wrongTypes('procedureMapId', 'word', {}, [30], false),
  ...wrongTypes('labId', 'word', {}, [52001], true),
  ...['companyId', 'procedureMapId', 'labId'].flatMap((field): Refused[] => [
    [{ [field]: '1' }, field, 'numeric-string'],
    [{ [field]: 1.5 }, field, 'fraction'],
  ]),
  [{ companyId: 41002 }, 'companyId', 'not-yours'],
  [{ companyId: 1 }, 'companyId', 'not-yours'],
  [{ scannerSerialNumber: 'MOCK-SCANNER-0003' }, 'scannerSerialNumber', 'not-yours'],
  [{ scannerSerialNumber: ' ' }, 'scannerSerialNumber', 'blank'],
  [{ procedureMapId: 29 }, 'procedureMapId', 'unknown'],
  [{ procedureMapId: -1 }, 'procedureMapId', 'unknown'],
  [{ labId: null }, 'labId', 'null'],
  [{ labId: undefined }, 'labId', 'missing'],
  [{ labId: LAB.orthoLab }, 'labId', 'wrong-kind'],
  [{ labId: UNRELATED_LAB }, 'labId', 'not-yours'],
  [{ labId: 999 }, 'labId', 'unknown'],
  [{ procedureMapId: MAP.orthoLab, labId: null }, 'labId', 'null'],
  [{ procedureMapId: MAP.orthoLab, labId: undefined }, 'labId', 'missing'],
  [{ procedureMapId: MAP.orthoLab, labId: LAB.restoLab }, 'labId', 'wrong-kind'],
  [{ procedureMapId: MAP.orthoLab, labId: UNRELATED_LAB }, 'labId', 'not-yours'],
  [{ procedureMapId: MAP.chairside }, 'labId', 'needless'],
  [{ procedureMapId: MAP.midc_only, labId: LAB.orthoLab }, 'labId', 'needless'],
  [{ procedureMapId: MAP['N/A'] }, 'labId', 'needless'],
]

const CREATE_ONLY: Refused[] = [
  ...['patient', 'patient.firstName', 'patient.lastName', 'patient.gender', 'patient.dateOfBirth'].flatMap(
    missingOrNull,
  ),
  ...wrongTypes('patient', 'word', [], 1),
  ...wrongTypes('patient.firstName', {}, [], true),
  number('patient.firstName', 1),
  ...wrongTypes('patient.lastName', {}, [], false),
  number('patient.lastName', 1),
  ...wrongTypes('patient.gender', 'male', {}, [0], true),
  ...wrongTypes('patient.dateOfBirth', {}, [], true, 19900412),
  ...wrongTypes('patient.chartNumber', {}, [], true),
  number('patient.chartNumber', 7),
  ...wrongTypes('patient.zipCode', {}, [], true),
  number('patient.zipCode', 11122),
  ...wrongTypes('patient.mi', {}, [], true),
  number('patient.mi', 7),
  ...wrongTypes('notes', {}, [], true),
  number('notes', 7),
  ...['patient.chartNumber', 'patient.zipCode', 'patient.mi', 'notes'].map(
    (field): Refused => [{ [field]: null }, field, 'null'],
  ),
  [{ 'patient.firstName': '' }, 'patient.firstName', 'blank'],
  [{ 'patient.lastName': ' \t' }, 'patient.lastName', 'blank'],
  [{ 'patient.gender': '1' }, 'patient.gender', 'numeric-string'],
  [{ 'patient.gender': 2 }, 'patient.gender', 'value'],
  [{ 'patient.gender': -1 }, 'patient.gender', 'value'],
  [{ 'patient.gender': 0.5 }, 'patient.gender', 'value'],
  ...[
    '',
    'word',
    '31/12/1990',
    '1990.12.31',
    '1990-4-12',
    '90-04-12',
    '1990-04-12T10:11:12Z',
    '1990-04-12 10:11:12.000Z',
    '1990-04-12T10:11:12.000',
    '1990-04-12T10:11:12.000+02:00',
    ' 1990-04-12',
  ].map((value): Refused => [{ 'patient.dateOfBirth': value }, 'patient.dateOfBirth', 'format']),
  ...[
    '1990-13-01',
    '1990-00-10',
    '1990-02-30',
    '1990-04-00',
    '1900-02-29',
    '1990-04-12T24:00:00.000Z',
    '1990-04-12T23:60:00.000Z',
    '1990-04-12T23:59:60.000Z',
  ].map((value): Refused => [{ 'patient.dateOfBirth': value }, 'patient.dateOfBirth', 'no-such-date']),
  [{ 'patient.dateOfBirth': '9999-12-31' }, 'patient.dateOfBirth', 'future'],
  [{ 'patient.dateOfBirth': '9999-12-31T00:00:00.000Z' }, 'patient.dateOfBirth', 'future'],
]

/** Changes of a valid order that leave it valid. */
const ACCEPTED: Changes[] = [
  { 'patient.gender': 1 },
  { 'patient.dateOfBirth': '1990-04-12T10:11:12.345Z' },
  { 'patient.dateOfBirth': '2000-02-29' },
  { 'patient.dateOfBirth': '0099-01-01' },
  { 'patient.chartNumber': 'C-1', 'patient.zipCode': '11122', 'patient.mi': 'X', notes: 'Note' },
  { 'patient.chartNumber': '', 'patient.zipCode': '', 'patient.mi': '', notes: '' },
  { 'patient.firstName': 'Åsa-Bodil', 'patient.lastName': "O'Testberg", 'patient.chartNumber': 'Ö-12' },
  { 'patient.zipCode': 'SW1A 1AA' },
  { notes: `${'x'.repeat(1980)}\r\n"<b>\u{1F9B7}` },
  { unknown: { nested: true }, 'patient.unknown': 1 },
  { scannerSerialNumber: 'MOCK-SCANNER-0002' },
]

describe('createNewOrder', () => {
  test.each([...SHARED, ...CREATE_ONLY])('refuses %j', async (changes, field, reason) => {
    const mock = await openMock(roomy)
    expect(problemOf(await mock.create(newOrder(changes)))).toEqual([400, field, reason])
  })

  test.each(ACCEPTED)('accepts %j', async (changes) => {
    const mock = await openMock(roomy)
    expect((await mock.create(newOrder(changes))).status).toBe(200)
  })

  test.each(SEND_TO)('accepts a map to %s', async (sendTo) => {
    const mock = await openMock(roomy)
    expect((await mock.create(newOrder({}, sendTo))).status).toBe(200)
  })

  test('answers the four fields, of their types, and no two cases alike', async () => {
    const mock = await openMock(roomy)
    const answers = await Promise.all(Array.from({ length: 50 }, () => mock.create()))
    for (const { json, headers } of answers) {
      expect(Object.keys(json)).toEqual(['orderId', 'orderCode', 'patientGuid', 'rxGuid'])
      expect(json).toEqual({
        orderId: expect.any(Number),
        orderCode: expect.stringMatching(/^\w{6}$/),
        patientGuid: expect.stringMatching(GUID),
        rxGuid: expect.stringMatching(GUID),
      })
      expect(headers['content-type']).toBe('application/json')
    }
    const distinct = (field: string) => new Set(answers.map(({ json }) => json[field])).size
    expect(['orderId', 'orderCode', 'patientGuid', 'rxGuid'].map(distinct)).toEqual([50, 50, 50, 50])
  })

  test('the same seed answers the same, another seed other codes and GUIDs', async () => {
    const [one, same, other] = await Promise.all(
      [1, 1, 2].map(async (seed) => (await (await openMock({ seed })).create()).json),
    )
    expect(same).toEqual(one)
    expect([other.orderCode, other.rxGuid]).not.toEqual([one.orderCode, one.rxGuid])
  })

  test('tells every problem at once', async () => {
    const mock = await openMock(roomy)
    const { json } = await mock.create(newOrder({ companyId: 'x', 'patient.gender': 2, labId: null }))
    expect(json).toEqual({
      error: 'Bad request',
      problems: [
        { field: 'companyId', reason: 'type', message: 'companyId must be a number' },
        { field: 'patient.gender', reason: 'value', message: 'patient.gender must be 0 (male) or 1 (female)' },
        { field: 'labId', reason: 'null', message: 'labId is needed: map 30 goes to restoLab' },
      ],
    })
  })
})

describe('createNewOrderByRx', () => {
  test.each([
    ...SHARED,
    ...missingOrNull('rxId'),
    ...wrongTypes('rxId', {}, [], true, 7),
    [{ rxId: 'word' }, 'rxId', 'format'],
    [{ rxId: '' }, 'rxId', 'format'],
    [{ rxId: '0123456789abcdef0123456789abcdef' }, 'rxId', 'format'],
    [{ rxId: '5b2a3a5e-0f0d-4c5e-8a66-3d1f0e6b7c99' }, 'rxId', 'unknown'],
  ] as Refused[])('refuses %j', async (changes, field, reason) => {
    const mock = await openMock(roomy)
    const rxId = await rxOf(mock)
    expect(problemOf(await mock.createByRx(orderByRx(rxId, changes)))).toEqual([400, field, reason])
  })

  test.each(SEND_TO)('accepts a map to %s, for the same RX and patient, as a scan of its own', async (sendTo) => {
    const mock = await openMock(roomy)
    const made = (await mock.create()).json
    for (const rxId of [made.rxGuid, made.rxGuid.toUpperCase()]) {
      const { status, json } = await mock.createByRx(orderByRx(rxId, {}, sendTo))
      expect(status).toBe(200)
      expect(json).toMatchObject({ patientGuid: made.patientGuid, rxGuid: made.rxGuid })
      expect(json.orderId).not.toBe(made.orderId)
      expect(json.orderCode).not.toBe(made.orderCode)
    }
  })

  test('does not take the RX of another clinic', async () => {
    const mock = await openMock(roomy)
    const { rxId } = (await mock.state('an RX exists', { user: OTHER_DOCTOR.split(':')[0] })).json
    expect(problemOf(await mock.createByRx(orderByRx(rxId)))).toEqual([400, 'rxId', 'not-yours'])
  })
})

describe.each(['createNewOrder', 'createNewOrderByRx'] as const)('%s, credentials and bodies', (operation) => {
  async function open() {
    const mock = await openMock(roomy)
    const rxId = await rxOf(mock)
    const good = operation === 'createNewOrder' ? newOrder() : orderByRx(rxId)
    const call = operation === 'createNewOrder' ? mock.create : mock.createByRx
    return { good, call }
  }

  test.each([
    ['no credentials', { credentials: null }],
    ['a wrong password', { credentials: `${DOCTOR}x` }],
    ['a password in another case', { credentials: DOCTOR.toUpperCase() }],
    ['an empty password', { credentials: `${DOCTOR.split(':')[0]}:` }],
    ["another doctor's password", { credentials: `${DOCTOR.split(':')[0]}:${OTHER_DOCTOR.split(':')[1]}` }],
    ['an unknown user', { credentials: 'nobody:mock-password-one' }],
    ['no colon', { credentials: 'doctor.one@clinic.example' }],
    ['another scheme', { authorization: `Bearer ${btoa(DOCTOR)}` }],
    ['no base64', { authorization: 'Basic %%%' }],
    ['a scheme alone', { authorization: 'Basic' }],
  ])('401 for %s, with a good body and with a bad one', async (_, sending) => {
    const { good, call } = await open()
    for (const body of [good, { companyId: 'x' }]) {
      const { status, headers, json } = await call(body, sending)
      expect([status, json]).toEqual([401, { error: 'Unauthorized' }])
      expect(headers['www-authenticate']).toMatch(/^Basic realm=/)
    }
  })

  test('the scheme is read without regard to case', async () => {
    const { good, call } = await open()
    expect((await call(good, { authorization: `bASIC ${btoa(DOCTOR)}` })).status).toBe(200)
  })

  test.each([
    ['empty', { raw: '' }, 'not-json'],
    ['not JSON', { raw: '{"companyId":' }, 'not-json'],
    ['text/plain', { contentType: 'text/plain' }, 'not-json'],
    ['a form', { contentType: 'application/x-www-form-urlencoded' }, 'not-json'],
    ['an array', { raw: '[]' }, 'type'],
    ['null', { raw: 'null' }, 'type'],
    ['a string', { raw: '"order"' }, 'type'],
  ])('400 for a body that is %s', async (_, sending, reason) => {
    const { good, call } = await open()
    expect(problemOf(await call(good, sending))).toEqual([400, 'body', reason])
  })

  test('a character set beside application/json is taken', async () => {
    const { good, call } = await open()
    expect((await call(good, { contentType: 'application/json; charset=utf-8' })).status).toBe(200)
  })
})

describe('getAvailableProcedureMaps', () => {
  test('lists the maps, without credentials and with wrong ones', async () => {
    const mock = await openMock()
    const { status, json, headers } = await mock.maps()
    expect([status, headers['content-type']]).toEqual([200, 'application/json'])
    expect(json.procedureMaps).toHaveLength(30)
    expect((await mock.maps({ authorization: 'Basic %%%' })).json).toEqual(json)
  })

  test('has the six common examples, all procedures and all send-tos, and each trio once', async () => {
    const { procedureMaps } = (await (await openMock()).maps()).json
    const trio = (id: number) => {
      const { procedure, type, sendTo } = procedureMaps.find(
        (map: { procedureMapId: number }) => map.procedureMapId === id,
      )
      return [procedure, type, sendTo]
    }
    expect([1, 4, 30, 41, 83, 85].map(trio)).toEqual([
      ['Study Model - iRecord', 'NA', 'orthoLab'],
      ['Invisalign', 'Invisalign First Aligners', 'N/A'],
      ['Fixed Restorative', 'NA', 'restoLab'],
      ['Appliance', 'NA', 'orthoLab'],
      ['Denture/Removable', 'Partial Denture/Framework', 'midc_only'],
      ['Implant Planning', 'Surgical guide Tooth supported', 'midc_only'],
    ])
    const distinct = (of: (map: Record<string, string>) => unknown) => new Set(procedureMaps.map(of)).size
    expect(distinct((map) => map.procedure)).toBe(6)
    expect(distinct((map) => map.sendTo)).toBe(5)
    expect(distinct((map) => map.procedureMapId)).toBe(30)
    expect(distinct((map) => JSON.stringify([map.procedure, map.type, map.sendTo]))).toBe(30)
  })

  test('every listed map is accepted with the lab that it needs', async () => {
    const mock = await openMock(roomy)
    const { procedureMaps } = (await mock.maps()).json
    const answers = await Promise.all(
      procedureMaps.map(({ procedureMapId, sendTo }: { procedureMapId: number; sendTo: SendTo }) =>
        mock.create(newOrder({ procedureMapId, labId: LAB[sendTo] })),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(30).fill(200))
  })
})

test('a path that the document does not have answers 404, and another method 405, as JSON', async () => {
  const mock = await openMock()
  const other = await mock.get('/api/v1/order')
  expect([other.status, other.json]).toEqual([404, { error: 'no such operation: GET /api/v1/order' }])
  const { status, json, headers } = await mock.get('/api/v1/order/create-new-order')
  expect([status, json]).toEqual([405, { error: 'no such operation: GET /api/v1/order/create-new-order' }])
  expect(headers.allow).toBe('POST')
})

test.each(['notes', 'patient.chartNumber', 'patient.zipCode', 'patient.mi'])(
  '%s is refused where it is null',
  async (field) => {
    const order = newOrder({ [field]: null })
    const { status, json } = await (await openMock()).create(order)
    expect([status, JSON.stringify(json)]).toEqual([400, expect.stringContaining(field)])
    const lenient = await openMock({ variants: ['null-optional-accepted'] })
    expect((await lenient.create(order)).status).toBe(200)
  },
)
