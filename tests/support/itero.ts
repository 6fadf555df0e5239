import { expect } from 'vitest'
import type { Target } from '../../engine/target.ts'
import { requirements } from '../../suites/itero/requirements.gen.ts'
import { accountsOf, defaultData } from '../../targets/mock/itero/data.ts'
import { type Conformance, targetOf } from './run.ts'

/** A target of the scanning tool at a URL, with the account that the mock has. */
export const iteroAt = (baseUrl: string, entry: Record<string, unknown> = {}): Target =>
  targetOf({
    profile: 'itero',
    baseUrl,
    ...accountsOf(defaultData),
    rateLimit: { cases: 10, windowSeconds: 60 },
    ...entry,
  })

/** The requirements with a verdict, without the profile's name, in register order. */
export const having = ({ rows }: Conformance, verdict: string): string[] =>
  requirements
    .map(({ id }) => id)
    .flatMap((id) => (rows.get(id)?.verdict === verdict ? [id.replace('ITERO-', '')] : []))

/** What holds of every run, whatever its target does: every requirement has a verdict that rests on what was sent. */
export function expectSound(run: Conformance): void {
  expect([...run.rows.keys()].sort()).toEqual(requirements.map(({ id }) => id).sort())
  const sent = new Set(run.exchanges.map(({ id }) => id))
  expect(sent.size).toBe(run.exchanges.length)
  for (const { id, verdict, message, expected, actual, exchanges } of run.rows.values()) {
    const isBroken = verdict === 'fail' || verdict === 'warn'
    expect({ id, cited: exchanges.filter((one) => !sent.has(one)), told: message !== '' }).toEqual({
      id,
      cited: [],
      told: true,
    })
    if (isBroken) expect({ id, expected, actual, exchanges }).not.toMatchObject({ exchanges: [] })
    expect([id, expected !== undefined, actual !== undefined]).toEqual([id, isBroken, isBroken])
  }
}
