import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds } from '../../../engine/finding.ts'
import { came, status } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { type Booking, bookingsIn } from '../shapes.ts'
import { unjudgeable } from '../statuses.ts'

/** A patient's bookings before and after an experiment. */
export interface BeforeAndAfter {
  before: Exchange
  after: Exchange
}

const told = ({ id, slot }: Booking): string =>
  `${id} ${slot.start.local} ${slot.end.local} ${slot.clinicID} ${slot.clinicianID} ${slot.treatmentID}`

/** The bookings are the same; answers that are no lists are compared as they are. */
export function unchanged(expected: string, { before, after }: BeforeAndAfter): Finding {
  const doubt = unjudgeable('the bookings before', before) ?? unjudgeable('the bookings afterwards', after)
  if (doubt) return doubt
  const [one, other] = [bookingsIn(before), bookingsIn(after)]
  const same =
    one && other
      ? one.map(told).sort().join('\n') === other.map(told).sort().join('\n')
      : status(before) === status(after) && before.response?.body === after.response?.body
  if (same) return holds('the bookings are unchanged', [after])
  return broken(expected, `the bookings were ${came(before)}, and then ${came(after)}`, [before, after])
}
