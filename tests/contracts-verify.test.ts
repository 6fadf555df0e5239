import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test, vi } from 'vitest'
import { parts } from '../cli/parts.ts'
import { inSegments } from '../contracts/verification/credentials.ts'
import type { Exchange } from '../engine/exchange.ts'
import type { RunningMock } from '../engine/mock.ts'
import type { Target } from '../engine/target.ts'
import { startMock } from '../profiles/mock.ts'
import type { Report } from '../reports/model.ts'
import { command, fakeParts, inFolder, type Setting } from './fixtures/command.ts'
import { ownPact } from './support/contracts.ts'
import { httpServer, proxyTo } from './support/servers.ts'

const schema = JSON.parse(readFileSync(new URL('../reports/report.schema.json', import.meta.url), 'utf8'))
const isReport = new Ajv2020({ strict: false, validateFormats: false }).compile(schema)

/** The command on real mocks; reports are written as JSON and JUnit, which need no built page. */
const verify = (args: string[], cwd: string, setting: Setting = {}) =>
  command(['contracts', 'verify', ...args, '--out', 'out', '--report', 'json,junit'], {
    cwd,
    ...setting,
    parts: { startMock: parts.startMock, ...setting.parts },
  })

const readReport = (folder: string): Report => JSON.parse(readFileSync(join(folder, 'out/report.json'), 'utf8'))
const outcomes = ({ targets }: Report) =>
  targets.flatMap(({ contracts }) => contracts!.pacts.flatMap(({ interactions }) => interactions))

/** A configuration of one target, `staging`, for a mock that stands for a live server. */
const configurationFor = (mock: RunningMock, more: object = {}) => ({
  'bitewing.config.json': { targets: { staging: { ...mock.target, ...more } } },
})

async function withMock<Result>(
  profile: string,
  options: Parameters<typeof startMock>[1],
  use: (mock: RunningMock) => Promise<Result>,
): Promise<Result> {
  const mock = await startMock(profile, options)
  try {
    return await use(mock)
  } finally {
    await mock.close()
  }
}

/** A harness that finds this requirement broken, and all others kept. */
const judgedAs = (broken: string) => ({
  parts: fakeParts((id) => (id === broken ? { verdict: 'fail', expected: '401', actual: '200' } : {})).parts,
})

/** Two interactions of the pact with itero: one that is accepted, and one that is refused. */
const someOfItero = () =>
  ownPact('itero', ['a new order for a chairside map, with every optional field', 'a new order without credentials'])
    .pact

