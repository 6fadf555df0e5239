import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Harness } from '../cli/harness.ts'
import { PROFILES } from '../profiles/index.ts'
import { requirements } from '../suites/itero/requirements.gen.ts'
import { command, fakeParts, inFolder, reference } from './fixtures/command.ts'

const STAGING = {
  profile: 'itero',
  baseUrl: 'https://staging.example',
  account: { user: 'doctor', password: 'hunter2-hunter2', companyId: 1, scannerSerialNumber: 'S-1' },
}

/** Runs the command in a folder of its own. */
const inside = (
  argv: string[],
  setting: Parameters<typeof command>[1] = {},
  files: Record<string, string | object> = {},
) => inFolder(files, (cwd) => command(argv, { cwd, ...setting }))

describe('without a configuration', () => {
  test('a profile is judged on its embedded mock', async () => {
    const fake = fakeParts()
    const { status, stdout, stderr } = await inside(['run', 'itero'], { parts: fake.parts })
    expect(status).toBe(0)
    expect(stdout).toBe('')
    expect(stderr).toContain('itero: 107 pass\n')
    expect(stderr).toMatch(/Report: bitewing-report\/report\.html\n$/)
    expect(fake.mocks).toEqual([{ profile: 'itero', options: { seed: 1 }, closed: true }])
    const [request] = fake.requests
    expect(request?.targets).toMatchObject([
      { name: 'itero', kind: 'mock', allowWrites: true, secrets: { 'account.password': 'mock-password' } },
    ])
    expect(request?.options).toEqual({
      chosen: requirements.map(({ id }) => id),
      seed: 1,
      exhaustive: false,
      timeoutMs: 10_000,
    })
  })

  test('--base-url is judged with the settings of the environment', async () => {
    const fake = fakeParts()
    const env = {
      BITEWING_ACCOUNT_USER: 'd',
      BITEWING_ACCOUNT_PASSWORD: 'p',
      BITEWING_ACCOUNT_COMPANY_ID: '1',
      BITEWING_ACCOUNT_SCANNER_SERIAL_NUMBER: 'S',
    }
    const { status } = await inside(['run', 'itero', '-u', 'http://127.0.0.1:1/', '--rate-limit', '10/2s'], {
      parts: fake.parts,
      env,
    })
    expect(status).toBe(0)
    expect(fake.mocks).toEqual([])
    expect(fake.requests[0]?.targets).toMatchObject([
      {
        name: 'itero',
        kind: 'live',
        baseUrl: 'http://127.0.0.1:1',
        rateLimit: { cases: 10, windowSeconds: 2 },
        settings: { account: { companyId: 1 } },
      },
    ])
  })
})

describe('options', () => {
  const files = {
    'bitewing.config.json': {
      targets: { staging: STAGING },
      out: 'from-file',
      seed: 2,
      timeout: '2s',
      maxTime: '3m',
      workers: 2,
      exhaustive: true,
      report: ['json'],
    },
  }

  test('of the file are taken', async () => {
    const fake = fakeParts()
    await inFolder(files, async (cwd) => {
      await command(['run', 'staging'], { cwd, parts: fake.parts })
      const [request] = fake.requests
      expect(request).toMatchObject({ out: join(cwd, 'from-file'), workers: 2 })
      expect(request?.options).toMatchObject({ seed: 2, timeoutMs: 2000, maxTimeMs: 180_000, exhaustive: true })
      expect(existsSync(join(cwd, 'from-file', 'report.json'))).toBe(true)
      expect(existsSync(join(cwd, 'from-file', 'report.html'))).toBe(false)
    })
  })

  test('of the environment go over the file, and of the command line over both', async () => {
    const fake = fakeParts()
    const env = {
      BITEWING_OUT: 'from-environment',
      BITEWING_SEED: '3',
      BITEWING_TIMEOUT: '4s',
      BITEWING_EXHAUSTIVE: 'false',
      BITEWING_WORKERS: '',
    }
    await inFolder(files, async (cwd) => {
      await command(['run', 'staging', '--seed', '4', '--max-failures', '5'], { cwd, env, parts: fake.parts })
      const [request] = fake.requests
      expect(request).toMatchObject({ out: join(cwd, 'from-environment'), workers: 2 })
      expect(request?.options).toMatchObject({ seed: 4, timeoutMs: 4000, exhaustive: false, maxFailures: 5 })
    })
  })

  test('a list that is given twice is longer', async () => {
    const fake = fakeParts()
    await inside(
      ['run', 'itero', '--only', 'ITERO-LAB-01,ITERO-LAB-03', '--only', 'ITERO-DOB-*', '--skip', 'ITERO-DOB-05'],
      { parts: fake.parts },
    )
    expect(fake.requests[0]?.options.chosen).toEqual([
      'ITERO-DOB-01',
      'ITERO-DOB-02',
      'ITERO-DOB-03',
      'ITERO-DOB-04',
      'ITERO-LAB-01',
      'ITERO-LAB-03',
    ])
  })
})

