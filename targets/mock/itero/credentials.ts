import type { Credentials } from './attempt.ts'

const BASIC = /^basic +([a-z0-9+/]+={0,2})$/i

/** What a Basic header (RFC 7617, UTF-8) says; undefined for another scheme, for what is not base64, and for no header. */
export function readCredentials(authorization: string | undefined): Credentials | undefined {
  const encoded = authorization && BASIC.exec(authorization)?.[1]
  if (!encoded) return undefined
  const text = Buffer.from(encoded, 'base64').toString()
  const colon = text.indexOf(':')
  return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) }
}
