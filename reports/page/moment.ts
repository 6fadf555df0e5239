/** `2 Mar 2026, 09:30 UTC`: in UTC, so that two readers see the same. What is no instant stays as it is. */
export function moment(rfc3339: string): string {
  const date = new Date(rfc3339)
  if (Number.isNaN(date.getTime())) return rfc3339
  return `${date.toLocaleString('en-GB', { timeZone: 'UTC', dateStyle: 'medium', timeStyle: 'short' })} UTC`
}
