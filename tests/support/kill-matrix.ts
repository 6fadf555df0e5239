import { expect, test } from 'vitest'
import type { LoadedProfile } from '../../engine/loaded-profile.ts'
import type { ConformingVariant, SeededDefect } from '../../engine/mock.ts'
import type { Requirement } from '../../engine/requirement.ts'
import { profileNamed } from '../../profiles/load.ts'
import { type Conformance, conformanceOfMock } from './run.ts'

/** The requirements with one of these verdicts, with the reason, so that a failing test tells it. */
const told = ({ rows }: Conformance, ...verdicts: string[]) =>
  [...rows.values()]
    .filter(({ verdict }) => verdicts.includes(verdict))
    .map(({ id, verdict, message }) => `${id} ${verdict}: ${message}`)

/** With `KILL_MATRIX=whole` every defect is run with all rules; otherwise one in this many. */
const SAMPLE = process.env.KILL_MATRIX === 'whole' ? 1 : 10

/** The profile with rules that nothing else explains: what a rule leans on is judged by most of what there is to send. */
async function unexplained(name: string): Promise<LoadedProfile> {
  const profile = await profileNamed(name)
  const rules = Object.entries(profile.rules).map(([id, rule]) => [id, { ...rule, leansOn: [] }])
  return { ...profile, rules: Object.fromEntries(rules) }
}

/**
 * A test for each defect: its requirement is named, and no other is. Most are run with the rule of their requirement
 * alone, which takes a fraction of the requests; with all rules where that one needs them, and for a sample, which shows
 * that no other is named, and none explains it.
 */
export function testDefects(
  profile: string,
  requirements: readonly Requirement[],
  defects: readonly SeededDefect[],
): void {
  const levels = new Map(requirements.map(({ id, level }) => [id, level]))
  test.each(defects.map((defect, nth) => [defect.requirement, defect.id, defect, nth] as const))(
    '%s is named for %s',
    async (requirement, id, { exhaustive = false, summary }, nth) => {
      const verdict = levels.get(requirement) === 'must' ? 'fail' : 'warn'
      if (nth % SAMPLE !== 0) {
        const options = { exhaustive, chosen: [requirement] }
        const alone = await conformanceOfMock(profile, { defects: [id] }, options, await unexplained(profile))
        if (alone.rows.get(requirement)?.verdict === verdict && alone.ended === undefined) return
      }
      const run = await conformanceOfMock(profile, { defects: [id] }, { exhaustive })
      const { verdict: came, message } = run.rows.get(requirement) ?? {}
      expect({ summary, verdict: came, message, ended: run.ended }).toMatchObject({ verdict, ended: undefined })
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