describe('bitewing contracts verify', () => {
  test('speaks to this machine directly, whatever proxy the environment has', () =>
    inFolder({ 'pact.json': someOfItero() }, async (cwd) => {
      for (const name of ['HTTP_PROXY', 'ALL_PROXY']) vi.stubEnv(name, 'http://127.0.0.1:9')
      try {
        expect(await verify(['itero', '--pact', 'pact.json'], cwd)).toMatchObject({ status: 0 })
      } finally {
        vi.unstubAllEnvs()
      }
    }))

  test('replays pacts on a server that an OpenAPI document describes, with the credentials that it asks for', () => {
    const asked = (description: string, path: string, status: number, more: object = {}) => ({
      type: 'Synchronous/HTTP',
      description,
      request: { method: 'GET', path },
      response: { status },
      ...more,
    })
    const interactions = [
      asked('a list', '/patients', 200),
      asked('a list, by its whole path', '/v1/patients', 200),
      asked('a list without a key', '/v1/patients', 401),
      asked('nobody', '/patients/1', 200, { providerStates: [{ name: 'there is a patient' }] }),
      asked('a list that is made', '/patients', 201),
    ]
    const metadata = { pactSpecification: { version: '4.0' } }
    const pact = { consumer: { name: 'partner' }, provider: { name: 'acme' }, interactions, metadata }
    const document = fileURLToPath(new URL('support/acme.yaml', import.meta.url))
    return inFolder({ 'pact.json': pact }, async (cwd) => {
      expect((await verify([document, '--pact', 'pact.json'], cwd)).status).toBe(3)
      const found = outcomes(readReport(cwd)).map(({ outcome, requirements }) => [outcome, requirements])
      const documented = ['acme/listPatients/status/documented']
      expect(found).toEqual([
        ['passed', documented],
        ['passed', documented],
        ['passed', documented],
        ['error', ['acme/getPatient/status/documented']],
        ['failed', documented],
      ])
    })
  })

  test('passes on the embedded mocks, tells people on stderr, and writes a report', () =>
    inFolder({}, async (folder) => {
      const { status, stdout, stderr } = await verify(['all'], folder)
      expect(stderr).toMatch(/itero: \d+ passed, of 1 pact\nopus: \d+ passed, of 1 pact\ninbox: \d+ passed, of 1 pact/)
      expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
      const report = readReport(folder)
      expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true)
      expect(new Set(outcomes(report).map(({ outcome }) => outcome))).toEqual(new Set(['passed']))
      const cited = outcomes(report).flatMap(({ exchanges }) => exchanges)
      const lines = readFileSync(join(folder, 'out/exchanges.ndjson'), 'utf8').trim().split('\n')
      const ids = lines.map((line) => (JSON.parse(line) as Exchange).id)
      expect(cited.filter((id) => !ids.includes(id))).toEqual([])
    }))

  test('fails the interaction that touches what a server does wrong, and names what differs', () =>
    withMock('itero', { defects: ['gender-0-refused'] }, (mock) =>
      inFolder(configurationFor(mock), async (folder) => {
        const { status, stderr } = await verify(['staging', '--json'], folder)
        expect(status).toBe(1)
        expect(stderr).toContain('failed a new order for a chairside map, with every optional field')
        const failed = outcomes(readReport(folder)).filter(({ outcome }) => outcome === 'failed')
        expect(
          failed.every(
            ({ requirements }) => requirements.includes('ITERO-GENDER-01') || requirements.includes('ITERO-LAB-02'),
          ),
        ).toBe(true)
        expect(failed[0]!.mismatches.join()).toContain('expected 200 but was 400')
        expect(readFileSync(join(folder, 'out/junit.xml'), 'utf8')).toContain('ITERO-GENDER-01')
      }),
    ))

  test('lays what came out beside the verdicts of a run in the same folder, and says where the two disagree', () =>
    inFolder({}, async (folder) => {
      await command(['run', 'itero', '--out', 'out', '--report', 'json'], { cwd: folder, ...judgedAs('ITERO-AUTH-01') })
      await verify(['itero'], folder)
      const { requirements, contracts } = readReport(folder).targets[0]!
      expect(requirements.length).toBeGreaterThan(100)
      expect(contracts!.disagreements).toEqual([
        {
          requirement: 'ITERO-AUTH-01',
          verdict: 'fail',
          interactions: ['a new order without credentials'],
          message: expect.stringContaining('every interaction that touches it passes'),
        },
      ])
      const exchanges = () => readFileSync(join(folder, 'out/exchanges.ndjson'), 'utf8').split('\n')
      const { length } = exchanges()
      await verify(['itero'], folder)
      expect(exchanges()).toHaveLength(length)
    }))

  test('puts credentials in, and leaves them in nothing that is written or printed', () =>
    withMock('opus', {}, (mock) =>
      inFolder(configurationFor(mock), async (folder) => {
        const { status, stdout, stderr } = await verify(['staging', '--json'], folder)
        expect(status).toBe(0)
        const key = mock.target.apiKey as string
        const files = ['report.json', 'junit.xml', 'exchanges.ndjson'].map((name) =>
          readFileSync(join(folder, 'out', name), 'utf8'),
        )
        for (const text of [stdout, stderr, ...files]) expect(text).not.toContain(key)
        expect(files[2]).toContain('[redacted:apiKey]')
      }),
    ))

  test('brings about what a server without provider states can be brought to by its API', () =>
    withMock('opus', {}, (mock) =>
      inFolder(configurationFor(mock, { providerStatesUrl: undefined }), async (folder) => {
        const { status } = await verify(['staging'], folder)
        const found = outcomes(readReport(folder))
        const tried = found.filter(({ states }) => !states.includes('the backend service cannot be reached'))
        expect(tried.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
        const others = found.filter((one) => !tried.includes(one))
        expect(new Set(others.map(({ outcome }) => outcome))).toEqual(new Set(['error']))
        expect(others[0]!.mismatches.join()).toContain('no provider states')
        expect(status).toBe(3)
      }),
    ))

  test('keeps to the rate limit of a server whose time cannot be moved', () =>
    withMock('itero', { clock: 'real', rateLimit: { cases: 10, windowSeconds: 2 } }, (mock) =>
      inFolder(configurationFor(mock, { providerStatesUrl: undefined }), async (folder) => {
        const { status, stderr } = await verify(['staging'], folder)
        expect(stderr).toMatch(/staging: \d+ passed, of 1 pact/)
        expect(status).toBe(0)
      }),
    ))

  test('waits where the limit of a server was used up before', () =>
    withMock('itero', { clock: 'real' }, async (mock) => {
      // As if somebody else had used the limit up just now: the first order is refused, and none after it.
      let orders = 0
      await using proxy = await proxyTo(mock.baseUrl, ({ path }) =>
        path.includes('create-new-order') && ++orders === 1 ? { status: 429, body: '{}' } : undefined,
      )
      const limited = { rateLimit: { cases: 10, windowSeconds: 0.4 } }
      const config = configurationFor(mock, { ...limited, baseUrl: proxy.baseUrl, providerStatesUrl: undefined })
      await inFolder({ ...config, 'pact.json': someOfItero() }, async (folder) => {
        const { status } = await verify(['staging', '--pact', 'pact.json'], folder)
        expect(status).toBe(0)
        const [order] = outcomes(readReport(folder))
        // The maps for its state, the order that was refused, and the one that was not.
        expect(order!.exchanges).toHaveLength(3)
      })
    }))

  test('does not ask a hub about a vendor that its configuration leaves out', () =>
    withMock('inbox', {}, (mock) =>
      inFolder(configurationFor(mock, { vendors: ['medit-link'] }), async (folder) => {
        expect((await verify(['staging'], folder)).status).toBe(3)
        const wanting = outcomes(readReport(folder)).filter(({ outcome }) => outcome !== 'passed')
        expect(new Set(wanting.map(({ outcome }) => outcome))).toEqual(new Set(['error']))
        for (const { mismatches } of wanting)
          expect(mismatches[0]).toMatch(/^it is about .+ among the configured vendors$/)
        expect(wanting.map(({ description }) => description)).toContain('a connection to a second vendor')
      }),
    ))

  test.each([
    ['c-1', '/api/v1/companies/c-1/cases'],
    ['c/ö 1', '/api/v1/companies/c%2F%C3%B6%201/cases'],
  ])('has the ID %s as one segment of a path', (companyId, path) => {
    const target = { settings: { companies: [{ companyId, tokens: [] }] } } as unknown as Target
    expect(inSegments(`/api/v1/companies/${encodeURI(companyId)}/cases`, target)).toBe(path)
  })

  test('asks for a path of the configuration where the target has another one', () =>
    withMock('itero', {}, async (mock) => {
      await using server = await httpServer((request, response) => {
        response.writeHead(307, { location: request.url }).end(request.url)
      })
      const more = {
        baseUrl: server.baseUrl,
        providerStatesUrl: mock.providerStatesUrl,
        paths: { createNewOrder: '/own/path' },
      }
      await inFolder({ ...configurationFor(mock, more), 'pact.json': someOfItero() }, async (folder) => {
        await verify(['staging', '--pact', 'pact.json'], folder)
        const sent = readFileSync(join(folder, 'out/exchanges.ndjson'), 'utf8').trim().split('\n')
        const orders = sent
          .map((line) => JSON.parse(line) as Exchange)
          .filter((one) => one.operation === 'createNewOrder')
        expect(orders.map(({ request }) => new URL(request.url).pathname)).toEqual(['/own/path', '/own/path'])
      })
    }))

  test('names the requirements of the document for a pact that names none', () => {
    const pact = someOfItero()
    const plain = { ...pact, interactions: pact.interactions.map(({ comments: _, ...one }) => one) }
    return inFolder({ 'pact.json': plain }, async (folder) => {
      const { status } = await verify(['itero', '--pact', 'pact.json'], folder)
      expect(status).toBe(0)
      const [created, refused] = outcomes(readReport(folder)).map(({ requirements }) => requirements)
      expect(created).toContain('ITERO-CODE-01')
      expect(refused).toContain('ITERO-AUTH-01')
    })
  })
})

