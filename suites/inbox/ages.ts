import { RECENT, SECOND } from './api.ts'
import type { InboxView } from './reading.ts'

/** How long ago a last sync was, in milliseconds: what is known of it at the least and at the most. */
export interface Age {
  least: number
  most: number
}

/**
 * The age of an inbox's last sync by the answer's own Date, which names a whole second, and so may the time of the sync;
 * by the hub's clock to the millisecond where that is known to stand still.
 */
export function ageOf({ lastSync, date }: InboxView, hubTime?: number): Age | undefined {
  if (lastSync == null) return undefined
  const cut = lastSync % SECOND === 0 ? SECOND : 0
  if (hubTime !== undefined && cut === 0) return { least: hubTime - lastSync, most: hubTime - lastSync }
  if (date === undefined) return undefined
  return { least: date - lastSync - cut, most: date - lastSync + SECOND }
}

/** "Recent (within the last 10 minutes)": up to and including 10 minutes. */
export const isRecent = ({ most }: Age): boolean => most <= RECENT
/** Over 10 minutes; by more than the second within which ages are compared, where they are not known exactly. */
export const isOutdated = ({ least, most }: Age): boolean =>
  least > RECENT && (least === most || least >= RECENT + SECOND - 1)
