import type { QuietHours } from '../../fleet/schedule.ts'
import { BadValue } from '../parse.ts'

const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

/** `30m`, `12h`, `1d`, `2w` in seconds. */
export function parseInterval(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)(s|m|h|d|w)$/.exec(text.trim()) ?? []
  const seconds = Math.round(Number(amount) * (SECONDS[unit] ?? 0))
  if (!(seconds >= 1 && seconds <= 366 * SECONDS.d!)) throw new BadValue('an interval such as 30m, 12h or 1d', text)
  return seconds
}

/** Seconds as {@link parseInterval} takes them. */
export function intervalInWords(seconds: number): string {
  const [unit, size] = Object.entries(SECONDS).findLast(([, one]) => seconds % one === 0)!
  return `${seconds / size}${unit}`
}

/** `07:00-19:00`, and the time zone that it is meant in (UTC where there is none). */
export function parseQuietHours(text: string): QuietHours {
  const [, from = '', to = '', timeZone = 'UTC'] =
    /^(\d\d:\d\d)-(\d\d:\d\d)(?: +([A-Za-z0-9_+/-]+))?$/.exec(text.trim()) ?? []
  const hours = { from: minutesOf(from), to: minutesOf(to), timeZone }
  if (hours.from === undefined || hours.to === undefined || hours.from === hours.to || !isTimeZone(timeZone)) {
    throw new BadValue('hours such as 07:00-19:00 Europe/Oslo', text)
  }
  return hours as QuietHours
}

function minutesOf(time: string): number | undefined {
  const [hours = 24, minutes = 60] = time.split(':').map(Number)
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : undefined
}

function isTimeZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }))
  } catch {
    return false
  }
}
