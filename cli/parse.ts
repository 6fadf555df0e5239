import type { PaceLimit } from '../engine/pace.ts'
import type { RateLimit } from '../engine/target.ts'
import { listOr } from '../engine/words.ts'

/** Readers of what stands on the command line and in the environment; each throws a {@link BadValue}. */

/** A value that cannot be read: the message says what was expected and what was there. */
export class BadValue extends Error {
  override name = 'BadValue'

  constructor(expected: string, found: string) {
    super(`expected ${expected}, found ${JSON.stringify(found)}`)
  }
}

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }
const DURATION = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/
/** The longest time that node's timers take. */
const LONGEST_MS = 2 ** 31 - 1

/** `500ms`, `10s`, `1.5m`, `1h` in milliseconds. */
export function parseDuration(text: string): number {
  const ms = readDuration(text.trim())
  if (ms === undefined) throw new BadValue('a duration such as 500ms, 10s, 2m or 1h', text)
  return ms
}

function readDuration(text: string): number | undefined {
  const [, amount, unit] = DURATION.exec(text) ?? []
  if (amount === undefined || unit === undefined) return undefined
  const ms = Number(amount) * UNITS[unit]!
  return ms > 0 && ms <= LONGEST_MS ? ms : undefined
}

/** `10/60s`: so many cases in any window of so long. */
export function parseRateLimit(text: string): RateLimit {
  const [cases = '', window = '', ...rest] = text.trim().split('/')
  const ms = readDuration(window)
  if (rest.length > 0 || !/^\d+$/.test(cases) || Number(cases) < 1 || ms === undefined) {
    throw new BadValue('cases per window such as 10/60s or 10/500ms', text)
  }
  return { cases: Number(cases), windowSeconds: ms / 1000 }
}

const PACE = /^(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)?(ms|s|m|min|h)$/

/** `20/s`, `20/1s`, `600/min`: so many requests in so long. */
export function parsePace(text: string): PaceLimit {
  const [, requests = '', amount = '1', unit = ''] = PACE.exec(text.trim()) ?? []
  const seconds = (Number(amount) * (UNITS[unit === 'min' ? 'm' : unit] ?? 0)) / 1000
  if (!(Number(requests) > 0 && seconds > 0))
    throw new BadValue('requests per time such as 20/s, 20/1s or 600/min', text)
  return { requests: Number(requests), seconds }
}

/** A reader of whole numbers from `min` to `max`. */
export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN
    if (value >= min && value <= max) return value
    const range = max === Number.MAX_SAFE_INTEGER ? `from ${min} on` : `from ${min} to ${max}`
    throw new BadValue(`a whole number ${range}`, text)
  }
}

/** `a,b` as a list; blanks around the commas do not count. */
export function parseList(text: string): string[] {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
  if (items.length === 0) throw new BadValue('a list separated by commas', text)
  return items
}

/** A reader of one word out of a few. */
export function oneOf<Word extends string>(...words: Word[]): (text: string) => Word {
  return (text) => {
    const word = words.find((one) => one === text)
    if (!word) throw new BadValue(listOr(words), text)
    return word
  }
}

/** `true`/`1` or `false`/`0`, for switches that are given by the environment. */
export function parseSwitch(text: string): boolean {
  if (text === 'true' || text === '1') return true
  if (text === 'false' || text === '0') return false
  throw new BadValue('true, 1, false or 0', text)
}
