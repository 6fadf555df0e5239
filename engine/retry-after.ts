import type { Exchange } from './exchange.ts'

/** Retry-After in milliseconds, from seconds or an HTTP date. */
export function retryAfterMs({ response }: Exchange): number | undefined {
  const value = response?.headers['retry-after']?.trim()
  if (value === undefined) return undefined
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const at = Date.parse(value)
  const now = Date.parse(response?.headers.date ?? '')
  return Number.isNaN(at) ? undefined : Math.max(0, at - (Number.isNaN(now) ? Date.now() : now))
}
