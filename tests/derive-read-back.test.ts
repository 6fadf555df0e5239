import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { findProfile } from '../profiles/find.ts'
import { mockOf } from '../profiles/mock.ts'
import { conformance, targetOf } from './support/run.ts'
import { httpServer } from './support/servers.ts'

const folder = mkdtempSync(join(tmpdir(), 'bitewing-read-back-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const word = { type: 'string', minLength: 1 }
const whole = { type: 'integer', minimum: 1 }
const json = (schema: object, example?: object) => ({
  content: { 'application/json': { schema, ...(example ? { example } : {}) } },
})
const refused = { 400: { description: 'x' }, 401: { description: 'x' }, 404: { description: 'x' } }
const inQuery = (name: string, schema: object, required = true) => ({ name, in: 'query', required, schema })
const patient = { type: 'object', required: ['name', 'number'], properties: { name: word, note: word, number: whole } }
const visit = { type: 'object', required: ['number', 'room'], properties: { number: whole, room: word } }
const made = { ...visit, required: ['visitId'], properties: { ...visit.properties, visitId: whole } }

/** What is made has no path of its own: a patient is read by the number, and visits are listed by it. */
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Visits', version: '1' },
  security: [{ key: [] }],
  paths: {
    '/patient': {
      post: {
        operationId: 'makePatient',
        requestBody: { required: true, ...json(patient, { name: 'Elsa', note: 'none', number: 7 }) },
        responses: { 200: { description: 'x', ...json(patient) }, ...refused },
      },
      get: {
        operationId: 'getPatient',
        parameters: [inQuery('number', whole)],
        responses: { 200: { description: 'x', ...json(patient) }, ...refused },
      },
    },
    '/visit': {
      post: {
        operationId: 'makeVisit',
        requestBody: { required: true, ...json(visit, { number: 7, room: 'A' }) },
        responses: { 200: { description: 'x', ...json(made) }, ...refused },
      },
      get: {
        operationId: 'getVisits',
        parameters: [inQuery('number', whole)],
        responses: { 200: { description: 'x', ...json({ type: 'array', items: made }) }, ...refused },
      },
    },
    '/slot': {
      get: {
        operationId: 'getSlots',
        parameters: [inQuery('day', word, false), inQuery('month', whole, false), inQuery('year', whole, false)],
        responses: { 200: { description: 'x', ...json({ type: 'array', items: made }) }, ...refused },
      },
    },
  },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-key' } } },
}

const KEY = 'Key-7QxZ-1'

/** What a server does wrong, by the rule that is to name it; `''` for nothing. */
type Fault = '' | 'drops' | 'cuts' | 'unlisted' | 'otherRoom' | 'emptyKey' | 'anyEnd' | 'readsAhead' | 'monthLetters'

const isWord = (value: unknown) => typeof value === 'string' && value !== ''
const isWhole = (value: unknown) => Number.isInteger(value) && (value as number) > 0

function serverOf(fault: Fault) {
  const patients = new Map<number, Record<string, unknown>>()
  const visits: Record<string, unknown>[] = []
  return httpServer(async (request, response) => {
    const end = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const key = request.headers['x-key']
    const isKey =
      key === KEY ||
      (fault === 'emptyKey' && key === '') ||
      (fault === 'anyEnd' && key?.slice(0, -1) === KEY.slice(0, -1))
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x')
    const asked = (name: string, isLoose = false) => {
      const value = searchParams.get(name) ?? ''
      return isLoose ? Number.parseInt(value, 10) : /^[1-9]\d*$/.test(value) ? Number(value) : Number.NaN
    }
    if (!isKey) return end(401, {})
    if (pathname === '/slot' && request.method === 'GET') {
      const [day, month, year] = ['day', 'month', 'year'].map((name) => searchParams.get(name))
      const isMonth = month !== null && year !== null
      if (!isMonth && !day) return end(400, { message: 'give day, or month and year' })
      const letters = isMonth && ((fault !== 'monthLetters' && !asked('month')) || !asked('year'))
      return letters ? end(400, { message: 'wrong' }) : end(200, [])
    }
    if (request.method === 'GET') {
      const number = asked('number', fault === 'readsAhead' && pathname === '/visit')
      if (!number) return end(400, {})
      if (pathname === '/visit')
        return end(
          200,
          visits.filter((one) => one.number === number),
        )
      const found = patients.get(number)
      return found ? end(200, found) : end(404, {})
    }
    if (request.method !== 'POST' || pathname === '/slot') return end(405, {})
    if (!/json/.test(request.headers['content-type'] ?? '')) return end(400, {})
    let sent: Record<string, unknown> | undefined
    try {
      sent = JSON.parse(await text(request))
    } catch {}
    if (typeof sent !== 'object' || sent === null || Array.isArray(sent) || !isWhole(sent.number)) return end(400, {})
    if (pathname === '/visit') {
      if (!isWord(sent.room)) return end(400, {})
      const kept = { ...sent, ...(fault === 'otherRoom' ? { room: 'other' } : {}), visitId: visits.length + 1 }
      if (fault !== 'unlisted') visits.push(kept)
      return end(200, { ...sent, visitId: kept.visitId })
    }
    if (!isWord(sent.name) || (sent.note !== undefined && !isWord(sent.note))) return end(400, {})
    const name = fault === 'cuts' ? String(sent.name).slice(0, 8) : sent.name
    patients.set(sent.number as number, { ...sent, name, ...(fault === 'drops' ? { note: 'lost' } : {}) })
    return end(200, sent)
  })
}

const path = join(folder, 'visits.json')
writeFileSync(path, JSON.stringify(DOCUMENT))
const target = (baseUrl: string) => targetOf({ profile: path, baseUrl, auth: { key: { value: KEY } } }, 'visits')

test.each<[Fault, string[]]>([
  ['', []],
  ['drops', ['makePatient/body/read-back']],
  ['cuts', ['makePatient/body.name/letters']],
  ['unlisted', ['makeVisit/body/listed']],
  ['otherRoom', ['makeVisit/body/read-back']],
  ['readsAhead', ['getVisits/query.number/type']],
  ['monthLetters', ['getSlots/query.month/type', 'getSlots/query.month/minimum']],
  [
    'emptyKey',
    ['getPatient', 'makePatient', 'getVisits', 'makeVisit', 'getSlots'].map((id) => `${id}/header.x-key/security`),
  ],
  [
    'anyEnd',
    ['getPatient', 'makePatient', 'getVisits', 'makeVisit', 'getSlots'].map((id) => `${id}/header.x-key/security`),
  ],
])('a fault of what is made and read by values is named: %s', async (fault, rules) => {
  await using server = await serverOf(fault)
  const { rows } = await conformance(target(server.baseUrl))
  const named = [...rows.values()].filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
  expect(named.map(({ id }) => id.replace('visits/', '')).sort()).toEqual([...rules].sort())
})

test('its mock keeps what is made, and each inverse is named alone', async () => {
  const mock = await mockOf(await findProfile(path, folder))
  const kinds = ['makepatient-body-read-back', 'makevisit-body-read-back', 'makevisit-body-listed']
  for (const defect of [undefined, ...kinds]) {
    const running = await mock.start({ clock: 'virtual', ...(defect ? { defects: [defect] } : {}) })
    try {
      const { rows } = await conformance(targetOf({ ...running.target, profile: path }, 'visits'))
      const named = [...rows.values()].filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
      const own = mock.defects?.find(({ id }) => id === defect)?.requirement
      expect(named.map(({ id }) => id)).toEqual(own ? [own] : [])
    } finally {
      await running.close()
    }
  }
})

test('what a document marks as a guess is one for all that stands in it, and for how keys are refused', async () => {
  const guessed = structuredClone(DOCUMENT) as typeof DOCUMENT & { components: object }
  const assumed = { ...visit, 'x-assumed': true }
  const responses = { 200: { description: 'x', ...json(assumed) }, 401: { description: 'x', 'x-assumed': true } }
  writeFileSync(
    join(folder, 'guessed.json'),
    JSON.stringify({ ...guessed, paths: { '/visit': { get: { operationId: 'getVisit', responses } } } }),
  )
  await using server = await httpServer((request, response) => {
    const isKey = request.headers['x-key'] === KEY
    const status = request.method !== 'GET' ? 405 : isKey ? 200 : 400
    response.writeHead(status, { 'content-type': 'application/json' }).end(isKey ? '{"number":"7","room":"A"}' : '{}')
  })
  const own = { profile: join(folder, 'guessed.json'), baseUrl: server.baseUrl, auth: { key: { value: KEY } } }
  const { rows } = await conformance(targetOf(own, 'guessed'))
  const verdictOf = (id: string) => rows.get(`guessed/getVisit/${id}`)?.verdict
  expect(verdictOf('answer.200.number/schema')).toBe('warn')
  expect(verdictOf('header.x-key/security')).toBe('pass')
})
