import { request as send } from 'node:http'
import { expect, test } from 'vitest'
import { requirements } from '../suites/itero/requirements.gen.ts'
import { start } from '../targets/mock/itero/index.ts'
import { having } from './support/itero.ts'
import { type Conformance, conformance, targetOf } from './support/run.ts'
import { httpServer } from './support/servers.ts'

const MINUTE_MS = 60_000
/** What wrong passwords are tried for, and what speaks of every answer. */
const CHOSEN = requirements.map(({ id }) => id).filter((id) => /AUTH|CODE-0[1235]|REQ-01|RATE-0[27]/.test(id))

interface Lock {
  /** What a locked account is answered, whatever its password. */
  status: number
  headers?: Record<string, string>
  lastsMs: number
  /** Whether a right password makes up for the wrong ones before it. */
  isForgiving: boolean
}

/** A run on the mock behind what locks the account after five wrong passwords in a quarter of an hour. */
async function lockedAfterFive({ status, headers, lastsMs, isForgiving }: Lock): Promise<Conformance> {
  const mock = await start()
  const { user, password } = mock.target.account as { user: string; password: string }
  let until = 0
  let wrong: number[] = []
  await using gateway = await httpServer(async (incoming, outgoing) => {
    const { method = 'GET', url = '/', headers: asked } = incoming
    const given = Buffer.from((asked.authorization ?? '').replace(/^Basic /, ''), 'base64').toString()
    const isOwn = given.startsWith(`${user}:`)
    // The mock's own time, which the run moves forward.
    const now = Date.parse((await fetch(mock.baseUrl)).headers.get('date') ?? '')
    if (isOwn && now < until) {
      incoming.resume()
      return void outgoing.writeHead(status, { 'content-type': 'application/json', ...headers }).end('{"error":"no"}')
    }
    if (isOwn && given === `${user}:${password}` && isForgiving) wrong = []
    else if (isOwn && given !== `${user}:${password}`) {
      wrong = [...wrong.filter((at) => at > now - 15 * MINUTE_MS), now]
      if (wrong.length >= 5) [until, wrong] = [now + lastsMs, []]
    }
    const onward = send(mock.baseUrl + url, { method, headers: asked }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    incoming.pipe(onward)
  })
  try {
    return await conformance(targetOf({ ...mock.target, baseUrl: gateway.baseUrl }), { chosen: CHOSEN })
  } finally {
    await mock.close()
  }
}

const STYLES: [string, Pick<Lock, 'status' | 'headers'>][] = [
  ['401', { status: 401 }],
  ['403', { status: 403 }],
  ['423', { status: 423 }],
  ['429 with Retry-After', { status: 429, headers: { 'retry-after': '60' } }],
]

test.each(STYLES.slice(1, 3))(
  'a lock that answers %s is never met where the right password makes up for the wrong ones',
  (_, style) =>
    lockedAfterFive({ ...style, lastsMs: MINUTE_MS, isForgiving: true }).then((run) => {
      expect([having(run, 'fail'), having(run, 'warn'), having(run, 'inconclusive')]).toEqual([[], [], []])
    }),
)

test.each(STYLES)('a lock of a minute that answers %s is waited out', async (_, style) => {
  const run = await lockedAfterFive({ ...style, lastsMs: MINUTE_MS, isForgiving: false })
  expect([having(run, 'fail'), having(run, 'warn')]).toEqual([[], []])
  expect(having(run, 'pass')).toEqual(expect.arrayContaining(['CODE-01', 'AUTH-02', 'RATE-02']))
})

test.each(STYLES)('a lock of a quarter of an hour that answers %s leaves wrong passwords untried', async (_, style) => {
  const run = await lockedAfterFive({ ...style, lastsMs: 15 * MINUTE_MS, isForgiving: false })
  expect([having(run, 'fail'), having(run, 'warn')]).toEqual([[], []])
  expect(having(run, 'inconclusive')).toEqual(['AUTH-02', 'AUTH-05', 'AUTH-09'])
  expect(run.rows.get('ITERO-AUTH-05')?.message).toContain('the account was locked after wrong passwords')
})
