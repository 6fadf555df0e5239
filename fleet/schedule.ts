import { createHash } from 'node:crypto'

/** A target that was away, or could not be judged to the end, is tried again after this; then after twice as long, and so on, up to its interval. */
const FIRST_RETRY_MS = 10_000

/** What a target's next run depends on. */
export interface Scheduled {
  name: string
  everySeconds: number
  dueAt: Date
  /** Whether any run was made before. */
  isFirst: boolean
}

/**
 * When a target is due again after a run. It keeps its place in the interval, so that a run that came late moves nothing;
 * after the first run it is given one by its name, at least a tenth of the interval on: targets that were added together
 * are spread over the interval from then on.
 */
export function nextDue({ name, everySeconds, dueAt, isFirst }: Scheduled, startedAt: Date): Date {
  const every = everySeconds * 1000
  if (isFirst) return new Date(startedAt.getTime() + Math.round(every * (0.1 + 0.9 * placeOf(name))))
  const late = Math.max(0, startedAt.getTime() - dueAt.getTime())
  return new Date(dueAt.getTime() + every * (1 + Math.floor(late / every)))
}

/** When a target is tried again after so many runs in a row that were not complete: the distance grows with each. */
export function nextTry(everySeconds: number, tries: number, now: Date): Date {
  const distance = Math.min(everySeconds * 1000, FIRST_RETRY_MS * 2 ** Math.min(tries - 1, 16))
  return new Date(now.getTime() + distance)
}

/** From 0 to 1, the same for the same name. */
const placeOf = (name: string) => createHash('sha256').update(name).digest().readUInt32BE() / 2 ** 32

/** Hours in which no run is begun: `from` to `to` in minutes of the day, over midnight where `to` is the smaller. */
export interface QuietHours {
  from: number
  to: number
  /** IANA's name. */
  timeZone: string
}

/** Whether no run may be begun now. */
export function isQuiet({ from, to, timeZone }: QuietHours, now: Date): boolean {
  const parts = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
  const [hours = 0, minutes = 0] = parts.format(now).split(':').map(Number)
  const minute = hours * 60 + minutes
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to
}