describe('exit status', () => {
  const judgedBy = (verdict: 'fail' | 'warn' | 'inconclusive', rest = {}) =>
    fakeParts((id) => (id === 'ITERO-LAB-03' ? { verdict } : {}), rest).parts

  test.each([
    [[], 'fail', 1],
    [[], 'warn', 0],
    [['--strict'], 'warn', 1],
    [[], 'inconclusive', 0],
    [['--require-complete'], 'inconclusive', 1],
  ] as const)('%j with a %s is %i', async (flags, verdict, status) => {
    expect((await inside(['run', 'itero', ...flags], { parts: judgedBy(verdict) })).status).toBe(status)
  })

  test('can be asked for by the environment', async () => {
    expect((await inside(['run', 'itero'], { env: { BITEWING_STRICT: '1' }, parts: judgedBy('warn') })).status).toBe(1)
  })

  test('is 3 where the run broke off, and the report is written', () =>
    inFolder({}, async (cwd) => {
      const parts = judgedBy('fail', { complete: false, incompleteReason: 'the time is up' })
      const { status, stderr } = await command(['run', 'itero'], { cwd, parts })
      expect(status).toBe(3)
      expect(stderr).toContain('The run was not completed: the time is up')
      expect(JSON.parse(readFileSync(join(cwd, 'bitewing-report/report.json'), 'utf8')).complete).toBe(false)
    }))

  test('is 2 where the usage is wrong, and nothing is started', async () => {
    const fake = fakeParts()
    for (const argv of [
      ['run'],
      ['run', 'nothing'],
      ['run', 'itero', '--only', 'X'],
      ['run', 'itero', '--report', 'jsn'],
      ['run', 'itero', '--nope'],
      ['run', 'itero', '--seed', 'x'],
      ['rnu'],
      [],
    ]) {
      const { status, stdout } = await inside(argv, { parts: fake.parts })
      expect([argv, status, stdout]).toEqual([argv, 2, ''])
    }
    expect([fake.requests, fake.mocks]).toEqual([[], []])
  })

  test('is 2 where the folder cannot be written to', async () => {
    const fake = fakeParts()
    const { status, stderr } = await inside(
      ['run', 'itero', '--out', 'file/report'],
      { parts: fake.parts },
      { file: '' },
    )
    expect(status).toBe(2)
    expect(stderr).toMatch(/^error: --out: expected a folder that can be written to: ENOTDIR/)
    expect(fake.requests).toEqual([])
  })
})

