import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ExchangeRequest } from '../engine/exchange.ts'
import { curl } from '../reports/curl.ts'
import { undiciScript } from '../reports/undici-script.ts'
import { ACTIVE, HOSTILE } from './fixtures/hostile-report.ts'
import { DOCTOR, newOrder, openMock } from './mock-itero-client.ts'
import { httpServer } from './support/servers.ts'

const [user, password] = DOCTOR.split(':')
const env = { PATH: process.env.PATH, BITEWING_ACCOUNT_USER: user, BITEWING_ACCOUNT_PASSWORD: password }

/** What a program prints that is given the text to read; undici is found from this folder, as where it is installed. */
async function printed(program: string, args: string[], input: string): Promise<string> {
  const child = spawn(program, args, { cwd: fileURLToPath(new URL('..', import.meta.url)), env })
  child.stdin.end(input)
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return stdout + stderr
}

const run = {
  curl: (request: ExchangeRequest) =>
    printed('bash', ['--norc', '-c', curl(request).replace('curl ', 'curl --silent ')], ''),
  undici: (request: ExchangeRequest) => printed(process.execPath, ['--input-type=module'], undiciScript(request)),
}

describe.each(Object.entries(run))('a request repeated by %s', (_, repeat) => {
  it('is taken by the server that took it, with the secrets of the environment', async () => {
    const { baseUrl } = (await openMock()).mock
    const request: ExchangeRequest = {
      method: 'POST',
      url: `${baseUrl}/api/v1/order/create-new-order`,
      headers: {
        host: 'elsewhere.example.test',
        authorization: 'Basic [redacted:account.user:account.password]',
        'content-type': 'application/json',
        'content-length': '9999',
      },
      body: JSON.stringify(newOrder({ notes: "Åsa's “bite”: 100 % \\n $(id)" })),
    }
    const answer = await repeat(request)
    expect(answer).toMatch(/^(HTTP\/1\.1 )?200 /)
    expect(answer).toContain('"orderCode"')
    const refused = await repeat({
      ...request,
      headers: { ...request.headers, authorization: 'Basic [redacted:account.user:a wrong password]' },
    })
    expect(refused).toMatch(/^(HTTP\/1\.1 )?401 /)
  })

  it('arrives as it was sent', async () => {
    const arrived: { method?: string; url?: string; headers: NodeJS.Dict<string | string[]>; body: string }[] = []
    const server = await httpServer(async (message, response) => {
      arrived.push({ method: message.method, url: message.url, headers: message.headers, body: await text(message) })
      response.end('ok')
    })
    onTestFinished(() => server[Symbol.asyncDispose]())
    const body = `{"a":"'\\"\\\\ \u2028 \u202e €","b":"\${x}"}`
    const url = `${server.baseUrl}/a/b?ids[]=1&q=%20x$(y)`
    await repeat({ method: 'PUT', url, headers: { 'content-type': 'text/plain', 'x-note': '"$HOME" \\' }, body })
    await repeat({ method: 'GET', url, headers: { accept: '*/*' }, body: null })
    expect(arrived).toMatchObject([
      {
        method: 'PUT',
        url: '/a/b?ids[]=1&q=%20x$(y)',
        headers: { 'content-type': 'text/plain', 'x-note': '"$HOME" \\' },
        body,
      },
      { method: 'GET', url: '/a/b?ids[]=1&q=%20x$(y)', body: '' },
    ])
    expect(arrived[1]!.headers['content-type']).toBeUndefined()
  })
})

/** What a script hands to undici. */
async function handed(request: ExchangeRequest, environment: Record<string, string> = {}): Promise<unknown[]> {
  const calls: unknown[][] = []
  const send = async (...call: unknown[]) => {
    calls.push(call)
    return { statusCode: 200, headers: {}, body: { text: async () => '' } }
  }
  const script = undiciScript(request).replace("import { request } from 'undici'\n", '')
  const AsyncFunction = (async () => {}).constructor as new (
    ...parts: string[]
  ) => (...values: unknown[]) => Promise<void>
  await new AsyncFunction('request', 'process', 'console', script)(send, { env: environment }, { log: () => {} })
  expect(calls).toHaveLength(1)
  return calls[0]!
}

describe('an undici script', () => {
  const url = 'https://scanner.example.test/api/v1/order/create-new-order'

  it('reads well where nothing is strange', () => {
    const headers = {
      host: 'scanner.example.test',
      authorization: 'Basic [redacted:account.user:account.password]',
      'content-type': 'application/json',
    }
    expect(undiciScript({ method: 'POST', url, headers, body: '{"notes":"it\'s"}' })).toBe(
      [
        '// npm install undici, then: node repeat.mjs',
        "import { request } from 'undici'",
        '',
        'const env = (name) => {',
        "  if (process.env[name] === undefined) throw new Error(name + ' is not set')",
        '  return process.env[name]',
        '}',
        '',
        `const { statusCode, headers, body } = await request('${url}', {`,
        "  method: 'POST',",
        '  headers: {',
        "    'authorization': 'Basic ' + Buffer.from(env('BITEWING_ACCOUNT_USER') + ':' + env('BITEWING_ACCOUNT_PASSWORD')).toString('base64'),",
        "    'content-type': 'application/json',",
        '  },',
        '  body: \'{"notes":"it\\\'s"}\',',
        '})',
        'console.log(statusCode, headers)',
        'console.log(await body.text())',
      ].join('\n'),
    )
  })

  it('puts secrets in wherever they stand, and names the one that is not set', async () => {
    const request = {
      method: 'GET',
      url: `${url}?key=[redacted:apiKey]&x=1`,
      headers: { 'x-push-secret': 'Bearer [redacted:pushSecret]', 'x-pair': '[redacted:a:account.password]' },
      body: null,
    }
    const environment = {
      BITEWING_API_KEY: "k'1",
      BITEWING_PUSH_SECRET: 's',
      BITEWING_A: 'a',
      BITEWING_ACCOUNT_PASSWORD: 'p',
    }
    expect(await handed(request, environment)).toEqual([
      `${url}?key=k'1&x=1`,
      { method: 'GET', headers: { 'x-push-secret': 'Bearer s', 'x-pair': Buffer.from('a:p').toString('base64') } },
    ])
    await expect(handed(request, { BITEWING_API_KEY: 'k' })).rejects.toThrow('BITEWING_PUSH_SECRET is not set')
  })

  it('hands any text on as it was, and prints nothing active', async () => {
    const any = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.constant(HOSTILE))
    await fc.assert(
      fc.asyncProperty(any, any, async (body, header) => {
        const request = { method: 'POST', url: `${url}?${header}`, headers: { 'x-note': header }, body }
        expect(undiciScript(request).replaceAll('\n', '')).not.toMatch(ACTIVE)
        expect(await handed(request)).toEqual([request.url, { method: 'POST', headers: request.headers, body }])
      }),
    )
  })
})
