import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Comparator } from '@pactflow/openapi-pact-comparator'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../contracts/check/finding.ts'
import { readPact } from '../contracts/check/pact-file.ts'
import { parsePattern, valueAt } from '../contracts/check/path.ts'
import { document } from '../openapi/itero.gen.ts'
import { command, inFolder } from './fixtures/command.ts'
import { checkPact } from './support/contracts.ts'
import { pactOf } from './support/pact-drafts.ts'
import { getPatient, MAPS, order } from './support/partner-drafts.ts'
import { WRONG } from './support/partner-mistakes.ts'

const PACTS = fileURLToPath(new URL('../contracts/pacts', import.meta.url))
const RIGHT = pactOf('itero', [order(4)], 4)
const WRONG_GENDER = pactOf(
  'itero',
  [
    order(4, {
      body: {
        ...(order(4).body as object),
        patient: { firstName: 'T', lastName: 'P', gender: 2, dateOfBirth: '1990-06-15' },
      },
    }),
  ],
  4,
)
const ASSUMED = pactOf('itero', [order(4, { body: { ...(order(4).body as object), reference: 'R' } })], 4)

const check = (folder: string, ...args: string[]) => command(['contracts', 'check', ...args], { cwd: folder })

describe('the command', () => {
  test('ends with 0 for a pact that fits, and says so', async () => {
    await inFolder({ 'partner.json': RIGHT }, async (folder) => {
      const { status, stdout, stderr } = await check(folder, 'partner.json')
      expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
      expect(stderr).toContain('partner.json (itero, 1 interaction): fits the document')
    })
  })

  test('takes a module by its document, and says of one without a document what it lacks', async () => {
    const document = fileURLToPath(new URL('support/acme.yaml', import.meta.url))
    const made = { method: 'POST', path: '/patients', headers: { 'content-type': 'application/json' } }
    const pact = {
      consumer: { name: 'partner' },
      provider: { name: 'somebody' },
      interactions: [
        { description: 'no status', request: { ...made, body: { name: 'Ada' } }, response: { status: 201 } },
      ],
      metadata: { pactSpecification: { version: '3.0.0' } },
    }
    const files = {
      'partner.json': pact,
      'clinic.mjs': `export default { name: 'clinic', openapi: ${JSON.stringify(document)} }`,
      'bare.mjs': "export default { name: 'bare', requirements: [] }",
    }
    await inFolder(files, async (folder) => {
      const { status, stdout } = await check(folder, 'partner.json', '--profile', './clinic.mjs', '--json')
      const [finding] = (JSON.parse(stdout) as { findings: Finding[] }).findings
      expect([status, finding?.requirement]).toEqual([1, 'clinic/createPatient/body.status/required'])
      expect(await check(folder, 'partner.json', '--profile', './bare.mjs')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('it has no OpenAPI document'),
      })
    })
  })

  test('ends with 1 for a must, and names interaction, path, requirement and clause', async () => {
    await inFolder({ 'partner.json': WRONG_GENDER }, async (folder) => {
      const { status, stderr } = await check(folder, 'partner.json')
      expect(status).toBe(1)
      expect(stderr).toContain('ITERO-GENDER-02  an order on map 4')
      expect(stderr).toContain('$.interactions[0].request.body.content.patient.gender')
      expect(stderr).toContain('Send what the document takes, or expect 400.')
      expect(stderr).toContain('0 - male 1 - female')
    })
  })

  test('prints the findings with --json, and nothing else', async () => {
    await inFolder({ 'a/one.json': WRONG_GENDER, 'a/two.json': RIGHT, 'three.json': ASSUMED }, async (folder) => {
      const { status, stdout, stderr } = await check(folder, 'a', 'three.json', '--json')
      expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
      const { findings } = JSON.parse(stdout) as { findings: Finding[] }
      expect(findings.map(({ pact, requirement, level }) => [pact, requirement, level])).toEqual([
        [join('a', 'one.json'), 'ITERO-GENDER-02', 'must'],
        ['three.json', null, 'assumed'],
      ])
      for (const finding of findings) {
        expect(Object.keys(finding)).toEqual(['pact', 'interaction', 'path', 'requirement', 'level', 'message'])
      }
    })
  })

  test('ends with 0 where nothing is a must', async () => {
    await inFolder({ 'partner.json': ASSUMED }, async (folder) => {
      expect((await check(folder, 'partner.json')).status).toBe(0)
    })
  })

  test('takes the profile from --profile, and from the provider in any case', async () => {
    const files = { 'other.json': pactOf('scanning tool', [order(4)]), 'upper.json': pactOf('iTero', [order(4)]) }
    await inFolder(files, async (folder) => {
      expect((await check(folder, 'upper.json')).status).toBe(0)
      expect((await check(folder, 'other.json', '--profile', 'itero')).status).toBe(0)
      const { status, stderr } = await check(folder, 'other.json')
      expect(status).toBe(2)
      expect(stderr).toContain('other.json: its provider is "scanning tool", which is no profile')
      expect(stderr).toContain('--profile itero, opus, inbox or the path of an OpenAPI document')
    })
  })

  test.each<[what: string, content: string | object, message: string]>([
    ['broken JSON', '{ "interactions": [', 'is not JSON'],
    ['an empty file', '', 'is empty'],
    ['a value that is no object', '[]', 'is no pact: a pact is a JSON object'],
    [
      'another file',
      { name: 'bitewing', version: '1.0.0' },
      'is no pact: it has neither "interactions" nor "messages"',
    ],
    ['no version', { ...RIGHT, metadata: {} }, 'does not say its specification version'],
    [
      'an old version',
      { ...RIGHT, metadata: { pactSpecification: { version: '1.0.0' } } },
      'is of the specification version "1.0.0"',
    ],
    [
      'a version to come',
      { ...RIGHT, metadata: { pactSpecification: { version: '5.0' } } },
      'is of the specification version "5.0"',
    ],
    ['no provider', { ...RIGHT, provider: {} }, 'it does not name its provider'],
    ['an interaction that is none', { ...RIGHT, interactions: [7] }, '$.interactions[0] is no object'],
    [
      'an interaction without a request',
      { ...RIGHT, interactions: [{ description: 'x' }] },
      '$.interactions[0] has no request',
    ],
    ['an interaction of an unknown type', { ...RIGHT, interactions: [{ type: 'Other' }] }, '$.interactions[0].type'],
    [
      'a status that is none',
      { ...RIGHT, interactions: [{ request: { path: '/' }, response: { status: 'ok' } }] },
      'is no status',
    ],
    [
      'nesting without end',
      `{"interactions":${'['.repeat(5000)}${']'.repeat(5000)}}`,
      'is nested deeper than 200 levels',
    ],
  ])('ends with 2 for %s', async (_, content, message) => {
    await inFolder({ 'partner.json': content }, async (folder) => {
      const { status, stdout, stderr } = await check(folder, 'partner.json', '--json')
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
      expect(stderr).toContain('partner.json: ')
      expect(stderr).toContain(message)
    })
  })

  test('ends with 2 for a file that is not there, and for a folder without pacts, and tells both', async () => {
    await inFolder({ 'empty/readme.txt': '' }, async (folder) => {
      const { status, stderr } = await check(folder, 'empty', 'missing.json')
      expect(status).toBe(2)
      expect(stderr).toContain('empty: the folder has no pact')
      expect(stderr).toContain('missing.json: there is no such file')
    })
  })

  test('prints what stands in a pact as text, whatever it is', async () => {
    const hostile = pactOf('itero', [order(4, { description: '\u001b[2J\u202eevil', method: 'PATCH' })])
    await inFolder({ 'partner.json': hostile }, async (folder) => {
      for (const args of [['partner.json'], ['partner.json', '--json']]) {
        const { stdout, stderr } = await check(folder, ...args)
        expect(stdout + stderr).toContain('evil')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
        expect(stdout + stderr).not.toMatch(/[\u001b\u202e]/)
      }
    })
  })
})

