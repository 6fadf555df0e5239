import type { Suite } from './profile.ts'

const SUITES: Record<string, () => Promise<Suite>> = {
  itero: async () => (await import('./itero/index.ts')).itero,
  opus: async () => (await import('./opus/index.ts')).opus,
  inbox: async () => (await import('./inbox/index.ts')).inbox,
}

/** The profiles, in the order in which `all` runs them. */
export const PROFILES: readonly string[] = Object.keys(SUITES)

/** @throws RangeError naming the known profiles */
export async function suiteOf(profile: string): Promise<Suite> {
  const load = SUITES[profile]
  if (!load) throw new RangeError(`unknown profile "${profile}"; known: ${PROFILES.join(', ')}`)
  return load()
}
