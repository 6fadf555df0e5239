import { holds, worst } from '../../engine/finding.ts'
import { judgement } from '../../engine/precluded.ts'
import { type GatheredBy, ruleIn } from '../../engine/rule.ts'
import type { Finding } from '../../engine/verdict.ts'
import type { BookingHistory, Opus } from './context.ts'
import type { experiments } from './experiments.ts'

/** Makes a rule of this profile. */
export const rule = ruleIn<Opus, GatheredBy<typeof experiments>>()

/** A rule on the bookings that the run makes. */
export const onBookings = (judge: (history: BookingHistory) => Finding) =>
  rule({ needs: ['bookings'], judge: ({ bookings }) => judge(bookings) })

/**
 * The finding of many things of one rule, each judged for itself; undefined where one has nothing to do with it.
 *
 * @param kept what is told of them together where all are right
 */
export function each<Item>(
  items: readonly Item[],
  judge: (item: Item) => Finding | undefined,
  nothing: Finding,
  kept?: string,
): Finding {
  const findings = items.map((item) => judgement(() => judge(item) ?? NONE)).filter((one) => one !== NONE)
  const held = findings.filter((one) => one.outcome === 'holds')
  if (kept === undefined || held.length < findings.length || held.length === 0) return worst(findings, nothing)
  return holds(
    `${held.length} ${kept}`,
    held.flatMap(({ exchanges }) => exchanges),
  )
}

const NONE: Finding = holds('')
