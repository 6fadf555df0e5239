import type { Session } from '../../engine/session.ts'
import { listAnd, plural } from '../../engine/words.ts'
import type { Discovery } from './discovery.ts'
import { monthText } from './local-time.ts'

const SHOWN = 6

const some = (noun: string, ids: readonly string[]): string => `${plural(ids.length, noun)}: ${listAnd(ids, SHOWN)}`

/** What the report says of what was found, and of what the run's writes left at the target. */
export function toldOf(
  session: Session,
  found: Discovery | undefined,
): { discovered?: string[]; leftBehind?: string[] } {
  const leftBehind = session.ledger.leftBehind()
  return { ...(found ? { discovered: discovered(found) } : {}), ...(leftBehind.length > 0 ? { leftBehind } : {}) }
}

function discovered({ clinics, clinicians, treatments, months, slots }: Discovery): string[] {
  const used = months
    .filter((one) => one.slots.length > 0)
    .map((one) => `${monthText(one.month)} (${one.slots.length})`)
  const starts = slots.map(({ start }) => start.local).sort()
  return [
    some('clinic', clinics),
    some('clinician', clinicians),
    some('treatment', treatments),
    slots.length === 0
      ? `no free slot in the ${plural(months.length, 'month')} looked at`
      : `${plural(slots.length, 'free slot')} from ${starts[0]} to ${starts.at(-1)}: ${used.join(', ')}`,
  ]
}
