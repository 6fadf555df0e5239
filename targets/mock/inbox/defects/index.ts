import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { accessDefects } from './access.ts'
import { caseDefects } from './cases.ts'
import { connectingDefects } from './connecting.ts'
import { disconnectingDefects } from './disconnecting.ts'
import { healthDefects } from './health.ts'
import { httpDefects } from './http.ts'
import { invalidConnectionDefects } from './invalid-connections.ts'
import { leakingDefects } from './leaking.ts'
import { limitDefects } from './limits.ts'
import { loginDefects } from './login.ts'
import { outageDefects } from './outage.ts'
import { pollingDefects } from './polling.ts'
import { pushingDefects } from './pushing.ts'
import { racingDefects } from './racing.ts'
import { showingDefects } from './showing.ts'
import { signingInDefects } from './signing-in.ts'
import { signingInAgainDefects } from './signing-in-again.ts'
import { warningDefects } from './warnings.ts'

/** The seeded defects of the hub: one cause each, under the requirement that it breaks. */
export const defects: readonly Defect<Behaviour>[] = [
  ...connectingDefects,
  ...disconnectingDefects,
  ...invalidConnectionDefects,
  ...racingDefects,
  ...accessDefects,
  ...showingDefects,
  ...warningDefects,
  ...signingInDefects,
  ...signingInAgainDefects,
  ...loginDefects,
  ...leakingDefects,
  ...healthDefects,
  ...outageDefects,
  ...pollingDefects,
  ...pushingDefects,
  ...limitDefects,
  ...caseDefects,
  ...httpDefects,
]