describe('what can be read', () => {
  test('version 1.1, whose values are all exact', async () => {
    const pact = readPact(JSON.stringify(pactOf('itero', [order(4, { answer: { orderId: 12 } })], 1)))
    const [finding, ...others] = await checkPact(pact, 'p', 'itero')
    expect(others).toEqual([])
    expect(finding).toMatchObject({ requirement: 'ITERO-RESP-01', path: '$.interactions[0].response.body.orderId' })
    expect(finding?.message).toMatch(/By the same words a client's traffic is judged, as ITERO-CLIENT-22$/)
  })

  test.each([
    ['version 3', { messages: [message({ contents: push() })] }, '3.0.0'],
    [
      'version 4',
      {
        interactions: [
          {
            type: 'Asynchronous/Messages',
            ...message({ contents: { content: push(), contentType: 'application/json', encoded: false } }),
          },
        ],
      },
      '4.0',
    ],
    [
      'version 4, in base64',
      {
        interactions: [
          {
            type: 'Asynchronous/Messages',
            ...message({
              contents: {
                content: Buffer.from(JSON.stringify(push())).toString('base64'),
                contentType: 'application/json',
                encoded: 'base64',
              },
            }),
          },
        ],
      },
      '4.0',
    ],
  ])('the push as a message of %s', async (_, rest, version) => {
    const file = {
      ...RIGHT,
      provider: { name: 'inbox' },
      interactions: undefined,
      metadata: { pactSpecification: { version } },
      ...rest,
    }
    expect(await checkPact(readPact(JSON.stringify(file)), 'p', 'inbox')).toEqual([])
    const exact = JSON.parse(JSON.stringify(file).replace('"$":', '"$.nothing":'))
    const findings = await checkPact(readPact(JSON.stringify(exact)), 'p', 'inbox')
    expect(findings).toHaveLength(5)
    expect(new Set(findings.map(({ requirement }) => requirement))).toEqual(new Set(['INBOX-HTTP-01']))
  })

  test('a message where the document has none', async () => {
    const file = { ...RIGHT, interactions: [{ type: 'Asynchronous/Messages', ...message({ contents: push() }) }] }
    const [finding] = await checkPact(readPact(JSON.stringify(file)), 'p', 'itero')
    expect(finding).toMatchObject({ requirement: null, level: 'must', path: '$.interactions[0]' })
  })

  test('what a consumer sends as a message, and what it expects for it', async () => {
    const sent = { contents: { content: { eventId: 7 }, contentType: 'application/json', encoded: false } }
    const interaction = {
      type: 'Synchronous/Messages',
      description: 'd',
      request: sent,
      response: [{ contents: { content: {}, contentType: 'application/json' } }],
    }
    const findings = await checkPact(readPact(JSON.stringify({ ...RIGHT, interactions: [interaction] })), 'p', 'inbox')
    expect(findings.map(({ requirement, path }) => [requirement, path])).toContainEqual([
      'INBOX-HTTP-01',
      '$.interactions[0].request.contents.content.eventId',
    ])
    expect(findings.map(({ requirement, path }) => [requirement, path])).toContainEqual([
      null,
      '$.interactions[0].response[0]',
    ])
  })
})

function push() {
  return { eventId: 'e', accountId: 'a', caseId: 'c', createdAt: '2026-01-05T08:00:00Z', patientName: 'T' }
}

function message(more: object) {
  return { description: 'a pushed case', matchingRules: { body: { $: { matchers: [{ match: 'type' }] } } }, ...more }
}

describe('laws', () => {
  const mistakes = (Object.keys(WRONG) as (keyof typeof WRONG)[]).flatMap((profile) =>
    WRONG[profile].map(([requirement, what, drafts]) => ({ profile, requirement, what, drafts: [drafts].flat() })),
  )
  const mistake = fc.constantFrom(...mistakes)
  const version = fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const)

  test.each(readdirSync(PACTS))("the package's own pact %s has no finding", async (name) => {
    const pact = readPact(readFileSync(join(PACTS, name), 'utf8'))
    expect(await checkPact(pact, name, pact.provider)).toEqual([])
  })

  test('the path of a finding leads to an element of the file', async () => {
    const property = fc.asyncProperty(mistake, version, async ({ profile, drafts }, of) => {
      const file = JSON.parse(JSON.stringify(pactOf(profile, drafts, of))) as unknown
      for (const { path } of await checkPact(readPact(JSON.stringify(file)), 'p', profile)) {
        expect(valueAt(file, parsePattern(path) as (string | number)[])).toBeDefined()
      }
    })
    await fc.assert(property)
  })

  test('to expect less of an answer adds no finding', async () => {
    const property = fc.asyncProperty(mistake, version, fc.nat(), async ({ profile, drafts }, of, seed) => {
      const found = async (all: typeof drafts) => {
        const findings = await checkPact(readPact(JSON.stringify(pactOf(profile, all, of))), 'p', profile)
        return findings.map(({ path, requirement }) => `${requirement} ${path}`)
      }
      const less = drafts.map((draft) => ({ ...draft, answer: withoutOne(draft.answer, seed) }))
      const before = await found(drafts)
      for (const one of await found(less)) expect(before).toContain(one)
    })
    await fc.assert(property)
  })

  /** An independent reading of the OpenAPI document: it knows no matchers, no states and no requirements. */
  test("what PactFlow's comparator finds in the requests of iTero pacts is found here as well", async () => {
    const comparator = new Comparator(structuredClone(document) as never)
    const missed: string[] = []
    const seen = new Set<string | null>()
    let found = 0
    for (const { profile, requirement, what, drafts } of mistakes) {
      // It cannot compile the schema of the maps' list, which refers to others inside of a condition.
      if (profile !== 'itero' || drafts.some(({ path }) => path === MAPS)) continue
      if (seen.has(requirement)) continue
      seen.add(requirement)
      const file = JSON.parse(JSON.stringify(pactOf(profile, drafts, 2)))
      const codes: string[] = []
      for await (const { code, type } of comparator.compare(structuredClone(file)))
        if (type === 'error') codes.push(code)
      const ofRequest = codes.filter((code) => code.startsWith('request.'))
      found += ofRequest.length > 0 ? 1 : 0
      const findings = await checkPact(readPact(JSON.stringify(file)), 'p', profile)
      if (ofRequest.length > 0 && findings.length === 0) missed.push(what)
    }
    expect(missed).toEqual([])
    expect(found).toBeGreaterThan(25)
  })
})

/** The value without one of its properties. */
function withoutOne(value: unknown, seed: number): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const names = Object.keys(value)
  const gone = names[seed % names.length]
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== gone))
}

test('a regular expression that JavaScript does not know is not judged', async () => {
  const pact = pactOf('opus', [
    getPatient({ answer: { FirstName: 'k' }, rules: { '$.FirstName': { match: 'regex', regex: '[' } } }),
  ])
  expect(await checkPact(readPact(JSON.stringify(pact)), 'p', 'opus')).toEqual([])
})
