import type { Change } from './exchange.ts'
import { parseJson, toJson } from './json.ts'

/**
 * Everything in which two JSON values differ, as pointers: objects key by key, all else as a whole.
 *
 * @param at prefix of the pointers: `body`
 */
export function differences(from: unknown, to: unknown, at: string): Change[] {
  if (isObject(from) && isObject(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])]
    return keys.flatMap((key) => {
      const place = `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
      if (!Object.hasOwn(from, key)) return [{ at: place, to: to[key] }]
      if (!Object.hasOwn(to, key)) return [{ at: place, from: from[key] }]
      return differences(from[key], to[key], place)
    })
  }
  return toJson(from) === toJson(to) ? [] : [{ at, from, to }]
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The JSON value of a text; undefined where it is none. */
export function parsed(text: string | null | undefined): unknown {
  if (text === null || text === undefined || text === '') return undefined
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}
