import { isSendable } from '../../../engine/transport.ts'
import type { Key } from '../api.ts'

export const MISSING: Key = { what: 'without api_key', value: undefined, shown: '' }

/** The right key but for its last letter: as long as the right one, and the same as far as a careless comparison looks. */
export const wrongKey = (right: string): Key => ({
  what: 'with a wrong api_key of the same length',
  value: `${right.slice(0, -1)}${right.endsWith('x') ? 'y' : 'x'}`,
  shown: '[another api_key of the same length]',
})

/**
 * Keys that are the right one but for a detail; none that happens to be the right one.
 *
 * @param nth of two that differ in their case alone, which one is tried
 */
export function nearKeys(right: string, nth: number): Key[] {
  const inOtherCase: [string, string][] = [
    ['the right api_key in lower case', right.toLowerCase()],
    ['the right api_key in upper case', right.toUpperCase()],
  ]
  const cases = inOtherCase.filter(([, value]) => value !== right)
  const near: [string, string][] = [
    ['an empty api_key', ''],
    ...cases.slice(nth % Math.max(1, cases.length)).slice(0, 1),
    ['the right api_key with a letter more', `${right}x`],
    // What takes the beginning alone takes an empty one too, or is one way of comparing for all operations.
    ...(nth === 0 ? [['the right api_key with a letter less', right.slice(0, -1)] as [string, string]] : []),
  ]
  return near
    .filter(
      ([, value], nth) => value !== right && isSendable(value) && near.findIndex(([, one]) => one === value) === nth,
    )
    .map(([what, value]) => ({ what: `with ${what}`, value, shown: value === '' ? '' : `[${what}]` }))
}
