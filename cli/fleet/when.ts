import { BadValue } from '../parse.ts'
import { parseInterval } from './interval.ts'

const DAY_MS = 86_400_000

/** `7d` (ago), `today`, `yesterday`, a day or an instant; days are UTC's. */
export function parseWhen(text: string, now: Date = new Date()): Date {
  const word = text.trim().toLowerCase()
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS
  if (word === 'today') return new Date(today)
  if (word === 'yesterday') return new Date(today - DAY_MS)
  if (/^\d{4}-\d{2}-\d{2}(t\d{2}:\d{2}(:\d{2}(\.\d+)?)?(z|[+-]\d{2}:\d{2})?)?$/.test(word)) {
    const hasZone = !word.includes('t') || /(z|[+-]\d{2}:\d{2})$/.test(word)
    const date = new Date(`${word.toUpperCase()}${hasZone ? '' : 'Z'}`)
    if (!Number.isNaN(date.getTime())) return date
  }
  try {
    return new Date(now.getTime() - parseInterval(word) * 1000)
  } catch (error) {
    if (error instanceof BadValue)
      throw new BadValue('a time such as 7d, yesterday, 2026-03-01 or 2026-03-01T09:30Z', text)
    throw error
  }
}
