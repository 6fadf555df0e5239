import type { Rule } from '../../engine/rule.ts'
import type { RequirementId } from './requirements.gen.ts'
import { rules as auth } from './rules/auth.ts'
import { rules as byRx } from './rules/by-rx.ts'
import { rules as codes } from './rules/codes.ts'
import { rules as lab } from './rules/lab.ts'
import { rules as maps } from './rules/maps.ts'
import { rules as rate } from './rules/rate.ts'
import { rules as request } from './rules/request.ts'
import { rules as response } from './rules/response.ts'

export { experiments } from './experiments.ts'

/** The rules of the profile, by requirement. */
export const rules = {
  ...auth,
  ...codes,
  ...request,
  ...lab,
  ...response,
  ...byRx,
  ...maps,
  ...rate,
} satisfies Record<RequirementId, Rule>
