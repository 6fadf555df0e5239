import type { Requirement } from '../engine/requirement.ts'
import type { Format } from '../reports/model.ts'
import type { MockOptions, RunningMock } from '../targets/mock/mock.ts'
import type { Harness } from './harness.ts'

/** What a run is made with, each loaded when it is first needed; tests put their own in its place. */
export interface Parts {
  harness(): Promise<Harness>
  startMock(profile: string, options: MockOptions): Promise<RunningMock>
  /** The report's formats by their names. */
  formats(): Promise<Readonly<Record<string, Format>>>
}

export const parts: Parts = {
  harness: async () => (await import('./harness.ts')).harness,
  startMock: async (profile, options) => (await import('../targets/mock/index.ts')).startMock(profile, options),
  formats: async () => (await import('../reports/index.ts')).formats,
}

const REGISTERS: Record<string, () => Promise<{ requirements: readonly Requirement[] }>> = {
  itero: () => import('../suites/itero/requirements.gen.ts'),
  opus: () => import('../suites/opus/requirements.gen.ts'),
  inbox: () => import('../suites/inbox/requirements.gen.ts'),
}

/** A profile's register. */
export const requirementsOf = async (profile: string) => (await REGISTERS[profile]!()).requirements
