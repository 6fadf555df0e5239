import type { Rule } from '../../engine/rule.ts'
import type { RequirementId } from './requirements.gen.ts'
import { rules as agreement } from './rules/agreement.ts'
import { rules as bookings } from './rules/bookings.ts'
import { rules as clinics } from './rules/clinics.ts'
import { rules as codes } from './rules/codes.ts'
import { rules as keys } from './rules/keys.ts'
import { rules as lists } from './rules/lists.ts'
import { rules as moves } from './rules/moves.ts'
import { rules as neverOffered } from './rules/never-offered.ts'
import { rules as outage } from './rules/outage.ts'
import { rules as patients } from './rules/patients.ts'
import { rules as refusals } from './rules/refusals.ts'
import { rules as shapes } from './rules/shapes.ts'
import { rules as slots } from './rules/slots.ts'
import { rules as slotsByMonth } from './rules/slots-by-month.ts'
import { rules as slotsFrom } from './rules/slots-from.ts'

export { experiments } from './experiments.ts'

/** The rules of the profile, by requirement. */
export const rules = {
  ...keys,
  ...codes,
  ...patients,
  ...refusals,
  ...bookings,
  ...neverOffered,
  ...moves,
  ...lists,
  ...agreement,
  ...clinics,
  ...slotsByMonth,
  ...slotsFrom,
  ...slots,
  ...shapes,
  ...outage,
} satisfies Record<RequirementId, Rule>
