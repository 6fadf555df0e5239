import { isObject, type Json } from './api.ts'

/** What stands at a path in a value, of lists the first item; undefined where nothing does. */
export function placeAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((here, name) => {
    if (name === '[]') return Array.isArray(here) ? here[0] : undefined
    return isObject(here) && Object.hasOwn(here, name) ? here[name] : undefined
  }, value)
}

/** Whether an object, or a list with an item, stands where a path's last name would. */
export function holdsPlace(value: unknown, path: readonly string[]): boolean {
  const around = placeAt(value, path.slice(0, -1))
  return path.at(-1) === '[]' ? Array.isArray(around) && around.length > 0 : isObject(around)
}

/** A copy with another value at a path; `undefined` takes out what stands there. */
export function setAt(value: unknown, path: readonly string[], to: unknown): unknown {
  const [name, ...below] = path
  if (name === undefined) return to
  if (name === '[]') return Array.isArray(value) ? [setAt(value[0], below, to), ...value.slice(1)] : value
  if (!isObject(value)) return value
  const { [name]: own, ...others } = value
  const inner = setAt(own, below, to)
  if (inner === undefined) return others
  const copy: Json = { ...value, [name]: inner }
  return copy
}
