import type { Requirement } from '../../engine/requirement.ts'
import type { Target } from '../../engine/target.ts'
import { findProfile } from '../../profiles/find.ts'
import { PROFILES } from '../../profiles/index.ts'
import { clientRequirementsOf } from '../../profiles/traffic.ts'
import { waived } from '../../reports/assemble.ts'
import { visible } from '../../reports/inert.ts'
import type { Report } from '../../reports/model.ts'
import { type Baseline, readBaseline, waiversFor } from '../baseline/read.ts'
import { updated, writeBaseline } from '../baseline/update.ts'
import type { RawTarget } from '../config/configuration.ts'
import type { Selected } from '../config/select.ts'
import { didYouMean } from '../nearest.ts'
import type { Settled } from '../options.ts'
import { type Problem, UsageError, usageError } from '../usage-error.ts'

/**
 * Holds the waivers against the registers: one that names no requirement would never be seen. A target's waivers may be
 * of its clients too, which a proxy before it judges.
 *
 * @param registers by profile: what is asked of its servers
 * @throws UsageError with every one that names none.
 */
export async function checkWaivers(
  targets: readonly Target[],
  registers: ReadonlyMap<string, readonly Requirement[]>,
): Promise<void> {
  const problems = await Promise.all(
    targets.map(async ({ name, profile, module, waivers }) => {
      const ofServers = registers.get(profile)!.map(({ id }) => id)
      if (waivers.every(({ id }) => ofServers.includes(id))) return []
      const ofClients = await clientRequirementsOf(await findProfile(module ?? profile, process.cwd()))
      const ids = [...ofServers, ...ofClients.map(({ id }) => id)]
      return waivers.flatMap(({ id }, index): Problem[] => {
        if (ids.includes(id)) return []
        const next = didYouMean(id, ids)
        const what = `expected a requirement of ${profile}, found ${JSON.stringify(id)}`
        return [{ where: `targets.${name}.waivers[${index}].id`, what, ...(next ? { next } : {}) }]
      })
    }),
  )
  if (problems.some((ofTarget) => ofTarget.length > 0)) throw new UsageError(problems.flat())
}

/**
 * The baseline that the run is given, if any.
 *
 * @throws UsageError where it is not valid, and for `--update-baseline` without one.
 */
export async function baselineOf(
  cwd: string,
  { baseline, updateBaseline }: Settled,
  configured: Readonly<Record<string, RawTarget>>,
  selected: readonly Selected[],
): Promise<Baseline | undefined> {
  if (baseline === undefined) {
    if (updateBaseline) throw usageError('--update-baseline', 'expected --baseline with the file to write')
    return undefined
  }
  // A baseline may well hold waivers of targets that this run leaves out.
  const profiles = new Map<string, string>([
    ...PROFILES.map((profile) => [profile, profile] as const),
    ...Object.entries(configured).map(([name, { profile }]) => [name, profile] as const),
    ...selected.map(({ name, found }) => [name, found.ref] as const),
  ])
  return readBaseline(cwd, baseline, profiles, updateBaseline === true)
}

/** The targets with the baseline's waivers behind those of the configuration. */
export const withBaseline = (targets: readonly Target[], baseline: Baseline | undefined): Target[] =>
  targets.map((target) =>
    baseline ? { ...target, waivers: [...target.waivers, ...waiversFor(target.name, baseline)] } : target,
  )

/**
 * The report with what is to be done about the waivers. Where the baseline is to be updated it is written first, and the
 * report is the one that it gives; of a run that broke off it is left as it is.
 *
 * @param targets as they were configured, without the baseline
 */
export function underWaivers(
  report: Report,
  targets: readonly Target[],
  baseline: Baseline | undefined,
  options: Settled,
): { report: Report; written?: string | undefined; fault?: string } {
  const { used = baseline, fault } = baseline && options.updateBaseline ? update(baseline, report, options) : {}
  const today = report.startedAt.slice(0, 10)
  const waiversOf = (name: string) => withBaseline(targets, used).find((target) => target.name === name)?.waivers ?? []
  return {
    report: { ...report, targets: report.targets.map((target) => waived(target, waiversOf(target.name), today)) },
    ...(used === baseline ? {} : { written: used?.name }),
    ...(fault === undefined ? {} : { fault }),
  }
}

/** A report is worth more than a baseline: what keeps this from being written keeps that from nothing. */
function update(baseline: Baseline, report: Report, options: Settled): { used?: Baseline; fault?: string } {
  const { name } = baseline
  if (!report.complete) return { fault: `${name} is not updated: the run was not completed` }
  const used = { ...baseline, waivers: updated(baseline, report, options, options.baselineDays) }
  try {
    writeBaseline(used)
    return { used }
  } catch (error) {
    return { fault: `${name} is not updated: ${(error as Error).message}` }
  }
}

/** What is to be done about the waivers, in a line each. */
export const waiverLines = ({ targets }: Report): string[] =>
  targets.flatMap(({ name, waivers = [] }) =>
    waivers.map(({ id, message }) => visible(`${name}: the waiver of ${id}: ${message}`)),
  )
