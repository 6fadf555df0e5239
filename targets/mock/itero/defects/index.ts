import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { authorizationDefects } from './authorization.ts'
import { bodyDefects } from './bodies.ts'
import { byRxDefects } from './by-rx.ts'
import { labDefects } from './labs.ts'
import { mandatoryDefects } from './mandatory.ts'
import { mapDefects } from './maps.ts'
import { optionalDefects } from './optional.ts'
import { rateDefects } from './rate.ts'
import { responseDefects } from './responses.ts'
import { statusDefects } from './statuses.ts'
import { typeDefects } from './types.ts'
import { valueDefects } from './values.ts'

/** Every seeded defect of the scanning tool's mock, in the order of the reading's areas. */
export const defects: readonly Defect<Behaviour>[] = [
  ...authorizationDefects,
  ...statusDefects,
  ...bodyDefects,
  ...mandatoryDefects,
  ...optionalDefects,
  ...typeDefects,
  ...valueDefects,
  ...labDefects,
  ...responseDefects,
  ...byRxDefects,
  ...mapDefects,
  ...rateDefects,
]
