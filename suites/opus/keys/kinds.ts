import { isSendable } from '../../../engine/transport.ts'
import type { Key } from '../api.ts'

export const MISSING: Key = { what: 'without api_key', value: undefined, shown: '' }
export const WRONG: Key = {
  what: 'with a wrong api_key',
  value: 'bitewing-not-the-key',
  shown: 'bitewing-not-the-key',
}

/** Keys that are the right one but for a detail; none that happens to be the right one. */
export function nearKeys(right: string): Key[] {
  const near: [string, string][] = [
    ['an empty api_key', ''],
    ['the right api_key in lower case', right.toLowerCase()],
    ['the right api_key in upper case', right.toUpperCase()],
    ['the right api_key with a letter more', `${right}x`],
  ]
  return near
    .filter(([, value]) => value !== right && isSendable(value))
    .map(([what, value]) => ({ what: `with ${what}`, value, shown: value === '' ? '' : `[${what}]` }))
}
