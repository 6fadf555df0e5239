import type { Api, Operation } from '../api.ts'

/** By the path that they are made of: every request is held against those of all operations. */
const patterns = new Map<string, { names: string[]; pattern: RegExp }>()

function patternOf(template: string): { names: string[]; pattern: RegExp } {
  const names: string[] = []
  const parts = template.split(/(\{[^}]+\})/).map((part) => {
    if (!/^\{.+\}$/.test(part)) return encodeURI(part).replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    names.push(part.slice(1, -1))
    return '([^/]+)'
  })
  const made = { names, pattern: new RegExp(`^${parts.join('')}/?$`) }
  patterns.set(template, made)
  return made
}

/** The values of the path's parameters; undefined where a path is another one's. */
export function matchPath(template: string, path: string): Record<string, string> | undefined {
  const { names, pattern } = patterns.get(template) ?? patternOf(template)
  const found = pattern.exec(path)
  return found ? Object.fromEntries(names.map((name, nth) => [name, found[nth + 1] ?? ''])) : undefined
}

/** An operation whose path a request's fits, with the path's values. */
interface Matched {
  operation: Operation
  values: Record<string, string>
}

/** A path of a request's as the operations have it: without the one that they all begin with. */
export const ownPath = ({ basePath }: Api, pathname: string): string =>
  pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : pathname

/** The operations whose path this one fits, whatever their methods: one without parameters first, which is meant then. */
export const operationsAt = ({ operations }: Api, path: string): Matched[] =>
  operations
    .flatMap((operation) => {
      const values = matchPath(operation.path, path)
      return values ? [{ operation, values }] : []
    })
    .sort((one, other) => Object.keys(one.values).length - Object.keys(other.values).length)

/** The operation that a request calls; undefined where it calls none that is described. */
export const operationAt = (api: Api, method: string, pathname: string): Matched | undefined =>
  operationsAt(api, ownPath(api, pathname)).find(({ operation }) => operation.method === method)
