import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExchangeRequest } from '../engine/exchange.ts'
import { curl } from '../reports/curl.ts'
import { variablesIn } from '../reports/placeholders.ts'
import { undiciScript } from '../reports/undici-script.ts'
import { ACTIVE, HOSTILE } from './fixtures/hostile-report.ts'

const url = 'https://scanner.example.test/api/v1/order/create-new-order'
const request = (rest: Partial<ExchangeRequest>): ExchangeRequest => ({
  method: 'POST',
  url,
  headers: {},
  body: null,
  ...rest,
})

const env = {
  PATH: process.env.PATH,
  BITEWING_ACCOUNT_USER: 'demo',
  BITEWING_ACCOUNT_PASSWORD: "p' $x",
  BITEWING_API_KEY: 'k"1',
  BITEWING_PUSH_SECRET: 's',
}

/** The arguments that a real shell hands to curl, and what curl is given to read. */
function shell(command: string): { args: string[]; input: string } {
  const stub = 'curl() { printf "%s\\0" "$#" "$@"; case "$*" in *"@-"*) cat;; esac; }'
  const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', `${stub}\n${command}`], { env })
  expect(stderr.toString()).toBe('')
  expect(status).toBe(0)
  const [count, ...rest] = stdout.toString().split('\0')
  return { args: rest.slice(0, Number(count)), input: rest.slice(Number(count)).join('\0') }
}

describe('curl', () => {
  it('takes the variables that the configuration names, and says which are needed', () => {
    const variables = { apiKey: 'OPUS_API_KEY', 'account.password': 'SCANNER_PASSWORD' }
    const keyed = request({ headers: { api_key: '[redacted:apiKey]' } })
    expect(curl(keyed, variables)).toContain(`'api_key: '"$OPUS_API_KEY"`)
    expect(undiciScript(keyed, variables)).toContain("'api_key': env('OPUS_API_KEY')")
    expect(variablesIn(keyed, variables)).toEqual(['OPUS_API_KEY'])
    expect(variablesIn(keyed, {})).toEqual(['BITEWING_API_KEY'])
    const basic = request({ headers: { authorization: 'Basic [redacted:account.password]' } })
    expect(curl(basic, variables)).toContain('--user "$BITEWING_ACCOUNT_USER:$SCANNER_PASSWORD"')
    expect(variablesIn(basic, variables)).toEqual(['BITEWING_ACCOUNT_USER', 'SCANNER_PASSWORD'])
  })

  it('reads well where nothing is strange', () => {
    const headers = {
      host: 'scanner.example.test',
      authorization: 'Basic [redacted:account.user:account.password]',
      'content-type': 'application/json',
      'content-length': '14',
    }
    expect(curl(request({ headers, body: '{"notes":"it\'s"}' }))).toBe(
      [
        'curl --include \\',
        '  --request POST \\',
        '  --user "$BITEWING_ACCOUNT_USER:$BITEWING_ACCOUNT_PASSWORD" \\',
        "  --header 'content-type: application/json' \\",
        "  --data-raw '{\"notes\":\"it'\\''s\"}' \\",
        `  ${url}`,
      ].join('\n'),
    )
  })

  it('puts secrets in by shell variables, wherever they stand', () => {
    const command = curl(
      request({
        method: 'GET',
        url: `${url}?key=[redacted:apiKey]&x=1`,
        headers: { 'x-push-secret': 'Bearer [redacted:pushSecret]' },
      }),
    )
    expect(command).toContain(`'x-push-secret: Bearer '"$BITEWING_PUSH_SECRET"`)
    const { args } = shell(command)
    expect(args).toContain(`${url}?key=k"1&x=1`)
    expect(
      shell(curl(request({ headers: { authorization: 'Basic [redacted:account.user:account.password]' } }))).args,
    ).toContain("demo:p' $x")
  })

  it('makes the base64 of a pair where curl does not, and says in words what is no key', () => {
    const user = (authorization: string) => shell(curl(request({ headers: { authorization } }))).args
    expect(user('Basic [redacted:account.password]')).toContain("demo:p' $x")
    expect(user('Basic [redacted:account.user:another password]')).toContain('demo:<another password>')
    expect(user('Basic [redacted:an unknown user:account.password]')).toContain("<an unknown user>:p' $x")
    expect(user('Basic [redacted:`id` "$(id)":account.password]')).toContain("<id id>:p' $x")
    const pair = Buffer.from("demo:p' $x").toString('base64')
    expect(user('Bearer [redacted:account.user:account.password]')).toContain(`authorization: Bearer ${pair}`)
  })

  it('sends a body without a content type without one', () => {
    expect(shell(curl(request({ body: '{}' }))).args).toEqual([
      '--include',
      '--request',
      'POST',
      '--header',
      'content-type:',
      '--data-raw',
      '{}',
      url,
    ])
  })

  it('keeps curl from reading brackets and dots in a URL', () => {
    expect(curl(request({ method: 'GET', url: `${url}?ids[]=1` }))).toContain('--globoff')
    expect(curl(request({ method: 'GET', url: 'https://scanner.example.test/a/../b' }))).toContain('--path-as-is')
  })

  it('hands any text to curl as it was, and prints nothing active', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.constant(HOSTILE))
    const whole = text.map((one) => one.replaceAll('\0', '').replace(/\p{Cs}/gu, ''))
    fc.assert(
      fc.property(whole, whole, (body, header) => {
        const value = `v${header.replace(/[\r\n]/g, '')}`
        const command = curl(request({ headers: { 'content-type': 'text/plain', 'x-note': value }, body }))
        expect(command.replaceAll('\n', '')).not.toMatch(ACTIVE)
        const { args } = shell(command)
        expect(args.slice(-3)).toEqual(['--data-raw', body, url])
        expect(args).toContain(`x-note: ${value}`)
      }),
      { numRuns: 60 },
    )
  })

  it('pipes a body with a NUL, which no argument can hold', () => {
    const body = '-n 100%\0\\0\n"\'end'
    const { args, input } = shell(curl(request({ headers: { 'content-type': 'text/plain' }, body })))
    expect(args.slice(-3)).toEqual(['--data-binary', '@-', url])
    expect(input).toBe(body)
  })
})
