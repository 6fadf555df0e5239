import type { RateLimit } from '../../engine/target.ts'
import type { OpenApiDocument } from '../../openapi/document.ts'
import { MAPS, TREATMENT } from './paths.ts'
import type { Arranger, Means } from './states/arranger.ts'

/** What verification needs to know of a profile. */
interface ProfileParts {
  document: OpenApiDocument
  arranger(means: Means): Arranger
  /** Path of a harmless request by which a silent target shows whether it is still there. */
  sign: string
  /** The documented rate limit, where the profile has one. */
  rateLimit?: RateLimit
}

const PROFILES: Record<string, () => Promise<ProfileParts>> = {
  itero: async () => ({
    document: (await import('../../openapi/itero.gen.ts')).document,
    arranger: (await import('./states/itero.ts')).iteroArranger,
    sign: MAPS,
    // "Caller can create up to 10 cases per minute using the API."
    rateLimit: { cases: 10, windowSeconds: 60 },
  }),
  opus: async () => ({
    document: (await import('../../openapi/opus.gen.ts')).document,
    arranger: (await import('./states/opus.ts')).opusArranger,
    sign: TREATMENT,
  }),
  inbox: async () => ({
    document: (await import('../../openapi/inbox.gen.ts')).document,
    arranger: (await import('./states/inbox.ts')).inboxArranger,
    sign: '/api/v1/authorization/callback',
  }),
}

/** @throws RangeError for a profile that there is not */
export async function partsOf(profile: string): Promise<ProfileParts> {
  const load = PROFILES[profile]
  if (!load) throw new RangeError(`unknown profile "${profile}"; known: ${Object.keys(PROFILES).join(', ')}`)
  return load()
}
