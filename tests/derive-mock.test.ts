import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { findProfile } from '../profiles/find.ts'
import { mockOf } from '../profiles/mock.ts'
import { command } from './fixtures/command.ts'

const ACME = fileURLToPath(new URL('support/acme.yaml', import.meta.url))
const mock = await mockOf(await findProfile(ACME, '/'))
const { defects = [] } = mock

/** The mock of the document, and how it is called with the credentials that it tells. */
async function served(...chosen: string[]) {
  const running = await mock.start({ defects: chosen })
  const key = (running.target.auth as { key: { value: string } }).key.value
  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = { 'x-key': key }) =>
    fetch(`${running.baseUrl}/v1${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  return { ...running, call, [Symbol.asyncDispose]: running.close }
}

const ELSA = { name: 'Elsa', status: 'waiting' }

describe('the mock of a document', () => {
  test('keeps what is made: it is read back, listed, changed and gone', async () => {
    await using server = await served()
    const made = await server.call('POST', '/patients', ELSA)
    expect(made.status).toBe(201)
    const patient = (await made.json()) as { id: number }
    expect(patient).toMatchObject(ELSA)
    expect(await (await server.call('GET', `/patients/${patient.id}`)).json()).toMatchObject(ELSA)
    const listed = (await (await server.call('GET', '/patients?status=waiting')).json()) as {
      id: number
      status: string
    }[]
    expect(listed.map(({ id }) => id)).toContain(patient.id)
    expect(new Set(listed.map(({ status }) => status))).toEqual(new Set(['waiting']))
    expect((await server.call('DELETE', `/patients/${patient.id}`)).status).toBe(204)
    expect((await server.call('GET', `/patients/${patient.id}`)).status).toBe(404)
  })

  test('refuses what the document does not allow', async () => {
    await using server = await served()
    const statuses = await Promise.all([
      server.call('POST', '/patients', { ...ELSA, name: 'E' }),
      server.call('POST', '/patients', { ...ELSA, extra: 1 }),
      server.call('GET', '/patients?limit=many'),
      server.call('GET', '/patients', undefined, {}),
      server.call('GET', '/patients', undefined, { 'x-key': 'wrong' }),
      server.call('PATCH', '/patients'),
      server.call('GET', '/nothing'),
    ])
    expect(statuses.map(({ status }) => status)).toEqual([400, 400, 400, 401, 401, 405, 404])
  })

  test('is as it was at the start after the provider state reset', async () => {
    await using server = await served()
    const list = async () => (await (await server.call('GET', '/patients')).json()) as unknown[]
    const before = await list()
    await server.call('POST', '/patients', ELSA)
    expect(await list()).toHaveLength(before.length + 1)
    const body = JSON.stringify({ state: 'reset', action: 'setup' })
    const headers = { 'content-type': 'application/json' }
    await fetch(server.providerStatesUrl ?? '', { method: 'POST', headers, body })
    expect(await list()).toEqual(before)
  })

  test('refuses a defect that there is not', async () => {
    await expect(mock.start({ defects: ['none'] })).rejects.toThrow(RangeError)
  })
})

describe('bitewing profile check', () => {
  test('proves a document: of each kind of rule one defect is caught, by that rule alone', async () => {
    const kinds = new Map(defects.map(({ id, requirement }) => [requirement.split('/').at(-1), id]))
    const { status, stdout } = await command(['profile', 'check', ACME, '--json', '--only', [...kinds.values()].join()])
    const check = JSON.parse(stdout)
    expect(
      check.kills.filter(({ caught, others }: { caught: boolean; others: string[] }) => !caught || others.length > 0),
    ).toEqual([])
    expect(check).toMatchObject({ profile: 'acme', falseAlarms: [], unseen: [], unproved: [], sound: true })
    expect(check.kills).toHaveLength(kinds.size)
    expect(kinds.size).toBeGreaterThan(24)
    expect(status).toBe(0)
  }, 120_000)

  test('tells of a profile without a mock, and of none at all', async () => {
    const none = await command(['profile', 'check', './none.yaml'])
    expect([none.status, none.stderr]).toEqual([2, expect.stringContaining('there is no such file')])
  })

  test('has defects that the list names with what they do', async () => {
    const { stdout } = await command(['mock', ACME, '--list-defects', '--json'])
    expect(JSON.parse(stdout)).toEqual(defects.map(({ id, requirement, summary }) => ({ id, requirement, summary })))
    expect(readFileSync(ACME, 'utf8')).toContain('operationId: createPatient')
  })
})
