import type { Scene } from '../stage.ts'
import type { World } from '../world.ts'
import { type Callback, playCallback } from './callback.ts'
import { type Connecting, playConnecting } from './connecting.ts'
import { type Everyday, playEveryday } from './everyday.ts'
import { type History, playHistory } from './history.ts'
import { type Limits, playLimits } from './limits.ts'
import { type Outage, playOutage } from './outage.ts'
import { playRace, type Race } from './race.ts'
import { playRefusal, type Refusal } from './refusal.ts'

/** What the scenes show, by their names. */
export interface Scenes {
  connecting: Scene<Connecting>
  everyday: Scene<Everyday>
  outage: Scene<Outage>
  refusal: Scene<Refusal>
  limits: Scene<Limits>
  callback: Scene<Callback>
  race: Scene<Race>
  history: Scene<History>
}

export type SceneName = keyof Scenes

interface Play<Played> {
  /** The provider states that it sets up, those that every scene needs left out. */
  needs: string[]
  play(world: World): Promise<Played>
}

const CASES = 'the vendor has a new case'
const SIGN_IN = 'the user signs in at the vendor'
const TIME = 'time moves forward'
const EXPIRED = 'the vendor authorization has expired'
const OUTAGE = ['the vendor portal is down', 'the vendor portal is up']

/** In the order in which they are told best. */
export const SCENES: { [Name in SceneName]: Play<Scenes[Name]> } = {
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
