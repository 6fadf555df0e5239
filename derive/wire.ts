import type { Call } from '../engine/probe-context.ts'
import { secret } from '../engine/secret.ts'
import type { SecretHeader } from '../engine/session.ts'
import {
  type Api,
  isObject,
  type Json,
  type Media,
  type Operation,
  type Parameter,
  type SecurityScheme,
} from './api.ts'

/** The values of a request before they are written down: parameters by their place and name, and the body. */
export interface Inputs {
  path: Json
  query: Json
  header: Json
  cookie: Json
  body?: unknown
}

/** Credentials of a target by security scheme, as its configuration gives them. */
export type Auth = Record<string, { user?: string; password?: string; token?: string; value?: string } | undefined>

export const isJson = ({ type }: Pick<Media, 'type'>): boolean => /[/+]json\b/.test(type) || type === '*/*'
export const isForm = ({ type }: Pick<Media, 'type'>): boolean => type.startsWith('application/x-www-form-urlencoded')

/** The media type that a request's body is written in; undefined where the document gives none that is understood. */
export const mediaOf = ({ body }: Operation): Media | undefined =>
  body?.media.find(isJson) ?? body?.media.find(isForm) ?? body?.media.find(({ type }) => type.startsWith('text/'))

const text = (value: unknown): string => (isObject(value) || Array.isArray(value) ? JSON.stringify(value) : `${value}`)

const flat = (value: unknown, between: string, pair: string): string => {
  if (Array.isArray(value)) return value.map(text).join(between)
  if (!isObject(value)) return text(value)
  return Object.entries(value)
    .map(([key, one]) => `${key}${pair}${text(one)}`)
    .join(between)
}

function queryOf(parameter: Parameter, value: unknown): [string, string | string[]][] {
  const { name, style, explode, media } = parameter
  if (media !== undefined) return [[name, JSON.stringify(value)]]
  if (isObject(value)) {
    if (style === 'deepObject') return Object.entries(value).map(([key, one]) => [`${name}[${key}]`, text(one)])
    return explode ? Object.entries(value).map(([key, one]) => [key, text(one)]) : [[name, flat(value, ',', ',')]]
  }
  if (!Array.isArray(value)) return [[name, text(value)]]
  if (explode) return [[name, value.map(text)]]
  return [[name, flat(value, style === 'spaceDelimited' ? ' ' : style === 'pipeDelimited' ? '|' : ',', ',')]]
}

function segmentOf({ style, explode, name }: Parameter, value: unknown): string {
  const encoded = (between: string) => flat(value, between, explode ? '=' : ',').split(between)
  const joined = (between: string) => encoded(between).map(encodeURIComponent).join(between)
  if (style === 'label') return `.${joined(explode ? '.' : ',')}`
  if (style === 'matrix') return `;${name}=${joined(',')}`
  return joined(',')
}

/** The credentials of an operation as it is called: those of the first alternative that the target has all of. */
export function credentialsOf(
  api: Api,
  { security }: Operation,
  auth: Auth,
): { given: string[]; lacking: string[]; headers: Record<string, SecretHeader>; query: Record<string, string> } {
  const has = (name: string) => Object.values(auth[name] ?? {}).some((value) => value !== undefined && value !== '')
  const chosen = security.find((one) => Object.keys(one).every(has)) ?? security[0] ?? {}
  const names = Object.keys(chosen)
  const headers: Record<string, SecretHeader> = {}
  const query: Record<string, string> = {}
  for (const name of names.filter(has)) {
    const scheme = api.schemes[name]
    const value = scheme && credential(scheme, auth[name] ?? {})
    if (!scheme || value === undefined) continue
    if (scheme.in === 'query') query[scheme.name ?? name] = value
    else if (scheme.in === 'cookie') headers.cookie = secret(`${scheme.name}=${value}`)
    else headers[headerOf(scheme)] = secret(value)
  }
  return { given: names.filter(has), lacking: names.filter((name) => !has(name)), headers, query }
}

/** The header that carries the credentials of a scheme. */
export const headerOf = (scheme: SecurityScheme): string =>
  scheme.type === 'apiKey' ? (scheme.name ?? 'x-api-key').toLowerCase() : 'authorization'

/** The place of a scheme's credentials in IDs: `header.authorization`. */
export const placeOf = (scheme: SecurityScheme): string =>
  scheme.in === 'query' || scheme.in === 'cookie' ? `${scheme.in}.${scheme.name}` : `header.${headerOf(scheme)}`

/** The credentials of a scheme as its header, query parameter or cookie carries them. */
export function credential(scheme: SecurityScheme, given: NonNullable<Auth[string]>): string | undefined {
  if (scheme.type === 'apiKey') return given.value ?? given.token
  if (scheme.scheme === 'basic') return `Basic ${Buffer.from(`${given.user}:${given.password}`).toString('base64')}`
  const token = given.token ?? given.value
  return token === undefined ? undefined : `Bearer ${token}`
}

/**
 * The call of an operation with these values.
 *
 * @param prefix path that all operations' paths begin with
 */
export function callOf(api: Api, operation: Operation, inputs: Inputs, auth: Auth, prefix: string): Call {
  const { headers: credentials, query: secretQuery } = credentialsOf(api, operation, auth)
  const inPlace = (place: Parameter['in']) => operation.parameters.filter((one) => one.in === place)
  const path = inPlace('path').reduce(
    (written, one) => written.replace(`{${one.name}}`, segmentOf(one, inputs.path[one.name])),
    prefix + operation.path,
  )
  const given = (place: 'query' | 'header' | 'cookie') =>
    inPlace(place).flatMap((one) =>
      inputs[place][one.name] === undefined ? [] : [[one, inputs[place][one.name]] as const],
    )
  const query = Object.fromEntries(given('query').flatMap(([one, value]) => queryOf(one, value)))
  const headers = Object.fromEntries(
    given('header').map(([one, value]) => [one.name.toLowerCase(), flat(value, ',', ',')]),
  )
  const cookies = given('cookie').map(([one, value]) => `${one.name}=${encodeURIComponent(flat(value, ',', ','))}`)
  const accepted = [
    ...new Set(
      operation.answers.filter(({ status }) => /^2/.test(status)).flatMap(({ media }) => media.map((m) => m.type)),
    ),
  ]
  return {
    operation: operation.id,
    method: operation.method,
    path,
    query: { ...query, ...secretQuery },
    headers: {
      ...(accepted.length > 0 ? { accept: accepted.join(', ') } : {}),
      ...headers,
      ...(cookies.length > 0 && !credentials.cookie ? { cookie: cookies.join('; ') } : {}),
      ...bodyHeaders(operation, inputs),
      ...credentials,
    },
    ...(inputs.body === undefined ? {} : { body: written(operation, inputs.body) }),
  }
}

const bodyHeaders = (operation: Operation, { body }: Inputs): Record<string, string> => {
  const media = mediaOf(operation)
  if (body === undefined || !media) return {}
  return { 'content-type': media.type === '*/*' ? 'application/json' : media.type }
}

function written(operation: Operation, body: unknown): string {
  const media = mediaOf(operation)
  if (media && isForm(media) && isObject(body)) {
    return new URLSearchParams(Object.entries(body).map(([name, value]) => [name, text(value)])).toString()
  }
  return media && !isJson(media) ? text(body) : JSON.stringify(body)
}
