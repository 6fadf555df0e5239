import { mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadConfiguration } from '../cli/config/configuration.ts'
import { jsonErrorAt } from '../cli/config/json-syntax.ts'
import { UsageError } from '../cli/usage-error.ts'
import { inFolder, reference } from './fixtures/command.ts'

const OPUS = { profile: 'opus', baseUrl: 'https://booking.example', apiKey: 'key' }

/** Loads a configuration that consists of this file alone. */
const load = (content: string | object, env: Record<string, string> = {}) =>
  inFolder({ 'bitewing.config.json': content }, (folder) => loadConfiguration(folder, env))

async function complaint(content: string | object, env: Record<string, string> = {}): Promise<string[]> {
  const error = await load(content, env).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(UsageError)
  return (error as UsageError).message.split('\n')
}

describe('the file', () => {
  test('is looked for upwards, and messages name it from the working directory', () =>
    inFolder({ 'bitewing.config.json': { targets: { booking: OPUS } } }, async (folder) => {
      const below = join(folder, 'a', 'b')
      mkdirSync(below, { recursive: true })
      const { targets, name } = await loadConfiguration(below, {})
      expect(targets).toEqual({ booking: OPUS })
      expect(realpathSync(name!)).toBe(realpathSync(join(folder, 'bitewing.config.json')))
      expect((await loadConfiguration(folder, {})).name).toBe('bitewing.config.json')
    }))

  test('nearer goes before farther, and ts before js before json', () =>
    inFolder(
      {
        'bitewing.config.json': { seed: 1 },
        'near/bitewing.config.json': { seed: 2 },
        'near/js/bitewing.config.json': { seed: 3 },
        'near/js/bitewing.config.js': 'export default { seed: 4 }',
        'near/js/ts/bitewing.config.js': 'export default { seed: 5 }',
        'near/js/ts/bitewing.config.ts': 'interface Shape { seed: number }\nexport default { seed: 6 } satisfies Shape',
      },
      async (folder) => {
        const seedIn = async (path: string) => (await loadConfiguration(join(folder, path), {})).options.seed
        expect(await Promise.all(['.', 'near', 'near/js', 'near/js/ts'].map(seedIn))).toEqual([1, 2, 4, 6])
      },
    ))

  test('can be named, under another name', () =>
    inFolder({ 'bitewing.config.json': { seed: 1 }, 'other.json': { seed: 2 } }, async (folder) => {
      expect((await loadConfiguration(folder, {}, 'other.json')).options.seed).toBe(2)
      expect((await loadConfiguration(folder, {}, join(folder, 'other.json'))).options.seed).toBe(2)
      await expect(loadConfiguration(folder, {}, 'none.json')).rejects.toThrow(
        'none.json: expected a configuration file, found nothing there',
      )
    }))

  test('need not be', () =>
    inFolder({}, async (folder) => {
      expect(await loadConfiguration(folder, {})).toMatchObject({ targets: {}, options: {} })
    }))

  test('that cannot be loaded is told', () =>
    inFolder({ 'a.ts': 'throw new Error("no such luck")', 'b.yaml': 'targets: {}', 'c.js': '' }, async (folder) => {
      await expect(loadConfiguration(folder, {}, 'a.ts')).rejects.toThrow('a.ts: it cannot be loaded: no such luck')
      await expect(loadConfiguration(folder, {}, 'b.yaml')).rejects.toThrow(
        'b.yaml: expected a file that ends in .ts, .js or .json, found ".yaml"',
      )
      await expect(loadConfiguration(folder, {}, 'c.js')).rejects.toThrow(
        'the configuration: expected an object, found nothing',
      )
    }))
})