describe('usage errors', () => {
  test.each([
    [
      ['run', 'itero', '--rate-limit', '10'],
      'error: --rate-limit: expected cases per window such as 10/60s or 10/500ms, found "10"\n',
    ],
    [
      ['run', 'itero', '--onyl', 'X'],
      "error: unknown option '--onyl'\n(Did you mean --only?)\n(--help lists what there is)\n",
    ],
    [
      ['run', 'itero', '--report', 'html,jsn'],
      'error: --report: expected html, json, junit, ctrf, sarif, har, markdown, csv, allure, openapi or badge, found "jsn". Did you mean "json"?\n',
    ],
    [['rnu'], "error: unknown command 'rnu'\n(Did you mean run?)\n(--help lists what there is)\n"],
  ])('%j', async (argv, stderr) => {
    expect(await inside(argv)).toEqual({ status: 2, stdout: '', stderr })
  })

  test('of the environment are told all at once', async () => {
    const env = { BITEWING_SEED: 'x', BITEWING_STRICT: 'maybe' }
    expect((await inside(['run', 'itero'], { env })).stderr).toBe(
      'error: BITEWING_SEED: expected a whole number from 0 to 4294967295, found "x"\nerror: BITEWING_STRICT: expected true, 1, false or 0, found "maybe"\n',
    )
  })

  test('of an option are told under its variable where it came from the environment', async () => {
    const env = { BITEWING_BASE_URL: 'ftp://h', BITEWING_ONLY: 'X-1' }
    expect((await inside(['run', 'itero', '--only', 'ITERO-LAB-01'], { env })).stderr).toBe(
      'error: BITEWING_BASE_URL: expected an http or https URL, found "ftp://h"\n',
    )
    expect((await inside(['run', 'itero', '-u', 'ftp://h'], { env })).stderr).toBe(
      'error: BITEWING_ONLY: "X-1" matches no rule. --list shows the rules\n',
    )
  })

  test('a waiver of no requirement is one', async () => {
    const waivers = [{ id: 'ITERO-GENDR-01', reason: 'known', expires: '2030-01-01' }]
    const { status, stderr } = await inside(
      ['run', 'staging'],
      {},
      { 'bitewing.config.json': { targets: { staging: { ...STAGING, waivers } } } },
    )
    expect(status).toBe(2)
    expect(stderr).toBe(
      'error: targets.staging.waivers[0].id: expected a requirement of itero, found "ITERO-GENDR-01". Did you mean "ITERO-GENDER-01" or "ITERO-GENDER-02"?\n',
    )
  })

  test('a misspelt variable of Bitewing is noted', async () => {
    const { status, stderr } = await inside(['run', 'itero'], { env: { BITEWING_BASEURL: 'https://h' } })
    expect(status).toBe(0)
    expect(stderr).toContain('note: BITEWING_BASEURL is not read; did you mean BITEWING_BASE_URL?\n')
  })
})

