import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isLoopback, urlFault } from '../cli/config/base-url.ts'
import { completeTargets, mockTarget, type TargetOptions } from '../cli/config/complete.ts'
import { type Configuration, loadConfiguration, type RawTarget } from '../cli/config/configuration.ts'
import { targetSchema } from '../cli/config/schema.ts'
import { type Selected, select } from '../cli/config/select.ts'
import { settingVariables } from '../cli/config/setting-variables.ts'
import { strayVariables } from '../cli/config/stray-variables.ts'
import { validate } from '../cli/config/validate.ts'
import type { Target } from '../engine/target.ts'
import { findProfile } from '../profiles/find.ts'
import { BUILT_IN, builtIn, PROFILES } from '../profiles/index.ts'
import { startMock } from '../profiles/mock.ts'
import { inFolder, reference } from './fixtures/command.ts'

const ACCOUNT = { user: 'doctor', password: 'hunter2', companyId: 1, scannerSerialNumber: 'S-1' }
const STAGING: RawTarget = { profile: 'itero', baseUrl: 'https://staging.example', account: ACCOUNT }

const chosen = (names: string[], targets: Record<string, RawTarget>, baseUrl?: string) =>
  select(names, { targets, folder: '/' }, '/', baseUrl)

/** What names stand for, without the profile that was found. */
const choices = async (...args: Parameters<typeof chosen>) =>
  (await chosen(...args)).map(({ found: _, ...choice }) => choice)

const selected = async (name: string, profile: string, from: Selected['from']): Promise<Selected> => ({
  name,
  profile,
  found: await findProfile(profile, '/'),
  from,
})

/** The targets that names on the command line come to. */
async function resolve(
  names: string[],
  targets: Record<string, RawTarget>,
  options: TargetOptions = {},
  env: Record<string, string> = {},
): Promise<Target[]> {
  const configuration: Configuration = { name: 'bitewing.config.json', folder: '/', targets, clients: {}, options: {} }
  return completeTargets(await chosen(names, targets, options.baseUrl), configuration, options, env)
}

describe('names', () => {
  const targets = { staging: STAGING, production: STAGING, booking: { profile: 'opus' } }

  test('of a target, of a profile with its targets, of a profile without any', async () => {
    expect(await choices(['staging'], targets)).toEqual([{ name: 'staging', profile: 'itero', from: 'configuration' }])
    expect((await choices(['itero'], targets)).map(({ name }) => name)).toEqual(['staging', 'production'])
    expect(await choices(['itero'], {})).toEqual([{ name: 'itero', profile: 'itero', from: 'mock' }])
  })

  test('a target that has the name of its profile is meant alone', async () => {
    expect((await choices(['itero'], { itero: STAGING, other: STAGING })).map(({ name }) => name)).toEqual(['itero'])
  })

  test('nothing is run twice', async () => {
    expect((await choices(['staging', 'itero', 'staging'], targets)).map(({ name }) => name)).toEqual([
      'staging',
      'production',
    ])
  })

  test('all is every profile', async () => {
    expect(new Set((await choices(['all'], targets)).map(({ profile }) => profile))).toEqual(new Set(PROFILES))
  })

  test('unknown or missing, they are told with what there is', async () => {
    await expect(chosen(['stagin'], { staging: STAGING })).rejects.toThrow(
      /^targets: expected all, itero.* or staging, found "stagin"\. Did you mean "staging"\?$/,
    )
    await expect(chosen([], {})).rejects.toThrow(/^targets: expected all.* itero.*, found nothing$/)
    await expect(chosen(['constructor'], {})).rejects.toThrow('found "constructor"')
  })

  test('with a base URL there is one server, with the settings of the one target of its profile', async () => {
    const url = 'http://127.0.0.1:1'
    expect(await choices(['itero'], { staging: STAGING }, url)).toEqual([
      { name: 'staging', profile: 'itero', from: 'configuration' },
    ])
    expect(await choices(['production'], targets, url)).toEqual([
      { name: 'production', profile: 'itero', from: 'configuration' },
    ])
    expect(await choices(['itero'], targets, url)).toEqual([{ name: 'itero', profile: 'itero', from: 'base-url' }])
    await expect(chosen(['staging', 'production'], targets, url)).rejects.toThrow(
      '--base-url: it is the URL of one server, and there are staging and production. Choose one of them',
    )
  })
})

