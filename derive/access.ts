import type { Exchange } from '../engine/exchange.ts'
import type { Observation } from '../engine/experiment.ts'
import { broken, holds, unobserved, worst } from '../engine/finding.ts'
import type { Call } from '../engine/probe-context.ts'
import { secret } from '../engine/secret.ts'
import { came, isAccepted, status } from '../engine/status.ts'
import type { Finding } from '../engine/verdict.ts'
import { type Api, type Operation, type SecurityScheme, valueAt } from './api.ts'
import type { Driver } from './driver.ts'
import { typesOf, viewOf } from './fields.ts'
import { valueFor } from './generate.ts'
import type { Statement } from './rows.ts'
import type { Schemas } from './schemas.ts'
import { type Auth, credential, headerOf, type Inputs, mediaOf, placeOf } from './wire.ts'

/** A change of how a request is made, rather than of its values. */
export interface CallChange extends Statement {
  what: string
  /** The method that is sent instead, where it is another. */
  method?: string
  change(call: Call, driver: Driver, inputs: Inputs): Call
}

/** What a document says of how requests are made: media types, methods, IDs of nothing. */
export function callChanges(api: Api, schemas: Schemas, operation: Operation): CallChange[] {
  const media = mediaOf(operation)
  const { body, path, pointer } = operation
  const found: CallChange[] = []
  if (body?.required && media) {
    found.push({
      place: 'body',
      kind: 'required',
      title: 'a body is required: a request without one is refused',
      pointer: `${body.pointer}/required`,
      what: 'without a body',
      change: ({ body: _body, headers = {}, ...call }) => ({ ...call, headers: without(headers, 'content-type') }),
    })
  }
  if (media && /[/+]json\b/.test(media.type)) {
    if (!body?.media.some(({ type }) => type === '*/*' || type.startsWith('text/')))
      found.push({
        place: 'body',
        kind: 'media',
        title: 'a body of another media type is refused',
        pointer: media.pointer,
        quote: `content: ${body?.media.map(({ type }) => type).join(', ')}`,
        what: 'the body as text/csv',
        change: (call) => ({ ...call, headers: { ...call.headers, 'content-type': 'text/csv' } }),
      })
    found.push({
      place: 'body',
      kind: 'malformed',
      title: 'a body that is no JSON is refused',
      pointer: media.pointer,
      quote: `content: ${media.type}`,
      what: 'a body that breaks off',
      change: (call) => ({ ...call, body: String(call.body ?? '{').slice(0, -1) || '{' }),
    })
  }
  const beside = api.operations.filter((one) => one.path === path)
  const other = ['PATCH', 'PUT', 'POST'].find((method) => !beside.some((one) => one.method === method))
  if (beside[0] === operation && other)
    found.push({
      place: 'method',
      kind: 'method',
      level: 'should',
      title: `${other}, which is not described at this path, is refused`,
      pointer: pointer.replace(/\/[^/]*$/, ''),
      quote: `${path}: ${beside.map(({ method }) => method.toLowerCase()).join(', ')}`,
      what: `${other} in place of ${operation.method}`,
      method: other,
      change: ({ body: _, ...call }) => ({ ...call, method: other }),
    })
  const last = operation.parameters.filter((one) => one.in === 'path').at(-1)
  const has404 = operation.answers.some((one) => one.status === '404')
  if (last?.schema !== undefined && path.endsWith(`{${last.name}}`) && (operation.method === 'GET' || has404)) {
    const { schema, name } = last
    const view = viewOf(schemas, schema)
    if (!view.keywords.enum && typesOf(view)[0] !== 'boolean')
      found.push({
        place: `path.${name}`,
        kind: 'unknown',
        level: has404 ? 'must' : 'should',
        title: `a ${name} of nothing is refused`,
        pointer: has404 ? `${pointer}/responses/404` : last.pointer,
        ...(has404 ? {} : { quote: `name: ${name}, in: path` }),
        what: `a ${name} of nothing`,
        change: (_, driver, inputs) =>
          driver.callOf(operation, { ...inputs, path: { ...inputs.path, [name]: unknownFor(schemas, schema) } }),
      })
  }
  return found
}

const without = (headers: NonNullable<Call['headers']>, name: string) => {
  const { [name]: _, ...others } = headers
  return others
}

/** A value that fits, and that nothing has. */
function unknownFor(schemas: Schemas, pointer: string): unknown {
  const view = viewOf(schemas, pointer)
  const types = typesOf(view)
  const tried =
    types.includes('integer') || types.includes('number')
      ? [2147480000, 987654, 9999, 99]
      : ['bitewing-unknown', '987654321', '00000000-0000-4000-8000-00000000b17e']
  const made = valueFor(schemas, pointer, { seed: 4_000_000, full: false }, ['unknown'])
  return [...tried, made].find((one) => schemas.errors(pointer, one).length === 0) ?? made
}

