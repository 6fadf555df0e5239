import type { Env, Hono } from 'hono'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/**
 * The Allow header for a request of a method that the app does not serve at its path; undefined where the app does not
 * have the path. It is asked once no route has answered, so that no other request pays for it.
 */
export function allowOf<E extends Env>(app: Hono<E>, { method, path }: { method: string; path: string }) {
  const served = METHODS.filter((one) => app.router.match(one, path)[0].length > 0)
  // A method that is served there found that what it asks for does not exist.
  if (served.length === 0 || served.includes(method)) return undefined
  return served.flatMap((one) => (one === 'GET' ? ['GET', 'HEAD'] : one)).join(', ')
}
