import type { Rule } from '../../engine/rule.ts'
import type { RequirementId } from './requirements.gen.ts'
import { rules as access } from './rules/access.ts'
import { rules as authorization } from './rules/authorization.ts'
import { rules as cases } from './rules/cases.ts'
import { rules as connection } from './rules/connection.ts'
import { rules as health } from './rules/health.ts'
import { rules as http } from './rules/http.ts'
import { rules as limit } from './rules/limit.ts'
import { rules as login } from './rules/login.ts'
import { rules as push } from './rules/push.ts'
import { rules as showing } from './rules/showing.ts'
import { rules as warnings } from './rules/warnings.ts'

export { experiments } from './experiments.ts'

/** The rules of the profile, by requirement. */
export const rules = {
  ...connection,
  ...access,
  ...showing,
  ...warnings,
  ...authorization,
  ...login,
  ...health,
  ...push,
  ...limit,
  ...cases,
  ...http,
} satisfies Record<RequirementId, Rule>
