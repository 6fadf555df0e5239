import { queryOf } from '../api.ts'
import type { Book } from '../book.ts'
import type { Slot } from '../shapes.ts'
import { byIdentity, fromAlone, identity, slotsOf } from './base.ts'
import type { Witness } from './exactly.ts'

/** Whether the slots from a date, for a slot's treatment, have it. */
export function witnessFrom(book: Book): Witness {
  const known = new Map<string, { from: string; slots: Set<string> }>()
  let reach = ''
  for (const exchange of fromAlone(book)) {
    const listed = slotsOf(exchange)
    if (listed.kind !== 'slots') continue
    const { treatmentID = '', startingFromDateTime = '' } = queryOf(exchange)
    const slots = new Set(byIdentity(listed.slots).keys())
    const earlier = known.get(treatmentID)
    if (!earlier || earlier.from > startingFromDateTime) known.set(treatmentID, { from: startingFromDateTime, slots })
    for (const { start } of listed.slots) if (start.local > reach) reach = start.local
  }
  return (slot: Slot) => {
    const answer = known.get(slot.treatmentID)
    const isReached = answer && slot.start.local >= answer.from && slot.start.local <= reach
    return isReached ? answer.slots.has(identity(slot)) : undefined
  }
}
