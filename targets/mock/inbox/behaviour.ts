import { accessDecisions } from './access.ts'
import { answerDecisions } from './answers.ts'
import { collectDecisions } from './collecting.ts'
import { connectDecisions } from './connecting.ts'
import { healthDecisions } from './health.ts'
import { limitDecisions } from './limits.ts'
import { loginDecisions } from './login.ts'
import { pushDecisions } from './pushing.ts'
import { signInDecisions } from './signing-in.ts'
import { syncDecisions } from './syncing.ts'

/**
 * Every decision of the hub that a defect or a variant can take otherwise, as docs/reading/inbox.md has it, the assumed
 * rules included.
 */
export const conforming = {
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

export type Behaviour = typeof conforming
