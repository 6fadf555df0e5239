import { listOr } from '../engine/words.ts'
import { findProfile, isPath } from '../profiles/find.ts'
import type { FoundProfile } from '../profiles/found-profile.ts'
import { PROFILES } from '../profiles/index.ts'
import { asUsage } from './as-usage.ts'
import { didYouMean } from './nearest.ts'
import { usageError } from './usage-error.ts'

/**
 * The profile that an argument names.
 *
 * @throws UsageError where there is none; a name that is near to a built-in one is a slip, and no package.
 */
export async function profileArgument(name: string, cwd: string): Promise<FoundProfile> {
  const next = isPath(name) || PROFILES.includes(name) ? undefined : didYouMean(name, PROFILES)
  if (next) {
    throw usageError(
      'profile',
      `expected ${listOr(PROFILES)}, a path or a package, found ${JSON.stringify(name)}`,
      next,
    )
  }
  return asUsage(() => findProfile(name, cwd), 'profile')
}
