/** Minutes since 1970-01-01T00:00 on the clinics' wall clock; a fraction for seconds. */
export type WallMinutes = number

export const DAY = 24 * 60
const HOUR = 60
/** What 1 January 1970 was. */
const THURSDAY = 4

/** Midnight of a date. Months count from 1; a month or day beyond its range rolls over. */
export function midnight(year: number, month: number, day = 1): WallMinutes {
  return Date.UTC(year, month - 1, day) / 60_000
}

/** The year and the month, from 1, that a time lies in. */
export function monthOf(time: WallMinutes): { year: number; month: number } {
  const date = new Date(time * 60_000)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 }
}

/** `YYYY-MM-DDTHH:MM:SS`. */
export function formatTime(time: WallMinutes): string {
  const ofDay = ((time % DAY) + DAY) % DAY
  return `${formatDate(time - ofDay)}T${two(Math.floor(ofDay / HOUR))}:${two(ofDay % HOUR)}:00`
}

/** `YYYY-MM-DD` of a midnight. The last one is kept, because times are mostly written day by day. */
function formatDate(date: WallMinutes): string {
  if (date !== lastDate) {
    lastDate = date
    lastDateText = new Date(date * 60_000).toISOString().slice(0, 10)
  }
  return lastDateText
}

let lastDate = Number.NaN
let lastDateText = ''

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}

/** A date-time as it was written: its wall time, and its zone in minutes east of UTC, where it names one. */
export interface WrittenTime {
  wall: WallMinutes
  offset?: number
}

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/

/** Reads an ISO 8601 date, or date and time with or without zone. Undefined for anything else, and for a date that does not exist. */
export function parseTime(text: string): WrittenTime | undefined {
  const match = DATE_TIME.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', zone] = match
  if (!dateExists(Number(year), Number(month), Number(day))) return undefined
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const wall =
    midnight(Number(year), Number(month), Number(day)) + Number(hour) * HOUR + Number(minute) + Number(second) / 60
  return zone === undefined ? { wall } : { wall, offset: parseZone(zone) }
}

function parseZone(zone: string): number {
  if (zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * HOUR + Number(zone.slice(4))
  return zone.startsWith('-') ? -minutes : minutes
}

export function dateExists(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** 0 for Sunday; of a midnight. */
export function weekday(date: WallMinutes): number {
  return (THURSDAY + (((date / DAY) % 7) + 7)) % 7
}

/** Monday to Friday, public holidays of Sweden aside. */
export function isWorkingDay(date: WallMinutes): boolean {
  const day = weekday(date)
  return day !== 0 && day !== 6 && !holidaysOf(monthOf(date).year).has(date)
}

const holidays = new Map<number, ReadonlySet<WallMinutes>>()

function holidaysOf(year: number): ReadonlySet<WallMinutes> {
  const known = holidays.get(year)
  if (known) return known
  const easter = easterSunday(year)
  // The Friday between 19 and 25 June.
  const midsummerEve = midnight(year, 6, 19) + ((5 - weekday(midnight(year, 6, 19)) + 7) % 7) * DAY
  const days = new Set([
    midnight(year, 1, 1),
    midnight(year, 1, 6),
    easter - 2 * DAY,
    easter + DAY,
    midnight(year, 5, 1),
    easter + 39 * DAY,
    midnight(year, 6, 6),
    midsummerEve,
    midnight(year, 12, 24),
    midnight(year, 12, 25),
    midnight(year, 12, 26),
    midnight(year, 12, 31),
  ])
  holidays.set(year, days)
  return days
}

/** Gauss's rule in the form of the Gregorian computus (Meeus, Jones, Butcher). */
function easterSunday(year: number): WallMinutes {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const skipped = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - skipped + 15) % 30
  const weekdayShift = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - epact - (year % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * weekdayShift) / 451)
  const days = epact + weekdayShift - 7 * late + 114
  return midnight(year, Math.floor(days / 31), (days % 31) + 1)
}
