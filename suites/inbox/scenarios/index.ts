import type { Scenario } from '../stage.ts'
import type { World } from '../world.ts'
import { type Callback, playCallback } from './callback.ts'
import { type Connecting, playConnecting } from './connecting.ts'
import { type Everyday, playEveryday } from './everyday.ts'
import { type History, playHistory } from './history.ts'
import { type Limits, playLimits } from './limits.ts'
import { type Outage, playOutage } from './outage.ts'
import { playRace, type Race } from './race.ts'
import { playRefusal, type Refusal } from './refusal.ts'

/** What the scenarios show, by their names. */
export interface Scenarios {
  connecting: Scenario<Connecting>
  everyday: Scenario<Everyday>
  outage: Scenario<Outage>
  refusal: Scenario<Refusal>
  limits: Scenario<Limits>
  callback: Scenario<Callback>
  race: Scenario<Race>
  history: Scenario<History>
}

export type ScenarioName = keyof Scenarios

interface Play<Played> {
  /** The provider states that it sets up, those that every scenario needs left out. */
  needs: string[]
  play(world: World): Promise<Played>
}

const CASES = 'the vendor has a new case'
const SIGN_IN = 'the user signs in at the vendor'
const TIME = 'time moves forward'
const EXPIRED = 'the vendor authorization has expired'
const OUTAGE = ['the vendor portal is down', 'the vendor portal is up']

/** In the order in which they are told best. */
export const SCENARIOS: { [Name in ScenarioName]: Play<Scenarios[Name]> } = {
  connecting: { needs: [SIGN_IN, CASES, TIME], play: playConnecting },
  everyday: { needs: [SIGN_IN, CASES, TIME, 'credits are'], play: playEveryday },
  outage: {
    needs: [SIGN_IN, CASES, TIME, ...OUTAGE, 'credits are', EXPIRED],
    play: playOutage,
  },
  refusal: {
    needs: [SIGN_IN, CASES, TIME, EXPIRED, 'the vendor rejects the stored credentials', 'the vendor accepts'],
    play: playRefusal,
  },
  limits: {
    needs: [SIGN_IN, CASES, TIME, 'credits are', 'storage is', EXPIRED],
    play: playLimits,
  },
  callback: { needs: [SIGN_IN, TIME, EXPIRED], play: playCallback },
  race: { needs: [], play: playRace },
  history: {
    needs: [SIGN_IN, CASES, TIME, ...OUTAGE, 'credits are', 'storage is'],
    play: playHistory,
  },
}

export const RESET = 'a company with no inboxes'
