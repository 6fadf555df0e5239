import type { ExchangeRequest } from '../engine/exchange.ts'

/** What stands for a secret in a stored message: `[redacted:apiKey]`; the group is its configuration key, or words. */
export const REDACTED = /\[redacted:([^\]]+)\]/

const REDACTED_BASIC = /^Basic \[redacted:([^\]]+)\]$/i

/** Headers that a client makes itself from the connection and the body. */
export const CLIENTS_OWN: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'accept-encoding',
])

/** The environment variable that has it; or, for what is no key but words (`a wrong password`), text that is as wrong. */
export type Secret = { variable: string } | { words: string }

/** A user and a password, of which the base64 was sent. */
export interface Pair {
  user: Secret
  password: Secret
}

/** Environment variables by the key of the configuration that they fill: `apiKey` to `OPUS_API_KEY`. */
export type Variables = Readonly<Record<string, string>>

/**
 * `apiKey` is the variable that the configuration names for it, or else BITEWING_API_KEY;
 * `account.user:account.password` is a pair.
 */
export function placeholder(key: string, variables: Variables): Secret | Pair {
  if (!key.includes(':')) return secretOf(key, variables)
  const [user, password] = key.split(/:(.*)/s)
  return { user: secretOf(user!, variables), password: secretOf(password!, variables) }
}

/** The pair of an `authorization` of the scheme Basic; the user of a password alone is the key beside it. */
export function basicPair(authorization: string, variables: Variables): Pair | undefined {
  const key = REDACTED_BASIC.exec(authorization)?.[1]
  if (key === undefined) return undefined
  const one = placeholder(key, variables)
  return 'user' in one ? one : { user: secretOf(key.replace(/[^.]+$/, 'user'), variables), password: one }
}

/** The variables that have to be set before the request can be sent again. */
export function variablesIn({ url, headers, body }: ExchangeRequest, variables: Variables): string[] {
  const secrets = [url, body ?? '', ...Object.values(headers)].flatMap((text) =>
    [...text.matchAll(new RegExp(REDACTED, 'g'))].map(([, key]) => placeholder(key!, variables)),
  )
  const basic = basicPair(headers.authorization ?? '', variables)
  const singles = [...(basic ? [basic] : []), ...secrets].flatMap((one) =>
    'user' in one ? [one.user, one.password] : [one],
  )
  return [...new Set(singles.flatMap((one) => ('variable' in one ? [one.variable] : [])))]
}

function secretOf(key: string, variables: Variables): Secret {
  const named = Object.hasOwn(variables, key) ? variables[key] : undefined
  if (named !== undefined) return { variable: named }
  if (!/^[\w.]+$/.test(key)) return { words: `<${key.replace(/[^\w .,-]/g, '')}>` }
  const words = key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replaceAll('.', '_')
  return { variable: `BITEWING_${words.toUpperCase()}` }
}