describe('a configured target', () => {
  test('is completed with defaults, its own keys are settings, and its secrets are known', async () => {
    const [target] = await resolve(['staging'], { staging: { ...STAGING, baseUrl: 'https://Staging.example:443/x//' } })
    expect(target).toEqual({
      name: 'staging',
      profile: 'itero',
      baseUrl: 'https://staging.example/x',
      kind: 'live',
      allowWrites: false,
      rateLimit: { cases: 10, windowSeconds: 60 },
      paths: {},
      waivers: [],
      settings: { account: ACCOUNT },
      secrets: { 'account.password': 'hunter2' },
    })
  })

  test('every secret of every profile is known by its path', async () => {
    const targets = {
      staging: { ...STAGING, secondAccount: { ...ACCOUNT, password: 'two' } },
      booking: { profile: 'opus', baseUrl: 'https://h', apiKey: 'three' },
      hub: {
        profile: 'inbox',
        baseUrl: 'https://h',
        pushSecret: 'four',
        companies: [
          { companyId: 'a', tokens: ['five', 'six'] },
          { companyId: 'b', tokens: ['seven'] },
        ],
        login: { username: 'l', password: 'eight' },
      },
    }
    const configuration: Configuration = { folder: '/', targets, clients: {}, options: {} }
    const all = Object.entries(targets).map(([name, { profile }]) => selected(name, profile, 'configuration'))
    const secrets = (await completeTargets(await Promise.all(all), configuration, {}, {})).map(
      (target) => target.secrets,
    )
    expect(secrets).toEqual([
      { 'account.password': 'hunter2', 'secondAccount.password': 'two' },
      { apiKey: 'three' },
      {
        pushSecret: 'four',
        'companies[0].tokens[0]': 'five',
        'companies[0].tokens[1]': 'six',
        'companies[1].tokens[0]': 'seven',
        'login.password': 'eight',
      },
    ])
  })

  test('needs a base URL from somewhere', async () => {
    const { baseUrl: _, ...withoutUrl } = STAGING
    await expect(resolve(['staging'], { staging: withoutUrl as RawTarget })).rejects.toThrow(
      'targets.staging.baseUrl: expected an http or https URL, found nothing. It can also be given by --base-url',
    )
    const [target] = await resolve(
      ['staging'],
      { staging: withoutUrl as RawTarget },
      { baseUrl: 'http://127.0.0.1:8080/' },
    )
    expect(target?.baseUrl).toBe('http://127.0.0.1:8080')
  })
})

describe('variables', () => {
  const env = { URL: 'https://h', USER: 'd', PASSWORD: 'hunter2', COMPANY: '41001', WRITES: 'true', SERIAL: '007' }
  const target: RawTarget = {
    profile: 'itero',
    baseUrl: reference('URL'),
    allowWrites: reference('WRITES'),
    account: {
      user: `${reference('USER')}@${reference('USER')}.example`,
      password: reference('PASSWORD'),
      companyId: reference('COMPANY'),
      scannerSerialNumber: reference('SERIAL'),
    },
  }

  test('become what the schema expects where they stand', async () => {
    expect(await validate({ targets: { staging: target } })).toEqual([])
    const [completed] = await resolve(['staging'], { staging: target }, {}, env)
    expect(completed).toMatchObject({
      baseUrl: 'https://h',
      allowWrites: true,
      settings: { account: { user: 'd@d.example', password: 'hunter2', companyId: 41001, scannerSerialNumber: '007' } },
      secrets: { 'account.password': 'hunter2' },
    })
  })

  test('that are missing, empty or malformed are told with their paths', async () => {
    const account = { ...(target.account as object), scannerSerialNumber: reference('7') }
    const env = { USER: 'd', PASSWORD: '', COMPNY: '1', WRITES: '1' }
    await expect(resolve(['staging'], { staging: { ...target, account } }, {}, env)).rejects.toThrow(
      [
        'bitewing.config.json is not valid (4 problems)',
        'targets.staging.baseUrl: needs the environment variable URL, which is not set',
        'targets.staging.account.password: needs the environment variable PASSWORD, which is empty',
        'targets.staging.account.companyId: needs the environment variable COMPANY, which is not set. Did you mean "COMPNY"?',
        `targets.staging.account.scannerSerialNumber: expected variables as ${reference('NAME')}, of letters, digits and _, found another $`,
      ].join('\n'),
    )
  })

  test('whose values do not fit are named, and the values are not shown', async () => {
    const wrong = { ...env, URL: 'ftp://d:hunter2@h', COMPANY: 'hunter2', WRITES: 'hunter2' }
    await expect(resolve(['staging'], { staging: target }, {}, wrong)).rejects.toThrow(
      [
        'bitewing.config.json is not valid (3 problems)',
        'targets.staging.allowWrites: expected true or false, found the value of WRITES',
        'targets.staging.account.companyId: expected a whole number, found the value of COMPANY',
        'targets.staging.baseUrl: expected an http or https URL, found the value of URL',
      ].join('\n'),
    )
  })

  test('of a base URL that is not used need not be set', async () => {
    const { URL: _, ...rest } = env
    const [completed] = await resolve(['staging'], { staging: target }, { baseUrl: 'http://127.0.0.1:1' }, rest)
    expect(completed?.baseUrl).toBe('http://127.0.0.1:1')
  })
})

