import type { Session } from '../../engine/session.ts'
import type { ProviderStates } from '../../engine/states.ts'
import type { Company, Credentials, Vendor } from './api.ts'
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
