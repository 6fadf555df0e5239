import type { Target } from '../../engine/target.ts'
import { basic, COMPANIES, LOGIN, PLACEHOLDERS } from '../placeholders.ts'

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
 * The request with the target's own values in it: placeholders filled, and credentials.
 *
 * @param credentials those of its operation; none for a request that is about being refused for them: it keeps those that
 *   it has, but for the placeholders, so that a wrong password goes with the right user
 */
export function withCredentials(
  target: Target,
  request: PactRequest,
  credentials: Record<string, string>,
): PactRequest {
  const settings = target.settings as Settings
  const companies = companiesOf(settings)
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, filledHeader(value, settings)]),
  )
  return {
    path: filled(request.path, companies, (name) => `(?<=/)${name}(?=[/?]|$)`, encodeURIComponent),
    headers: { ...headers, ...credentials },
    body: request.body === null ? null : filledBody(request.body, { ...companies, ...loginOf(settings) }),
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

/** The target's own values by their placeholders. */
type Values = Record<string, string | undefined>

const companiesOf = ({ companies }: Settings): Values =>
  Object.fromEntries(COMPANIES.map((name, nth) => [name, companies?.[nth]?.companyId]))

const loginOf = ({ login }: Settings): Values => ({
  [LOGIN.username]: login?.username,
  [LOGIN.password]: login?.password,
})

const filledBody = (body: string, values: Values): string => filled(body, values, JSON.stringify, JSON.stringify)

/** All at once: a value may look like the placeholder of another. */
function filled(
  text: string,
  values: Values,
  place: (name: string) => string,
  write: (value: string) => string,
): string {
  return text.replace(new RegExp(Object.keys(values).map(place).join('|'), 'g'), (found) => {
    const value = values[found.replaceAll('"', '')]
    return value === undefined ? found : write(value)
  })
}
