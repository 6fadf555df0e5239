import type { Problem, Reason } from './attempt.ts'

const NUMERIC = /^\s*-?\d+(\.\d+)?\s*$/

export function problem(field: string, reason: Reason, message: string): Problem {
  return { field, reason, message: `${field} ${message}` }
}

/** Missing or null, for a mandatory field. */
export function absence(field: string, value: unknown): Problem | undefined {
  if (value === undefined) return problem(field, 'missing', 'is mandatory')
  return value === null ? problem(field, 'null', 'is mandatory and must not be null') : undefined
}

/** Whether a value that is there is a number as such, not a number in quotes. */
export function numberShape(field: string, value: unknown): Problem | undefined {
  if (typeof value === 'number') return undefined
  if (typeof value === 'string' && NUMERIC.test(value))
    return problem(field, 'numeric-string', 'is a number in quotes; a number is expected')
  return problem(field, 'type', 'must be a number')
}

/** Whether a value that is there can be an ID. */
export function idShape(field: string, value: unknown): Problem | undefined {
  const wrong = numberShape(field, value)
  if (wrong) return wrong
  return Number.isInteger(value) ? undefined : problem(field, 'fraction', 'must be a whole number')
}

/** A mandatory string, not blank. */
export function requiredText(field: string, value: unknown): Problem | undefined {
  const absent = absence(field, value)
  if (absent) return absent
  if (typeof value !== 'string') return noString(field, value)
  return value.trim() === '' ? problem(field, 'blank', 'must not be blank') : undefined
}

/** An optional string. */
export function optionalText(field: string, value: unknown): Problem | undefined {
  if (value === undefined || typeof value === 'string') return undefined
  return value === null ? problem(field, 'null', 'must be a string where it is there') : noString(field, value)
}

const noString = (field: string, value: unknown): Problem =>
  problem(field, typeof value === 'number' ? 'number' : 'type', 'must be a string')
