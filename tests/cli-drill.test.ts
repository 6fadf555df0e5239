import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { describe, expect, test, vi } from 'vitest'
import { parts } from '../cli/parts.ts'
import { serveMock } from '../cli/serve-mock.ts'
import type { Report } from '../reports/model.ts'
import { command, inFolder, Kept } from './fixtures/command.ts'

const { startMock } = parts
const EXAMPLE = join(import.meta.dirname, '../examples/clients/itero/driver.mjs')
const OUT = ['--out', 'out', '--report', 'json']

const configuration = (driver: readonly string[], more: object = {}) => ({
  'bitewing.config.json': JSON.stringify({ clients: { mine: { profile: 'itero', driver, ...more } } }),
})

/** Drills with a driver of node's: `script` is its text. */
async function drill(script: string, args: readonly string[] = ['--only', 'answer-plain'], more: object = {}) {
  const files = { ...configuration([process.execPath, 'driver.mjs'], more), 'driver.mjs': script }
  return inFolder(files, async (cwd) => {
    const ran = await command(['drill', 'mine', ...OUT, ...args], { cwd, env: {}, parts: { startMock } })
    const report = join(cwd, 'out', 'report.json')
    return {
      ...ran,
      report: existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as Report) : undefined,
      judged: existsSync(report) ? await command(['judge', 'out'], { cwd }) : undefined,
    }
  })
}

const example = `await import(${JSON.stringify(EXAMPLE)})`
const says = (answer: string) => `process.stdin.resume().on('end', () => console.log(${JSON.stringify(answer)}))`

/** Does its job, and does not say what came of it. */
const withoutResult = `import { doJob } from ${JSON.stringify(EXAMPLE.replace('driver', 'jobs'))}
  for await (const line of process.stdin) console.log(JSON.stringify({ ...(await doJob(JSON.parse(line))), result: {} }))`

describe('a driver that answers', () => {
  test('is judged, what it sent and what it made of it; a stored drill is judged the same', async () => {
    const { status, report, stderr, judged } = await drill(example, [
      '--only',
      'answer-plain,names-non-ascii',
      '--history',
      'runs.db',
    ])
    expect([status, stderr]).toEqual([0, expect.stringContaining('2/2 ')])
    const [target] = report!.targets
    expect(target).toMatchObject({
      name: 'mine',
      role: 'client',
      kind: 'driver',
      profile: 'itero',
      summary: { fail: 0, warn: 0 },
      history: [{ complete: true }],
    })
    const verdictOf = (id: string) => target!.requirements.find((one) => one.id === id)?.verdict
    for (const id of ['ITERO-CLIENT-01', 'ITERO-CLIENT-21', 'ITERO-CLIENT-22']) expect(verdictOf(id)).toBe('pass')
    expect(judged?.status).toBe(0)
  })

  test('may write what it likes before, in lines or not, and after it white space', async () => {
    const { status, stderr } = await drill(
      `process.stdout.write('{"status":"done"}\\n' + 'x'.repeat(2 ** 20 + 1) + '\\n')
       ${says('{"status":"failed","reason":"not today"}\n \n')}`,
    )
    expect([status, stderr]).toEqual([0, expect.stringContaining('answer-plain: failed (not today)')])
  })

  test('has its fault told with the job, its log without secrets, the exchanges, and what should have come', async () => {
    const { status, report, stdout, judged } = await drill(
      `import { doJob } from ${JSON.stringify(EXAMPLE.replace('driver', 'jobs'))}
       for await (const line of process.stdin) {
         const job = JSON.parse(line)
         console.error('I send', job.credentials.password)
         console.log(JSON.stringify({ ...(await doJob(job)), result: {} }))
         break
       }`,
      ['--only', 'answer-plain', '--json'],
    )
    expect(status).toBe(1)
    const row = report!.targets[0]!.requirements.find(({ id }) => id === 'ITERO-CLIENT-22')!
    expect(row).toMatchObject({ verdict: 'fail', actual: expect.stringContaining('answer-plain: it reported orderId') })
    const [figure] = row.figures ?? []
    const steps = figure?.kind === 'steps' ? figure.steps.join('\n') : ''
    for (const part of [
      'job create-scan with',
      'POST /api/v1/order/create-new-order, answered 200',
      'the driver: done',
      'I send [redacted:password]',
    ])
      expect(steps).toContain(part)
    expect(row.exchanges.length).toBeGreaterThan(0)
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 2 })
    expect(judged?.status).toBe(1)
  })

  test('has its own time west of Greenwich, or east', async () => {
    const { stderr } = await drill(
      `console.log(JSON.stringify({ status: 'failed', reason: new Date(2030, 0, 1).toISOString().slice(0, 13) }))`,
      ['--only', 'answer-plain,names-non-ascii'],
    )
    for (const hour of ['2030-01-01T07', '2029-12-31T15']) expect(stderr).toContain(`: failed (${hour})`)
  })

  test('is waived as a server is', async () => {
    const waivers = [{ id: 'ITERO-CLIENT-22', reason: 'is mended in May', expires: '2999-01-01' }]
    const { status, report } = await drill(withoutResult, ['--only', 'answer-plain'], { waivers })
    expect([status, report!.targets[0]!.summary.waived]).toEqual([0, 1])
  })

  test('has what fails written into a baseline, by which it passes', () =>
    inFolder({ ...configuration([process.execPath, 'driver.mjs']), 'driver.mjs': withoutResult }, async (cwd) => {
      const drilled = (...more: string[]) =>
        command(['drill', 'mine', ...OUT, '--only', 'answer-plain', ...more], { cwd, env: {}, parts: { startMock } })
      const written = await drilled('--baseline', 'known.json', '--update-baseline')
      expect([written.status, written.stderr]).toEqual([0, expect.stringContaining('Baseline: known.json')])
      const { waivers } = JSON.parse(readFileSync(join(cwd, 'known.json'), 'utf8'))
      expect(waivers).toMatchObject([{ target: 'mine', id: 'ITERO-CLIENT-22' }])
      const { status, stderr } = await drilled('--baseline', 'known.json')
      expect([status, stderr]).toEqual([0, expect.stringContaining('Its reason is still to be filled in.')])
      expect((await drilled()).status).toBe(1)
    }))

  test('has no waiver of what is not asked of it', async () => {
    const waivers = [{ id: 'ITERO-CLIENT-99', reason: 'none', expires: '2999-01-01' }]
    const { status, stderr } = await drill(example, [], { waivers })
    expect([status, stderr]).toEqual([2, expect.stringContaining('clients.mine.waivers[0].id: expected a requirement')])
  })
})

