import { describe, expect, test } from 'vitest'
import { LAB, MAP, newOrder, OTHER_DOCTOR, openMock, orderByRx, type SendTo } from './mock-itero-client.ts'

const SEND_TO = Object.keys(MAP) as SendTo[]

test.each([
  ['chunked', { 'transfer-encoding': 'chunked', 'content-length': undefined }],
  ['no-keep-alive', { connection: 'close' }],
  ['more-headers', { 'x-request-id': 'mock-0001', 'content-type': 'application/json' }],
  ['json-with-charset', { 'content-type': 'application/json; charset=utf-8' }],
  ['errors-as-plain-text', { 'content-type': 'text/plain; charset=utf-8' }],
  ['unauthorized-without-body', { 'content-type': undefined, 'content-length': '0' }],
])('variant %s on the wire', async (variant, expected) => {
  const mock = await openMock({ variants: [variant] })
  const { headers } = await mock.create(newOrder(), { credentials: null })
  const seen = Object.fromEntries(Object.keys(expected).map((name) => [name, headers[name]]))
  expect(seen).toEqual(expected)
})

test('variant slow-answers takes its time', async () => {
  const mock = await openMock({ variants: ['slow-answers'] })
  const started = performance.now()
  await mock.create()
  expect(performance.now() - started).toBeGreaterThanOrEqual(29)
})

describe('target', () => {
  test('is the configuration that fits the mock', async () => {
    const { mock } = await openMock()
    expect(mock.target).toEqual({
      profile: 'itero',
      baseUrl: mock.baseUrl,
      providerStatesUrl: mock.providerStatesUrl,
      account: {
        user: 'doctor.one@clinic.example',
        password: 'mock-password-one',
        companyId: 41001,
        scannerSerialNumber: 'MOCK-SCANNER-0001',
        restoLabId: 52001,
        orthoLabId: 52002,
        unrelatedLabId: 52003,
        otherCompanyId: 41002,
        otherScannerSerialNumber: 'MOCK-SCANNER-0003',
      },
      secondAccount: {
        user: 'doctor.two@clinic.example',
        password: 'mock-password-two',
        companyId: 41002,
        scannerSerialNumber: 'MOCK-SCANNER-0003',
      },
      rateLimit: { cases: 10, windowSeconds: 60 },
    })
  })

  test('follows the data that the mock is given', async () => {
    const doctor = { user: 'only', password: 'mock-only', companyId: 7 }
    const clinics = [{ companyId: 7, scannerSerialNumbers: ['S-7'] }]
    const { mock, create } = await openMock({ data: { doctors: [doctor], clinics, labs: [] } })
    expect(mock.target).toMatchObject({ account: { ...doctor, scannerSerialNumber: 'S-7' }, secondAccount: undefined })
    expect(JSON.parse(JSON.stringify(mock.target.account))).toEqual({ ...doctor, scannerSerialNumber: 'S-7' })
    const order = newOrder({ companyId: 7, scannerSerialNumber: 'S-7' }, 'chairside')
    expect((await create(order, { credentials: 'only:mock-only' })).status).toBe(200)
  })

  test('an RX that is configured exists', async () => {
    const rxGuid = '5b2a3a5e-0f0d-4c5e-8a66-3d1f0e6b7c99'
    const rxs = [{ rxGuid, patientGuid: '0f0d5b2a-3a5e-4c5e-8a66-3d1f0e6b7c99', companyId: 41001 }]
    const mock = await openMock({ data: { rxs } })
    expect((await mock.createByRx(orderByRx(rxGuid))).json.patientGuid).toBe(rxs[0]!.patientGuid)
  })
})

describe('provider states', () => {
  test('a clinic with its labs: what an order needs', async () => {
    const mock = await openMock()
    const { password: _, ...account } = mock.mock.target.account as Record<string, unknown>
    expect((await mock.state('a clinic with its labs')).json).toEqual(account)
  })

  test('an RX exists, with an ID made up or given', async () => {
    const mock = await openMock()
    for (const params of [{}, { rxId: '5B2A3A5E-0F0D-4C5E-8A66-3D1F0E6B7C99' }]) {
      const made = (await mock.state('an RX exists', params)).json
      expect((await mock.createByRx(orderByRx(made.rxId))).json).toMatchObject({
        rxGuid: made.rxId,
        patientGuid: made.patientGuid,
      })
    }
  })

  test.each(SEND_TO)('a procedure map to %s is available', async (sendTo) => {
    const mock = await openMock()
    const { procedureMapId, labId } = (await mock.state('a procedure map is available', { sendTo })).json
    expect(labId).toBe(LAB[sendTo])
    expect((await mock.create(newOrder({ procedureMapId, labId }))).status).toBe(200)
  })

  test('the rate limit is used up, and no case was created lately', async () => {
    const mock = await openMock()
    await mock.state('the rate limit is used up')
    expect((await mock.create()).status).toBe(429)
    const order = newOrder({ companyId: 41002, scannerSerialNumber: 'MOCK-SCANNER-0003' }, 'chairside')
    expect((await mock.create(order, { credentials: OTHER_DOCTOR })).status).toBe(200)
    await mock.state('no case was created lately')
    expect((await mock.create()).status).toBe(200)
  })

  test.each([
    ['an RX exists', { rxId: 7 }, 'param "rxId"'],
    [
      'an RX exists',
      { user: 'nobody' },
      'unknown user "nobody"; known: doctor.one@clinic.example,doctor.two@clinic.example',
    ],
    ['the rate limit is used up', { user: 7 }, 'unknown user 7'],
    ['a procedure map is available', {}, 'param "sendTo"'],
    ['a procedure map is available', { sendTo: 'nowhere' }, 'no map has sendTo "nowhere"'],
  ])('%s with %j answers 400', async (state, params, message) => {
    const mock = await openMock()
    const { status, json } = await mock.state(state, params)
    expect(status).toBe(400)
    expect(json.error).toContain(message)
  })
})
