import type { ProfileParts } from './states/arranger.ts'

const PROFILES: Record<string, () => Promise<ProfileParts>> = {
  itero: async () => (await import('./states/itero.ts')).itero,
  opus: async () => (await import('./states/opus.ts')).opus,
  inbox: async () => (await import('./states/inbox.ts')).inbox,
}

/** @throws RangeError for a profile that there is not */
export async function partsOf(profile: string): Promise<ProfileParts> {
  const load = PROFILES[profile]
  if (!load) throw new RangeError(`unknown profile "${profile}"; known: ${Object.keys(PROFILES).join(', ')}`)
  return load()
}
