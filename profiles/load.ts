import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { LoadedProfile } from '../engine/loaded-profile.ts'
import { loaded, type OpenTarget, type Row, type Sign } from '../engine/profile.ts'
import { ProfileError } from '../engine/profile-error.ts'
import type { Requirement } from '../engine/requirement.ts'
import { flawsOf } from '../engine/soundness.ts'
import { type FoundProfile, findProfile } from './find.ts'
import { PROFILES } from './index.ts'

/**
 * A profile's register.
 *
 * @throws ProfileError with all that is wrong with it.
 */
export async function requirementsOf({ ref, manifest, folder }: FoundProfile): Promise<readonly Requirement[]> {
  const { requirements = [] } = manifest
  // The built-in registers were checked when they were generated.
  if (PROFILES.includes(ref))
    return (await loaded(requirements as Exclude<typeof requirements, string>)) as Requirement[]
  const { completeRow, flawsOfRegister, readRegister } = await import('./register.ts')
  if (typeof requirements !== 'string') {
    const rows = await loaded(requirements)
    // Rows that are derived are sound as they are made, and their clauses are looked up only when somebody reads them.
    if (ref === manifest.openapi) return rows as readonly Requirement[]
    const flaws = flawsOfRegister(rows)
    if (flaws.length > 0) throw new ProfileError(ref, flaws)
    return rows.map(completeRow)
  }
  let rows: Row[]
  try {
    rows = readRegister(readFileSync(resolve(folder, requirements), 'utf8'))
  } catch (error) {
    throw new ProfileError(requirements, (error as Error).message.split('\n'))
  }
  return rows.map(completeRow)
}

/**
 * A profile with its register and its rules, held against each other.
 *
 * @throws ProfileError with all that is wrong with them.
 */
export async function loadProfile(found: FoundProfile): Promise<LoadedProfile> {
  const { manifest } = found
  const requirements = await requirementsOf(found)
  const rules = await loaded(manifest.rules ?? {})
  const experiments = await loaded(manifest.experiments ?? {})
  const { name, phases = [] } = manifest
  const flaws = flawsOf(requirements, { rules, experiments, phases })
  if (flaws.length > 0) throw new ProfileError(found.ref, flaws)
  return {
    name,
    requirements,
    rules,
    experiments,
    phases,
    open: async (session, settings) => ((await manifest.open?.(session, settings)) as OpenTarget | undefined) ?? {},
    sign: async (target) => (await manifest.sign?.(target)) ?? ROOT,
  }
}

/** Any answer shows that a server is there. */
export const ROOT: Sign = { method: 'GET', path: '/' }

/** As {@link loadProfile}, for a profile as a target names it. */
export const profileNamed = async (name: string, from: string = process.cwd()): Promise<LoadedProfile> =>
  loadProfile(await findProfile(name, from))
