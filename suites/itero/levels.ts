import { broken, unobserved, worst } from '../../engine/finding.ts'
import { came } from '../../engine/status.ts'
import type { Finding } from '../../engine/verdict.ts'
import type { CreateOperation } from './api.ts'
import type { LevelEvidence } from './level-evidence.ts'
import type { RequirementId } from './requirements.gen.ts'
import { rule } from './rule.ts'
import { heldBy } from './statuses.ts'

interface LevelCheck {
  what: string
  level: LevelEvidence
}

/**
 * A rule that says that orders with something are accepted: each `[what, factor, level]` stands in at least one of the
 * composed orders, and a refusal counts against it only where it is due to just that.
 */
export const acceptsLevels = (
  id: RequirementId,
  operation: CreateOperation,
  checks: readonly [string, string, string][],
) =>
  rule(id, {
    probe: async (itero): Promise<LevelCheck[]> =>
      Promise.all(
        checks.map(async ([what, factor, value]) => ({ what, level: await itero.level(operation, factor, value) })),
      ),
    judge: (evidence: LevelCheck[]) =>
      worst(evidence.map(accepted), unobserved('nothing was tried', 'a run that tries it')),
  })

function accepted({ what, level }: LevelCheck): Finding {
  switch (level.kind) {
    case 'shown':
      return heldBy([200], `${what}: accepted`, level.exchanges)
    case 'refused': {
      const cited = level.control ? [level.control, level.refused] : [level.refused]
      const combined =
        level.together.length > 0 ? ` (together with ${level.together.join(', ').replaceAll(':', ' ')})` : ''
      return broken(`200 for ${what}`, `${what}${combined}: ${came(level.refused)}`, cited)
    }
    case 'unknown':
      return unobserved(`${what}: ${level.reason}`, level.remedy, level.leansOn)
  }
}
