import type { Exchange } from '../../engine/exchange.ts'
import type { Sign } from '../../engine/profile.ts'
import type { Target } from '../../engine/target.ts'
import { listAnd } from '../../engine/words.ts'
import { operations } from '../../openapi/document.ts'
import { document } from '../../openapi/opus.gen.ts'
import type { operations as Operations } from '../../openapi/types/opus.ts'

/** The eleven operations; the two timeslot operations share one path and are told apart by their query. */
export type Operation = Exclude<keyof Operations, 'getTimeslots'> | 'getTimeslotsByMonth' | 'getTimeslotsFrom'

const ROUTES = Object.fromEntries(
  operations(document).flatMap(({ path, method, operation }) =>
    (operation['x-operations'] ?? [operation]).map(({ operationId }) => [
      operationId,
      { method: method.toUpperCase(), path },
    ]),
  ),
) as Record<Operation, { method: string; path: string }>

export const OPERATIONS = Object.keys(ROUTES) as readonly Operation[]

/** Operations that create or change data. */
export type WriteOperation = 'createPatient' | 'createBooking' | 'updateBooking'
export const isWrite = (operation: Operation): operation is WriteOperation => methodOf(operation) !== 'GET'

/** Operations that need no patient. */
export const LISTINGS = OPERATIONS.filter((operation) => /^get(Clinic|Treatment|Timeslot)/.test(operation))

/** A query; a parameter that is not sent is not there. */
export type Query = Readonly<Record<string, string>>

/** An api_key as it is sent, and how the evidence shows it. */
export interface Key {
  what: string
  /** undefined sends no header. */
  value: string | undefined
  shown: string
}

/** A request in the profile's terms. */
export interface Call {
  operation: Operation
  query?: Query
  /** The clinicID of getClinic's path. */
  clinicID?: string
  /** A JSON value; undefined for no body. */
  body?: unknown
  /** The body as it goes over the wire, where it is no JSON value. */
  wire?: string
  contentType?: string
  /** Another key than the right one. */
  key?: Key
}

export const methodOf = (operation: Operation): string => ROUTES[operation].method

/** Path and query of a call: the document's, or the target's own path. */
export function pathOf(target: Target, { operation, query = {}, clinicID = '' }: Call): string {
  const path = (target.paths[operation] ?? ROUTES[operation].path).replace('{clinicID}', encodeURIComponent(clinicID))
  const parameters = new URLSearchParams(query).toString()
  return parameters === '' ? path : `${path}?${parameters}`
}

const queries = new WeakMap<Exchange, Query>()

/** The query that an exchange was sent with. */
export function queryOf(exchange: Exchange): Query {
  const known = queries.get(exchange) ?? Object.fromEntries(new URL(exchange.request.url).searchParams)
  queries.set(exchange, known)
  return known
}

/** What an operation was asked, as one text: the same for the same question, in whatever order its parameters stand. */
export const questionOf = (operation: string, query: Query): string =>
  operation + JSON.stringify(Object.entries(query).sort(([one], [other]) => (one < other ? -1 : 1)))

/** How a finding speaks of a read: `getClinics by clinicianID 3, onlyWithFreeTimes=true`. */
export function inWords(operation: string, query: Query): string {
  const filters = Object.entries(query).filter(([name]) => /^(clinic|clinician|treatment)ID$/.test(name))
  const others = Object.entries(query).filter(([name]) => !/^(clinic|clinician|treatment)ID$/.test(name))
  return [
    operation,
    ...(filters.length > 0 ? [` by ${listAnd(filters.map(([name, value]) => `${name} ${value}`))}`] : []),
    ...(others.length > 0 ? [`, ${others.map(([name, value]) => `${name}=${value}`).join(', ')}`] : []),
  ].join('')
}

/** The right key in the evidence. */
export const RIGHT_KEY = '[redacted:apiKey]'

/** Whether an exchange carried the right key. */
export const hasRightKey = (exchange: Exchange): boolean => exchange.request.headers.api_key === RIGHT_KEY

/** The harmless request, with the key where there is one; 404 is "No data": a server without free times. */
export const signOf = (target: Target): Sign => ({
  method: 'GET',
  path: pathOf(target, { operation: 'getTreatments' }),
  ...(typeof target.settings.apiKey === 'string'
    ? { headers: { api_key: target.settings.apiKey }, fine: [200, 404] }
    : { fine: [400, 401, 403, 404] }),
})