describe('a driver that gives no answer', () => {
  test.each<[string, string, string]>([
    ['crashes', 'process.exit(7)', 'ended with status 7'],
    ['throws', "throw new TypeError('no such thing')", 'ended with status 1: TypeError: no such thing'],
    ['is killed', "process.kill(process.pid, 'SIGKILL')", 'was ended by SIGKILL'],
    ['writes nothing', 'process.stdin.resume()', 'wrote no answer'],
    ['writes a text', says('ready'), 'no JSON object: ready'],
    ['answers another version', says('{"version":2,"status":"done"}'), 'answers version 2, not 1'],
    ['answers another status', says('{"status":"ok"}'), 'found "ok"'],
    [
      'writes 100 MB',
      "for (let nth = 0; nth < 100; nth++) process.stdout.write('x'.repeat(2 ** 20))",
      'longer than 1 MB',
    ],
  ])('%s: exit status 3, and its words', async (_, script, words) => {
    const { status, report } = await drill(script)
    expect([status, report?.complete]).toEqual([3, false])
    expect(report?.incompleteReason).toContain(words)
    const { requirements } = report!.targets[0]!
    for (const id of ['ITERO-CLIENT-22', 'ITERO-CLIENT-03']) {
      const { verdict, message } = requirements.find((one) => one.id === id)!
      expect([id, verdict, message]).toEqual([id, 'inconclusive', expect.stringContaining(words)])
    }
  })

  test('is not there', async () => {
    await inFolder(configuration(['./no-such-driver']), async (cwd) => {
      const ran = await command(['drill', 'mine', ...OUT, '--only', 'answer-plain'], {
        cwd,
        env: {},
        parts: { startMock },
      })
      expect([ran.status, ran.stderr]).toEqual([
        3,
        expect.stringContaining('could not be started: there is no such program'),
      ])
    })
  })

  test('hangs: it is ended with what it left behind', async () => {
    const { status, report } = await drill(
      `import { spawn } from 'node:child_process'
       const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' })
       console.log('left behind', child.pid)
       setInterval(() => {}, 1000)`,
      ['--only', 'answer-plain'],
      { jobTimeoutSeconds: 2 },
    )
    expect([status, report?.incompleteReason]).toEqual([3, expect.stringContaining('did not end within 2 s')])
  })

  test('answers, and leaves a child behind that holds its streams open', async () => {
    const { status, report } = await drill(
      `import { spawn } from 'node:child_process'
       spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' })
       ${example}
       process.exit(0)`,
    )
    expect([status, report?.complete]).toEqual([0, true])
  })
})

