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

export const isMultipart = ({ type }: Pick<Media, 'type'>): boolean => type.startsWith('multipart/form-data')

/** The media type that a request's body is written in; undefined where the document gives none that is understood. */
export const mediaOf = ({ body }: Operation): Media | undefined =>
  [isJson, isForm, isMultipart, ({ type }: Media) => /^(text\/|application\/octet-stream)/.test(type)]
    .map((is) => body?.media.find(is))
    .find((media) => media !== undefined)

const text = (value: unknown): string => (isObject(value) || Array.isArray(value) ? JSON.stringify(value) : `${value}`)

/** A text as a value of the first of these types that it is one of. */
export function typed(written: string, types: readonly string[]): unknown {
  if (types.some((one) => one === 'integer' || one === 'number') && /^-?\d+(\.\d+)?$/.test(written))
    return Number(written)
  if (types.includes('boolean') && /^(true|false)$/.test(written)) return written === 'true'
  return written
}

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
  const pair = explode ? '=' : ','
  const parts = Array.isArray(value)
    ? value.map((one) => encodeURIComponent(text(one)))
    : isObject(value)
      ? Object.entries(value).map(([key, one]) => `${encodeURIComponent(key)}${pair}${encodeURIComponent(text(one))}`)
      : [encodeURIComponent(text(value))]
  if (style === 'label') return `.${parts.join(explode ? '.' : ',')}`
  if (style !== 'matrix') return parts.join(',')
  if (!explode) return `;${name}=${parts.join(',')}`
  return parts.map((one) => `;${isObject(value) ? one : `${name}=${one}`}`).join('')
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
  const cookies: string[] = []
  for (const name of names.filter(has)) {
    const scheme = api.schemes[name]
    const value = scheme && credential(scheme, auth[name] ?? {})
    if (!scheme || value === undefined) continue
    if (scheme.in === 'query') query[scheme.name ?? name] = value
    else if (scheme.in === 'cookie') cookies.push(`${scheme.name}=${value}`)
    else headers[headerOf(scheme)] = secret(value)
  }
  if (cookies.length > 0) headers.cookie = secret(cookies.join('; '))
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
    (written, one) => written.replace(`{${one.name}}`, () => segmentOf(one, inputs.path[one.name])),
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
      ...bodyHeaders(operation, inputs),
      ...credentials,
      ...(cookies.length > 0 ? { cookie: joinedCookies(cookies, credentials.cookie) } : {}),
    },
    ...(inputs.body === undefined ? {} : { body: written(operation, inputs.body) }),
  }
}

const joinedCookies = (cookies: string[], secretOnes: SecretHeader | undefined): string | SecretHeader =>
  secretOnes ? secret([secretOnes.value, ...cookies].join('; ')) : cookies.join('; ')

/** What parts the parts of a body: fixed, so that a request is the same each time. */
const BOUNDARY = 'bitewing-part-7MA4YWxkTrZu0gW'

const bodyHeaders = (operation: Operation, { body }: Inputs): Record<string, string> => {
  const media = mediaOf(operation)
  if (body === undefined || !media) return {}
  const type = media.type === '*/*' ? 'application/json' : media.type
  return { 'content-type': isMultipart(media) ? `${type}; boundary=${BOUNDARY}` : type }
}

function written(operation: Operation, body: unknown): string {
  const media = mediaOf(operation)
  if (media && isForm(media) && isObject(body)) return new URLSearchParams(pairsOf(body)).toString()
  if (media && isMultipart(media) && isObject(body)) return multipart(body, media.files ?? [])
  return media && !isJson(media) ? text(body) : JSON.stringify(body)
}

/** A form's fields: of a list, one for each item. */
const pairsOf = (body: Json): [string, string][] =>
  Object.entries(body).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, text(one)]))

function multipart(body: Json, files: readonly string[]): string {
  const quoted = (name: string) => name.replace(/["\r\n]/g, encodeURIComponent)
  const parts = pairsOf(body).map(([name, value]) => {
    const file = files.includes(name) ? '; filename="bitewing.txt"\r\ncontent-type: text/plain' : ''
    return `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${quoted(name)}"${file}\r\n\r\n${value}\r\n`
  })
  return `${parts.join('')}--${BOUNDARY}--\r\n`
}
