import { loaded } from '../engine/lazy.ts'
import type { LoadedProfile } from '../engine/loaded-profile.ts'
import type { OpenTarget, Sign } from '../engine/profile.ts'
import { ProfileError } from '../engine/profile-error.ts'
import { flawsOf } from '../engine/soundness.ts'
import { findProfile } from './find.ts'
import type { FoundProfile } from './found-profile.ts'
import { requirementsOf } from './requirements.ts'

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
  // What is derived from a document alone has each rule with its row.
  const flaws = found.ref === manifest.openapi ? [] : flawsOf(requirements, { rules, experiments, phases })
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
