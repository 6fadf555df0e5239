import { request as send } from 'node:http'
import { expect, test } from 'vitest'
import { start } from '../targets/mock/itero/index.ts'
import { defaultMaps } from '../targets/mock/itero/maps.ts'
import { expectSound, having } from './support/itero.ts'
import { type Conformance, conformance, targetOf } from './support/run.ts'
import { httpServer } from './support/servers.ts'

/** The Authorization header of the doctor that the configuration names. */
const basicOf = ({ user, password }: Record<string, unknown>): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

/** A run on a mock behind a gateway that takes whoever it lets in for the configured doctor. */
async function behindGateway(
  letsIn: (authorization: string | undefined, path: string) => boolean,
): Promise<Conformance> {
  const mock = await start()
  const doctor = basicOf(mock.target.account as Record<string, unknown>)
  await using gateway = await httpServer((incoming, outgoing) => {
    const { method = 'GET', url: path = '/', headers } = incoming
    const own = letsIn(headers.authorization, path) ? { ...headers, authorization: doctor } : headers
    const onward = send(mock.baseUrl + path, { method, headers: own }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  try {
    return await conformance(targetOf({ ...mock.target, baseUrl: gateway.baseUrl }))
  } finally {
    await mock.close()
  }
}

const passwordOf = (authorization: string): string =>
  Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
    .toString()
    .replace(/^[^:]*:/, '')
const isDoctorOne = (authorization: string): boolean =>
  Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
    .toString()
    .startsWith('doctor.one@clinic.example:')
const PASSWORD = 'mock-password-one'

/** What is let in is the doctor's own case, and at the limit it meets the limit: that must not be the last word. */
test.each<[string, (authorization: string | undefined, path: string) => boolean, string]>([
  [
    'nobody at all, on createNewOrder',
    (given, path) => given === undefined && path.endsWith('/create-new-order'),
    'AUTH-01',
  ],
  ['nobody at all, by RX', (given, path) => given === undefined && path.endsWith('-by-rx'), 'AUTH-04'],
  [
    'the beginning of the password',
    (given, path) =>
      path.endsWith('/create-new-order') &&
      given !== undefined &&
      isDoctorOne(given) &&
      passwordOf(given) !== '' &&
      PASSWORD.startsWith(passwordOf(given)),
    'AUTH-02',
  ],
  [
    'the password with white space about it',
    (given, path) =>
      path.endsWith('-by-rx') && given !== undefined && isDoctorOne(given) && passwordOf(given).trim() === PASSWORD,
    'AUTH-05',
  ],
])('a target that lets in %s fails that rule alone', async (_whom, letsIn, id) => {
  const run = await behindGateway(letsIn)
  expectSound(run)
  expect([having(run, 'fail'), having(run, 'warn')]).toEqual([[id], []])
  expect(having(run, 'inconclusive').filter((one) => one !== 'AUTH-09')).toEqual([])
})

/** The texts that the chairside order carries are tried on another one. */
test('a list of the six common examples alone leaves nothing open but the kind of map that it lacks', async () => {
  const common = [1, 4, 30, 41, 83, 85]
  const mock = await start({ data: { maps: defaultMaps.filter((map) => common.includes(map.procedureMapId)) } })
  try {
    const run = await conformance(targetOf(mock.target))
    expectSound(run)
    expect([having(run, 'fail'), having(run, 'warn')]).toEqual([[], []])
    expect(having(run, 'inconclusive')).toEqual(['LAB-06', 'LAB-09', 'RX-13', 'RX-15'])
  } finally {
    await mock.close()
  }
})

test('a list of maps that is never answered says nothing about its being limited', async () => {
  const mock = await start()
  await using refusing = await httpServer((incoming, outgoing) => {
    const { method = 'GET', url: path = '/', headers } = incoming
    if (method === 'GET')
      return void outgoing.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"who?"}')
    incoming.pipe(
      send(mock.baseUrl + path, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      }),
    )
  })
  try {
    const run = await conformance(targetOf({ ...mock.target, baseUrl: refusing.baseUrl }))
    expect(having(run, 'fail')).toEqual(['AUTH-07'])
    expect(run.rows.get('ITERO-RATE-05')).toMatchObject({ verdict: 'inconclusive', leansOn: ['ITERO-MAPS-01'] })
  } finally {
    await mock.close()
  }
})
