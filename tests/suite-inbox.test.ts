import { describe, expect, test } from 'vitest'
import type { Target } from '../engine/target.ts'
import { startMock } from '../profiles/mock.ts'
import { openHub } from './mock-inbox-client.ts'
import { ALL, configured, expectSound, having, withSettings } from './support/inbox.ts'
import { type Conformance, conformance, conformanceOfMock, targetOf } from './support/run.ts'
import { httpServer } from './support/servers.ts'

const methods = ({ exchanges }: Conformance) => [...new Set(exchanges.map(({ request }) => request.method))]
const message = ({ rows }: Conformance, id: string) => rows.get(`INBOX-${id}`)?.message

const withoutStates = ({ providerStatesUrl: _none, ...target }: Target): Target => target

describe('a conforming hub', () => {
  test('passes every rule', async () => {
    const run = await conformanceOfMock('inbox')
    expectSound(run)
    expect([having(run, 'pass'), run.ended]).toEqual([ALL, undefined])
  })

  test.each([2, 3, 4])('passes with seed %d', async (seed) => {
    expect(having(await conformanceOfMock('inbox', { seed: 100 + seed }, { seed }), 'pass')).toEqual(ALL)
  })

  test('passes where its clock runs on by itself', async () => {
    expect(having(await conformanceOfMock('inbox', { clock: 'real' }), 'pass')).toEqual(ALL)
  })

  test('passes with many random histories', async () => {
    expect(having(await conformanceOfMock('inbox', {}, { exhaustive: true }), 'pass')).toEqual(ALL)
  })

  test('passes any rule that is chosen alone', async () => {
    for (const id of ['INBOX-AUTH-04', 'INBOX-CASE-02', 'INBOX-HEALTH-04', 'INBOX-CONN-10']) {
      const { rows } = await conformanceOfMock('inbox', {}, { chosen: [id] })
      expect([...rows.values()].map((row) => [row.id, row.verdict])).toEqual([[id, 'pass']])
    }
  })
})

describe('without a part of the configuration', () => {
  test('a login, the rules on it say so, and the others are judged', async () => {
    const run = await configured(withSettings({ login: undefined }))
    expect([having(run, 'fail'), having(run, 'warn')]).toEqual([[], []])
    expect(having(run, 'inconclusive')).toEqual(ALL.filter((id) => id.startsWith('LOGIN')))
    for (const id of having(run, 'inconclusive')) expect(message(run, id)).toContain('set login')
  })

  test('a push secret, the rules on pushes that are forged or repeated say so', async () => {
    const run = await configured(withSettings({ pushSecret: undefined }))
    expect(having(run, 'inconclusive')).toEqual(['PUSH-04', 'PUSH-05'])
    expect(message(run, 'PUSH-05')).toContain('set pushSecret')
  })

  test('a second company and a second token, the rules on others say so', async () => {
    const run = await configured((target) => {
      const [first] = target.settings.companies as { companyId: string; tokens: string[] }[]
      const companies = [{ companyId: first?.companyId, tokens: first?.tokens.slice(0, 1) }]
      return withSettings({ companies })(target)
    })
    expect([having(run, 'fail'), having(run, 'warn')]).toEqual([[], []])
    expect(having(run, 'inconclusive')).toEqual(['CONN-04', 'CONN-05', 'CONN-06', 'CONN-08', 'CASE-03'])
    expect(message(run, 'CONN-05')).toContain('companies[0].tokens[1]')
    expect(message(run, 'CONN-06')).toContain('companies[1]')
  })

  test('any company, nothing is sent', async () => {
    const run = await configured(withSettings({ companies: undefined }))
    expect([run.exchanges, having(run, 'inconclusive')]).toEqual([[], ALL])
    expect(message(run, 'CONN-01')).toContain('set companies')
  })

  test.each([
    [['itero', 'medit-link', 'shining-3d'], []],
    [
      ['dexis', 'medit-link'],
      ['PUSH-01', 'PUSH-02', 'PUSH-03', 'PUSH-04', 'PUSH-05'],
    ],
  ])('but %j, nothing fails', async (vendors, inconclusive) => {
    const run = await configured(withSettings({ vendors }))
    expect([having(run, 'fail'), having(run, 'warn'), having(run, 'inconclusive')]).toEqual([[], [], inconclusive])
  })
})

