import type { Requirement } from '../../engine/requirement.ts'
import type { Target } from '../../engine/target.ts'
import { didYouMean } from '../nearest.ts'
import { type Problem, UsageError } from '../usage-error.ts'

/**
 * Holds the waivers against the registers: one that names no requirement would never be seen.
 *
 * @throws UsageError with every one that names none.
 */
export function checkWaivers(targets: readonly Target[], registers: ReadonlyMap<string, readonly Requirement[]>): void {
  const problems = targets.flatMap(({ name, profile, waivers }) => {
    const ids = registers.get(profile)!.map(({ id }) => id)
    return waivers.flatMap(({ id }, index): Problem[] => {
      if (ids.includes(id)) return []
      const next = didYouMean(id, ids)
      const what = `expected a requirement of ${profile}, found ${JSON.stringify(id)}`
      return [{ where: `targets.${name}.waivers[${index}].id`, what, ...(next ? { next } : {}) }]
    })
  })
  if (problems.length > 0) throw new UsageError(problems)
}
