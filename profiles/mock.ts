import { loaded } from '../engine/lazy.ts'
import type { Mock, MockOptions, RunningMock } from '../engine/mock.ts'
import { ProfileError } from '../engine/profile-error.ts'
import type { FoundProfile } from './found-profile.ts'
import { builtIn } from './index.ts'

/**
 * The mock of a profile, loaded: a run needs one profile's mock, and a live run none.
 *
 * @throws ProfileError for a profile that has no mock.
 */
export async function mockOf({ ref, manifest }: Pick<FoundProfile, 'ref' | 'manifest'>): Promise<Mock> {
  if (!manifest.mock) throw new ProfileError(ref, ['it has no mock'], 'Give the server by --base-url, or baseUrl')
  return loaded(manifest.mock)
}

/**
 * Starts the mock of a built-in profile.
 *
 * @param options with the profile's own data besides, as its `start` takes it.
 * @throws RangeError for another profile, and for an unknown defect or variant.
 */
export async function startMock<Options extends MockOptions>(
  profile: string,
  options?: Options,
): Promise<Required<RunningMock>> {
  const manifest = builtIn(profile)
  if (!manifest) throw new RangeError(`there is no built-in profile "${profile}"`)
  // Every built-in mock has provider states.
  return (await mockOf({ ref: profile, manifest })).start(options) as Promise<Required<RunningMock>>
}

/**
 * The seeded defects and conforming variants that a built-in profile's mock can be started with.
 *
 * @throws RangeError for another profile.
 */
export async function deviationsOf(profile: string): Promise<Required<Pick<Mock, 'defects' | 'variants'>>> {
  const manifest = builtIn(profile)
  if (!manifest) throw new RangeError(`there is no built-in profile "${profile}"`)
  const { defects = [], variants = [] } = await mockOf({ ref: profile, manifest })
  return { defects, variants }
}
