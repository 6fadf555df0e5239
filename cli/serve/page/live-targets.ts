import { useMemo } from 'preact/hooks'
import type { Requirement } from '../../../engine/requirement.ts'
import type { VerdictName } from '../../../engine/verdict.ts'
import { targetReport } from '../../../reports/assemble.ts'
import { visibleDeep } from '../../../reports/inert.ts'
import type { RequirementReport, TargetReport } from '../../../reports/model.ts'
import type { Tally } from '../../progress/tally.ts'
import type { LiveRun } from '../model.ts'
import { useRules } from './use-rules.ts'

/** A run's targets as a report has them, with the rules that are judged so far. */
export function useLiveTargets({ names, targets }: LiveRun): TargetReport[] {
  const rules = useRules(Object.keys(targets).length > 0 ? Object.keys(targets) : names)
  return useMemo(
    () =>
      Object.entries(targets).map(([name, tally]) =>
        targetReport({ name, profile: '', baseUrl: '', kind: 'live' }, rowsOf(tally, rules[name] ?? []), {
          requests: tally.requests,
          cases: 0,
          rateLimitWaitMs: 0,
          refusals: 0,
        }),
      ),
    [targets, rules],
  )
}

const rowsOf = ({ rows }: Tally, register: readonly Requirement[]): RequirementReport[] =>
  register.flatMap((requirement) => {
    const row = rows[requirement.id]
    if (!row) return []
    return visibleDeep({ ...requirement, ...row, verdict: row.verdict as VerdictName, exchanges: [], durationMs: 0 })
  })
