import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import type { LoadedProfile } from '../../engine/loaded-profile.ts'
import type { ConformingVariant, SeededDefect } from '../../engine/mock.ts'
import type { Requirement } from '../../engine/requirement.ts'
import { profileNamed } from '../../profiles/load.ts'
import { type Conformance, conformanceOfMock } from './run.ts'
import { goTogether, together } from './together.ts'

/** The requirements with one of these verdicts, with the reason, so that a failing test tells it. */
const told = ({ rows }: Conformance, ...verdicts: string[]) =>
  [...rows.values()]
    .filter(({ verdict }) => verdicts.includes(verdict))
    .map(({ id, verdict, message }) => `${id} ${verdict}: ${message}`)

/** What a profile's rules are judged with where only those of the defects are: nothing else explains them. */
async function unexplained(name: string): Promise<LoadedProfile> {
  const profile = await profileNamed(name)
  const rules = Object.entries(profile.rules).map(([id, rule]) => [id, { ...rule, leansOn: [] }])
  return { ...profile, rules: Object.fromEntries(rules) }
}

/** Of defects that are judged by their own rules, one in this many is judged by all of them. */
const SAMPLE = 10

/**
 * A test for each defect: its requirement is named, and no other is. Where it is not in a run with others, it is in one
 * of its own.
 *
 * @param judgedBy `their own rules` where rules lean on one another, so that defects explain one another: what a rule
 *   leans on is then left out, and a sample shows that no other rule names a defect, and none explains it.
 */
export function testDefects(
  profile: string,
  requirements: readonly Requirement[],
  defects: readonly SeededDefect[],
  judgedBy: 'all rules' | 'their own rules' = 'all rules',
): void {
  const verdicts = new Map(requirements.map(({ id, level }) => [id, level === 'must' ? 'fail' : 'warn']))
  const runOf = async (group: readonly SeededDefect[], own = false) => {
    const options = { exhaustive: group.some(({ exhaustive }) => exhaustive) }
    const ids = { defects: group.map(({ id }) => id) }
    const run = own
      ? await conformanceOfMock(profile, ids, { ...options, chosen: requirementsOf(group) }, await unexplained(profile))
      : await conformanceOfMock(profile, ids, options)
    const named = requirementsOf(group)
    return {
      ended: run.ended,
      missed: group.flatMap(({ requirement, id }) => {
        const { verdict, message } = run.rows.get(requirement) ?? {}
        return verdict === verdicts.get(requirement) ? [] : [{ id, verdict, message }]
      }),
      others: told(run, 'fail', 'warn').filter((line) => !named.includes(line.slice(0, line.indexOf(' ')))),
    }
  }
  const alike = (one: SeededDefect, other: SeededDefect) => one.exhaustive === other.exhaustive
  const inGroup = together(
    defects,
    (group) => {
      const others = group.slice(0, -1)
      const last = group.at(-1)!
      const isApart = others.every((one) => one.requirement !== last.requirement && alike(one, last))
      return isApart ? goTogether(profile, 'defects', group) : Promise.resolve(false)
    },
    (group) => runOf(group, judgedBy === 'their own rules'),
  )
  test.each(defects.map((defect, nth) => [defect.requirement, defect.id, defect, nth] as const))(
    '%s is named for %s',
    async (_requirement, id, defect, nth) => {
      if (judgedBy === 'all rules' || nth % SAMPLE !== 0) {
        const { missed, others, ended } = (await inGroup(defect)).attempt
        if (ended === undefined && others.length === 0 && missed.every((one) => one.id !== id)) return
      }
      const { summary } = defect
      expect({ summary, ...(await runOf([defect])) }).toEqual({ summary, missed: [], others: [], ended: undefined })
    },
  )
}

const requirementsOf = (defects: readonly SeededDefect[]) => defects.map(({ requirement }) => requirement)

/** A test for each conforming variant: nothing fails, and nothing warns or is left open but what it says. */
export function testVariants(profile: string, variants: readonly ConformingVariant[]): void {
  const runOf = async (group: readonly ConformingVariant[]) => {
    const run = await conformanceOfMock(profile, { variants: group.map(({ id }) => id) })
    const beyond = (verdict: string, allowed: readonly string[]) =>
      told(run, verdict).filter((line) => !allowed.includes(line.slice(0, line.indexOf(' '))))
    return {
      fail: told(run, 'fail'),
      warn: beyond(
        'warn',
        group.flatMap(({ mayWarn = [] }) => mayWarn),
      ),
      inconclusive: beyond(
        'inconclusive',
        group.flatMap(({ mayBeInconclusive = [] }) => mayBeInconclusive),
      ),
      ended: run.ended,
    }
  }
  const quiet = { fail: [], warn: [], inconclusive: [], ended: undefined }
  const inGroup = together(variants, (group) => goTogether(profile, 'variants', group), runOf)
  test.each(variants.map((variant) => [variant.id, variant] as const))('nothing fails for %s', async (_id, variant) => {
    const { attempt } = await inGroup(variant)
    if (isDeepStrictEqual(attempt, quiet)) return
    expect({ summary: variant.summary, ...(await runOf([variant])) }).toEqual({ summary: variant.summary, ...quiet })
  })
}

/** The requirements that no defect breaks. */
export const unbroken = (requirements: readonly Requirement[], defects: readonly SeededDefect[]): string[] =>
  requirements.map(({ id }) => id).filter((id) => defects.every(({ requirement }) => requirement !== id))