describe('JSON that is none', () => {
  test('is told by its place, and not a word of it is shown', async () => {
    const text = '{ "targets": {\n  "booking": { "profile": "opus", "apiKey": "hunter2"\n    "paths": {} } } }'
    expect(await complaint(text)).toEqual(['bitewing.config.json:3:5: it is not JSON from here on'])
  })

  test('is found in the very token in which JSON.parse finds it', () => {
    const json = fc.json()
    fc.assert(
      fc.property(json, (text) => {
        expect(jsonErrorAt(text)).toBeUndefined()
        expect(jsonErrorAt(JSON.stringify(JSON.parse(text), null, 2))).toBeUndefined()
      }),
    )
    const broken = fc
      .tuple(json, fc.nat(), fc.constantFrom('', ',', '"', '}', ']', ':', 'x', '1', '\\', '\n', '\u0001', '//'))
      .map(([text, at, put]) => text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + 1))
    fc.assert(
      fc.property(broken, (text) => {
        const place = jsonErrorAt(text)
        expect(place === undefined).toBe(isJson(text))
        const position = positionOf(text)
        if (position === undefined || !place) return
        const fromTokenOn = text.slice(offsetOf(text, place), position)
        expect(fromTokenOn).toMatch(/^$|^"(?:[^"\\]|\\.)*\\?$|^[^\s{}[\],:"]+$/s)
      }),
      { numRuns: 2000 },
    )
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** The offset that V8 gives, where it gives one. */
function positionOf(text: string): number | undefined {
  try {
    JSON.parse(text)
  } catch (error) {
    const at = /at position (\d+)/.exec((error as Error).message)
    return at ? Number(at[1]) : undefined
  }
}

const offsetOf = (text: string, { line, column }: { line: number; column: number }) =>
  text
    .split('\n')
    .slice(0, line - 1)
    .reduce((sum, one) => sum + one.length + 1, column - 1)

describe('what is wrong is told all at once', () => {
  test('keys: which there are, and which is nearest', async () => {
    expect(
      await complaint({
        outt: 'x',
        targets: { staging: { profile: 'itero', acount: {}, paths: { createNewOrdr: '/x' } } },
      }),
    ).toEqual([
      'bitewing.config.json is not valid (3 problems)',
      'outt: expected one of the keys $schema, targets, clients, out, report, only, skip, seed, exhaustive, timeout, maxTime, maxFailures, workers, strict, requireComplete or trace, found "outt". Did you mean "out"?',
      'targets.staging.acount: expected one of the keys profile, baseUrl, allowWrites, providerStatesUrl, paths, waivers, pace, rateLimit, account or secondAccount, found "acount". Did you mean "account"?',
      'targets.staging.paths.createNewOrdr: expected one of the keys createNewOrder, createNewOrderByRx or getAvailableProcedureMaps, found "createNewOrdr". Did you mean "createNewOrder"?',
    ])
  })

  test('values: what was expected, and what was there', async () => {
    expect(
      await complaint({
        seed: -1,
        timeout: '10',
        report: 'html',
        targets: {
          staging: {
            profile: 'itero',
            rateLimit: { cases: '10', windowSeconds: 0 },
            account: { user: '', companyId: '12a', scannerSerialNumber: 7 },
            waivers: [{ id: 'ITERO-LAB-01', reason: 'known', expires: '2026-02-30' }],
          },
          hub: { profile: 'inbox', vendors: ['itero', 'medit', 'itero'], companies: [{ companyId: 'c' }] },
          wrong: { profile: 'iterro' },
          none: {},
          'a.b': { profile: 'opus' },
        },
      }),
    ).toEqual([
      'bitewing.config.json is not valid (15 problems)',
      'targets.a.b: expected a target name of letters, digits, - and _ that starts with a letter or digit, and is not all, found "a.b"',
      'targets.none.profile: expected a profile, found nothing',
      'report: expected a list of report formats, found a text',
      'seed: expected a whole number from 0 to 4294967295, found -1',
      'timeout: expected a duration such as 500ms, 10s, 2m or 1h, found "10"',
      'targets.staging.waivers[0].expires: expected a date YYYY-MM-DD, found "2026-02-30"',
      'targets.staging.rateLimit.cases: expected a whole number above 0, found "10"',
      'targets.staging.rateLimit.windowSeconds: expected a number of seconds above 0, found 0',
      'targets.staging.account.user: expected a user name of one line, without a colon, which Basic credentials cannot carry, found ""',
      'targets.staging.account.companyId: expected a whole number, found "12a"',
      'targets.staging.account.scannerSerialNumber: expected a text of one line, found 7',
      'targets.hub.vendors[1]: expected "itero", "3shape", "dexis", "sirona", "medit-link" or "shining-3d", found "medit"',
      'targets.hub.vendors: expected each item once, found item 1 again as 3',
      'targets.hub.companies[0].tokens: expected a list of bearer tokens, found nothing',
      'targets.wrong.profile: expected "itero", "opus" or "inbox", a path or a package, found "iterro". Did you mean "itero"?',
    ])
  })

  test('what is a secret, or stands where one belongs, is not shown', async () => {
    const lines = await complaint({
      targets: {
        url: 'https://user:hunter2@host',
        staging: { profile: 'itero', account: 'user:hunter2' },
        second: {
          profile: 'itero',
          account: { user: 'u', password: ['hunter2'], companyId: 1, scannerSerialNumber: 's' },
        },
        booking: { profile: 'opus', apiKey: { key: 'hunter2' } },
        hub: {
          profile: 'inbox',
          pushSecret: 42424242,
          companies: [{ companyId: 'c', tokens: 'hunter2' }],
          apiKey: 'hunter2',
        },
      },
    })
    expect(lines.slice(1)).toEqual([
      'targets.url: expected an object with a profile, found a text',
      "targets.staging.account: expected an object with the account's keys, found a text",
      'targets.second.account.password: expected a text of one line, found a list',
      'targets.booking.apiKey: expected a text that a header can carry (one line of Latin-1, no space around it), found an object',
      'targets.hub.apiKey: expected one of the keys profile, baseUrl, allowWrites, providerStatesUrl, paths, waivers, pace, pushSecret, vendors, companies or login, found "apiKey"',
      'targets.hub.pushSecret: expected a text that a header can carry (one line of Latin-1, no space around it), found a number',
      'targets.hub.companies[0].tokens: expected a list of bearer tokens, found a text',
    ])
    expect(lines.join('\n')).not.toMatch(/hunter2|42424242/)
  })

  test('a profile cannot name a target of another', async () => {
    expect(await complaint({ targets: { itero: OPUS } })).toEqual([
      'bitewing.config.json is not valid (1 problem)',
      'targets.itero: the name of a profile can only name a target of it, not of opus',
    ])
  })
})

describe("the run's options", () => {
  test('are read, durations in milliseconds, the folder relative to the file', () =>
    inFolder(
      {
        'conf/bitewing.config.json': {
          out: `reports/${reference('WHERE')}`,
          timeout: '1.5s',
          maxTime: '2m',
          strict: true,
          only: ['A-*'],
        },
      },
      async (folder) => {
        const { options } = await loadConfiguration(folder, { WHERE: 'ci' }, 'conf/bitewing.config.json')
        expect(options).toEqual({
          out: join(folder, 'conf/reports/ci'),
          timeout: 1500,
          maxTime: 120_000,
          strict: true,
          only: ['A-*'],
        })
      },
    ))

  test('a variable that one of them needs has to be there', async () => {
    expect(await complaint({ out: reference('REPORTS_DIR') }, { REPORT_DIR: 'x' })).toEqual([
      'bitewing.config.json is not valid (1 problem)',
      'out: needs the environment variable REPORTS_DIR, which is not set. Did you mean "REPORT_DIR"?',
    ])
  })

  test('a variable of a target is left alone until the target is run', async () => {
    const target = { ...OPUS, apiKey: reference('NOT_SET') }
    expect((await load({ targets: { booking: target } })).targets.booking).toEqual(target)
  })
})
