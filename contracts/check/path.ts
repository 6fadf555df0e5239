/** Steps from the root of a JSON value to one of its elements: names of properties, and indexes from 0. */
export type Path = readonly (string | number)[]

/** Stands for every element of an array, or every property of an object, in the path of a matching rule. */
export const ANY = Symbol('any')

/** A path that may have {@link ANY} for a step. */
export type Pattern = readonly (string | number | typeof ANY)[]

/** A path as JSON Path (RFC 9535) writes it: `$.interactions[0].request.headers['Content-Type']`. */
export function formatPath(path: Path): string {
  const steps = path.map((step) => {
    if (typeof step === 'number') return `[${step}]`
    return /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `['${step.replace(/[\\']/g, '\\$&')}']`
  })
  return `$${steps.join('')}`
}

/** `.*`, `.name`, `[*]`, `[0]`, `['name']`, `["name"]` */
const STEP = /\.(\*)|\.([^.[\]'"]+)|\[(\*)\]|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/y

/**
 * Reads the path of a matching rule or a generator: `$.maps[*]['send to']`; the `$` may be left out.
 *
 * @returns undefined where it is none
 */
export function parsePattern(text: string): Pattern | undefined {
  const steps = text.startsWith('$') ? text.slice(1) : /^[.[]/.test(text) ? text : `.${text}`
  const pattern: (string | number | typeof ANY)[] = []
  for (let at = 0; at < steps.length; at = STEP.lastIndex) {
    STEP.lastIndex = at
    const found = STEP.exec(steps)
    if (!found) return undefined
    const [, anyName, name, anyIndex, index, single, double] = found
    if (anyName || anyIndex) pattern.push(ANY)
    else if (index !== undefined) pattern.push(Number(index))
    else pattern.push(name ?? (single ?? double ?? '').replace(/\\(.)/g, '$1'))
  }
  return pattern
}

/**
 * The name of a header or of a parameter that a pattern leads to, in lower case. Some writers put a root of its own before
 * it (`$.header.$.Retry-After[0]`), and the index of its value after it.
 */
export const nameOf = (pattern: Pattern): string =>
  pattern
    .filter((step) => typeof step === 'string' && step !== '$')
    .join('.')
    .toLowerCase()

/** The value at a path; undefined where there is none. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string | number, unknown>)[step]
  }
  return value
}

/** As much of a path as there is: of an element that is missing, its nearest parent. */
export function existing(root: unknown, path: Path): Path {
  let length = path.length
  while (length > 0 && valueAt(root, path.slice(0, length)) === undefined) length -= 1
  return path.slice(0, length)
}