describe('the command line', () => {
  test('lists the situations, and plans, and starts nothing', async () => {
    const listed = await drill('process.exit(1)', ['--list', '--json'])
    expect(listed.status).toBe(0)
    const rows = JSON.parse(listed.stdout) as { name: string; job: string; shows: string[]; input: string }[]
    expect(rows.find(({ name }) => name === 'lost-answer')).toMatchObject({
      job: 'create-scan',
      shows: ['ITERO-CLIENT-27'],
    })
    const plan = await drill('process.exit(1)', ['--plan'])
    expect([plan.status, plan.stdout]).toEqual([0, expect.stringContaining(`${rows.length} situations`)])
  })

  test.each<[string, string[], string]>([
    ['an unknown client', ['drill', 'yours'], 'expected mine, found "yours"'],
    ['a rule that there is not', ['drill', 'mine', '--only', 'ITERO-CLIENT-99'], 'matches no rule and no situation'],
    ['a situation misspelt', ['drill', 'mine', '--only', 'lost-anser'], 'The nearest are lost-answer'],
    ['--hold of several', ['drill', 'mine', '--hold'], 'expected one situation'],
  ])('tells of %s', async (_, args, words) => {
    await inFolder(configuration(['node', 'driver.mjs']), async (cwd) => {
      const { status, stderr } = await command(args, { cwd, env: {} })
      expect([status, stderr]).toEqual([2, expect.stringContaining(words)])
    })
  })

  test.each<[string, object, string]>([
    ['no driver', { driver: undefined }, 'clients.mine.driver'],
    ['an empty driver', { driver: [] }, 'clients.mine.driver'],
    ['no time', { jobTimeoutSeconds: 0 }, 'clients.mine.jobTimeoutSeconds'],
    ['a profile that there is not', { profile: 'iteroo' }, 'clients.mine.profile'],
    ['a key that there is not', { drivers: [] }, 'clients.mine.drivers'],
  ])('tells of %s in the configuration', async (_, more, where) => {
    await inFolder(configuration(['node', 'driver.mjs'], more), async (cwd) => {
      const { status, stderr } = await command(['drill', 'mine', '--list'], { cwd, env: {} })
      expect([status, stderr]).toEqual([2, expect.stringContaining(where)])
    })
  })
})

describe('init --client', () => {
  test.each(['itero', 'opus', 'inbox'])(
    'writes a driver of %s that runs, and a configuration that names it',
    async (profile) => {
      await inFolder({}, async (cwd) => {
        const made = await command(['init', '--client', profile], { cwd })
        expect([made.status, made.stderr]).toEqual([0, expect.stringContaining('bitewing-driver.mjs')])
        const listed = await command(['drill', 'mine', '--list', '--json'], { cwd, env: {} })
        const [first] = JSON.parse(listed.stdout) as { name: string; job: string }[]
        const setting = { cwd, env: {}, parts: { startMock } }
        const ran = await command(['drill', 'mine', ...OUT, '--only', first!.name], setting)
        expect(ran.stderr).toContain(`1/1 ${first!.name}: failed (not written yet: ${first!.job} at http://127.0.0.1:`)
        expect((await command(['init', '--client', profile], { cwd })).status).toBe(2)
      })
    },
  )
})

describe('mock --situation', () => {
  test('brings a situation about, prints its job, and ends by a signal', async () => {
    let printed = ''
    let end = (_: string) => {}
    const stdout = new Writable({
      write(chunk, _, done) {
        printed += chunk
        done()
      },
    })
    const io = {
      cwd: '/',
      env: {},
      stdout,
      stderr: new Kept(),
      onInterrupt(listener: typeof end) {
        end = listener
      },
    }
    const ended = serveMock('itero', { situation: 'creation-500' }, io, parts)
    await vi.waitUntil(() => printed.includes('\n'))
    const job = JSON.parse(printed) as { job: string; baseUrl: string }
    const answer = await fetch(`${job.baseUrl}/api/v1/order/create-new-order`, { method: 'POST', body: '{}' })
    expect([job.job, answer.status]).toEqual(['create-scan', 500])
    end('SIGINT')
    expect(await ended).toBe(0)
  })

  test('tells of one that there is not', async () => {
    const { status, stderr } = await command(['mock', 'itero', '--situation', 'creation-501'])
    expect([status, stderr]).toEqual([2, expect.stringContaining('creation-500')])
  })
})