describe('bad input', () => {
  const text = () => JSON.stringify(someOfItero())
  const bad: [what: string, files: Record<string, string>, pact: string, told: string][] = [
    ['broken JSON', { 'broken.json': '{"consumer":' }, 'broken.json', 'broken.json: is not JSON'],
    ['an empty file', { 'nothing.json': '' }, 'nothing.json', 'nothing.json: is empty'],
    ['JSON that is no pact', { 'list.json': '[]' }, 'list.json', 'list.json: is no pact'],
    ['a folder without pacts', { 'pacts/readme.txt': '' }, 'pacts', 'pacts: expected a folder with pacts in it'],
    ['nothing there', {}, 'nowhere.json', 'nowhere.json: expected a pact or a folder of pacts'],
    [
      'an old version',
      { 'old.json': text().replace('"version":"4.0"', '"version":"2.0.0"') },
      'old.json',
      'version 2.0.0',
    ],
    [
      'another profile',
      { 'one.json': text().replace('"name":"itero"', '"name":"opus"') },
      'one.json',
      'no pact has the provider itero',
    ],
    [
      'no interaction',
      { 'none.json': JSON.stringify({ ...someOfItero(), interactions: [] }) },
      'none.json',
      'has no interaction',
    ],
  ]

  test.each(bad)('%s is wrong usage, and nothing is sent', (_what, files, pact, told) =>
    inFolder(files, async (folder) => {
      const { status, stderr, stdout } = await verify(['itero', '--pact', pact], folder)
      expect(stderr).toContain(told)
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
      expect(existsSync(join(folder, 'out/report.json'))).toBe(false)
    }),
  )

  test('a provider state that the provider refuses is an error of its own, as text', () => {
    const pact = someOfItero()
    const [first, ...others] = pact.interactions
    const interactions = [{ ...first!, providerStates: [{ name: 'the moon is full \u001b[31m' }] }, ...others]
    return inFolder({ 'pact.json': { ...pact, interactions } }, async (folder) => {
      const { status, stderr } = await verify(['itero', '--pact', 'pact.json'], folder)
      expect(status).toBe(3)
      expect(stderr).toContain('the provider state "the moon is full \\x1b[31m" could not be brought about: 400')
      expect(stderr).not.toContain('\u001b')
      expect(outcomes(readReport(folder)).map(({ outcome }) => outcome)).toEqual(['error', 'passed'])
    })
  })

  test('what a provider sends comes to the terminal as text', async () => {
    await using server = await httpServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"procedureMaps":"\\u001b[2J<script>"}')
    })
    const { pact } = ownPact('itero', ['the available procedure maps'])
    await inFolder({ 'pact.json': pact }, async (folder) => {
      const { status, stderr } = await verify(['itero', '-u', server.baseUrl, '--pact', 'pact.json'], folder)
      expect(status).toBe(1)
      expect(stderr).toContain('\\x1b[2J')
      expect(stderr).not.toContain('\u001b')
    })
  })

  test('a provider that is not there', () =>
    inFolder({}, async (folder) => {
      const { status, stderr } = await verify(['itero', '-u', 'http://127.0.0.1:9'], folder)
      expect(status).toBe(3)
      expect(stderr).toContain('ECONNREFUSED')
      expect(outcomes(readReport(folder)).filter(({ outcome }) => outcome !== 'error')).toEqual([])
    }))

  test('an interaction that needs a plugin, or is of a type that is not replayed', () => {
    const pact = someOfItero()
    const [first, second] = pact.interactions
    const interactions = [
      { ...first!, pluginConfiguration: { csv: {} } },
      { ...second!, type: 'Synchronous/Messages' },
    ]
    return inFolder({ 'pact.json': { ...pact, interactions } }, async (folder) => {
      const { status } = await verify(['itero', '--pact', 'pact.json'], folder)
      expect(status).toBe(3)
      expect(outcomes(readReport(folder)).flatMap(({ mismatches }) => mismatches)).toEqual([
        expect.stringContaining('plugin'),
        expect.stringContaining('Synchronous/Messages'),
      ])
    })
  })

  test('writes are not sent to a host that is not loopback, unless they are allowed', () =>
    withMock('itero', {}, (mock) => {
      const more = { baseUrl: mock.baseUrl.replace('127.0.0.1', 'localhost'), allowWrites: false }
      return inFolder({ ...configurationFor(mock, more), 'pact.json': someOfItero() }, async (folder) => {
        const { status, stderr } = await verify(['staging', '--pact', 'pact.json'], folder)
        expect(status).toBe(3)
        expect(stderr).toContain('--allow-writes')
      })
    }))
})