describe('a hub that nothing can be set up at', () => {
  test('is only read, and what is left open names the states that it needs', async () => {
    const run = await configured(withoutStates)
    expectSound(run)
    expect([methods(run), having(run, 'fail'), having(run, 'warn')]).toEqual([['GET'], [], []])
    expect(having(run, 'pass')).toEqual(['CONN-06', 'CONN-07', 'HTTP-01'])
    expect(message(run, 'AUTH-03')).toContain('"the vendor authorization has expired"')
    expect(message(run, 'HEALTH-04')).toContain('"the vendor portal is down"')
  })

  test('is only read where writing is not allowed', async () => {
    const run = await configured((target) => ({ ...target, allowWrites: false }))
    expect([methods(run), having(run, 'fail')]).toEqual([['GET'], []])
    expect(message(run, 'LIMIT-01')).toContain('--allow-writes')
  })

  test('is judged by the inboxes that it has', async () => {
    const hub = await openHub()
    await hub.connected('itero')
    await hub.connected('dexis')
    await hub.newCase('itero', 'case-1')
    await hub.pass(600)
    await hub.newCase('dexis', 'case-2')
    await hub.pass(600)
    await hub.expire('dexis')
    await hub.pass(600)
    const run = await conformance(withoutStates(targetOf(hub.mock.target)))
    expectSound(run)
    expect(having(run, 'pass')).toEqual([
      'CONN-06',
      'CONN-07',
      'SHOW-01',
      'SHOW-02',
      'SHOW-03',
      'SHOW-04',
      'SHOW-05',
      'HEALTH-07',
      'HTTP-01',
      'HTTP-02',
    ])
    expect(methods(run)).toEqual(['GET'])
  })

  test.each([
    ['recent-until-10-minutes', 0, 'HEALTH-07', []],
    ['recent-for-an-hour', 20, 'HEALTH-07', ['HEALTH-07']],
    ['action-blank', 0, 'SHOW-05', []],
    ['name-blank', 0, 'SHOW-01', ['SHOW-01']],
    ['last-sync-a-minute-ahead', 0, 'SHOW-03', ['SHOW-03']],
  ])('with the defect %s, %d minutes into an outage', async (defect, minutes, _rule, fails) => {
    const hub = await openHub({ defects: [defect] })
    await hub.connected('itero')
    await hub.portal('itero', 'down')
    await hub.pass(minutes * 60)
    const run = await conformance(withoutStates(targetOf(hub.mock.target)))
    expect(having(run, 'fail')).toEqual(fails)
  })
})

describe('a hub whose test control is not complete', () => {
  /** A run on a mock whose provider states stand behind a gate. */
  async function behindGate(lets: (state: string) => boolean): Promise<Conformance> {
    const mock = await startMock('inbox')
    await using gate = await httpServer(async (incoming, outgoing) => {
      const chunks: Buffer[] = []
      for await (const chunk of incoming) chunks.push(chunk as Buffer)
      const body = Buffer.concat(chunks).toString()
      if (!lets((JSON.parse(body) as { state: string }).state)) {
        outgoing.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"unknown state"}')
        return
      }
      const answer = await fetch(mock.providerStatesUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
    })
    try {
      return await conformance({ ...targetOf(mock.target), providerStatesUrl: gate.baseUrl })
    } finally {
      await mock.close()
    }
  }

  test('without outages passes what needs none, and names the state otherwise', async () => {
    const run = await behindGate((state) => state !== 'the vendor portal is down')
    expectSound(run)
    expect([having(run, 'fail'), having(run, 'warn')]).toEqual([[], []])
    for (const id of ['HEALTH-01', 'HEALTH-02', 'HEALTH-03', 'HEALTH-04', 'HEALTH-05']) {
      expect([having(run, 'inconclusive').includes(id), message(run, id)]).toEqual([
        true,
        expect.stringContaining('the vendor portal is down'),
      ])
    }
    expect(having(run, 'pass')).toEqual(expect.arrayContaining(['AUTH-04', 'LOGIN-04', 'LIMIT-04', 'PUSH-01']))
  })

  test('without time never waits for it', async () => {
    const run = await behindGate((state) => state !== 'time moves forward')
    expect([having(run, 'fail'), having(run, 'warn'), run.waitedMs]).toEqual([[], [], 0])
    expect(message(run, 'HEALTH-04')).toContain('time moves forward')
  })
})

test('a hub that goes away leaves every rule with a verdict, and why the run ended', async () => {
  const mock = await startMock('inbox')
  const { origin } = new URL(mock.baseUrl)
  let left = 150
  await using gateway = await httpServer(async (incoming, outgoing) => {
    left -= 1
    if (left < 0) {
      outgoing.destroy()
      return
    }
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined
    const { method = 'GET', url = '/', headers } = incoming
    const sent = Object.entries(headers).flatMap(([name, value]) =>
      ['authorization', 'content-type', 'x-push-secret'].includes(name) ? [[name, String(value)] as const] : [],
    )
    const answer = await fetch(origin + url, {
      method,
      redirect: 'manual',
      headers: Object.fromEntries(sent),
      ...(body ? { body } : {}),
    })
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()))
  })
  const run = await conformance({ ...targetOf(mock.target), baseUrl: gateway.baseUrl })
  await mock.close()
  expectSound(run)
  expect(run.ended).toContain('the target does not answer')
  expect(having(run, 'fail')).toEqual([])
  expect(having(run, 'inconclusive').length).toBeGreaterThan(20)
})
