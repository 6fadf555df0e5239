import { plural } from '../../engine/words.ts'
import { type FleetTarget, targets } from '../../fleet/targets.ts'
import type { ExitStatus } from '../exit-status.ts'
import { type Io, print } from '../io.ts'
import { table } from '../table.ts'
import { type PlaceFlags, withStore } from './open.ts'

/** `bitewing fleet status`: where each target stands. */
export const fleetStatus = ({ json, ...place }: PlaceFlags & { json?: true }, io: Io): Promise<ExitStatus> =>
  withStore<ExitStatus>(place, io, async (store) => {
    const all = await targets(store)
    print(io, json ? statusAsJson(all) : statusInWords(all))
    return 0
  })

/** `fleet status --json`. */
export const statusAsJson = (all: readonly FleetTarget[]): string =>
  JSON.stringify({ targets: all.map(({ name, profile, state, last }) => ({ name, profile, state, last })) }, null, 2)

const STATES = ['running', 'due', 'away', 'paused', 'judged'] as const

function statusInWords(all: readonly FleetTarget[]): string {
  const counts = STATES.map((state) => `${all.filter((one) => one.state === state).length} ${state}`)
  const notable = all.filter(({ state, last }) => state === 'running' || state === 'away' || last?.fails.length)
  const rows = notable.map(({ name, profile, state, last, reason }) => [
    name,
    profile,
    state,
    last?.startedAt.slice(0, 16).replace('T', ' ') ?? '',
    last?.fails.join(', ') || reason || '',
  ])
  const head = `${plural(all.length, 'target')}: ${counts.join(', ')}`
  return rows.length === 0
    ? head
    : `${head}\n\n${table([['target', 'profile', 'state', 'last run (UTC)', ''], ...rows])}`
}

/** The exit status of a fleet: as that of a run over all its targets that are not paused. */
export function fleetExitStatus(
  all: readonly FleetTarget[],
  { strict, requireComplete }: { strict?: boolean; requireComplete?: boolean },
): ExitStatus {
  const judged = all.filter(({ state }) => state !== 'paused')
  if (judged.some(({ state, last }) => !last?.complete || state === 'away' || state === 'running')) return 3
  const refused = judged.some(
    ({ last, openMusts }) =>
      last!.fails.length > 0 || (strict && last!.summary.warn > 0) || (requireComplete && openMusts > 0),
  )
  return refused ? 1 : 0
}