describe('the environment', () => {
  test('is known by the names that gave whole values', async () => {
    const account = { ...ACCOUNT, user: `dr-\${NAME}`, password: `\${SCANNER_PASSWORD}`, companyId: `\${COMPANY}` }
    const env = { NAME: 'x', SCANNER_PASSWORD: 'p', COMPANY: '7', BITEWING_ACCOUNT_SCANNER_SERIAL_NUMBER: 'S' }
    const [target] = await resolve(['staging'], { staging: { ...STAGING, account } }, {}, env)
    expect(target?.variables).toEqual({
      'account.password': 'SCANNER_PASSWORD',
      'account.companyId': 'COMPANY',
      'account.scannerSerialNumber': 'BITEWING_ACCOUNT_SCANNER_SERIAL_NUMBER',
    })
  })

  test('goes over the file', async () => {
    const env = {
      BITEWING_ACCOUNT_PASSWORD: 'from the environment',
      BITEWING_ACCOUNT_COMPANY_ID: '7',
      BITEWING_PATHS_CREATE_NEW_ORDER: '/x',
    }
    const [target] = await resolve(['staging'], { staging: STAGING }, {}, env)
    expect(target).toMatchObject({
      settings: { account: { ...ACCOUNT, password: 'from the environment', companyId: 7 } },
      secrets: { 'account.password': 'from the environment' },
      paths: { createNewOrder: '/x' },
    })
  })

  test('may give what the file leaves out', () => {
    const staging = { profile: 'itero', baseUrl: 'https://h', secondAccount: { user: 'd', companyId: 7 } }
    return inFolder({ 'bitewing.config.json': { targets: { staging } } }, async (folder) => {
      const configuration = await loadConfiguration(folder, {})
      const completed = async (env: Record<string, string>) =>
        completeTargets(await select(['staging'], configuration, folder), configuration, {}, env)
      const env = { BITEWING_SECOND_ACCOUNT_PASSWORD: 'p', BITEWING_ACCOUNT_COMPANY_ID: '8' }
      await expect(completed(env)).rejects.toThrow(
        /^bitewing.config.json is not valid \(1 problem\)\ntargets.staging.secondAccount.scannerSerialNumber: expected a text of one line, found nothing$/,
      )
      const [target] = await completed({ ...env, BITEWING_SECOND_ACCOUNT_SCANNER_SERIAL_NUMBER: 'S' })
      expect(target?.settings).toEqual({
        account: { companyId: 8 },
        secondAccount: { user: 'd', password: 'p', companyId: 7, scannerSerialNumber: 'S' },
      })
    })
  })

  test('is enough, with a base URL', async () => {
    const env = {
      BITEWING_PUSH_SECRET: 's',
      BITEWING_VENDORS: '3shape, medit-link',
      BITEWING_COMPANIES: '[{"companyId":"a","tokens":["t"]}]',
      BITEWING_PROVIDER_STATES_URL: 'http://127.0.0.1:1/states',
    }
    const configuration: Configuration = { folder: '/', targets: {}, clients: {}, options: {} }
    const hub = await selected('inbox', 'inbox', 'base-url')
    const [target] = await completeTargets([hub], configuration, { baseUrl: 'http://127.0.0.1:1' }, env)
    expect(target).toMatchObject({
      name: 'inbox',
      providerStatesUrl: 'http://127.0.0.1:1/states',
      settings: { pushSecret: 's', vendors: ['3shape', 'medit-link'], companies: [{ companyId: 'a', tokens: ['t'] }] },
      secrets: { pushSecret: 's', 'companies[0].tokens[0]': 't' },
    })
  })

  test('that does not fit is told by its variable', async () => {
    const env = { BITEWING_ACCOUNT_COMPANY_ID: 'hunter2', BITEWING_ACCOUNT_USER: 'd', BITEWING_WAIVERS: '{hunter2' }
    await expect(resolve(['itero'], {}, { baseUrl: 'http://127.0.0.1:1' }, env)).rejects.toThrow(
      'BITEWING_WAIVERS: expected a list of waivers as JSON, found a text that cannot be read so',
    )
    const { BITEWING_WAIVERS: _, ...rest } = env
    await expect(resolve(['itero'], {}, { baseUrl: 'http://127.0.0.1:1' }, rest)).rejects.toThrow(
      'targets.itero.account.companyId: expected a whole number, found the value of BITEWING_ACCOUNT_COMPANY_ID',
    )
  })

  test('never sends one account to two servers', async () => {
    const env = { BITEWING_ACCOUNT_PASSWORD: 'p' }
    await expect(resolve(['itero'], { a: STAGING, b: STAGING }, {}, env)).rejects.toThrow(
      'BITEWING_ACCOUNT_PASSWORD: it sets a key of one target, and there are a and b. Choose one of them, or use a variable for each in the configuration',
    )
    expect(await resolve(['a'], { a: STAGING, b: STAGING }, {}, env)).toHaveLength(1)
  })

  test('a variable that is probably misspelt is noticed', () => {
    expect(
      strayVariables({ BITEWING_BASEURL: 'x', BITEWING_STAGING_TOKEN: 'x', BITEWING_SEED: '1', HOME: '/' }),
    ).toEqual([{ name: 'BITEWING_BASEURL', meant: 'BITEWING_BASE_URL' }])
  })

  test('has a variable of its own for every key, and no two of a profile share one', () => {
    for (const profile of BUILT_IN) {
      const names = settingVariables(profile).map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
    }
    expect(settingVariables(builtIn('itero')!).map(({ name }) => name)).toContain(
      'BITEWING_SECOND_ACCOUNT_SCANNER_SERIAL_NUMBER',
    )
  })
})

