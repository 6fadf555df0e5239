import type { Scenario } from '../hub.ts'
import { type Merged, play, type Script, type Setting } from '../scenario.ts'
import { playCallback } from './callback.ts'
import { playConnecting } from './connecting.ts'
import { playEveryday } from './everyday.ts'
import { playHistories } from './history.ts'
import { playLimits } from './limits.ts'
import { playOutage } from './outage.ts'
import { playRace } from './race.ts'
import { playRefusal } from './refusal.ts'

/** A scenario, and the provider states that it sets up, those that every scenario needs left out. */
const scenario = <Part>(needs: readonly string[], script: Script<Part>) => ({
  needs,
  play: (setting: Setting): Promise<Scenario<Merged<Part>>> => play(setting, script),
})

const CASES = 'the vendor has a new case'
const SIGN_IN = 'the user signs in at the vendor'
const TIME = 'time moves forward'
const EXPIRED = 'the vendor authorization has expired'
const REJECTED = ['the vendor rejects the stored credentials', 'the vendor accepts']
const OUTAGE = ['the vendor portal is down', 'the vendor portal is up']
const CREDITS = 'credits are'

/** In the order in which they are told best. */
export const SCENARIOS = {
  connecting: scenario([SIGN_IN, CASES, TIME], playConnecting),
  everyday: scenario([SIGN_IN, CASES, TIME, CREDITS], playEveryday),
  outage: scenario([SIGN_IN, CASES, TIME, ...OUTAGE, CREDITS, EXPIRED], playOutage),
  refusal: scenario([SIGN_IN, CASES, TIME, EXPIRED, ...REJECTED], playRefusal),
  limits: scenario([SIGN_IN, CASES, TIME, CREDITS, 'storage is', EXPIRED], playLimits),
  callback: scenario([SIGN_IN, TIME, EXPIRED], playCallback),
  race: scenario([], playRace),
  history: { needs: [SIGN_IN, CASES, TIME, ...OUTAGE, CREDITS, 'storage is'], play: playHistories },
}

export type ScenarioName = keyof typeof SCENARIOS

/** What the scenarios show, by their names. */
export type Scenarios = { [Name in ScenarioName]: Awaited<ReturnType<(typeof SCENARIOS)[Name]['play']>> }

export const RESET = 'a company with no inboxes'
