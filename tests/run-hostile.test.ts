import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Exchange } from '../engine/exchange.ts'
import { accountsOf, defaultData } from '../targets/mock/itero/data.ts'
import { inFolder } from './fixtures/command.ts'
import { BuiltCommand } from './support/built.ts'
import { httpServer } from './support/servers.ts'

const MEGABYTE = Buffer.alloc(1024 * 1024, ' ')

/** Writes a body of so many megabytes, or without an end, as fast as it is read. */
const megabytes = (count: number) => (response: ServerResponse) => {
  let left = count
  const write = (): void => {
    while (left-- > 0) if (!response.write(MEGABYTE)) return void response.once('drain', write)
    response.end('[]')
  }
  write()
}

const list = (count: number, one: (nth: number) => string): string =>
  Array.from({ length: count }, (_, nth) => one(nth)).join()
const map = (nth: number): string =>
  `{"procedureMapId":${nth},"description":"","note":null,"caseType":null,"procedure":"Invisalign","type":null,"sendTo":"N/A"}`

type Answer = string | ((response: ServerResponse) => void)
/** What is said of each in the evidence; of what is just small enough to be read, nothing. */
const BODIES: [what: string, body: Answer, told: RegExp | undefined][] = [
  ['50 MB', megabytes(50), /^only the first 16 kB are kept of .*: no more than [\d.]+ (k|M)B of an answer are read$/],
  ['without an end', megabytes(Number.POSITIVE_INFINITY), /^only the first 16 kB are kept of more than .* are read$/],
  ['100,000 levels', '['.repeat(100_000) + ']'.repeat(100_000), /JSON of more than 64 levels is not read$/],
  [
    '1,000,000 keys',
    `{${list(1_000_000, (nth) => `"k${nth}":0`)}}`,
    /no more than|more than 200,000 values is not read$/,
  ],
  ['1,000,000 elements', `[${list(1_000_000, String)}]`, /no more than|more than 200,000 values is not read$/],
  ['100,000 maps', `{"procedureMaps":[${list(100_000, map)}]}`, /no more than|more than 200,000 values is not read$/],
  ['180,000 keys', `{${list(180_000, (nth) => `"k${nth}":0`)}}`, undefined],
]

/** Says on the standard error what the process came to, in kB. (Its `maxRSS` is at least that of the process that started it.) */
const TELLS_SIZE = encodeURIComponent(`
  import { existsSync, readFileSync } from 'node:fs'
  const status = '/proc/self/status'
  process.on('exit', () => {
    const peak = existsSync(status) ? /VmHWM:\\s+(\\d+)/.exec(readFileSync(status, 'utf8'))[1] : process.resourceUsage().maxRSS
    console.error('peak', peak)
  })
`)
const MOST_MEGABYTES = 400

const STATES = '/provider-states'
const TARGETS: Record<string, (baseUrl: string) => object> = {
  itero: () => ({ ...accountsOf(defaultData), rateLimit: { cases: 10, windowSeconds: 1 } }),
  opus: () => ({ apiKey: 'synthetic-key-0001' }),
  // Without states it is asked for too little.
  inbox: (baseUrl) => ({
    providerStatesUrl: baseUrl + STATES,
    companies: [
      { companyId: 'one', tokens: ['synthetic-token-0001', 'synthetic-token-0002'] },
      { companyId: 'two', tokens: ['synthetic-token-0003'] },
    ],
  }),
}

/** Each answer is another one of them, so that a run has all. */
test.each(Object.entries(TARGETS))(
  'a whole run on a target of %s whose answers are enormous ends, tells so, and stays small',
  async (profile, settings) => {
    let asked = 0
    await using server = await httpServer((request, response) => {
      request.resume()
      response.on('error', () => {})
      if (request.url === STATES) return void response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      const [, body] = BODIES[asked++ % BODIES.length]!
      response.writeHead(request.method === 'GET' ? 200 : 400, { 'content-type': 'application/json' })
      if (typeof body === 'string') response.end(body)
      else body(response)
    })
    const { baseUrl } = server
    const config = { targets: { [profile]: { profile, baseUrl, ...settings(baseUrl) } } }
    await inFolder({ 'bitewing.config.json': config }, async (folder) => {
      const env = { NODE_OPTIONS: `--import=data:text/javascript,${TELLS_SIZE}` }
      await using run = new BuiltCommand(['run', profile, '--out', 'out'], folder, env)
      expect([0, 1, 3]).toContain(await run.status)
      const sizes = [...run.stderr.matchAll(/^peak (\d+)$/gm)].map(([, kB]) => Number(kB) / 1024)
      expect(sizes.length).toBeGreaterThan(0)
      expect(Math.max(...sizes)).toBeLessThan(MOST_MEGABYTES)
      const notes = readFileSync(join(folder, 'out/exchanges.ndjson'), 'utf8')
        .trimEnd()
        .split('\n')
        .flatMap((line) => (JSON.parse(line) as Exchange).notes ?? [])
      for (const told of BODIES.flatMap(([, , regexp]) => regexp ?? [])) {
        expect(notes).toEqual(expect.arrayContaining([expect.stringMatching(told)]))
      }
      expect(run.stderr).not.toContain('Warning')
    })
  },
)