/** The schemes that an operation asks for, where it cannot be called without any. */
export function schemesOf(api: Api, operation: Operation): { name: string; scheme: SecurityScheme; place: string }[] {
  const { security } = operation
  if (security.length === 0 || security.some((one) => Object.keys(one).length === 0)) return []
  const [first = {}] = security
  return Object.keys(first).flatMap((name) => {
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
  return { ...call, headers: without(call.headers ?? {}, scheme.in === 'cookie' ? 'cookie' : headerOf(scheme)) }
}

/** A call with credentials of a scheme that are nobody's. */
export function withWrongCredentials(call: Call, scheme: SecurityScheme, given: Auth[string]): Call {
  const wrong =
    credential(scheme, {
      user: given?.user ?? 'bitewing',
      password: 'wrong-bitewing-1',
      token: 'wrong-bitewing-1',
      value: 'wrong-bitewing-1',
    }) ?? ''
  if (scheme.in === 'query') return { ...call, query: { ...call.query, [scheme.name ?? '']: wrong } }
  const name = scheme.in === 'cookie' ? 'cookie' : headerOf(scheme)
  return {
    ...call,
    headers: {
      ...call.headers,
      [name]: secret(scheme.in === 'cookie' ? `${scheme.name}=${wrong}` : wrong, 'wrong credentials'),
    },
  }
}

/** What an answer says of a refusal that the document asks for; undefined where it says nothing. */
function doubtOf(exchange: Exchange, documentedRule: string, what: string): Finding | undefined {
  const code = status(exchange)
  if (code === undefined) return unobserved(`${what}: ${came(exchange)}`, 'an answer to this request', [], [exchange])
  if (code >= 500 && code !== 501)
    return unobserved(`${what}: drew a ${code}`, `${documentedRule} holds`, [documentedRule], [exchange])
  if (code === 429) return unobserved(`${what}: drew a 429`, 'a slower pace (--pace)', [], [exchange])
  if (code >= 300 && code < 400)
    return unobserved(`${what}: ${came(exchange)}`, 'an answer of the API itself', [], [exchange])
  return undefined
}

const refusals = ({ answers }: Operation, codes: readonly string[]): string => {
  const documented = answers.map((one) => one.status).filter((one) => codes.some((code) => one.startsWith(code)))
  return documented.length > 0 ? documented.join(' or ') : 'a refusal'
}

/** Each change was refused. */
export function judgeRefused(
  operation: Operation,
  documentedRule: string,
  observations: readonly Observation[],
): Finding {
  const findings = observations.map((one): Finding => {
    if (one.kind === 'missing') return unobserved(`${one.what}: ${one.reason}`, one.remedy, one.leansOn)
    const { what, exchange, control } = one
    const cited = [control ?? undefined, exchange]
    const doubt = doubtOf(exchange, documentedRule, what)
    if (doubt) return doubt
    if (isAccepted(exchange))
      return broken(`${refusals(operation, ['40', '41', '42', '4X'])} for ${what}`, `${what}: ${came(exchange)}`, cited)
    if (status(exchange) === 401) return unobserved(`${what}: drew a 401`, 'credentials that are taken', [], cited)
    return holds(`${what}: ${status(exchange)}`, cited)
  })
  return worst(findings, unobserved('nothing could be tried', 'a target that accepts a control'))
}

/** Without credentials, and with wrong ones, it was refused as such. */
export function judgeSecurity(
  operation: Operation,
  documentedRule: string,
  observations: readonly Observation[],
): Finding {
  const own = operation.answers.some((one) => one.status === '401' || one.status === '403')
  const findings = observations.map((one): Finding => {
    if (one.kind === 'missing') return unobserved(`${one.what}: ${one.reason}`, one.remedy, one.leansOn)
    const { what, exchange, control } = one
    const cited = [control ?? undefined, exchange]
    const doubt = doubtOf(exchange, documentedRule, what)
    if (doubt) return doubt
    const code = status(exchange) ?? 0
    if (code === 404 && operation.method === 'DELETE')
      return unobserved(`${what}: it was gone already`, 'a thing that is still there', [], cited)
    if (isAccepted(exchange) || (own && ![401, 403, 404].includes(code)))
      return broken(
        `${own ? refusals(operation, ['401', '403']) : '401 or 403'} ${what}`,
        `${what}: ${came(exchange)}`,
        cited,
      )
    return holds(`${what}: ${code}`, cited)
  })
  return worst(findings, unobserved('nothing could be tried', 'a target that accepts a control'))
}

/** Each change was accepted, as the document gives leave for it. */
export function judgeAccepted(
  documentedRule: string,
  observations: readonly Observation[],
  again: Exchange | undefined,
): Finding {
  const findings = observations.map((one): Finding => {
    if (one.kind === 'missing') return unobserved(`${one.what}: ${one.reason}`, one.remedy, one.leansOn)
    const { what, exchange, control } = one
    const cited = [control ?? undefined, exchange, again]
    if (isAccepted(exchange)) return holds(`${what}: ${status(exchange)}`, cited)
    const doubt = doubtOf(exchange, documentedRule, what)
    if (doubt) return doubt
    const code = status(exchange) ?? 0
    if ([401, 403, 404, 409].includes(code))
      return unobserved(`${what}: ${came(exchange)}`, 'a request whose refusal can only be its own', [], cited)
    if (again && !isAccepted(again))
      return unobserved(
        `${what}: the unchanged request is not accepted again either: ${came(again)}`,
        'an operation that can be called twice',
        [],
        cited,
      )
    return broken(`acceptance of ${what}`, `${what}: ${came(exchange)}`, cited)
  })
  return worst(findings, unobserved('nothing could be tried', 'a request that has it'))
}
