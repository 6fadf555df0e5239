import { ProfileError } from '../engine/profile-error.ts'
import { UsageError } from './usage-error.ts'

/**
 * Loads a profile, or something of it; what is wrong with the profile is wrong usage.
 *
 * @param where what named the profile; by default the profile's file
 * @throws UsageError with everything that is wrong with the profile.
 */
export async function asUsage<Loaded>(load: () => Promise<Loaded>, where?: string): Promise<Loaded> {
  try {
    return await load()
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error
    const { flaws, next } = error
    throw new UsageError(
      flaws.map((what) => ({ where: where ?? error.where, what, ...(next === undefined ? {} : { next }) })),
    )
  }
}
