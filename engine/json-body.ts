import type { Exchange } from './exchange.ts'
import { parsed } from './json-diff.ts'

/** What is wrong with a request's body as such: its media type, its charset, and that it is JSON. */
export function jsonBodyFault({ request: { body, headers, truncated, notUtf8 } }: Exchange): string | undefined {
  if (body === null) return undefined
  const type = headers['content-type']
  if (type === undefined) return 'a body without a Content-Type'
  if (!/^application\/json\s*(;|$)/i.test(type.trim())) return `a body sent as ${type}`
  const charset = /charset\s*=\s*"?([^\s";]+)/i.exec(type)?.[1]
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) return `a body in ${charset}`
  if (notUtf8) return 'a body that is no UTF-8'
  return truncated || parsed(body) !== undefined ? undefined : 'a body that is no JSON'
}
