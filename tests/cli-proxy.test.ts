import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parts } from '../cli/parts.ts'
import type { Progress } from '../engine/target.ts'
import type { Report } from '../reports/model.ts'
import { command, inFolder } from './fixtures/command.ts'
import { httpServer } from './support/servers.ts'

const { startMock } = parts
const OUT = ['--out', 'out', '--report', 'json,junit']

/** A client in a file, which creates a scan by a map of the list. */
const client = (labId: string, end = '') => `
const { user, password, companyId, scannerSerialNumber } = JSON.parse(process.env.BITEWING_CREDENTIALS)
const url = process.env.BITEWING_BASE_URL
const { procedureMaps } = await (await fetch(url + '/api/v1/presets/available-procedure-maps')).json()
const { procedureMapId } = procedureMaps.find(({ sendTo }) => sendTo === 'chairside')
const patient = { firstName: 'Ada', lastName: 'Berg', gender: 1, dateOfBirth: '1980-02-29' }
await fetch(url + '/api/v1/order/create-new-order', {
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: 'Basic ' + btoa(user + ':' + password) },
  body: JSON.stringify({ companyId, scannerSerialNumber, procedureMapId, patient, labId: ${labId} }),
})
console.log('the client says so')
${end}
`

async function gate(labId: string, end?: string, options: string[] = []) {
  return inFolder({ 'client.mjs': client(labId, end) }, async (cwd) => {
    const ran = await command(['proxy', 'itero', ...OUT, ...options, '--', process.execPath, 'client.mjs'], {
      cwd,
      env: {},
      parts: { startMock },
    })
    const read = (file: string) => readFileSync(join(cwd, 'out', file), 'utf8')
    const judged = await command(['judge', 'out'], { cwd })
    const resumed = await command(['run', '--resume', 'out'], { cwd })
    const report = JSON.parse(read('report.json')) as Report
    const exchanges = read('exchanges.ndjson')
    // What is left of one that was killed.
    rmSync(join(cwd, 'out/report.json'))
    writeFileSync(join(cwd, 'out/evidence.ndjson'), '')
    await command(['report', 'out'], { cwd })
    return { ...ran, report, exchanges, judged, resumed, killed: JSON.parse(read('report.json')) as Report }
  })
}

test('a conforming client passes the gate, and a stored run is judged the same', async () => {
  const { status, stdout, stderr, report, exchanges, judged } = await gate('null')
  expect([status, stderr]).toEqual([0, expect.stringContaining('the client says so')])
  expect(JSON.parse(stdout)).toMatchObject({
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    profile: 'itero',
    target: 'itero',
  })
  expect(report.schemaVersion).toBe(2)
  expect(report.targets.map(({ name, role }) => [name, role])).toEqual([
    ['itero', 'client'],
    ['itero', 'server'],
  ])
  expect(report.targets[0]).toMatchObject({ summary: { fail: 0, warn: 0 }, usage: { cases: 1, refusals: 0 } })
  expect(report.targets[0]!.requirements.find(({ id }) => id === 'ITERO-CLIENT-20')!.message).toContain(
    'bitewing drill',
  )
  expect(exchanges).toContain('Basic [redacted:account.password]')
  expect(judged.status).toBe(0)
})

test('each profile gives its clients what they have to send: the reference client of inbox', async () => {
  const client = new URL('../examples/clients/inbox/client.mjs', import.meta.url).href
  const event = { eventId: 'e-1', caseId: 'c-1', createdAt: '2026-03-01T10:00:00Z', patientName: 'Ada' }
  const play = `
    import { InboxClient } from '${client}'
    const { BITEWING_BASE_URL: url, BITEWING_CREDENTIALS: given } = process.env
    const one = new InboxClient(url, JSON.parse(given))
    for (const job of [['connect', { vendor: 'dexis' }], ['list-inboxes', {}], ['push-case', ${JSON.stringify(event)}]])
      if ((await one.perform(...job)).status !== 'done') process.exit(1)
    const stranger = new InboxClient(url, { ...JSON.parse(given), pushSecret: 'another-secret' })
    process.exit((await stranger.perform('push-case', ${JSON.stringify({ ...event, eventId: 'e-2', caseId: 'c-2' })})).status === 'refused' ? 0 : 1)
  `
  await inFolder({ 'play.mjs': play }, async (cwd) => {
    const argv = ['proxy', 'inbox', ...OUT, '--', process.execPath, 'play.mjs']
    expect(await command(argv, { cwd, env: {}, parts: { startMock } })).toMatchObject({ status: 0 })
    const { targets } = JSON.parse(readFileSync(join(cwd, 'out/report.json'), 'utf8')) as Report
    expect(targets.map(({ role, summary }) => [role, summary.fail, summary.warn])).toEqual([
      ['client', 0, 0],
      ['server', 0, 0],
    ])
    expect(targets[1]!.requirements.find(({ id }) => id === 'INBOX-PUSH-05')).toMatchObject({ verdict: 'pass' })
    expect(readFileSync(join(cwd, 'out/exchanges.ndjson'), 'utf8')).not.toMatch(
      /synthetic-(token|push-secret)|another-secret/,
    )
  })
})

