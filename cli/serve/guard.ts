import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

/** A secret that nobody guesses. */
export const newToken = () => randomBytes(32).toString('base64url')

/**
 * Lets in who comes from the page itself and has the token, and nobody else:
 *
 * - the `Host` has to be this machine's loopback name with the port, so that no name that somebody else's DNS points here
 *   is one (DNS rebinding);
 * - an `Origin` has to be the page's own, and what changes something has to have one;
 * - the token is in the address that the command printed; after that it is a cookie that no script reads and that no other
 *   site's request carries.
 *
 * @param port tells where the server listens, once it does
 */
export function guard(token: string, port: () => number): MiddlewareHandler {
  const session = newToken()
  return async (context, next) => {
    const host = context.req.header('host') ?? ''
    if (![`127.0.0.1:${port()}`, `localhost:${port()}`].includes(host)) return context.text('another host', 403)
    const origin = context.req.header('origin')
    const changes = !['GET', 'HEAD'].includes(context.req.method)
    if (origin === undefined ? changes : origin !== `http://${host}`) return context.text('another origin', 403)
    // A cookie is for a host, whatever the port: two servers on one machine must not take each other's away.
    const name = `bitewing-${port()}`
    const given = context.req.query('token')
    if (given !== undefined && isSame(given, token)) {
      setCookie(context, name, session, { httpOnly: true, sameSite: 'Strict', path: '/' })
    } else if (!isSame(getCookie(context, name) ?? '', session)) {
      return context.text('Open the address that bitewing serve printed: it has the token in it.', 403)
    }
    return next()
  }
}

const isSame = (given: string, secret: string) => timingSafeEqual(digest(given), digest(secret))
const digest = (text: string) => createHash('sha256').update(text).digest()
