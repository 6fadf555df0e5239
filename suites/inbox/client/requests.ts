import type { Exchange } from '../../../engine/exchange.ts'
import { parsed } from '../../../engine/json-diff.ts'
import { perExchange, remembered } from '../../../engine/traffic.ts'
import { inboxesIn, isObject } from '../reading.ts'

export const ANY = { nothing: 'the client called nothing', remedy: 'any call' }

/** What is no token is shown by the name of its header. */
const BEARER = /^bearer +(?!\[redacted:authorization)(\S+)$/i

/** The bearer token that a call carries, as the evidence shows it. */
export const tokenOf = ({ request }: Exchange): string | undefined =>
  BEARER.exec(request.headers.authorization?.trim() ?? '')?.[1]

/** Calls that are documented; one that is not is INBOX-CLIENT-02's matter. */
export const callsIn = remembered(({ exchanges }) => exchanges.filter(({ operation }) => operation !== ''))

/** Of these the callback is the browser's, and the push the vendor's. */
export const employeesCallsIn = remembered((traffic) =>
  callsIn(traffic).filter(({ operation }) => operation !== 'completeAuthorization' && operation !== 'receivePush'),
)

/** The parameter after a word of the path: the company's ID, or the inbox's. */
export function afterWord(exchange: Exchange, word: 'companies' | 'inboxes'): string | undefined {
  const found = new RegExp(`/${word}/([^/]+)`).exec(new URL(exchange.request.url).pathname)?.[1]
  return found === undefined ? undefined : decoded(found)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export const vendorAskedFor = ({ request }: Exchange): string | undefined =>
  new URL(request.url).searchParams.get('vendor') ?? undefined

/** A body's fields; none for one that is no JSON object. */
export const fieldsOf = perExchange(({ request }): Readonly<Record<string, unknown>> => {
  const body = parsed(request.body)
  return isObject(body) ? body : {}
})

/** What the target itself has shown: a client that takes it up is not at fault. */
export const shownIn = remembered(({ exchanges }) => {
  const inboxes = exchanges.flatMap(inboxesIn)
  const links = exchanges.flatMap(({ request, response }) => {
    const location = response?.headers.location
    return location !== undefined && URL.canParse(location, request.url) ? [new URL(location, request.url)] : []
  })
  const pages = inboxes.flatMap(({ authorizationUrl }) =>
    typeof authorizationUrl === 'string' && URL.canParse(authorizationUrl) ? [new URL(authorizationUrl)] : [],
  )
  return {
    vendors: new Set(inboxes.map(({ vendor }) => vendor)),
    inboxIds: new Set(inboxes.map(({ inboxId }) => inboxId)),
    paths: new Set([...links, ...pages].map(({ pathname }) => pathname)),
  }
})
