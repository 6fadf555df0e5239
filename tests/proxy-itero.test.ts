import { describe, expect, test } from 'vitest'
import { CREATE_BY_RX, IteroClient, type IteroCredentials, MAPS, PATIENT, type Sent } from './support/itero-client.ts'
import { watched } from './support/traffic.ts'

/** The labs of the mock's clinic, which the partner's user picked. */
const LABS = { resto: 52001, ortho: 52002 }

type Body = Record<string, unknown>
const patched = (patient: object) => (body: Body) => ({ ...body, patient: { ...PATIENT, ...patient } })
const without = (name: string) => (body: Body) =>
  Object.fromEntries(Object.entries(body).filter(([key]) => key !== name))

/** Has a client make one scan of each kind, the second of them with a fault. */
const making =
  (change: (body: Body) => unknown, rest: Omit<Sent, 'body'> = {}, sendTo = 'chairside', labId: number | null = null) =>
  async (baseUrl: string, credentials: IteroCredentials) => {
    const client = new IteroClient(baseUrl, credentials)
    const order = await client.order(sendTo, labId)
    await client.send({ body: order })
    await client.send({ ...rest, body: change({ ...order, notes: 'another' }) })
  }

const RX = '0f8fad5b-d9cb-469f-a165-70867728950e'
const byRx =
  (rxId: unknown) =>
  async (baseUrl: string, credentials: IteroCredentials): Promise<void> => {
    const client = new IteroClient(baseUrl, credentials)
    const { patient: _, notes: __, ...order } = await client.order('chairside', null)
    await client.send({ path: CREATE_BY_RX, body: { ...order, rxId } })
  }

describe('a conforming client of iTero', () => {
  test('breaks no rule, whatever it takes the liberty to do', async () => {
    const { broken, brokenByServer, outcome } = await watched('itero', async (baseUrl, credentials) => {
      const client = new IteroClient(baseUrl, credentials)
      const headers = { 'user-agent': 'partner/3', traceparent: '00-1' }
      await client.send({ headers, body: await client.order('restoLab', LABS.resto) })
      await client.send({
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: patched({ dateOfBirth: '1980-02-29T00:00:00.000Z' })(await client.order('orthoLab', LABS.ortho)),
      })
      await client.send({ body: without('notes')(await client.order('N/A', null)) })
      await client.send({
        path: `${MAPS}?trace=1`,
        method: 'GET',
        headers: { authorization: undefined, 'content-type': undefined },
      })
      await client.send({ method: 'OPTIONS', path: '/anything' })
    })
    expect([...broken, ...brokenByServer]).toEqual([])
    for (const nth of ['01', '02', '03', '04', '05', '06', '07', '08', '13', '14']) {
      expect([nth, outcome(`ITERO-CLIENT-${nth}`)]).toEqual([nth, 'holds'])
    }
    for (const nth of ['09', '10', '11', '12', '15', '20']) {
      expect([nth, outcome(`ITERO-CLIENT-${nth}`)]).toEqual([nth, 'unobserved'])
    }
    for (const id of ['ITERO-RESP-01', 'ITERO-CODE-01', 'ITERO-MAPS-01']) expect(outcome(id)).toBe('holds')
  })
})

test('clients with the same credentials are told apart by the names that they go by', async () => {
  const { broken, outcome } = await watched('itero', async (baseUrl, credentials) => {
    for (const name of ['front-desk', 'lab']) {
      const client = new IteroClient(`${baseUrl}/~${name}`, credentials)
      const headers = { authorization: client.basic(credentials.user, 'a-wrong-password') }
      for (const notes of ['a', 'b'])
        await client.send({ headers, body: { ...(await client.order('N/A', null)), notes } })
    }
  })
  expect([broken, outcome('ITERO-CLIENT-11')]).toEqual([[], 'holds'])
})