test('what has passed so far is judged when somebody asks, and the proxy goes on', async () => {
  const waiting = `
    const { existsSync, copyFileSync } = await import('node:fs')
    while (!existsSync('out/report.json')) await new Promise((resolve) => setTimeout(resolve, 20))
    copyFileSync('out/report.json', 'so-far.json')`
  await inFolder({ 'client.mjs': client('null', waiting) }, async (cwd) => {
    const hasCreated = () => readFileSync(join(cwd, 'out/exchanges.ndjson'), 'utf8').includes('createNewOrder')
    const { status, stderr } = await command(['proxy', 'itero', ...OUT, '--', process.execPath, 'client.mjs'], {
      cwd,
      parts: { startMock },
      onAsk(ask) {
        const timer = setInterval(() => {
          if (!hasCreated()) return
          clearInterval(timer)
          ask()
        }, 20)
      },
    })
    expect([status, stderr]).toEqual([0, expect.stringContaining('So far:')])
    const read = (file: string) => JSON.parse(readFileSync(join(cwd, file), 'utf8')) as Report
    expect(read('so-far.json')).toMatchObject({
      complete: false,
      incompleteReason: expect.stringMatching(/^judged at .*, while the proxy went on$/),
    })
    expect(read('so-far.json').targets[0]!.summary).toMatchObject({ fail: 0 })
    expect(read('out/report.json').complete).toBe(true)
  })
})

test('a fault is told as it is seen, and closes the gate', async () => {
  const { status, stderr, judged, report, killed } = await gate(
    '52001',
    'await new Promise((resolve) => setTimeout(resolve, 1500))',
  )
  expect(status).toBe(1)
  expect(stderr.indexOf('fail ITERO-CLIENT-06')).toBeLessThan(stderr.indexOf('Report:'))
  expect(judged.status).toBe(1)
  const verdicts = ({ targets }: Report) =>
    targets.map(({ role, requirements }) => [role, requirements.map(({ id, verdict }) => [id, verdict])])
  expect([killed.complete, verdicts(killed)]).toEqual([false, verdicts(report)])
})

test('what fails is written into a baseline', async () => {
  const { status, report, stderr } = await gate('52001', '', ['--baseline', 'known.json', '--update-baseline'])
  expect([status, stderr]).toEqual([0, expect.stringContaining('Baseline: known.json')])
  const row = report.targets[0]!.requirements.find(({ id }) => id === 'ITERO-CLIENT-06')
  expect(row?.verdict).toBe('waived')
})

test.each([
  ['fails', 'process.exit(7)', 'ended with status 7'],
  ['crashes', "process.kill(process.pid, 'SIGKILL')", 'was ended by SIGKILL'],
])('a command that %s is exit status 3', async (_, end, words) => {
  const { status, stderr } = await gate('null', end)
  expect([status, stderr]).toEqual([3, expect.stringContaining(words)])
})

test('what passes and how it is judged is told as it happens, and is no run to go on with', async () => {
  const { stdout, report, resumed } = await gate('52001', '', ['--events'])
  const [listening, ...told] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Progress)
  expect(listening).toMatchObject({ kind: 'listening', credentials: { password: 'mock-password-one' } })
  expect(told.filter(({ kind }) => kind === 'passed')).toHaveLength(2)
  // The last word on each rule is the report's.
  const judged = told.flatMap((one) =>
    one.kind === 'judged' ? [[`${one.role ?? 'server'} ${one.id}`, one.verdict]] : [],
  )
  expect(Object.fromEntries(judged)).toEqual(
    Object.fromEntries(
      report.targets.flatMap(({ role, requirements }) =>
        requirements.map(({ id, verdict }) => [`${role} ${id}`, verdict]),
      ),
    ),
  )
  expect(resumed.status).toBe(2)
  expect(resumed.stderr).toContain('expected a run, found what bitewing proxy left')
})

test('a command that cannot be started is exit status 3', async () => {
  await inFolder({}, async (cwd) => {
    const ran = await command(['proxy', 'itero', ...OUT, '--', './not-there'], { cwd, parts: { startMock } })
    expect([ran.status, ran.stderr]).toEqual([3, expect.stringContaining('could not be started')])
  })
})

test('ends when the time is over, and at a signal', async () => {
  await inFolder({}, async (cwd) => {
    expect((await command(['proxy', 'opus', ...OUT, '--for', '50ms'], { cwd, parts: { startMock } })).status).toBe(0)
    const onListen = (send: (signal: string) => void) => void setTimeout(() => send('SIGTERM'), 50)
    expect((await command(['proxy', 'opus', ...OUT], { cwd, parts: { startMock }, onListen })).status).toBe(0)
  })
})

