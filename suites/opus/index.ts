import type { Rule } from '../../engine/rule.ts'
import * as answerShapes from './answer-shapes.ts'
import * as moves from './bookings/moves.ts'
import * as bookingRefusals from './bookings/refusals.ts'
import * as bookings from './bookings/rules.ts'
import * as codes from './codes.ts'
import * as keys from './keys/rules.ts'
import * as agreement from './lists/agreement.ts'
import * as clinic from './lists/clinic.ts'
import * as filters from './lists/filters.ts'
import * as freeTimes from './lists/free-times.ts'
import * as subsets from './lists/subsets.ts'
import type { Opus } from './open.ts'
import * as outage from './outage/rules.ts'
import * as patientRefusals from './patients/refusals.ts'
import * as patients from './patients/rules.ts'
import * as byMonth from './slots/by-month.ts'
import * as delay from './slots/delay.ts'
import * as from from './slots/from.ts'
import * as slotRefusals from './slots/refusals.ts'
import * as soundness from './slots/soundness.ts'

const areas = [
  keys,
  codes,
  patients,
  patientRefusals,
  bookings,
  bookingRefusals,
  moves,
  subsets,
  freeTimes,
  agreement,
  clinic,
  filters,
  byMonth,
  from,
  delay,
  soundness,
  slotRefusals,
  answerShapes,
  outage,
]

/** The rules of the profile, by requirement. */
export const rules: Readonly<Record<string, Rule<Opus>>> = Object.fromEntries(
  areas.flatMap((area) => (Object.values(area) as unknown[]).filter(isRule).map((rule) => [rule.id, rule])),
)

/** An area's file exports its rules, and helpers that other areas share. */
function isRule(value: unknown): value is Rule<Opus> & { id: string } {
  return typeof value === 'object' && value !== null && 'judge' in value
}
