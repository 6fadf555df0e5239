import type { Exchange } from '../engine/exchange.ts'
import { broken, holds, unobserved, worst } from '../engine/finding.ts'
import type { Call } from '../engine/probe-context.ts'
import { secret } from '../engine/secret.ts'
import { came, isAccepted, isRedirect, status } from '../engine/status.ts'
import type { Finding } from '../engine/verdict.ts'
import { isDocumented } from './answers.ts'
import { type Api, type Operation, type SecurityScheme, valueAt } from './api.ts'
import type { Driver } from './driver.ts'
import { typesOf, viewOf } from './fields.ts'
import { takesVersion, VERSION } from './fresh.ts'
import { valueFor } from './generate.ts'
import type { Attempted } from './leniences.ts'
import { isStrict, type Leniences } from './leniences.ts'
import { isIdentity } from './pool.ts'
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
        // Servers that read every body as JSON are many, and do no harm.
        level: 'should',
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
      change: (call) => ({ ...call, body: brokenOff(String(call.body ?? '')) }),
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
  if (takesVersion(operation) && operation.answers.some(({ status }) => status === '412'))
    found.push({
      place: 'header.If-Match',
      kind: 'unknown',
      title: 'another version than the one that is there is refused',
      pointer: `${pointer}/responses/412`,
      what: 'a version that is not there',
      change: (call) => ({ ...call, headers: { ...call.headers, [VERSION]: '"bitewing-none"' } }),
    })
  const lastName = /\{([^{}]+)\}[^{}]*$/.exec(path)?.[1]
  const last = operation.parameters.find((one) => one.in === 'path' && one.name === lastName)
  const has404 = operation.answers.some((one) => one.status === '404')
  const isRead = operation.method === 'GET' && isIdentity(last?.name ?? '') && path.endsWith(`{${last?.name}}`)
  if (last?.schema !== undefined && (isRead || has404)) {
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

/** JSON that breaks off: of a number, what is left would be one. */
const brokenOff = (json: string): string => (/[\d\s]$/.test(json) || json.length < 2 ? `{${json}` : json.slice(0, -1))

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

/** A secret that differs from the right one in as little as a server may overlook: in its case, or by its last letter. */
function nearly(right = 'bitewing-1'): string {
  const other = right === right.toUpperCase() ? right.toLowerCase() : right.toUpperCase()
  return other === right ? `${right.slice(0, -1)}${right.endsWith('1') ? '2' : '1'}` : other
}

const otherEnd = (right = 'bitewing-1'): string => `${right.slice(0, -1)}${/[a-w]$/i.test(right) ? 'x' : 'a'}`

/** A secret that a server takes which looks no further than to its end. */
const longer = (right = 'bitewing-1'): string => `${right}1`

/**
 * A call with credentials of a scheme that are nobody's. Since an operation sees wrong ones only once, every second one
 * sees a key that is wrong in another way.
 */
export function withWrongCredentials(call: Call, scheme: SecurityScheme, given: Auth[string]): Call {
  const isSecond = [...(call.operation ?? '')].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 2 === 1
  const wrongKey = scheme.type === 'apiKey' && isSecond ? longer : otherEnd
  const wrong =
    credential(scheme, {
      user: given?.user ?? 'bitewing',
      password: nearly(given?.password),
      token: otherEnd(given?.token ?? given?.value),
      value: wrongKey(given?.value ?? given?.token),
    }) ?? ''
  if (scheme.in === 'query') return { ...call, query: { ...call.query, [scheme.name ?? '']: wrong } }
  const headers =
    scheme.in === 'cookie'
      ? withCookie(call, scheme, wrong)
      : { ...call.headers, [headerOf(scheme)]: secret(wrong, 'wrong credentials') }
  return { ...call, headers }
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

/** Why an answer says nothing of what was asked; undefined where it does. */
function doubtOf(
  operation: Operation,
  exchange: Exchange,
  documentedRule: string | undefined,
  what: string,
): Finding | undefined {
  const code = status(exchange)
  if (code === undefined) return unobserved(`${what}: ${came(exchange)}`, 'an answer to this request', [], [exchange])
  // A crash that is no documented answer is the matter of the rule on these, where it looks at this answer.
  if (documentedRule !== undefined && code >= 500 && code !== 501 && !(code === 500 && isDocumented(operation, code)))
    return unobserved(`${what}: drew a ${code}`, `${documentedRule} holds`, [documentedRule], [exchange])
  if (code === 429) return unobserved(`${what}: drew a 429`, 'a slower pace (--pace)', [], [exchange])
  return undefined
}

/** What leads elsewhere says nothing of what was asked. */
const ledElsewhere = ({ what, exchange }: Came): Finding =>
  unobserved(`${what}: ${came(exchange)}`, 'an answer of the API itself', [], [exchange])

const refusals = ({ answers }: Operation, codes: readonly string[]): string => {
  const documented = answers.map((one) => one.status).filter((one) => codes.some((code) => one.startsWith(code)))
  return documented.length > 0 ? documented.join(' or ') : 'a refusal'
}

/** What was asked for one observation, and what came. */
interface Came {
  what: string
  exchange: Exchange
  code: number
  cited: (Exchange | undefined)[]
  lenience?: string
}

/** The worst of what is found of each observation that says something. */
function judgeEach(
  operation: Operation,
  documentedRule: string | undefined,
  observations: readonly Attempted[],
  find: (came: Came) => Finding,
): Finding {
  const findings = observations.map((one): Finding => {
    if (one.kind === 'missing') return unobserved(`${one.what}: ${one.reason}`, one.remedy, one.leansOn)
    const { what, exchange, control, lenience } = one
    const doubt = isAccepted(exchange) ? undefined : doubtOf(operation, exchange, documentedRule, what)
    const cited = [control ?? undefined, exchange]
    return doubt ?? find({ what, exchange, code: status(exchange) ?? 0, cited, ...(lenience ? { lenience } : {}) })
  })
  return worst(findings, unobserved('nothing could be tried', 'a target that accepts a control'))
}

/**
 * Each change was refused.
 *
 * @param documentedRule the rule that a crash is the matter of; undefined where it is this one's own
 */
export function judgeRefused(
  operation: Operation,
  documentedRule: string | undefined,
  observations: readonly Attempted[],
  leniences: Leniences,
): Finding {
  return judgeEach(operation, documentedRule, observations, (observed) => {
    const { what, exchange, code, cited, lenience } = observed
    if (isRedirect(exchange)) return ledElsewhere(observed)
    const isTaken = isAccepted(exchange)
    if (isTaken && lenience !== undefined && !isStrict(leniences, lenience))
      return holds(`${what}: the target takes ${lenience} elsewhere too`, cited)
    if (isTaken || (code >= 500 && code !== 501))
      return broken(`${refusals(operation, ['40', '41', '42', '4X'])} for ${what}`, `${what}: ${came(exchange)}`, cited)
    if (code === 401) return unobserved(`${what}: drew a 401`, 'credentials that are taken', [], cited)
    return holds(`${what}: ${code}`, cited)
  })
}

/** Without credentials, and with wrong ones, it was refused as such. */
export function judgeSecurity(
  operation: Operation,
  documentedRule: string,
  observations: readonly Attempted[],
): Finding {
  const own = operation.answers.some((one) => one.status === '401' || one.status === '403')
  return judgeEach(operation, documentedRule, observations, (observed) => {
    const { what, exchange, code, cited } = observed
    // The same request was not led elsewhere with credentials: where a refusal is documented, this is none.
    if (isRedirect(exchange) && !own) return ledElsewhere(observed)
    if (code === 404 && operation.method === 'DELETE')
      return unobserved(`${what}: it was gone already`, 'a thing that is still there', [], cited)
    const isFine = own ? [401, 403, 404].includes(code) : code >= 400 && code < 500
    const wanted = own ? refusals(operation, ['401', '403']) : '401 or 403'
    return isFine ? holds(`${what}: ${code}`, cited) : broken(`${wanted} ${what}`, `${what}: ${came(exchange)}`, cited)
  })
}

/**
 * Each change was accepted, as the document gives leave for it.
 *
 * @param again what has to be accepted for a refusal to be the change's own
 */
export function judgeAccepted(
  operation: Operation,
  documentedRule: string,
  observations: readonly Attempted[],
  again: Exchange | undefined,
): Finding {
  return judgeEach(operation, documentedRule, observations, (observed) => {
    const { what, exchange, code, cited } = observed
    if (isRedirect(exchange)) return ledElsewhere(observed)
    if (isAccepted(exchange)) return holds(`${what}: ${code}`, cited)
    if ([401, 403, 404, 409].includes(code))
      return unobserved(`${what}: ${came(exchange)}`, 'a request whose refusal can only be its own', [], cited)
    if (again && !isAccepted(again)) {
      const reason = `${what}: ${again.what} is not accepted either: ${came(again)}`
      return unobserved(reason, 'an operation that can be called twice', [], [...cited, again])
    }
    return broken(`acceptance of ${what}`, `${what}: ${came(exchange)}`, [...cited, again])
  })
}