describe('output', () => {
  const failing = fakeParts((id) =>
    id === 'ITERO-LAB-03' ? { verdict: 'fail', message: 'It is accepted.', expected: '400', actual: '200' } : {},
  ).parts

  test('--json puts the report on stdout, and the people are told on stderr', () =>
    inFolder({}, async (cwd) => {
      const { stdout, stderr } = await command(['run', 'itero', '--json'], { cwd, parts: failing })
      expect(stdout).toBe(readFileSync(join(cwd, 'bitewing-report/report.json'), 'utf8'))
      expect(JSON.parse(stdout).targets[0].summary).toMatchObject({ pass: 106, fail: 1 })
      expect(stderr).toContain('itero: fail ITERO-LAB-03: It is accepted.')
    }))

  test('--quiet prints nothing where nothing is wrong with the run', async () => {
    expect(await inside(['run', 'itero', '--quiet'], { parts: failing, env: { BITEWING_BASEURL: 'x' } })).toEqual({
      status: 1,
      stdout: '',
      stderr: '',
    })
    expect(await inside(['run', 'itero', '--quiet', '--json'], { parts: failing })).toMatchObject({
      status: 1,
      stderr: '',
    })
  })

  test('--report chooses what is written, and an older report is gone', () =>
    inFolder(
      { 'bitewing-report/report.html': 'old', 'bitewing-report/junit.xml': 'old', 'bitewing-report/notes.txt': 'mine' },
      async (cwd) => {
        const { stderr } = await command(['run', 'itero', '--report', 'json'], { cwd, parts: failing })
        const has = (name: string) => existsSync(join(cwd, 'bitewing-report', name))
        expect(['report.json', 'report.html', 'junit.xml', 'notes.txt'].map(has)).toEqual([true, false, false, true])
        expect(stderr).toMatch(/Report: bitewing-report\/report\.json\n$/)
      },
    ))

  test('is coloured on a terminal alone, unless that is forbidden or asked for', async () => {
    const coloured = async (flags: string[], env: Record<string, string>, terminal?: { columns: number }) =>
      (
        await inside(['run', 'itero', ...flags], { parts: failing, env: { CI: '1', ...env }, terminal })
      ).stderr.includes('\u001b[31m')
    expect(await coloured([], {}, { columns: 80 })).toBe(true)
    expect(await coloured([], {})).toBe(false)
    expect(await coloured(['--no-color'], {}, { columns: 80 })).toBe(false)
    expect(await coloured([], { NO_COLOR: '1' }, { columns: 80 })).toBe(false)
    expect(await coloured([], { TERM: 'dumb' }, { columns: 80 })).toBe(false)
    expect(await coloured([], { FORCE_COLOR: '1' })).toBe(true)
  })

  test('is drawn on a terminal, and written in lines in CI', async () => {
    const told = async (env: Record<string, string>) =>
      (await inside(['run', 'itero'], { parts: failing, env, terminal: { columns: 200 } })).stderr
    expect(await told({})).not.toContain('itero: fail ITERO-LAB-03')
    expect(await told({ CI: 'true' })).toContain('itero: fail ITERO-LAB-03: It is accepted.')
  })
})

describe('a writer that fails', () => {
  test('costs no other report, and is told', () =>
    inFolder({}, async (cwd) => {
      const fake = fakeParts()
      const { json } = await fake.parts.formats()
      const broken = {
        file: 'report.html',
        writer: async () => ({
          write: () => {
            throw new Error('no page')
          },
        }),
      }
      const formats = async () => ({ html: broken, json: json! })
      const { status, stderr } = await command(['run', 'itero', '--report', 'html,json'], {
        cwd,
        parts: { ...fake.parts, formats },
      })
      expect(status).toBe(3)
      expect(stderr).toMatch(/Report: bitewing-report\/report\.json\ninternal error: the html report: Error: no page/)
      expect(existsSync(join(cwd, 'bitewing-report/report.json'))).toBe(true)
    }))
})

describe('--list', () => {
  test('prints ID, level and title of the chosen rules', async () => {
    const { status, stdout, stderr } = await inside([
      'run',
      'itero',
      '--list',
      '--only',
      'ITERO-GENDER-*,ITERO-CODE-03',
    ])
    expect([status, stderr]).toEqual([0, ''])
    const titleOf = (id: string) => requirements.find((one) => one.id === id)!.title
    expect(stdout).toBe(
      [
        `ITERO-CODE-03    assumed  ${titleOf('ITERO-CODE-03')}`,
        `ITERO-GENDER-01  must     ${titleOf('ITERO-GENDER-01')}`,
        `ITERO-GENDER-02  must     ${titleOf('ITERO-GENDER-02')}`,
        '',
      ].join('\n'),
    )
  })

  test('as JSON has what they are grouped by', async () => {
    const { stdout } = await inside(['run', 'itero', '--list', '--json', '--only', 'ITERO-GENDER-01'])
    expect(JSON.parse(stdout)).toEqual([
      {
        id: 'ITERO-GENDER-01',
        level: 'must',
        area: expect.any(String),
        title: expect.any(String),
        operations: ['createNewOrder'],
      },
    ])
  })

  test('without a name lists every profile', async () => {
    const { status, stdout } = await inside(['run', '--list'])
    expect(status).toBe(0)
    for (const profile of PROFILES) expect(stdout).toMatch(new RegExp(`^${profile.toUpperCase()}-`, 'm'))
  })

  test('needs no variable of a target', async () => {
    const targets = { staging: { ...STAGING, baseUrl: reference('NOT_SET') } }
    expect((await inside(['run', 'staging', '--list'], {}, { 'bitewing.config.json': { targets } })).status).toBe(0)
  })
})

