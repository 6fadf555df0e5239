import type { MockOptions, RunningMock } from '../engine/mock.ts'
import type { FoundProfile } from '../profiles/found-profile.ts'
import type { Format } from '../reports/model.ts'
import type { Harness } from './harness.ts'

/** What a run is made with, each loaded when it is first needed; tests put their own in its place. */
export interface Parts {
  harness(): Promise<Harness>
  startMock(profile: FoundProfile, options: MockOptions): Promise<RunningMock>
  /** The report's formats by their names. */
  formats(): Promise<Readonly<Record<string, Format>>>
}

export const parts: Parts = {
  harness: async () => (await import('./harness.ts')).harness,
  startMock: async (profile, options) => (await (await import('../profiles/mock.ts')).mockOf(profile)).start(options),
  formats: async () => (await import('../reports/index.ts')).formats,
}
