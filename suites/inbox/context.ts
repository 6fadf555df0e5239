import type { Unjudgeable } from '../../engine/rule.ts'
import type { ScenarioName, Scenarios } from './scenarios/index.ts'
import type { Reads } from './scenarios/reads.ts'

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
  /** Plays a scenario; scenarios are played one after the other, since they share the target's clock. */
  scenario<Name extends ScenarioName>(name: Name): Promise<Scenarios[Name] | Unjudgeable>
  /** Reads what the hub shows as it stands. */
  reads(): Promise<Reads | Unjudgeable>
}