describe('an interruption', () => {
  test('ends the run in good order: the report is written, and the status is 3', () =>
    inFolder({}, async (cwd) => {
      const fake = fakeParts()
      let interrupt = (_signal: string) => {}
      const untilAborted: Harness = async (request, tell, signal) => {
        queueMicrotask(() => interrupt('SIGINT'))
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
        const report = await (await fake.parts.harness())(request, tell, signal)
        return { ...report, complete: false, incompleteReason: String(signal.reason) }
      }
      const { status, stderr } = await command(['run', 'itero'], {
        cwd,
        parts: { ...fake.parts, harness: async () => untilAborted },
        onListen: (send) => {
          interrupt = send
        },
      })
      expect(status).toBe(3)
      expect(stderr).toContain('The run was not completed: the run was interrupted (SIGINT)')
      expect(existsSync(join(cwd, 'bitewing-report/report.html'))).toBe(true)
      expect(fake.mocks).toMatchObject([{ closed: true }])
    }))
})

describe('an error of our own', () => {
  test('is told without secrets, ends with 3, and leaves nothing running', async () => {
    const fake = fakeParts()
    const broken: Harness = async () => {
      throw new Error(
        `doctor:hunter2-hunter2 and ${Buffer.from('doctor:hunter2-hunter2').toString('base64')} and mock-password`,
      )
    }
    const files = { 'bitewing.config.json': { targets: { staging: STAGING } } }
    const { status, stdout, stderr } = await inside(
      ['run', 'staging'],
      { parts: { ...fake.parts, harness: async () => broken } },
      files,
    )
    expect([status, stdout]).toEqual([3, ''])
    expect(stderr).toMatch(
      /^internal error: Error: doctor:\[redacted:staging\.account\.password\] and \[redacted:staging\.account\.password\]/,
    )
    expect(stderr).not.toMatch(/hunter2|aHVudGVy/)
    await inside(['run', 'itero'], { parts: { ...fake.parts, harness: async () => broken } })
    expect(fake.mocks).toMatchObject([{ closed: true }])
  })

  test('in what the target said is covered too', async () => {
    const fake = fakeParts((id) =>
      id === 'ITERO-LAB-03'
        ? { verdict: 'fail', message: 'It says hunter2-hunter2', expected: '400', actual: 'hunter2-hunter2' }
        : {},
    )
    const { stdout, stderr } = await inside(
      ['run', 'staging', '--json'],
      { parts: fake.parts },
      { 'bitewing.config.json': { targets: { staging: STAGING } } },
    )
    expect(stdout + stderr).not.toContain('hunter2')
    expect(stderr).toContain('It says [redacted:staging.account.password]')
    expect(JSON.parse(stdout).targets[0].summary.fail).toBe(1)
  })
})

test('a configuration in the folder above is found, and is no matter where the command is run', () =>
  inFolder(
    { 'bitewing.config.json': { targets: { staging: STAGING }, out: 'reports' }, 'below/x': '' },
    async (cwd) => {
      const fake = fakeParts()
      await command(['run', 'staging'], { cwd: join(cwd, 'below'), parts: fake.parts })
      expect(fake.requests[0]?.out).toBe(join(cwd, 'reports'))
      writeFileSync(join(cwd, 'below/other.json'), JSON.stringify({ targets: { other: STAGING } }))
      await command(['run', 'other', '--config', 'other.json', '--out', 'here'], {
        cwd: join(cwd, 'below'),
        parts: fake.parts,
      })
      expect(fake.requests[1]?.out).toBe(join(cwd, 'below', 'here'))
    },
  ))