describe('a broker', () => {
  /** A broker with one pact, as far as verification asks one. */
  const brokerWith = (pact: object, asked: { method: string; url: string; token?: string; body: string }[]) =>
    httpServer((request, response) => {
      const chunks: Buffer[] = []
      request
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          const { method = '', url = '', headers } = request
          const base = `http://${headers.host}`
          asked.push({ method, url, token: headers.authorization, body: Buffer.concat(chunks).toString() })
          const link = (href: string) => ({ href: base + href })
          const answers: Record<string, object> = {
            'GET /': {
              _links: { 'pb:provider-pacts-for-verification': link('/pacts/provider/{provider}/for-verification') },
            },
            'POST /pacts/provider/itero/for-verification': {
              _embedded: { pacts: [{ _links: { self: link('/pact') } }] },
            },
            'GET /pact': { ...pact, _links: { 'pb:publish-verification-results': link('/results') } },
            'PUT /pacticipants/itero/branches/main/versions/1': {},
            'POST /results': {},
          }
          const answer =
            answers[
              `${method} ${url.replace(/versions\/\w+$/, 'versions/1').replace(/branches\/[^/]+/, 'branches/main')}`
            ]
          response.writeHead(answer ? 200 : 404, { 'content-type': 'application/hal+json' }).end(JSON.stringify(answer))
        })
    })

  test('is asked for the pacts, with its token, which nobody else is given', async () => {
    const asked: Parameters<typeof brokerWith>[1] = []
    await using broker = await brokerWith(someOfItero(), asked)
    await inFolder({}, async (folder) => {
      const env = { PACT_BROKER_BASE_URL: `${broker.baseUrl}/`, PACT_BROKER_TOKEN: 'synthetic-broker-token' }
      const { status, stderr } = await verify(['itero'], folder, { env })
      expect(stderr).toContain('itero: 2 passed, of 1 pact')
      expect(status).toBe(0)
      expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
        'GET /',
        'POST /pacts/provider/itero/for-verification',
        'GET /pact',
      ])
      expect(new Set(asked.map(({ token }) => token))).toEqual(new Set(['Bearer synthetic-broker-token']))
      expect(readReport(folder).targets[0]!.contracts!.pacts[0]!.source).toBe(`${broker.baseUrl}/pact`)
      expect(readFileSync(join(folder, 'out/exchanges.ndjson'), 'utf8')).not.toContain('synthetic-broker-token')
    })
  })

  test('that is not there ends the command with 3', () =>
    inFolder({}, async (folder) => {
      const { status, stderr } = await verify(['itero'], folder, {
        env: { PACT_BROKER_BASE_URL: 'http://127.0.0.1:9' },
      })
      expect(status).toBe(3)
      expect(stderr).toContain('the broker at http://127.0.0.1:9 does not answer')
    }))

  test('that has no pact for the provider is wrong usage', async () => {
    await using broker = await httpServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/hal+json' }).end('{}')
    })
    await inFolder({}, async (folder) => {
      const { status, stderr } = await verify(['itero'], folder, { env: { PACT_BROKER_BASE_URL: broker.baseUrl } })
      expect(stderr).toContain('the broker has no pact with the provider itero')
      expect(status).toBe(2)
    })
  })
})
