import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { movableClock } from '../engine/clock.ts'
import { fileJournal, noJournal } from '../engine/journal.ts'
import type { MockOptions } from '../engine/mock.ts'
import { Session } from '../engine/session.ts'
import { providerStates } from '../engine/states.ts'
import { profileNamed } from '../profiles/load.ts'
import { startMock } from '../profiles/mock.ts'
import { requirementReport } from '../reports/assemble.ts'
import { signOf } from '../suites/inbox/api.ts'
import { openInbox } from '../suites/inbox/open.ts'
import type { Scenarios } from '../suites/inbox/scenarios/index.ts'
import { liveClient } from '../targets/live.ts'
import { configured, having } from './support/inbox.ts'
import { judgedAgain } from './support/judged-again.ts'
import { conformance, targetOf } from './support/run.ts'

const { requirements } = await profileNamed('inbox')

describe('stored evidence', () => {
  test.each<MockOptions>([
    {},
    { defects: ['recent-for-15-minutes'] },
    { defects: ['credits-back-cases-lost'] },
    { defects: ['connecting-disconnects-the-others'] },
    { defects: ['password-in-list'] },
  ])('is judged again as it was, of a hub with %j', async (options) => {
    const folder = mkdtempSync(join(tmpdir(), 'bitewing-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const mock = await startMock('inbox', options)
    const journal = fileJournal(folder)
    const run = await conformance(targetOf(mock.target), {}, journal)
    journal.close()
    await mock.close()
    const findings = await judgedAgain(folder, 'inbox')
    const again = requirements.map((one) => requirementReport(one, findings.get(one.id)!, 0, [], '2026-01-01'))
    for (const row of again) expect(row).toEqual({ ...run.rows.get(row.id), durationMs: row.durationMs })
  })

  test('says nothing of the password, and shows that an answer does', async () => {
    const { password } = { password: 'synthetic-password-1' }
    const run = await configured((target) => ({ ...target, secrets: { 'login.password': password } }), {
      defects: ['password-in-base64'],
    })
    expect(having(run, 'warn')).toEqual(['LOGIN-05'])
    const written = JSON.stringify([...run.rows.values(), ...run.exchanges])
    expect([written.includes(password), written.includes('[redacted:login.password]')]).toEqual([false, true])
  })
})

describe('what a finding draws', () => {
  const figuresOf = async (defect: string, id: string) => {
    const run = await configured((target) => target, { defects: [defect] })
    return run.rows.get(`INBOX-${id}`)?.figures?.[0]
  }

  test('the outage as a timeline, with a lane for each inbox', async () => {
    const figure = await figuresOf('recent-for-15-minutes', 'HEALTH-02')
    expect(figure).toMatchObject({ kind: 'timeline' })
    if (figure?.kind !== 'timeline') return
    expect(figure.lanes.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['itero', '3shape', 'dexis', 'sirona', 'medit-link']),
    )
    const [first] = figure.lanes
    expect(first?.spans.map(({ tone }) => tone)).toEqual(['good', 'attention', 'bad', 'good'])
    expect(first?.points.map(({ label }) => label)).toEqual(expect.arrayContaining(['sync', 'warning: vendor-outage']))
    for (const { spans } of figure.lanes) for (const { from, to } of spans) expect(from <= to).toBe(true)
  })

  test('a case that is lost as the steps before it', async () => {
    const figure = await figuresOf('cases-of-an-outage-lost', 'CASE-02')
    expect(figure).toMatchObject({ kind: 'steps' })
    expect(figure?.kind === 'steps' ? figure.steps.join('\n') : '').toContain('its portal goes down')
  })
})

describe('random histories', () => {
  /** The history that a run on a mock shows. */
  async function historyOf(options: MockOptions, seed: number) {
    const mock = await startMock('inbox', options)
    onTestFinished(() => mock.close())
    const target = targetOf(mock.target)
    const transport = liveClient({ timeoutMs: 10_000, userAgent: 'bitewing-test' })
    onTestFinished(() => transport.close())
    const controller = new AbortController()
    const states = providerStates(transport, mock.providerStatesUrl, controller.signal)
    const sign = signOf(target)
    const session = new Session(target, {
      transport,
      clock: movableClock(states),
      journal: noJournal,
      controller,
      sign,
    })
    const probed = new Set<string>()
    const { context } = openInbox(session, { probed, seed, exhaustive: true, states })
    return (await context!.scenario('history')) as Scenarios['history']
  }
  const kinds = ({ events }: Awaited<ReturnType<typeof historyOf>>) =>
    events.filter(({ kind }) => kind !== 'passed' && kind !== 'reset').map(({ kind }) => kind)

  test.each([1, 2])('that fail are shortened to what they fail by, with seed %d', async (seed) => {
    const history = await historyOf({ defects: ['cases-of-an-outage-lost'] }, seed)
    const told = kinds(history)
    expect(told).toEqual(expect.arrayContaining(['connected', 'case', 'down', 'up']))
    expect(told.filter((kind) => ['case', 'expired', 'rejected'].includes(kind)).length).toBeLessThanOrEqual(2)
    expect(history.events.length).toBeLessThan(14)
  })

  test('are the same with the same seed', async () => {
    const [one, other] = [await historyOf({}, 5), await historyOf({}, 5)]
    expect(kinds(one)).toEqual(kinds(other))
    expect(kinds(one)).not.toEqual(kinds(await historyOf({}, 6)))
  })
})
