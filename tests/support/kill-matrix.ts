import { expect, test } from 'vitest'
import type { ConformingVariant, SeededDefect } from '../../engine/profile.ts'
import type { Requirement } from '../../engine/requirement.ts'
import { type Conformance, conformanceOfMock } from './run.ts'

/** The requirements with one of these verdicts, with the reason, so that a failing test tells it. */
const told = ({ rows }: Conformance, ...verdicts: string[]) =>
  [...rows.values()]
    .filter(({ verdict }) => verdicts.includes(verdict))
    .map(({ id, verdict, message }) => `${id} ${verdict}: ${message}`)

/** A test for each defect: its requirement is named, and no other is. */
export function testDefects(
  profile: string,
  requirements: readonly Requirement[],
  defects: readonly SeededDefect[],
): void {
  const levels = new Map(requirements.map(({ id, level }) => [id, level]))
  test.each(defects.map((defect) => [defect.requirement, defect.id, defect] as const))(
    '%s is named for %s',
    async (requirement, id, { exhaustive = false, summary }) => {
      const run = await conformanceOfMock(profile, { defects: [id] }, { exhaustive })
      const { verdict, message } = run.rows.get(requirement) ?? {}
      expect({ summary, verdict, message, ended: run.ended }).toMatchObject({
        verdict: levels.get(requirement) === 'must' ? 'fail' : 'warn',
        ended: undefined,
      })
      const others = told(run, 'fail', 'warn').filter((line) => !line.startsWith(`${requirement} `))
      expect({ summary, others }).toEqual({ summary, others: [] })
    },
  )
}

/** A test for each conforming variant: nothing fails, and nothing warns or is left open but what it says. */
export function testVariants(profile: string, variants: readonly ConformingVariant[]): void {
  const beyond = (lines: string[], allowed: readonly string[] = []) =>
    lines.filter((line) => !allowed.includes(line.slice(0, line.indexOf(' '))))
  test.each(variants.map((variant) => [variant.id, variant] as const))(
    'nothing fails for %s',
    async (id, { mayWarn, mayBeInconclusive, summary }) => {
      const run = await conformanceOfMock(profile, { variants: [id] })
      expect({
        summary,
        fail: told(run, 'fail'),
        warn: beyond(told(run, 'warn'), mayWarn),
        inconclusive: beyond(told(run, 'inconclusive'), mayBeInconclusive),
        ended: run.ended,
      }).toEqual({ summary, fail: [], warn: [], inconclusive: [], ended: undefined })
    },
  )
}

/** The requirements that no defect breaks. */
export const unbroken = (requirements: readonly Requirement[], defects: readonly SeededDefect[]): string[] =>
  requirements.map(({ id }) => id).filter((id) => defects.every(({ requirement }) => requirement !== id))
