import { unobserved, worst } from '../../engine/finding.ts'
import { levelKey } from '../../engine/isolate.ts'
import { type GatheredBy, ruleIn } from '../../engine/rule.ts'
import type { CreateOperation } from './api.ts'
import type { Itero } from './context.ts'
import type { experiments } from './experiments.ts'
import { judgeLevel, type LevelCheck } from './level-evidence.ts'
import { refusedWith } from './statuses.ts'

/** Makes a rule of this profile. */
export const rule = ruleIn<Itero, GatheredBy<typeof experiments>>()

/** A rule whose faults stand in the catalogue of invalid orders (`generators/order-faults.ts`), each of them refused with 400. */
export const refuses = (...operations: CreateOperation[]) =>
  rule({
    probe: (itero) => itero.faults(...operations),
    judge: refusedWith(400),
  })

/**
 * A rule that says that orders with something are accepted: each `[what, factor, level]` stands in at least one of the
 * composed orders, and a refusal counts against it only where it is due to just that.
 */
export const accepts = (operation: CreateOperation, checks: readonly [string, string, string][]) => ({
  ...rule({
    probe: async (itero): Promise<LevelCheck[]> =>
      Promise.all(
        checks.map(async ([what, factor, value]) => ({ what, level: await itero.level(operation, factor, value) })),
      ),
    judge: (evidence) => worst(evidence.map(judgeLevel), unobserved('nothing was tried', 'a run that tries it')),
  }),
  operation,
  /** What a refusal has to be due to for it to break this rule. */
  levels: checks.map(([, factor, value]) => levelKey(factor, value)),
})
