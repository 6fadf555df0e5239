/** "Format is YYYY-MM-DDTHH:MM:ss.SSSZ or YYYY-MM-DD": what is neither. */
export const OTHER_FORMATS = [
  '31/12/1990',
  '12/31/1990',
  '31-12-1990',
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
  const soon = new Date(`${today}T00:00:00Z`)
  soon.setUTCDate(soon.getUTCDate() + 2)
  return [soon.toISOString().slice(0, 10), far]
}

/** A date in the two documented forms. */
export const bothForms = (date: string) => [date, `${date}T00:00:00.000Z`]
