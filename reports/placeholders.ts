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

/** `apiKey` is the variable BITEWING_API_KEY; `account.user:account.password` is a pair. */
export function placeholder(key: string): Secret | Pair {
  if (!key.includes(':')) return secretOf(key)
  const [user, password] = key.split(/:(.*)/s)
  return { user: secretOf(user!), password: secretOf(password!) }
}

/** The pair of an `authorization` of the scheme Basic; the user of a password alone is the key beside it. */
export function basicPair(authorization: string): Pair | undefined {
  const key = REDACTED_BASIC.exec(authorization)?.[1]
  if (key === undefined) return undefined
  const one = placeholder(key)
  return 'user' in one ? one : { user: secretOf(key.replace(/[^.]+$/, 'user')), password: one }
}

function secretOf(key: string): Secret {
  if (!/^[\w.]+$/.test(key)) return { words: `<${key.replace(/[^\w .,-]/g, '')}>` }
  const words = key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replaceAll('.', '_')
  return { variable: `BITEWING_${words.toUpperCase()}` }
}
