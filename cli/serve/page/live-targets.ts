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
export function useLiveTargets({ kind, targets }: LiveRun): TargetReport[] {
  const sides = Object.values(targets)
  const isClient = ({ role }: Pick<Tally, 'role'>) => kind === 'drill' || role === 'client'
  const ofServers = useRules(sides.filter((one) => !isClient(one)).map(({ name }) => name))
  const ofClients = useRules(
    sides.filter(isClient).map(({ name }) => name),
    'client-rules',
  )
  return useMemo(
    () =>
      sides
        .filter(({ rows }) => kind === 'run' || Object.keys(rows).length > 0)
        .map((tally) => {
          const { name } = tally
          const role = isClient(tally) ? ('client' as const) : ('server' as const)
          const register = (role === 'client' ? ofClients : ofServers)[name] ?? []
          const usage = { requests: tally.requests, cases: 0, rateLimitWaitMs: 0, refusals: 0 }
          return targetReport({ name, role, profile: '', baseUrl: '', kind: 'live' }, rowsOf(tally, register), usage)
        })
        .sort((one, other) => Number(other.role === 'client') - Number(one.role === 'client')),
    [targets, ofServers, ofClients],
  )
}

const rowsOf = ({ rows }: Tally, register: readonly Requirement[]): RequirementReport[] =>
  register.flatMap((requirement) => {
    const row = rows[requirement.id]
    if (!row) return []
    return visibleDeep({ ...requirement, ...row, verdict: row.verdict as VerdictName, exchanges: [], durationMs: 0 })
  })
