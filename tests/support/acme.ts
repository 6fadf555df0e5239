import type { IncomingMessage } from 'node:http'
import { httpServer, type TestServer } from './servers.ts'

export const ACME_KEY = 'acme-key-1'

type Patient = Record<string, unknown> & { id: number }
type Check = (value: unknown) => boolean

const text: Check = (value) => typeof value === 'string'
const length = (value: unknown) => [...String(value)].length

/** The clauses of a new patient by name, each as the document has it: a fault of the server leaves one out. */
const CLAUSES: Record<string, (body: Record<string, unknown>) => boolean> = {
  'name required': (one) => one.name !== undefined,
  'name null': (one) => one.name !== null,
  'name type': (one) => one.name === undefined || one.name === null || text(one.name),
  'name minLength': (one) => !text(one.name) || length(one.name) >= 2,
  'name maxLength': (one) => !text(one.name) || length(one.name) <= 20,
  'status required': (one) => one.status !== undefined,
  'status enum': (one) => one.status === undefined || !text(one.status) || STATUSES.includes(one.status as string),
  'status type': (one) => one.status === undefined || text(one.status),
  'born format': (one) => !text(one.born) || /^\d{4}-\d\d-\d\d$/.test(one.born as string),
  'born before today': (one) => !text(one.born) || String(one.born) < '2999',
  'born type': (one) => one.born === undefined || text(one.born),
  'visits null': (one) => one.visits !== null,
  'visits type': (one) => one.visits === undefined || one.visits === null || Number.isInteger(one.visits),
  'visits minimum': (one) => !(Number(one.visits) < 0),
  'visits maximum': (one) => !(Number(one.visits) > 99),
  'chart type': (one) => one.chart === undefined || one.chart === null || text(one.chart),
  'chart pattern': (one) => !text(one.chart) || /^C-[0-9]{3}$/.test(one.chart as string),
  'tags type': (one) => one.tags === undefined || Array.isArray(one.tags),
  'tags items': (one) => !Array.isArray(one.tags) || (one.tags.length >= 1 && one.tags.length <= 3),
  'tags unique': (one) => !Array.isArray(one.tags) || new Set(one.tags).size === one.tags.length,
  'weight type': (one) => one.weight === undefined || typeof one.weight === 'number',
  'weight multipleOf': (one) => typeof one.weight !== 'number' || Number.isInteger(one.weight * 2),
  'labels type': (one) => one.labels === undefined || isRecord(one.labels),
  'labels minProperties': (one) => !isRecord(one.labels) || Object.keys(one.labels).length >= 1,
  'labels maxProperties': (one) => !isRecord(one.labels) || Object.keys(one.labels).length <= 3,
  'tags of text': (one) => !Array.isArray(one.tags) || one.tags.every(text),
  'address type': (one) => one.address === undefined || isRecord(one.address),
  'city required': (one) => !isRecord(one.address) || one.address.city !== undefined,
  'city type': (one) => !isRecord(one.address) || one.address.city === undefined || text(one.address.city),
  'zip pattern': (one) =>
    !isRecord(one.address) || !text(one.address.zip) || /^[0-9]{5}$/.test(String(one.address.zip)),
  'zip type': (one) => !isRecord(one.address) || one.address.zip === undefined || text(one.address.zip),
  additional: (one) => Object.keys(one).every((key) => FIELDS.includes(key)),
}

const FIELDS = ['name', 'status', 'born', 'visits', 'chart', 'tags', 'weight', 'address', 'labels']

const STATUSES = ['active', 'waiting', 'closed']

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** How a server deviates from the document. */
export interface AcmeFaults {
  /** A clause of a new patient that is not checked. */
  unchecked?: string
  /** What else a new patient is refused for. */
  refuses?: (body: Record<string, unknown>) => boolean
  /** Changes what is answered of a patient, one of a list by its place in it, a new one as -1. */
  shows?: (patient: Patient, nth?: number) => unknown
  /** Answers in place of the server, where it does. */
  instead?: (
    method: string,
    path: string,
    query: URLSearchParams,
    body: string,
  ) => { status: number; body?: unknown } | undefined
  keyless?: boolean
  /** Leads elsewhere who has no key. */
  signIn?: boolean
  anyKey?: boolean
  anyMedia?: boolean
  anyJson?: boolean
  anyMethod?: boolean
  keeps?: boolean
  unfiltered?: boolean
  unpaged?: boolean
  /** Whether a list has what was there at the start alone. */
  unlisted?: boolean
  anyQuery?: boolean
  anyStates?: boolean
  type?: string
}

