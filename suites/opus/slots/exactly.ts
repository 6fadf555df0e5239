import type { Exchange } from '../../../engine/exchange.ts'
import type { CalendarFigure } from '../../../engine/figure.ts'
import { broken, drawn, holds, unobserved } from '../../../engine/finding.ts'
import { came } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { listed } from '../lists/relations.ts'
import { type Slot, slotName } from '../shapes.ts'
import { leaning } from '../statuses.ts'
import { byIdentity, matches, type Slots } from './base.ts'

/** Slots that a figure shows before and after the odd ones. */
const AROUND = 6

/** The same slots as another operation lists them; undefined where it does not reach there. */
export type Witness = (slot: Slot) => boolean | undefined

/**
 * An answer lists exactly those slots of another that its filters name. Where the two differ by a slot, a third answer is
 * the witness: it tells which of the two is wrong, and only where it is the filtered one is it this rule's matter.
 *
 * @param all the answer without the filters, and the rule that says there is one
 * @param strays slots that the filtered answer lists besides, and that were not asked for at all
 */
export function isExactly(
  filtered: Slots,
  all: { slots: Slots; is: string },
  filter: Readonly<Record<string, string>>,
  expected: string,
  witness: Witness,
  strays: readonly Slot[] = [],
): Finding {
  if (filtered.kind === 'doubt') return filtered.finding
  if (all.slots.kind === 'doubt') return all.slots.finding
  if (all.slots.kind === 'refused') {
    return unobserved(`${all.slots.label} is refused`, `${all.is} holds`, [all.is], [all.slots.exchange])
  }
  const cited: Exchange[] = [filtered.exchange, all.slots.exchange]
  if (filtered.kind === 'refused') {
    return broken(`${expected}; 404 where there are none`, `${filtered.label}: ${came(filtered.exchange)}`, cited)
  }
  const wanted = byIdentity(all.slots.slots.filter((slot) => matches(slot, filter)))
  const got = byIdentity(filtered.slots)
  const more = [...got].filter(([name]) => !wanted.has(name)).map(([, slot]) => slot)
  const fewer = [...wanted].filter(([name]) => !got.has(name)).map(([, slot]) => slot)
  const unexpected = [...more.filter((slot) => !matches(slot, filter) || witness(slot) !== true), ...strays]
  const missing = fewer.filter((slot) => witness(slot) !== false)
  if (unexpected.length + missing.length > 0) {
    const actual = [
      ...(unexpected.length > 0 ? [`it lists ${counted(unexpected)} besides`] : []),
      ...(missing.length > 0 ? [`it lacks ${counted(missing)}`] : []),
    ].join(', and ')
    return drawn(
      broken(expected, `${filtered.label}: ${actual}`, cited),
      calendar(`${filtered.label}, beside ${all.slots.label}`, filtered.slots, unexpected, missing),
    )
  }
  if (more.length + fewer.length > 0) {
    const reason = `${all.slots.label} and the other timeslot operation differ by ${counted([...more, ...fewer])}`
    return leaning(reason, 'OPUS-SLOT-21', cited)
  }
  return holds(`${filtered.label}: ${plural(got.size, 'slot')}`, cited)
}

/** Some slots, the first ones written out. */
export const counted = (slots: readonly Slot[], words = slotName): string =>
  `${plural(slots.length, 'slot')} (${listed(slots.slice(0, 2).map(words))})`

/** The days around what is odd. */
export function calendar(
  title: string,
  slots: readonly Slot[],
  unexpected: readonly Slot[],
  missing: readonly Slot[],
): CalendarFigure {
  const odd = new Map<Slot, 'unexpected' | 'missing'>([
    ...unexpected.map((slot): [Slot, 'unexpected'] => [slot, 'unexpected']),
    ...missing.map((slot): [Slot, 'missing'] => [slot, 'missing']),
  ])
  const all = [...new Set([...slots, ...missing])].sort((one, other) => (one.start.local < other.start.local ? -1 : 1))
  const first = all.findIndex((slot) => odd.has(slot))
  return {
    kind: 'calendar',
    title,
    slots: all.slice(Math.max(0, first - AROUND), first + 4 * AROUND).map((slot) => {
      const mark = odd.get(slot)
      return {
        start: slot.start.local,
        end: slot.end.local,
        label: `clinic ${slot.clinicID}, clinician ${slot.clinicianID}, treatment ${slot.treatmentID}`,
        ...(mark ? { odd: mark } : {}),
      }
    }),
  }
}
