import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { validate } from '../cli/config/validate.ts'
import { PROFILES } from '../profiles/index.ts'
import { startMock } from '../profiles/mock.ts'
import { command, inFolder } from './fixtures/command.ts'
import { httpServer } from './support/servers.ts'

/** Serves this status to everything, and tells what was asked. */
async function withServer<Result>(
  status: number,
  use: (baseUrl: string, asked: string[]) => Promise<Result>,
): Promise<Result> {
  const asked: string[] = []
  const server = createServer(({ method, url, headers }, response) => {
    asked.push([method, url, headers.api_key, headers.authorization].filter(Boolean).join(' '))
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked)
  } finally {
    await new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    })
  }
}

describe('init', () => {
  test('writes a configuration that is valid, and tells what to set', () =>
    inFolder({}, async (cwd) => {
      const { status, stderr } = await command(['init'], { cwd })
      const text = readFileSync(join(cwd, 'bitewing.config.json'), 'utf8')
      expect(status).toBe(0)
      expect(await validate(JSON.parse(text))).toEqual([])
      expect(Object.keys(JSON.parse(text).targets)).toEqual(PROFILES)
      const variables = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name!)
      for (const name of variables) expect(stderr).toContain(name)
      const env = Object.fromEntries(
        variables.map((name) => [name, name.endsWith('_URL') ? 'http://127.0.0.1:1' : '1']),
      )
      expect((await command(['run', 'itero'], { cwd, env })).status).toBe(0)
    }))

  test('takes profiles, and refuses what is none', () =>
    inFolder({}, async (cwd) => {
      expect(await command(['init', 'itreo'], { cwd })).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('found "itreo". Did you mean "itero"?'),
      })
      expect((await command(['init', 'itero'], { cwd })).status).toBe(0)
      expect(Object.keys(JSON.parse(readFileSync(join(cwd, 'bitewing.config.json'), 'utf8')).targets)).toEqual([
        'itero',
      ])
    }))

  test.each(['bitewing.config.json', 'bitewing.config.ts'])('overwrites nothing: %s', (name) =>
    inFolder({ [name]: 'mine' }, async (cwd) => {
      expect(await command(['init'], { cwd })).toEqual({
        status: 2,
        stdout: '',
        stderr: `error: ${name}: it is there already, and is not overwritten. Delete it, or add to it\n`,
      })
      expect(readFileSync(join(cwd, name), 'utf8')).toBe('mine')
    }),
  )
})