describe('the command line', () => {
  test('goes over file and environment', async () => {
    const staging = { ...STAGING, rateLimit: { cases: 10, windowSeconds: 60 } }
    const [target] = await resolve(
      ['staging'],
      { staging },
      { rateLimit: { cases: 10, windowSeconds: 2 }, allowWrites: true },
    )
    expect(target).toMatchObject({ rateLimit: { cases: 10, windowSeconds: 2 }, allowWrites: true })
  })

  test('cannot scale a limit that there is not', async () => {
    const booking = { profile: 'opus', baseUrl: 'http://127.0.0.1:1' }
    await expect(resolve(['booking'], { booking }, { rateLimit: { cases: 1, windowSeconds: 1 } })).rejects.toThrow(
      '--rate-limit: opus has no rate limit',
    )
  })
})

describe('writes', () => {
  const allowed = async (target: Partial<RawTarget>, options: TargetOptions = {}) =>
    (await resolve(['staging'], { staging: { ...STAGING, ...target } }, options))[0]!.allowWrites

  test('are allowed on loopback alone, unless it is said otherwise', async () => {
    expect(await allowed({})).toBe(false)
    expect(await allowed({ baseUrl: 'http://127.8.0.1' })).toBe(true)
    expect(await allowed({ baseUrl: 'http://127.0.0.1', allowWrites: false })).toBe(false)
    expect(await allowed({ allowWrites: true })).toBe(true)
    expect(await allowed({ allowWrites: false }, { allowWrites: true })).toBe(true)
  })

  test('allowed on the server that the configuration names are not allowed on another', async () => {
    expect(await allowed({ allowWrites: true }, { baseUrl: 'https://staging.example/other' })).toBe(true)
    expect(await allowed({ allowWrites: true }, { baseUrl: 'https://production.example' })).toBe(false)
    expect(await allowed({ allowWrites: true, baseUrl: undefined }, { baseUrl: 'https://sandbox.example' })).toBe(true)
    expect(await allowed({ allowWrites: false }, { baseUrl: 'http://localhost:1' })).toBe(true)
  })
})

