import type { Operation } from '../api.ts'
import { differencesOf, type Interaction, interactionsOf, isEqual, type NamedRequest } from '../interactions.ts'
import { placeAt } from '../places.ts'
import { isIdentity } from '../pool.ts'
import type { Read } from './request.ts'

/** The example of a request that the document has an answer to, which a request is. */
export function namedOf(operation: Operation, { body, values }: Read): Interaction | undefined {
  const request: NamedRequest = { ...(body === undefined ? {} : { body }) }
  for (const { in: place, name } of operation.parameters) {
    const value = values[`${place}.${name}`]
    if (value !== undefined) request[place] = { ...request[place], [name]: value }
  }
  const all = interactionsOf(operation)
  // What tells one thing from another is the mock's own, where it is not what an example is about.
  const isOwn = (one: Interaction, path: readonly string[]) =>
    isIdentity(path.at(-1) ?? '') &&
    all.some((other) => other !== one && isEqual(placeAt(other.request, path), placeAt(one.request, path)))
  return all.find((one) =>
    differencesOf(request, one.request).every(({ path, value }) => value !== undefined && isOwn(one, path)),
  )
}

/** The status that an example is answered with; where its rule is broken, another one that is documented. */
export function statusOf({ answers }: Operation, { statuses, isRefused }: Interaction, isBroken: boolean): number {
  const own = statuses.map((one) => Number(one.replaceAll('X', '0')))
  if (!isBroken) return own[0] ?? 400
  const others = [400, 422, 409, 404, 415, 401, 403].filter((one) => answers.some((a) => a.status === String(one)))
  return others.find((one) => !own.includes(one)) ?? (isRefused ? 200 : 400)
}