describe('doctor', () => {
  const files = (targets: object) => ({ 'bitewing.config.json': { targets } })

  test('sends a mock one GET, and names the keys that are not set', async () => {
    const mock = await startMock('itero')
    try {
      await inFolder(
        files({ scanner: { ...mock.target, secondAccount: undefined, providerStatesUrl: undefined } }),
        async (cwd) => {
          const { status, stdout, stderr } = await command(['doctor'], { cwd })
          expect([status, stdout]).toEqual([0, ''])
          expect(stderr.replace(/in \d+ ms/, 'in 5 ms')).toBe(
            `ok    bitewing.config.json is valid
ok    scanner: GET /api/v1/presets/available-procedure-maps answers 200 in 5 ms
note  scanner: not set, and the rules that need them are inconclusive: secondAccount
`,
          )
        },
      )
    } finally {
      await mock.close()
    }
  })

  test('does not call a configuration valid whose variables are not set', () =>
    inFolder(files({ booking: { profile: 'opus', baseUrl: `\${NOWHERE_SET}` } }), async (cwd) => {
      const { status, stderr } = await command(['doctor'], { cwd })
      expect(status).toBe(2)
      expect(stderr).toMatch(/^error: bitewing\.config\.json is not valid/)
    }))

  test('asks with the credentials that there are, and nothing else', () =>
    withServer(200, async (baseUrl, asked) => {
      const targets = {
        scanner: { profile: 'itero', baseUrl, paths: { getAvailableProcedureMaps: '/maps' } },
        booking: { profile: 'opus', baseUrl, apiKey: 'the-key' },
        hub: { profile: 'inbox', baseUrl: `${baseUrl}/`, companies: [{ companyId: 'a/b', tokens: ['the-token'] }] },
      }
      await inFolder(files(targets), async (cwd) => {
        const { status, stderr } = await command(['doctor', '--timeout', '5s'], { cwd })
        expect(status).toBe(0)
        expect(stderr).not.toMatch(/the-key|the-token/)
        expect(stderr).toMatch(
          /note {2}booking: not set, .*: providerStatesUrl \(where "the backend service cannot be reached" can be set up\)\n/,
        )
      })
      expect(asked.sort()).toEqual([
        'GET /api/v1/companies/a%2Fb/inboxes Bearer the-token',
        'GET /api/v1/treatment the-key',
        'GET /maps',
      ])
    }))

  test('a server that refuses is told, one that is asked without credentials may', () =>
    withServer(401, (baseUrl) =>
      inFolder(
        files({ refused: { profile: 'opus', baseUrl, apiKey: 'wrong' }, asked: { profile: 'opus', baseUrl } }),
        async (cwd) => {
          const { status, stderr } = await command(['doctor'], { cwd })
          expect(status).toBe(3)
          expect(stderr).toMatch(/^fail {2}refused: GET \/api\/v1\/treatment answers 401 in \d+ ms, not 200 or 404$/m)
          expect(stderr).toMatch(
            /^ok {4}asked: GET \/api\/v1\/treatment answers 401 in \d+ ms \(asked without credentials\)$/m,
          )
          expect((await command(['doctor', 'asked'], { cwd })).status).toBe(0)
        },
      ),
    ))

  test.each<[string, number, Record<string, string>, string, RegExp]>([
    [
      'a sign-in page',
      200,
      { 'content-type': 'text/html' },
      '<h1>Sign in</h1>',
      /, with what is no JSON \(text\/html\)/,
    ],
    [
      'a redirect',
      308,
      { location: 'https://there.test/' },
      '',
      / answers 308, and Location https:\/\/there\.test\/ in /,
    ],
  ])('%s is not well, whether or not it was asked with credentials', async (_, status, headers, body, told) => {
    await using server = await httpServer((_request, response) => response.writeHead(status, headers).end(body))
    const { baseUrl } = server
    const targets = { asked: { profile: 'opus', baseUrl }, known: { profile: 'opus', baseUrl, apiKey: 'key' } }
    await inFolder(files(targets), async (cwd) => {
      const { status, stderr } = await command(['doctor'], { cwd })
      expect(status).toBe(3)
      expect(stderr.split('\n').filter((line) => line.startsWith('fail  ') && told.test(line))).toHaveLength(2)
    })
  })

  test('a server that is not there is told, and its secrets are not', async () => {
    const gone = await withServer(200, async (baseUrl) => baseUrl)
    await inFolder(files({ booking: { profile: 'opus', baseUrl: gone, apiKey: 'hunter2-hunter2' } }), async (cwd) => {
      const { status, stderr } = await command(['doctor'], { cwd })
      expect(status).toBe(3)
      expect(stderr).toContain(`fail  booking: ${gone} does not answer: `)
      expect(stderr).not.toContain('hunter2')
    })
  })

  test('a wrong configuration is 2, and sends nothing', () =>
    withServer(200, (baseUrl, asked) =>
      inFolder(files({ booking: { profile: 'opus', baseUrl, key: 'x' } }), async (cwd) => {
        expect((await command(['doctor'], { cwd })).status).toBe(2)
        expect(asked).toEqual([])
      }),
    ))

  test('without a configuration there is nothing to reach', () =>
    inFolder({}, async (cwd) => {
      const { status, stderr } = await command(['doctor'], { cwd })
      expect(status).toBe(0)
      expect(stderr).toContain('ok    itero: nothing is configured, the embedded mock is judged\n')
    }))
})
