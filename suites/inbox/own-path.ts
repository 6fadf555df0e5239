import { isThisMachine } from '../../engine/this-machine.ts'

/** Path and query of a URL of the target's own; undefined for any other, which is not followed. */
export function ownPath(baseUrl: string, url: string): string | undefined {
  const base = new URL(baseUrl)
  if (!URL.canParse(url, `${baseUrl}/`)) return undefined
  const callback = new URL(url, `${baseUrl}/`)
  const under = base.pathname.replace(/\/$/, '')
  if (!isSameOrigin(base, callback) || !`${callback.pathname}/`.startsWith(`${under}/`)) return undefined
  return callback.pathname.slice(under.length) + callback.search
}

/** The names of the loopback interface are one. */
const isSameOrigin = (one: URL, other: URL): boolean =>
  one.protocol === other.protocol &&
  one.port === other.port &&
  (one.hostname === other.hostname || (isThisMachine(one.hostname) && isThisMachine(other.hostname)))
