import type { Unjudgeable } from '../../engine/rule.ts'
import type { Session } from '../../engine/session.ts'
import type { ProviderStates } from '../../engine/states.ts'
import type { Company, Credentials, Vendor } from './api.ts'
import type { SceneName, Scenes } from './scenes/index.ts'
import type { Looking } from './scenes/looking.ts'
import type { Stage } from './stage.ts'

/** What a scene is played with. */
export interface World {
  session: Session
  states: ProviderStates
  company: Company
  /** Undefined where one company alone is configured. */
  other: Company | undefined
  vendors: readonly Vendor[]
  login: Credentials | undefined
  pushSecret: string | undefined
  seed: number
  exhaustive: boolean
  /** A fresh stage, whose case IDs differ from every other one's. */
  stage(): Stage
}

/** What of the configuration a judgement rests on, secrets as they are shown in the evidence. */
export interface Configured {
  pushSecret: boolean
  login: boolean
  otherCompany: boolean
  colleague: boolean
  /** What the configured password is shown as. */
  password: string | null
  username: string | null
}

/** What the experiments are given. */
export interface Inbox {
  configured: Configured
  /** Plays a scene, once; scenes are played one after the other, since they share the target's clock. */
  scene<Name extends SceneName>(name: Name): Promise<Scenes[Name] | Unjudgeable>
  /** Reads what the hub shows as it stands. */
  looking(): Promise<Looking | Unjudgeable>
}
