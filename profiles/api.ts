/**
 * What a profile from outside is written with: `import { … } from 'bitewing/profile'`.
 *
 * @module bitewing/profile
 */
import type { ProbeContext } from '../engine/probe-context.ts'
import { ruleIn } from '../engine/rule.ts'

export type { Change, Exchange } from '../engine/exchange.ts'
export type { Missing, Observation, Trial } from '../engine/experiment.ts'
export { broken, holds, notApplicable, unobserved, worst } from '../engine/finding.ts'
export type { Lazy } from '../engine/lazy.ts'
export type { ConformingVariant, Mock, MockOptions, RunningMock, SeededDefect } from '../engine/mock.ts'
export type { Call, ProbeContext } from '../engine/probe-context.ts'
export type { OpenTarget, Profile, SettingsSchema, Sign } from '../engine/profile.ts'
export { defineProfile } from '../engine/profile.ts'
export { accepts, refuses } from '../engine/refusals.ts'
export type { Level, Requirement, Row } from '../engine/requirement.ts'
export type { Experiment, Gathered, MakeRule, Rule, Unjudgeable } from '../engine/rule.ts'
export type { RunSettings } from '../engine/run-settings.ts'
export { secret } from '../engine/secret.ts'
export { came, isAccepted, status } from '../engine/status.ts'
export type { Finding } from '../engine/verdict.ts'

/** Makes a rule: what it needs, or a probe that gathers its evidence, and a judge, a pure function of that evidence. */
// biome-ignore lint/suspicious/noExplicitAny: the settings are the profile's own
export const rule = ruleIn<ProbeContext<any>>()
