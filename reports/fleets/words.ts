import { plural } from '../../engine/words.ts'
import type { FleetReport, FleetReportTarget } from './model.ts'

const failing = ({ targets }: FleetReport): FleetReportTarget[] =>
  targets.filter(({ last }) => last !== null && last.fails.length > 0)

/** How a fleet stands, in a line and a second one. */
export function fleetInWords(report: FleetReport): { headline: string; detail: string } {
  const { targets } = report
  const fails = failing(report).length
  const count = (state: FleetReportTarget['state']) => targets.filter((one) => one.state === state).length
  const open = targets.filter(({ last }) => last === null).length
  const headline =
    fails > 0
      ? `${fails} of ${plural(targets.length, 'target')} ${fails === 1 ? 'breaks' : 'break'} documented rules`
      : `Nothing fails on ${plural(targets.length, 'target')}`
  const parts = [
    open > 0 ? `${open} not judged yet` : '',
    count('away') > 0 ? `${count('away')} away` : '',
    count('running') > 0 ? `${count('running')} being judged` : '',
    count('paused') > 0 ? `${count('paused')} paused` : '',
  ].filter((part) => part !== '')
  return { headline, detail: parts.length > 0 ? `${parts.join(', ')}.` : 'All of them were judged.' }
}

/** The targets with most fails, as far as they have more than most of those that fail have. */
export function standingOut(report: FleetReport, atMost: number): FleetReportTarget[] {
  const found = failing(report).toSorted((one, other) => other.last!.fails.length - one.last!.fails.length)
  const median = found.at(Math.floor(found.length / 2))?.last?.fails.length ?? 0
  return found.filter(({ last }) => last!.fails.length > median).slice(0, atMost)
}

/** How many targets there are of each version that servers tell, and how many of them fail; none where no server does. */
export function byVersion({ targets }: FleetReport): { version: string; targets: number; failing: number }[] {
  if (targets.every(({ serverVersion }) => serverVersion === null)) return []
  const versions = new Map<string, { version: string; targets: number; failing: number }>()
  for (const { serverVersion, last } of targets) {
    const version = serverVersion ?? 'not told'
    const group = versions.get(version) ?? { version, targets: 0, failing: 0 }
    group.targets++
    if (last && last.fails.length > 0) group.failing++
    versions.set(version, group)
  }
  return [...versions.values()].sort((one, other) => other.targets - one.targets)
}
