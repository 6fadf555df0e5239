/** A point of a clinic's wall clock as an answer states it, and where the answer names its zone, of time itself. */
export interface LocalTime {
  /** `YYYY-MM-DDTHH:MM:SS`; compares as text. */
  local: string
  /** Milliseconds since 1970, where a zone designator is given. */
  instant?: number
}

const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i

/** Answers list the same times again and again; so many that were read are kept. */
const KEPT = 10_000
const known = new Map<string, LocalTime | undefined>()

/** Reads a date-time with or without seconds and zone designator; undefined for anything else. */
export function readTime(value: unknown): LocalTime | undefined {
  if (typeof value !== 'string') return undefined
  if (!known.has(value)) {
    if (known.size === KEPT) known.clear()
    known.set(value, parseTime(value))
  }
  return known.get(value)
}

function parseTime(value: string): LocalTime | undefined {
  const match = DATE_TIME.exec(value.trim())
  if (!match) return undefined
  const [, year, month, day, hour, minute, second = '00', zone] = match as unknown as [string, ...Parts]
  const isTime = hour < '24' && minute < '60' && second < '60'
  if (!isTime || !isDate(Number(year), Number(month), Number(day))) return undefined
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  return zone === undefined ? { local } : { local, instant: Date.parse(`${local}Z`) - offsetOf(zone) }
}

type Parts = [year: string, month: string, day: string, hour: string, minute: string, second?: string, zone?: string]

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Counted, and not left to Date, which lets 30 February roll over into March: answers have thousands of dates. */
function isDate(year: number, month: number, day: number): boolean {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = month === 2 && isLeapYear ? 29 : (DAYS[month - 1] ?? 0)
  return day >= 1 && day <= days
}

/** Where both name their zone they are compared in time itself, else by the wall clock. */
export function compareTimes(one: LocalTime, other: LocalTime): number {
  if (one.instant !== undefined && other.instant !== undefined) return one.instant - other.instant
  return one.local < other.local ? -1 : one.local > other.local ? 1 : 0
}

/** A wall-clock time so many minutes later (or earlier), written as the document writes it. */
export const later = (local: string, minutes: number): string =>
  new Date(Date.parse(`${local}Z`) + minutes * 60_000).toISOString().slice(0, 19)

/** Milliseconds that a zone is ahead of UTC. */
function offsetOf(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/** A month of the calendar, from 1. */
export interface Month {
  year: number
  month: number
}

/** The month so many after another. */
export function monthAfter({ year, month }: Month, count: number): Month {
  const index = year * 12 + month - 1 + count
  return { year: Math.floor(index / 12), month: (index % 12) + 1 }
}

/** `2030-04`. */
export const monthText = ({ year, month }: Month): string => `${year}-${String(month).padStart(2, '0')}`

/** The month in which an instant lies, in UTC. */
export const monthOf = (instant: number): Month => {
  const date = new Date(instant)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 }
}
