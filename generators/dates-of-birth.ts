/** "Format is YYYY-MM-DDTHH:MM:ss.SSSZ or YYYY-MM-DD": what is neither. */
export const OTHER_FORMATS = [
  '31/12/1990',
  '12/31/1990',
  '31-12-1990',
  '31.12.1990',
  '90-12-31',
  '1990/12/31',
  '1990.12.31',
  '19901231',
  '1990-5-7',
  '1990-12-31x',
  'Dec 31, 1990',
  'yesterday',
]

/** Days that do not exist; 1900 was no leap year, 1991 none either. */
export const NO_DATES = [
  '1990-13-01',
  '1990-00-10',
  '1990-01-32',
  '1990-05-00',
  '1990-04-31',
  '1990-02-30',
  '1991-02-29',
  '1900-02-29',
]

/**
 * Days in the future: one in 2190, and where the day of the run is known the day after tomorrow, which is the future in
 * every time zone.
 *
 * @param today `YYYY-MM-DD`
 */
export function futureDates(today: string | undefined): string[] {
  const far = '2190-05-17'
  if (today === undefined) return [far]
  return [daysAfter(today, 2), far]
}

/**
 * Days at the edges of what a date of birth can be:
 * - `leap-day`: 29 February, before 1930;
 * - `year-end`: the last day of a year before 1970;
 * - `yesterday`.
 */
export type BirthDay = 'leap-day' | 'year-end' | 'yesterday'

/**
 * Such a day in one of the documented forms; with a time, its last millisecond.
 *
 * @param today `YYYY-MM-DD`
 */
export function birthDay(day: BirthDay, form: 'date' | 'date-time', today: string): string {
  const date = day === 'leap-day' ? '1928-02-29' : day === 'year-end' ? '1969-12-31' : daysAfter(today, -1)
  return form === 'date' ? date : `${date}T23:59:59.999Z`
}

function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** A date in the two documented forms. */
export const bothForms = (date: string) => [date, `${date}T00:00:00.000Z`]
