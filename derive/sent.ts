import type { Exchange } from '../engine/exchange.ts'
import type { Operation, SecurityScheme } from './api.ts'
import { matchPath } from './mock/paths.ts'
import { type Fault, type Read, readRequest } from './mock/request.ts'
import { placeAt } from './places.ts'
import type { Schemas } from './schemas.ts'
import { headerOf, isMultipart, placeOf } from './wire.ts'

/** Whether a secret stood in a text: what is shown in its place says nothing. */
export const isRedacted = (value: unknown): boolean => typeof value === 'string' && value.includes('[redacted:')

/** A request of a client's as an operation reads it; undefined where its path is not the operation's. */
export function readSent(schemas: Schemas, operation: Operation, { request }: Exchange): Read | undefined {
  const { method, url, body } = request
  // A target's base URL may have a path that the document does not know of.
  const steps = operation.path.split('/').length - 1
  const values = matchPath(operation.path, `/${new URL(url).pathname.split('/').slice(-steps).join('/')}`)
  if (!values) return undefined
  const headers = { get: (name: string) => request.headers[name.toLowerCase()] ?? null }
  const read = readRequest(schemas, operation, { method, url, headers, body: body ?? '' }, values)
  const isInPart = request.truncated || request.notUtf8 || isMultipart({ type: headers.get('content-type') ?? '' })
  const isSeen = ({ place, value }: Fault) => !isRedacted(value) && !(isInPart && place.startsWith('body'))
  return { ...read, faults: onePerPlace(read.faults.filter(isSeen)) }
}

/** A value that breaks several clauses is wrong once: one of another type has neither bounds nor a pattern. */
function onePerPlace(faults: readonly Fault[]): Fault[] {
  const isOfType = ({ kind }: Fault) => kind === 'type' || kind === 'null'
  const first = new Map<string, Fault>()
  for (const fault of [...faults.filter(isOfType), ...faults.filter((one) => !isOfType(one))]) {
    if (!first.has(fault.place)) first.set(fault.place, fault)
  }
  return [...first.values()]
}

/** Whether a request has a value at the place of a rule: `query.month`, `body.patient.firstName`. */
export function holdsValue(read: Read | undefined, place: string): boolean {
  if (!read) return false
  const { values, body } = read
  const isAround = (root: string) => place === root || place.startsWith(`${root}.`) || place.startsWith(`${root}[`)
  const root = Object.keys(values).find(isAround) ?? (isAround('body') ? 'body' : undefined)
  if (root === undefined) return false
  const path = place.slice(root.length).replaceAll('[]', '.[]').split('.').slice(1)
  return placeAt(root === 'body' ? body : values[root], path) !== undefined
}

/** Whether a request has the credentials of a scheme, as far as can be seen. */
export function hasCredentialsOf(exchange: Exchange, scheme: SecurityScheme): boolean {
  const [, shown] = /^(basic|bearer|digest) /i.exec(exchange.request.headers[headerOf(scheme)] ?? '') ?? []
  const wanted = scheme.type === 'apiKey' ? undefined : (scheme.scheme ?? 'bearer')
  const isOther = shown !== undefined && wanted !== undefined && shown.toLowerCase() !== wanted
  return !isOther && hasCredentials(exchange, placeOf(scheme))
}

/** Whether a request has credentials at the place of a scheme, `header.authorization`: what is empty is none. */
export function hasCredentials({ request }: Exchange, place: string): boolean {
  const [where, name = ''] = place.split(/\.(.*)/s)
  if (where === 'query') return Boolean(new URL(request.url).searchParams.get(name))
  if (where === 'header') return Boolean(request.headers[name])
  return (request.headers.cookie ?? '')
    .split(/; ?/)
    .some((one) => one.startsWith(`${name}=`) && one.length > name.length + 1)
}
