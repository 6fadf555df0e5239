import type { Unjudgeable } from '../../engine/rule.ts'
import type { SceneName, Scenes } from './scenes/index.ts'
import type { Looking } from './scenes/looking.ts'

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
