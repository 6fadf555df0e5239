import type { Call } from '../engine/probe-context.ts'
import { secret } from '../engine/secret.ts'
import { type Api, type Operation, type SecurityScheme, valueAt } from './api.ts'
import { without } from './call-changes.ts'
import type { Statement } from './rows.ts'
import { type Auth, credential, headerOf, placeOf } from './wire.ts'

/** The schemes that an operation asks for, where it cannot be called without any. */
export function schemesOf(
  api: Api,
  { security }: Operation,
): { name: string; scheme: SecurityScheme; place: string }[] {
  if (security.some((one) => Object.keys(one).length === 0)) return []
  return [...new Set(security.flatMap((one) => Object.keys(one)))].flatMap((name) => {
    const scheme = api.schemes[name]
    return scheme && scheme.type !== 'mutualTLS' ? [{ name, scheme, place: placeOf(scheme) }] : []
  })
}

/** The statement that an operation asks for the credentials of a scheme. */
export function securityStatement(api: Api, operation: Operation, name: string, place: string): Statement {
  const own = `${operation.pointer}/security`
  const pointer = valueAt(api.source.content, own) === undefined ? '/security' : own
  return {
    place,
    kind: 'security',
    title: `without the credentials of ${name}, or with wrong ones, it is refused`,
    pointer,
  }
}

/** A call without the credentials of a scheme. */
export function withoutCredentials(call: Call, scheme: SecurityScheme): Call {
  if (scheme.in === 'query') return { ...call, query: { ...call.query, [scheme.name ?? '']: undefined } }
  return {
    ...call,
    headers: scheme.in === 'cookie' ? withCookie(call, scheme) : without(call.headers ?? {}, headerOf(scheme)),
  }
}

/** A secret in another case; where it has none, with another last letter. */
function nearly(right = 'bitewing-1'): string {
  const other = right === right.toUpperCase() ? right.toLowerCase() : right.toUpperCase()
  return other === right ? otherEnd(right) : other
}

const otherEnd = (right = 'bitewing-1'): string => `${right.slice(0, -1)}${/[a-w]$/i.test(right) ? 'x' : 'a'}`

/** Ways in which a key is wrong that a server may overlook. */
const WRONG_KEYS = [nearly, (right = 'bitewing-1') => `${right}1`, (right = 'bitewing-1') => right.slice(0, -1)]

/**
 * A call with credentials of a scheme that are nobody's. Since an operation sees wrong ones only once, each sees a key
 * that is wrong in a way of its own.
 */
export function withWrongCredentials(call: Call, scheme: SecurityScheme, given: Auth[string]): Call {
  const sum = [...(call.operation ?? '')].reduce((all, letter) => all + (letter.codePointAt(0) ?? 0), 0)
  const wrongKey = WRONG_KEYS[sum % WRONG_KEYS.length] ?? otherEnd
  const wrong = credential(scheme, {
    user: given?.user ?? 'bitewing',
    password: nearly(given?.password),
    token: otherEnd(given?.token ?? given?.value),
    value: wrongKey(given?.value ?? given?.token),
  })
  return carrying(call, scheme, wrong ?? '')
}

/** A call with other credentials of a scheme. */
function carrying(call: Call, scheme: SecurityScheme, wrong: string): Call {
  if (scheme.in === 'query') return { ...call, query: { ...call.query, [scheme.name ?? '']: wrong } }
  const headers =
    scheme.in === 'cookie'
      ? withCookie(call, scheme, wrong)
      : { ...call.headers, [headerOf(scheme)]: wrong === '' ? '' : secret(wrong, 'wrong credentials') }
  return { ...call, headers }
}

/**
 * Calls with what is no try at anybody's password: an unknown user's, the right ones by a scheme that is another, no key
 * where there is to be one, and a key that nobody has. None where a scheme has neither.
 */
export function withNobodys(scheme: SecurityScheme, given: Auth[string]): Record<string, (call: Call) => Call> {
  const as = (value: string) => (call: Call) => carrying(call, scheme, value)
  const right = credential(scheme, given ?? {})
  if (scheme.type === 'apiKey' && right !== undefined)
    return { 'with an empty key': as(''), 'with a key that ends otherwise': as(otherEnd(right)) }
  if (scheme.type !== 'http' || scheme.scheme !== 'basic' || !given?.user || right === undefined) return {}
  const unknown = credential(scheme, { ...given, user: `${given.user}x` }) ?? ''
  return { 'with an unknown user': as(unknown), 'by another scheme': as(right.replace('Basic', 'Bearer')) }
}

/** The headers of a call with another cookie of a scheme, or without it; the other cookies stay. */
function withCookie({ headers = {} }: Call, { name }: SecurityScheme, value?: string): NonNullable<Call['headers']> {
  const { cookie, ...others } = headers
  const text = typeof cookie === 'string' ? cookie : (cookie?.value ?? '')
  const left = text.split('; ').filter((one) => one !== '' && !one.startsWith(`${name}=`))
  if (value !== undefined) left.push(`${name}=${value}`)
  if (left.length === 0) return others
  return {
    ...others,
    cookie: value === undefined ? secret(left.join('; ')) : secret(left.join('; '), 'wrong credentials'),
  }
}
