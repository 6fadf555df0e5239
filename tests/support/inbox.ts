import { expect } from 'vitest'
import type { Exchange } from '../../engine/exchange.ts'
import type { MockOptions } from '../../engine/mock.ts'
import type { Target } from '../../engine/target.ts'
import { startMock } from '../../profiles/mock.ts'
import { requirements } from '../../suites/inbox/requirements.gen.ts'
import { type Conformance, conformance, targetOf } from './run.ts'

export const ALL = requirements.map(({ id }) => id.replace('INBOX-', ''))

/** The requirements with a verdict, without the profile's name, in register order. */
export const having = ({ rows }: Conformance, verdict: string): string[] =>
  requirements
    .map(({ id }) => id)
    .flatMap((id) => (rows.get(id)?.verdict === verdict ? [id.replace('INBOX-', '')] : []))

/** A run on the mock, with its target changed. */
export async function configured(
  change: (target: Target) => Target,
  mockOptions: MockOptions = {},
  options: Parameters<typeof conformance>[1] = {},
): Promise<Conformance> {
  const mock = await startMock('inbox', mockOptions)
  try {
    return await conformance(change(targetOf(mock.target)), options)
  } finally {
    await mock.close()
  }
}

/** The target with some of its own settings changed; undefined takes one away. */
export const withSettings =
  (settings: Record<string, unknown>) =>
  (target: Target): Target => ({ ...target, settings: { ...target.settings, ...settings } })

/** What holds of every run, whatever its target does: every requirement has a verdict that rests on what was sent. */
export function expectSound(run: Conformance): void {
  expect([...run.rows.keys()].sort()).toEqual(requirements.map(({ id }) => id).sort())
  const sent = new Set(run.exchanges.map(({ id }) => id))
  for (const { id, verdict, message, expected, exchanges } of run.rows.values()) {
    const isBroken = verdict === 'fail' || verdict === 'warn'
    expect({ id, cited: exchanges.filter((one) => !sent.has(one)), told: message !== '' }).toEqual({
      id,
      cited: [],
      told: true,
    })
    expect([id, expected !== undefined]).toEqual([id, isBroken])
  }
}

/** An exchange as it would have been recorded, answered with this body. */
export function answered(operation: string, body: unknown, more: Partial<Exchange> = {}): Exchange {
  return {
    id: 'inbox-0001',
    target: 'inbox',
    rule: 'INBOX-CASE-02',
    purpose: 'read',
    operation,
    what: operation,
    startedAt: '2026-01-05T08:00:00.000Z',
    at: 0,
    durationMs: 1,
    request: { method: 'GET', url: 'http://127.0.0.1/api/v1', headers: {}, body: null },
    response: { status: 200, headers: { date: 'Mon, 05 Jan 2026 08:00:00 GMT' }, body: JSON.stringify(body), bytes: 1 },
    ...more,
  }
}