describe('URLs', () => {
  test.each([
    'http://127.0.0.1',
    'http://127.1:80',
    'https://localhost',
    'http://[::1]:8080',
    'http://127.255.255.254',
    'http://2130706433',
    'http://[::ffff:127.0.0.2]',
    'http://localhost.:80',
    'http://api.localhost',
  ])('%s is loopback', (url) => expect(isLoopback(url)).toBe(true))
  test.each([
    'http://128.0.0.1',
    'http://127.0.0.1.example',
    'http://localhost.example',
    'http://0.0.0.0',
    'http://[::2]',
    'http://mylocalhost',
    'http://[::ffff:128.0.0.1]',
  ])('%s is not', (url) => expect(isLoopback(url)).toBe(false))

  test.each([
    ['https://user:hunter2@h/x', 'a URL without user and password in it', '"https://…@h/x"'],
    ['https://hunter2@h', 'a URL without user and password in it', '"https://…@h"'],
    ['user:hunter2@h', 'an http or https URL', '"…@h"'],
    ['https//user:hunter2@h', 'a URL such as http://127.0.0.1:8080', '"https//…@h"'],
    ['ftp://h', 'an http or https URL', '"ftp://h"'],
    ['https://h?key=hunter2', 'a URL without query and fragment', '"https://h?…"'],
    ['https://h#hunter2', 'a URL without query and fragment', '"https://h?…"'],
    ['staging', 'a URL such as http://127.0.0.1:8080', '"staging"'],
  ])('%s is refused, and no secret of it is shown', (url, expected, shown) => {
    expect(urlFault(url)).toEqual({ expected, shown })
  })

  test('that will do are taken', () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['http', 'https'] }), (url) => void expect(urlFault(url)).toBeUndefined()),
    )
  })
})

describe('the schema', () => {
  test.each(PROFILES)('the configuration of the %s mock fits it', async (profile) => {
    const mock = await startMock(profile)
    try {
      const written = JSON.parse(JSON.stringify({ targets: { [profile]: mock.target } }))
      const schema = targetSchema(builtIn(profile)!)
      expect(await validate(written.targets[profile], undefined, undefined, schema)).toEqual([])
      const [asLive] = await resolve([profile], written.targets)
      const { kind, ...rest } = mockTarget(mock, await findProfile(profile, '/'), {})
      expect(kind).toBe('mock')
      expect({ ...asLive, kind }).toEqual({ kind, ...JSON.parse(JSON.stringify(rest)) })
    } finally {
      await mock.close()
    }
  })
})

describe('a value that cannot be sent', () => {
  const HUB: RawTarget = {
    profile: 'inbox',
    baseUrl: 'https://hub.example',
    companies: [{ companyId: '1', tokens: ['t'] }],
  }
  const BOOKING: RawTarget = { profile: 'opus', baseUrl: 'https://booking.example' }

  test.each<[string, string, RawTarget]>([
    ['a line break', 'apiKey', { ...BOOKING, apiKey: 'key\n' }],
    ['a letter outside Latin-1', 'apiKey', { ...BOOKING, apiKey: 'ключ' }],
    ['a space around it', 'apiKey', { ...BOOKING, apiKey: ' key' }],
    ['a carriage return', 'pushSecret', { ...HUB, pushSecret: 'x\r' }],
    ['a NUL', 'companies[0].tokens[0]', { ...HUB, companies: [{ companyId: '1', tokens: ['a\0b'] }] }],
    ['half a letter', 'companies[0].companyId', { ...HUB, companies: [{ companyId: '\ud800', tokens: ['t'] }] }],
    ['a colon in a user name', 'account.user', { ...STAGING, account: { ...ACCOUNT, user: 'the:doctor' } }],
    ['a line break in a password', 'account.password', { ...STAGING, account: { ...ACCOUNT, password: 'hunter2\n' } }],
    ['a space in a path', 'paths.createNewOrder', { ...STAGING, paths: { createNewOrder: '/a b' } }],
  ])('for %s is told by its key, and a secret is not shown', async (_, key, target) => {
    const told = await resolve(['one'], { one: target }).catch((error: Error) => error.message)
    expect(told).toMatch(/^bitewing\.config\.json is not valid \(1 problem\)\ntargets\.one\./)
    expect(told).toContain(`targets.one.${key}: expected `)
    expect(told).not.toContain('hunter2')
  })

  test('is none for what Basic credentials and Latin-1 carry', async () => {
    const account = { ...ACCOUNT, user: 'dr. Łukasz', password: 'Ключ: öffne dich' }
    await expect(resolve(['one'], { one: { ...STAGING, account } })).resolves.toHaveLength(1)
    await expect(resolve(['one'], { one: { ...BOOKING, apiKey: 'nøkkel 1' } })).resolves.toHaveLength(1)
  })

  test('may come from the environment', async () => {
    await expect(resolve(['one'], { one: BOOKING }, {}, { BITEWING_API_KEY: 'key\n' })).rejects.toThrow(
      /^targets\.one\.apiKey: expected a text that a header can carry .*, found the value of BITEWING_API_KEY$/m,
    )
  })
})
