import type { Exchange } from '../../engine/exchange.ts'
import { parsed } from '../../engine/json-diff.ts'
import { redactedIn, redactor } from '../../engine/redact.ts'

/** A secret that a client sends: what it is, and for a password the user whom Basic credentials join to it. */
interface Secret {
  name: string
  value: string
  user?: string
}

const SECRET_HEADER = /authorization|cookie|api[-_]?key|token|secret/
const SECRET_NAME = /^(api[-_]?key|key|(access|refresh)[-_]?token|token|secret|password|pwd)$/i
/** Shorter ones stand in bodies and queries by chance. */
const SHORTEST = 4

/**
 * Hides the secrets of a client's traffic: the target's own, and whatever credentials the client sends. Each has a name
 * of its own (`[redacted:password-2]`), so that rules see whether two requests have the same one; Basic credentials that
 * hold a user and a password are told by the name `password`.
 */
export class TrafficSecrets {
  readonly #values: Record<string, string>
  readonly #users: Record<string, string>
  readonly #known: Set<string>
  #redact: (text: string) => string

  /** @param values as `redactor` takes them, and `users` too */
  constructor(values: Record<string, string>, users: Record<string, string>) {
    this.#values = { ...values }
    this.#users = { ...users }
    this.#known = new Set(Object.entries(values).map(([key, value]) => pairOf({ value, user: users[key] })))
    for (const value of Object.values(values)) this.#known.add(pairOf({ value }))
    this.#redact = remembering(redactor(this.#values, this.#users))
  }

  redact(exchange: Exchange): Exchange {
    const fresh = secretsIn(exchange.request).filter((secret) => !this.#known.has(pairOf(secret)))
    for (const { name, value, user } of fresh) {
      const key = this.#keyFor(name)
      this.#values[key] = value
      if (user !== undefined) this.#users[key] = user
      this.#known.add(pairOf({ value, user }))
    }
    if (fresh.length > 0) this.#redact = remembering(redactor(this.#values, this.#users))
    return redactedIn(exchange, this.#redact)
  }

  #keyFor(name: string): string {
    for (let nth = 1; ; nth++) if (!Object.hasOwn(this.#values, `${name}-${nth}`)) return `${name}-${nth}`
  }
}

/** Header fields and paths come again and again: each is searched once. */
function remembering(redact: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    if (text.length > LONGEST_REMEMBERED) return redact(text)
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size >= MOST_REMEMBERED) known.clear()
    const redacted = redact(text)
    known.set(text, redacted)
    return redacted
  }
}

const LONGEST_REMEMBERED = 512
const MOST_REMEMBERED = 2000

const pairOf = ({ value, user }: { value: string; user?: string | undefined }) => JSON.stringify([user ?? null, value])

function secretsIn({ headers, url, body }: Exchange['request']): Secret[] {
  const inHeaders = Object.entries(headers).flatMap(([name, value]): Secret[] => {
    if (name === 'authorization') return [authorization(value)]
    if (name === 'cookie') return cookies(value)
    return SECRET_HEADER.test(name) ? [{ name, value }] : []
  })
  const query = url.includes('?') ? [...new URL(url).searchParams] : []
  const inQuery = query.flatMap(([name, value]) => named(name, value))
  const inBody = /key|token|secret|password|pwd/i.test(body ?? '') ? inJson(parsed(body)) : []
  return [...inHeaders, ...inQuery, ...inBody].filter(({ value }) => value !== '')
}

/** Each by itself: what a cookie has in common with another secret is to be seen. */
const cookies = (header: string): Secret[] =>
  header.split(';').flatMap((pair) => {
    const value = pair.slice(pair.indexOf('=') + 1).trim()
    return value.length >= SHORTEST ? [{ name: 'cookie', value }] : []
  })

/** RFC 6750, 2.1. */
const TOKEN = /^[\w.~+/-]+=*$/

function authorization(header: string): Secret {
  const [, scheme = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(header.trim()) ?? []
  // What is no token is told by another name, so that rules see that it is none.
  if (/^bearer$/i.test(scheme)) return { name: TOKEN.test(rest) ? 'token' : 'authorization', value: rest }
  const bytes = Buffer.from(rest, 'base64')
  const isBasic = /^basic$/i.test(scheme) && /^[A-Za-z0-9+/]+={0,2}$/.test(rest)
  const [, user = '', value = ''] = (isBasic && /^([^:]+):(.+)$/s.exec(bytes.toString('utf8'))) || []
  if (value === '') return { name: 'authorization', value: rest || header }
  // What is in another charset is known as it was sent.
  return Buffer.from(`${user}:${value}`).equals(bytes)
    ? { name: 'password', value, user }
    : { name: 'password', value: rest }
}

const named = (name: string, value: unknown): Secret[] =>
  SECRET_NAME.test(name) && typeof value === 'string' && value.length >= SHORTEST
    ? [{ name: name.toLowerCase(), value }]
    : []

function inJson(value: unknown): Secret[] {
  if (Array.isArray(value)) return value.flatMap(inJson)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, below]) => [...named(name, below), ...inJson(below)])
}