/** A server as tests/support/acme.yaml describes it, written by hand. */
export function acmeServer(faults: AcmeFaults = {}): Promise<TestServer> {
  const patients: Patient[] = [{ id: 1, name: 'Åsa', status: 'waiting', born: null, visits: 2 }]
  let last = 1
  const shown = (patient: Patient, nth?: number) => faults.shows?.({ ...patient }, nth) ?? patient
  const answer = async (incoming: IncomingMessage): Promise<{ status: number; body?: unknown }> => {
    const body = await read(incoming)
    const { pathname, searchParams: query } = new URL(incoming.url ?? '/', 'http://acme')
    const { method = 'GET', headers } = incoming
    const given = headers['x-key']
    if (faults.signIn && given === undefined) return { status: 302 }
    if (!(faults.keyless && given === undefined) && !(faults.anyKey && given !== undefined) && given !== ACME_KEY)
      return { status: 401 }
    const instead = faults.instead?.(method, pathname, query, body)
    if (instead) return instead
    if (pathname === '/v1/patients') {
      if (method === 'GET') return list(query)
      if (method === 'POST') return create(body, headers['content-type'] ?? '')
    }
    const [, id] = /^\/v1\/patients\/([^/]+)$/.exec(pathname) ?? []
    if (id === undefined || !['GET', 'DELETE'].includes(method))
      return { status: faults.anyMethod ? 200 : id === undefined && pathname !== '/v1/patients' ? 404 : 405, body: [] }
    if (!/^[1-9]\d*$/.test(id)) return { status: 400 }
    const patient = patients.find((one) => one.id === Number(id))
    if (!patient) return { status: 404 }
    if (method === 'GET') return { status: 200, body: shown(patient) }
    if (!faults.keeps) patients.splice(patients.indexOf(patient), 1)
    return { status: 204 }
  }
  const list = (query: URLSearchParams) => {
    const [status, limit] = [query.get('status'), query.get('limit')]
    const wrong =
      (status !== null && !STATUSES.includes(status)) || (limit !== null && !/^([1-9]|[1-4]\d|50)$/.test(limit))
    const isOdd = !faults.anyStates && query.getAll('states').some((one) => !STATUSES.includes(one))
    if ((wrong || isOdd) && !faults.anyQuery) return { status: 400 }
    const found = patients.filter((one) => faults.unfiltered || status === null || one.status === status)
    const listed = faults.unlisted ? found.filter((one) => one.id === 1) : found
    return { status: 200, body: listed.slice(0, faults.unpaged ? 50 : Number(limit) || 50).map(shown) }
  }
  const create = (text: string, media: string) => {
    if (!faults.anyMedia && !media.startsWith('application/json')) return { status: 415 }
    let body: unknown
    try {
      body = JSON.parse(text)
    } catch {
      if (!faults.anyJson) return { status: 400 }
      body = { name: 'Nobody', status: 'active' }
    }
    if (!isRecord(body)) return { status: 400 }
    const broken = Object.entries(CLAUSES).find(
      ([name, holds]) => name !== faults.unchecked && !holds(body as Record<string, unknown>),
    )
    if (broken || faults.refuses?.(body)) return { status: 400 }
    const patient: Patient = { ...body, id: ++last }
    patients.push(patient)
    return { status: 201, body: shown(patient, -1) }
  }
  return httpServer(async (incoming, outgoing) => {
    const { status, body } = await answer(incoming)
    if (body === undefined) return void outgoing.writeHead(status).end()
    outgoing.writeHead(status, { 'content-type': faults.type ?? 'application/json' }).end(JSON.stringify(body))
  })
}

async function read(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
