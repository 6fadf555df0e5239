import type { Requirement } from '../../engine/requirement.ts'
import type { Target } from '../../engine/target.ts'
import { findProfile } from '../../profiles/find.ts'
import type { FoundProfile } from '../../profiles/found-profile.ts'
import { PROFILES } from '../../profiles/index.ts'
import { clientRequirementsOf } from '../../profiles/traffic.ts'
import { waived } from '../../reports/assemble.ts'
import { visible } from '../../reports/inert.ts'
import type { Report } from '../../reports/model.ts'
import { type Baseline, readBaseline, waiversFor } from '../baseline/read.ts'
import { updated, writeBaseline } from '../baseline/update.ts'
import type { Configuration } from '../config/configuration.ts'
import { didYouMean } from '../nearest.ts'
import type { Settled } from '../options.ts'
import { type Problem, UsageError, usageError } from '../usage-error.ts'

/**
 * Holds the waivers against the registers: one that names no requirement would never be seen. A target's waivers may be
 * of its clients too, which a proxy before it judges.
 *
 * @param registers by profile: what is asked of its servers, or of a client
 * @param key of the configuration, in which the targets stand
 * @throws UsageError with every one that names none.
 */
export async function checkWaivers(
  targets: readonly Target[],
  registers: ReadonlyMap<string, readonly Requirement[]>,
  key: 'targets' | 'clients' = 'targets',
): Promise<void> {
  const problems = await Promise.all(
    targets.map(async ({ name, profile, module, waivers }) => {
      const asked = registers.get(profile)!.map(({ id }) => id)
      if (waivers.every(({ id }) => asked.includes(id))) return []
      const ofClients =
        key === 'clients' ? [] : await clientRequirementsOf(await findProfile(module ?? profile, process.cwd()))
      const ids = [...asked, ...ofClients.map(({ id }) => id)]
      return waivers.flatMap(({ id }, index): Problem[] => {
        if (ids.includes(id)) return []
        const next = didYouMean(id, ids)
        const what = `expected a requirement of ${profile}, found ${JSON.stringify(id)}`
        return [{ where: `${key}.${name}.waivers[${index}].id`, what, ...(next ? { next } : {}) }]
      })
    }),
  )
  if (problems.some((ofTarget) => ofTarget.length > 0)) throw new UsageError(problems.flat())
}

/**
 * The baseline that is given, if any.
 *
 * @param selected the targets, or the client, that are judged
 * @throws UsageError where it is not valid, and for `--update-baseline` without one.
 */
export async function baselineOf(
  cwd: string,
  { baseline, updateBaseline }: Settled,
  { targets, clients }: Pick<Configuration, 'targets' | 'clients'>,
  selected: readonly { name: string; found: FoundProfile }[],
): Promise<Baseline | undefined> {
  if (baseline === undefined) {
    if (updateBaseline) throw usageError('--update-baseline', 'expected --baseline with the file to write')
    return undefined
  }
  // A baseline may well hold waivers of others than are judged now.
  const profiles = new Map<string, string>([
    ...PROFILES.map((profile) => [profile, profile] as const),
    ...Object.entries({ ...clients, ...targets }).map(([name, { profile }]) => [name, profile] as const),
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
 * @returns with what people are told of it, and why the baseline could not be written
 */
export function underWaivers(
  found: Report,
  targets: readonly Target[],
  baseline: Baseline | undefined,
  options: Settled,
): { report: Report; lines: string[]; fault?: string } {
  const { used = baseline, fault } = baseline && options.updateBaseline ? update(baseline, found, options) : {}
  const today = found.startedAt.slice(0, 10)
  const waiversOf = (name: string) => withBaseline(targets, used).find((target) => target.name === name)?.waivers ?? []
  const report = { ...found, targets: found.targets.map((target) => waived(target, waiversOf(target.name), today)) }
  const written = used === baseline ? [] : [`Baseline: ${used?.name}`]
  return { report, lines: [...waiverLines(report), ...written], ...(fault === undefined ? {} : { fault }) }
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
const waiverLines = ({ targets }: Report): string[] =>
  targets.flatMap(({ name, waivers = [] }) =>
    waivers.map(({ id, message }) => visible(`${name}: the waiver of ${id}: ${message}`)),
  )
