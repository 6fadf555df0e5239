import type { Target } from '../../engine/target.ts'
import { basic, COMPANIES, PLACEHOLDERS } from '../placeholders.ts'

export interface PactRequest {
  /** Path and query, from the slash on. */
  path: string
  /** Lower-case names. */
  headers: Record<string, string>
  body: string | null
}

interface Settings {
  account?: { user?: string; password?: string }
  apiKey?: string
  pushSecret?: string
  login?: { username?: string; password?: string }
  companies?: { companyId: string; tokens: string[] }[]
}

/**
 * The request with the target's own values in it: placeholders filled, and the credentials of its operation. A request
 * that is about being refused for its credentials keeps those that it has, but for the placeholders: so a wrong password
 * goes with the right user.
 *
 * @param operation undefined for one that the document does not have
 */
export function withCredentials(
  target: Target,
  operation: string | undefined,
  request: PactRequest,
  isAboutCredentials: boolean,
): PactRequest {
  const settings = target.settings as Settings
  const values = valuesOf(settings)
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, filledHeader(value, settings)]),
  )
  return {
    path: COMPANIES.reduce((path, name) => path.replace(name, encodeURIComponent(values[name] ?? name)), request.path),
    headers: isAboutCredentials ? headers : { ...headers, ...credentialsOf(target.profile, operation, settings) },
    body: request.body === null ? null : filledBody(request.body, values),
  }
}

/** The path with each company's ID as one segment: Pact puts what a state gives into a path with its slashes. */
export function inSegments(path: string, { settings }: Target): string {
  const { companies = [] } = settings as Settings
  return companies.reduce(
    (found, { companyId }) =>
      found.replace(`/companies/${encodeURI(companyId)}/`, () => `/companies/${encodeURIComponent(companyId)}/`),
    path,
  )
}

/** The headers of an operation, as far as the configuration has what they need. */
function credentialsOf(
  profile: string,
  operation: string | undefined,
  { account, apiKey, pushSecret, companies }: Settings,
): Record<string, string> {
  if (profile === 'opus') return apiKey === undefined ? {} : { api_key: apiKey }
  if (profile === 'itero') {
    const isOpen = operation === 'getAvailableProcedureMaps' || !account?.user || !account.password
    return isOpen ? {} : { authorization: basic(account.user!, account.password!) }
  }
  if (operation === 'completeAuthorization') return {}
  if (operation === 'receivePush') return pushSecret === undefined ? {} : { 'x-push-secret': pushSecret }
  const token = companies?.[0]?.tokens[0]
  return token === undefined ? {} : { authorization: `Bearer ${token}` }
}

/** A header's value with the placeholders in it filled; those of Basic credentials stand in base64. */
function filledHeader(value: string, { account, apiKey, pushSecret, companies }: Settings): string {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/.exec(value) ?? []
  if (encoded !== undefined) {
    const [user = '', password = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(/:(.*)/s)
    const own = [PLACEHOLDERS.user, PLACEHOLDERS.password] as string[]
    if (!own.includes(user) && !own.includes(password)) return value
    return basic(
      user === PLACEHOLDERS.user ? (account?.user ?? user) : user,
      password === PLACEHOLDERS.password ? (account?.password ?? password) : password,
    )
  }
  return value
    .replace(PLACEHOLDERS.apiKey, () => apiKey ?? PLACEHOLDERS.apiKey)
    .replace(PLACEHOLDERS.pushSecret, () => pushSecret ?? PLACEHOLDERS.pushSecret)
    .replace(PLACEHOLDERS.token, () => companies?.[0]?.tokens[0] ?? PLACEHOLDERS.token)
}

/** What a body may hold of the target's own: the login at a vendor, and the companies. */
const valuesOf = ({ login, companies }: Settings): Record<string, string | undefined> => ({
  [PLACEHOLDERS.user]: login?.username,
  [PLACEHOLDERS.password]: login?.password,
  ...Object.fromEntries(COMPANIES.map((name, nth) => [name, companies?.[nth]?.companyId])),
})

const filledBody = (body: string, values: Record<string, string | undefined>): string =>
  Object.entries(values).reduce(
    (text, [placeholder, value]) =>
      value === undefined ? text : text.replaceAll(JSON.stringify(placeholder), () => JSON.stringify(value)),
    body,
  )
