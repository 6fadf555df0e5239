import { type AccessDecisions, accessDecisions } from './access.ts'
import { type AnswerDecisions, answerDecisions } from './answers.ts'
import { type CollectDecisions, collectDecisions } from './collecting.ts'
import { type ConnectDecisions, connectDecisions } from './connecting.ts'
import { type HealthDecisions, healthDecisions } from './health.ts'
import { type LimitDecisions, limitDecisions } from './limits.ts'
import { type LoginDecisions, loginDecisions } from './login.ts'
import { type PushDecisions, pushDecisions } from './pushing.ts'
import { type SignInDecisions, signInDecisions } from './signing-in.ts'
import { type SyncDecisions, syncDecisions } from './syncing.ts'

/** Every decision of the hub that a defect or a variant can take otherwise. */
export interface Behaviour
  extends AccessDecisions,
    AnswerDecisions,
    CollectDecisions,
    ConnectDecisions,
    HealthDecisions,
    LimitDecisions,
    LoginDecisions,
    PushDecisions,
    SignInDecisions,
    SyncDecisions {}

/** The hub as docs/reading/inbox.md has it, the assumed rules included. */
export const conforming: Behaviour = {
  ...accessDecisions,
  ...answerDecisions,
  ...collectDecisions,
  ...connectDecisions,
  ...healthDecisions,
  ...limitDecisions,
  ...loginDecisions,
  ...pushDecisions,
  ...signInDecisions,
  ...syncDecisions,
}
