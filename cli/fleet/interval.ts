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