test('a client is judged by an OpenAPI document alone', async () => {
  const document = fileURLToPath(new URL('support/acme.yaml', import.meta.url))
  const calls = `
    const { auth } = JSON.parse(process.env.BITEWING_CREDENTIALS)
    const send = (body) => fetch(process.env.BITEWING_BASE_URL + '/patients', {
      method: 'POST', headers: { 'content-type': 'application/json', 'x-key': auth.key.value }, body: JSON.stringify(body),
    })
    await send({ name: 'Ada', status: 'active' })
    await send({ status: 'active' })`
  await inFolder({ 'client.mjs': calls }, async (cwd) => {
    const args = ['proxy', document, ...OUT, '--', process.execPath, 'client.mjs']
    const { status } = await command(args, { cwd, env: {}, parts: { startMock } })
    const { targets } = JSON.parse(readFileSync(join(cwd, 'out/report.json'), 'utf8')) as Report
    const broken = targets.flatMap(({ role, requirements }) =>
      requirements.filter(({ verdict }) => /fail|warn/.test(verdict)).map(({ id }) => [role, id]),
    )
    expect([status, broken]).toEqual([1, [['client', 'acme/createPatient/body.name/required']]])
    const verdicts = targets.map(({ requirements }) =>
      requirements.find(({ id }) => id === 'acme/createPatient/body.name/required'),
    )
    // What one does not send the other refuses: the server did.
    expect(verdicts.map((row) => row?.verdict)).toEqual(['fail', 'pass'])
  })
})

test('a port that is taken, several targets, and a profile without clients are wrong usage', async () => {
  await using server = await httpServer(() => {})
  await inFolder({ 'bare.mjs': "export default { name: 'bare', requirements: [] }" }, async (cwd) => {
    const taken = await command(['proxy', 'opus', ...OUT, '--port', String(server.port)], { cwd, parts: { startMock } })
    expect([taken.status, taken.stderr]).toEqual([2, expect.stringContaining(`${server.port} is in use`)])
    expect((await command(['proxy', 'all', ...OUT], { cwd })).status).toBe(2)
    const bare = await command(['proxy', './bare.mjs', ...OUT], { cwd })
    expect([bare.status, bare.stderr]).toEqual([2, expect.stringContaining('no rules about clients')])
  })
})

test('a target that is away is exit status 3', async () => {
  const away = await httpServer(() => {})
  await away[Symbol.asyncDispose]()
  const play = `await fetch(process.env.BITEWING_BASE_URL + '/api/v1/clinic')`
  await inFolder({ 'client.mjs': play }, async (cwd) => {
    const argv = ['proxy', 'opus', '-u', away.baseUrl, ...OUT, '--', process.execPath, 'client.mjs']
    const ran = await command(argv, { cwd })
    expect([ran.status, ran.stderr]).toEqual([3, expect.stringContaining('could not be reached')])
  })
})

test('a target may have waivers of its clients: each is laid over its own entry, and a run takes them too', async () => {
  await using server = await httpServer((_, outgoing) => outgoing.writeHead(200).end('[]'))
  const waiver = (id: string) => ({ id, reason: 'known to both', expires: '2999-01-01' })
  const staging = {
    profile: 'opus',
    baseUrl: server.baseUrl,
    apiKey: 'key-of-staging',
    waivers: [waiver('OPUS-CLIENT-08'), waiver('OPUS-CLIENT-01')],
  }
  const play = `
    const call = (path) => fetch(process.env.BITEWING_BASE_URL + path, { headers: { api_key: 'key-of-staging' } })
    await call('/api/v1/nowhere')
    await call('/api/v1/clinic')
  `
  const files = { 'bitewing.config.json': JSON.stringify({ targets: { staging } }), 'play.mjs': play }
  await inFolder(files, async (cwd) => {
    const argv = ['proxy', 'staging', ...OUT, '--', process.execPath, 'play.mjs']
    const ran = await command(argv, { cwd, env: {} })
    expect([ran.status, ran.stderr]).toEqual([0, expect.any(String)])
    const { targets } = JSON.parse(readFileSync(join(cwd, 'out/report.json'), 'utf8')) as Report
    const [client, ofServer] = targets as [Report['targets'][0], Report['targets'][0]]
    expect(client.requirements.filter(({ verdict }) => verdict === 'waived').map(({ id }) => id)).toEqual([
      'OPUS-CLIENT-08',
    ])
    expect(client.waivers).toMatchObject([{ id: 'OPUS-CLIENT-01', state: 'unneeded' }])
    expect([ofServer.summary.waived, ofServer.waivers]).toEqual([0, undefined])
    expect((await command(['run', 'staging', '--plan'], { cwd, env: {} })).status).toBe(0)
  })
})