describe('a client with a fault', () => {
  test.each<[string, string, Parameters<typeof watched>[1]]>([
    ['fail ITERO-CLIENT-01', 'no credentials', making((body) => body, { headers: { authorization: undefined } })],
    [
      'fail ITERO-CLIENT-01',
      'a bearer token',
      making((body) => body, { headers: { authorization: 'Bearer abcdefgh' } }),
    ],
    [
      'fail ITERO-CLIENT-01',
      'no password',
      making((body) => body, { headers: { authorization: `Basic ${btoa('doctor')}` } }),
    ],
    ['fail ITERO-CLIENT-03', 'no companyId', making(without('companyId'))],
    ['fail ITERO-CLIENT-03', 'no patient', making(without('patient'))],
    ['fail ITERO-CLIENT-03', 'an empty name', making(patched({ firstName: '' }))],
    ['fail ITERO-CLIENT-03', 'no gender', making(patched({ gender: null }))],
    ['fail ITERO-CLIENT-03', 'no rxId', byRx('')],
    ['fail ITERO-CLIENT-04', 'companyId as text', making((body) => ({ ...body, companyId: String(body.companyId) }))],
    [
      'fail ITERO-CLIENT-04',
      'labId as text',
      making((body) => ({ ...body, labId: '52001' }), {}, 'restoLab', LABS.resto),
    ],
    ['fail ITERO-CLIENT-04', 'gender in words', making(patched({ gender: 'female' }))],
    ['fail ITERO-CLIENT-04', 'gender 2', making(patched({ gender: 2 }))],
    ['fail ITERO-CLIENT-04', 'a zip code as number', making(patched({ zipCode: 11122 }))],
    ['fail ITERO-CLIENT-05', 'another order of a date', making(patched({ dateOfBirth: '29.02.1980' }))],
    ['fail ITERO-CLIENT-05', 'a day that is none', making(patched({ dateOfBirth: '1981-02-29' }))],
    [
      'fail ITERO-CLIENT-05',
      'a day that is none, again and again',
      async (baseUrl, credentials) => {
        const play = making(patched({ dateOfBirth: '1981-02-29' }))
        for (let nth = 0; nth < 3; nth++) await play(baseUrl, credentials)
      },
    ],
    [
      'fail ITERO-CLIENT-05',
      'a time without its thousandths',
      making(patched({ dateOfBirth: '1980-02-29T00:00:00Z' })),
    ],
    [
      'fail ITERO-CLIENT-06',
      'no lab where there is one',
      making((body) => ({ ...body, labId: null }), {}, 'restoLab', LABS.resto),
    ],
    ['fail ITERO-CLIENT-06', 'a lab left out where there is one', making(without('labId'), {}, 'orthoLab', LABS.ortho)],
    ['fail ITERO-CLIENT-06', 'a lab where there is none', making((body) => ({ ...body, labId: LABS.resto }))],
    ['fail ITERO-CLIENT-07', 'a map that is not listed', making((body) => ({ ...body, procedureMapId: 999_999 }))],
    ['warn ITERO-CLIENT-13', 'another property', making((body) => ({ ...body, diagnosis: 'caries' }))],
    ['warn ITERO-CLIENT-13', 'another property of the patient', making(patched({ allergies: 'latex' }))],
    ['warn ITERO-CLIENT-13', 'labId left out where there is no lab', making(without('labId'))],
    [
      'warn ITERO-CLIENT-13',
      'a name in capitals',
      making(({ companyId, ...body }) => ({ ...body, CompanyId: companyId })),
    ],
    ['fail ITERO-CLIENT-14', 'another path', making((body) => body, { path: '/api/v1/order/create-neworder' })],
    ['fail ITERO-CLIENT-14', 'another method', making((body) => body, { method: 'PUT' })],
    [
      'fail ITERO-CLIENT-14',
      'another media type',
      making((body) => body, { headers: { 'content-type': 'text/plain' } }),
    ],
    ['fail ITERO-CLIENT-14', 'a body that is no JSON', making((body) => body, { wire: '{"companyId":' })],
    [
      'fail ITERO-CLIENT-14',
      'a body in Latin-1',
      async (baseUrl, credentials) => {
        const client = new IteroClient(baseUrl, credentials)
        await client.send({ wire: Buffer.from(JSON.stringify(await client.order('chairside', null)), 'latin1') })
      },
    ],
    ['fail ITERO-CLIENT-15', 'an rxId that is no GUID', byRx('RX-1')],
    ['warn ITERO-CLIENT-15', 'an rxId without its hyphens', byRx(RX.replaceAll('-', ''))],
    [
      'warn ITERO-CLIENT-02',
      'credentials for the maps in the query',
      async (baseUrl, credentials) => {
        const path = `${MAPS}?user=${credentials.user}&password=${credentials.password}`
        await new IteroClient(baseUrl, credentials).send({ path, method: 'GET', headers: { authorization: undefined } })
      },
    ],
    [
      'warn ITERO-CLIENT-02',
      'credentials for the maps',
      async (baseUrl, credentials) => {
        const client = new IteroClient(baseUrl, credentials)
        await client.maps({ authorization: client.basic() })
      },
    ],
    [
      'fail ITERO-CLIENT-07',
      'a map that was never looked up',
      async (baseUrl, credentials) => {
        const { companyId, scannerSerialNumber } = credentials
        const body = { companyId, scannerSerialNumber, procedureMapId: 999_999, patient: PATIENT, labId: null }
        await new IteroClient(baseUrl, credentials).send({ body })
      },
    ],
    [
      'warn ITERO-CLIENT-10',
      'a refused order again',
      async (baseUrl, credentials) => {
        const client = new IteroClient(baseUrl, credentials)
        const body = { ...(await client.order('restoLab', 999_999)) }
        await client.send({ body })
        await client.send({ body: { labId: body.labId, ...body } })
      },
    ],
    [
      'warn ITERO-CLIENT-11',
      'refused credentials a third time',
      async (baseUrl, credentials) => {
        const client = new IteroClient(baseUrl, credentials)
        for (const notes of ['a', 'b', 'c']) {
          const headers = { authorization: client.basic(credentials.user, 'a-wrong-password') }
          await client.send({ headers, body: { ...(await client.order('chairside', null)), notes } })
        }
      },
    ],
    [
      'fail ITERO-CLIENT-08',
      'twelve scans at once',
      async (baseUrl, credentials) => {
        const client = new IteroClient(baseUrl, credentials)
        const body = await client.order('chairside', null)
        await Promise.all(
          Array.from({ length: 12 }, (_, nth) => client.send({ body: { ...body, notes: `scan ${nth}` } })),
        )
      },
    ],
    [
      'warn ITERO-CLIENT-09',
      'no waiting once the limit refused',
      async (baseUrl, credentials) => {
        const client = new IteroClient(baseUrl, credentials)
        const body = await client.order('chairside', null)
        for (let nth = 0; nth < 11; nth++) await client.send({ body: { ...body, notes: `scan ${nth}` } })
        await client.send({ body: { ...body, notes: 'scan 10' } })
      },
    ],
  ])('%s alone: %s', async (expected, _, play) => {
    expect((await watched('itero', play)).broken).toEqual([expected])
  })

  test.each(['reset after', { status: 502, body: '' }] as const)('%o: an uncertain scan again', async (lost) => {
    let creations = 0
    const intercept = ({ method }: { method: string }) => (method === 'POST' && ++creations === 1 ? lost : undefined)
    const again = await watched(
      'itero',
      async (baseUrl, credentials) => {
        const client = new IteroClient(baseUrl, credentials)
        const body = await client.order('chairside', null)
        await client.send({ body })
        await client.send({ body })
      },
      { intercept },
    )
    expect(again.broken).toEqual(['warn ITERO-CLIENT-12'])
  })
})

test('a refusal that the server owes and does not give is the fault of both', async () => {
  const play = making(patched({ dateOfBirth: '29.02.1980' }))
  const { broken, brokenByServer } = await watched('itero', play, {
    intercept: ({ method }) =>
      method === 'POST'
        ? { status: 200, body: JSON.stringify({ orderId: 1, orderCode: 'a', patientGuid: RX, rxGuid: RX }) }
        : undefined,
  })
  expect(broken).toEqual(['fail ITERO-CLIENT-05'])
  expect(brokenByServer).toContain('fail ITERO-DOB-03')
})
