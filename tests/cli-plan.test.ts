import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formatPlan, plan } from '../cli/plan.ts'
import { command, fakeParts, inFolder } from './fixtures/command.ts'
import { exchange, rule, run, target } from './fixtures/report.ts'

const REPORT = run([
  target('staging', {
    profile: 'itero',
    baseUrl: 'http://127.0.0.1:4010',
    kind: 'mock',
    requirements: [
      rule('ITERO-LAB-01', {}),
      rule('ITERO-LAB-03', {}),
      rule('ITERO-LAB-11', { verdict: 'inconclusive', message: 'account.unrelatedLabId is not configured' }),
    ],
    usage: { requests: 4, cases: 2, rateLimitWaitMs: 60_000, refusals: 1 },
    rateLimit: { cases: 10, windowSeconds: 60 },
  }),
  target('hub', {
    profile: 'inbox',
    baseUrl: 'http://127.0.0.1:4011',
    kind: 'mock',
    requirements: [rule('INBOX-SHOW-01', {})],
    usage: { requests: 1, cases: 0, rateLimitWaitMs: 0, refusals: 0 },
  }),
])

const EXCHANGES = [
  exchange('staging', 1, { operation: 'getAvailableProcedureMaps', purpose: 'discovery', at: 0, durationMs: 10 }),
  exchange('staging', 2, { operation: 'createNewOrder', purpose: 'control', at: 20, durationMs: 30 }),
  exchange('staging', 3, {
    operation: 'createNewOrder',
    purpose: 'variation',
    at: 40,
    durationMs: 5,
    request: { method: 'POST', url: 'http://127.0.0.1/', headers: { authorization: '[redacted]' }, body: null },
    response: { status: 401, headers: {}, body: '', bytes: 0 },
  }),
  exchange('hub', 1, { operation: 'listInboxes', purpose: 'read', at: 15, durationMs: 85 }),
  exchange('staging', 4, { operation: 'createNewOrder', purpose: 'limit', at: 60_800, durationMs: 200 }),
]

test('a plan counts requests by operation and purpose, and the time up to the last answer', () => {
  const [staging] = plan(REPORT, EXCHANGES, { staging: 'https://staging.example' })
  expect(staging).toEqual({
    target: 'staging',
    baseUrl: 'https://staging.example',
    rules: 3,
    requests: 4,
    cases: 2,
    wrongCredentials: 1,
    rateLimit: { cases: 10, windowSeconds: 60 },
    leastMs: 61_000,
    operations: [
      { operation: 'getAvailableProcedureMaps', purposes: { discovery: 1 }, requests: 1 },
      { operation: 'createNewOrder', purposes: { control: 1, variation: 1, limit: 1 }, requests: 3 },
    ],
    untried: [{ message: 'account.unrelatedLabId is not configured', ids: ['ITERO-LAB-11'] }],
  })
})

test('it reads as a table for each target', () => {
  expect(formatPlan(plan(REPORT, EXCHANGES, { staging: 'https://staging.example', hub: 'the embedded mock' }))).toBe(
    `staging: 3 rules on https://staging.example; nothing was sent to it
  operation                  control  variation  discovery  limit  requests
  getAvailableProcedureMaps        0          0          1      0         1
  createNewOrder                   1          1          0      1         3
  4 requests, 2 cases (10 in any 60 s), 61 s at the least
  of them 1 with wrong credentials: use an account that none of yours depends on
  not tried: ITERO-LAB-11: account.unrelatedLabId is not configured

hub: 1 rule on the embedded mock; nothing was sent to it
  operation    read  requests
  listInboxes     1         1
  1 request, 100 ms at the least`,
  )
})

test('a target without requests has none', () => {
  const [staging] = plan(REPORT, [], {})
  expect(staging).toMatchObject({ requests: 0, leastMs: 0, operations: [] })
})

const STAGING = {
  profile: 'itero',
  baseUrl: 'https://staging.example',
  rateLimit: { cases: 10, windowSeconds: 2 },
  account: { user: 'doctor', password: 'hunter2', companyId: 7, scannerSerialNumber: 'S-7' },
  waivers: [{ id: 'ITERO-LAB-09', reason: 'known', expires: '2030-01-01' }],
}

test('--plan rehearses the run on a mock that has no more than the target has', () =>
  inFolder({ 'bitewing.config.json': { targets: { staging: STAGING } } }, async (cwd) => {
    const fake = fakeParts()
    const argv = ['run', 'staging', '--plan', '--only', 'ITERO-LAB-*', '--seed', '7', '--exhaustive']
    const { status, stdout, stderr } = await command(argv, { cwd, parts: fake.parts })
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain('staging: 12 rules on https://staging.example; nothing was sent to it\n')
    expect(fake.mocks).toEqual([
      { profile: 'itero', options: { seed: 7, rateLimit: { cases: 10, windowSeconds: 2 } }, closed: true },
    ])
    const [request] = fake.requests
    expect(request?.options).toMatchObject({ seed: 7, exhaustive: true })
    expect(request?.options.chosen).toHaveLength(12)
    expect(request?.targets).toMatchObject([
      { name: 'staging', kind: 'mock', baseUrl: 'http://127.0.0.1:4010', allowWrites: false, waivers: STAGING.waivers },
    ])
    // The mock's own account, with the keys that the target's account has.
    expect(request?.targets[0]?.settings).toEqual({
      account: { user: 'mock-user', password: 'mock-password', companyId: 1, scannerSerialNumber: 'S' },
    })
    expect(existsSync(join(cwd, 'bitewing-report'))).toBe(false)
    expect(existsSync(request!.out)).toBe(false)
  }))

test('--plan --json prints the plans', () =>
  inFolder({}, async (cwd) => {
    const { stdout } = await command(['run', 'itero', '--plan', '--json'], { cwd })
    expect(JSON.parse(stdout)).toMatchObject([
      { target: 'itero', baseUrl: 'the embedded mock', rules: 107, requests: 1 },
    ])
  }))
