import type { Defect, Variant } from './deviation.ts'
import type { MockOptions, RunningMock } from './mock.ts'

/** What the module `targets/mock/<profile>/index.ts` exports. */
export interface MockModule {
  /** Starts the profile's mock with its options; rejects with a RangeError for an unknown defect or variant. */
  start(options?: MockOptions): Promise<RunningMock>
  defects: readonly DefectEntry[]
  variants: readonly VariantEntry[]
}

/** A defect as the outside sees it: without the change that makes it. */
export type DefectEntry = Omit<Defect<never>, 'patch'>

/** A variant as the outside sees it. */
export type VariantEntry = Omit<Variant<never>, 'patch'>

/** Loaded only when asked for: a run needs one profile's mock, and a live run none. */
const MODULES: Record<string, () => Promise<MockModule>> = {
  itero: () => import('./itero/index.ts'),
  opus: () => import('./opus/index.ts'),
  inbox: () => import('./inbox/index.ts'),
}

/** The profiles that have an embedded mock. */
export const mockProfiles: readonly string[] = Object.keys(MODULES)

/**
 * Starts the embedded mock of a profile.
 *
 * @param options with the profile's own data besides, as its `start` takes it.
 * @throws RangeError for a profile that has no mock, and for an unknown defect or variant.
 */
export async function startMock<Options extends MockOptions>(profile: string, options?: Options): Promise<RunningMock> {
  return (await load(profile)).start(options)
}

/**
 * The seeded defects and conforming variants that a profile's mock can be started with.
 *
 * @throws RangeError for a profile that has no mock.
 */
export async function deviationsOf(profile: string): Promise<Pick<MockModule, 'defects' | 'variants'>> {
  const { defects, variants } = await load(profile)
  return { defects, variants }
}

async function load(profile: string): Promise<MockModule> {
  const module = Object.hasOwn(MODULES, profile) ? MODULES[profile] : undefined
  if (!module)
    throw new RangeError(`no embedded mock for profile "${profile}"; there is one for: ${mockProfiles.join(', ')}`)
  return module()
}
