import type { ErrorObject } from 'ajv'
import type { Exchange } from '../engine/exchange.ts'
import { broken, holds, unobserved } from '../engine/finding.ts'
import { parsed } from '../engine/json-diff.ts'
import { notWhole } from '../engine/status.ts'
import type { Finding } from '../engine/verdict.ts'
import { listOr, plural } from '../engine/words.ts'
import type { Answer, Media, Operation } from './api.ts'
import { fieldsOf, pathText, typesOf, viewOf } from './fields.ts'
import { placeAt } from './places.ts'
import type { Statement } from './rows.ts'
import { COMPOSITE, type Schemas, type Side } from './schemas.ts'
import { tokensOf } from './source.ts'
import { isJson, typed } from './wire.ts'

/** The documented answer that a status falls under: its own, its class's, or the default. */
export function answerFor({ answers }: Operation, status: number): Answer | undefined {
  const own = (wanted: string) => answers.find((one) => one.status === wanted)
  return own(String(status)) ?? own(`${Math.floor(status / 100)}XX`) ?? own('default')
}

/** Whether an operation may answer with a status: the document has it, or it follows from what the document asks for. */
export const isRight = (operation: Operation, status: number): boolean =>
  isDocumented(operation, status) || isImplied(operation, status)

/** Whether the document has an answer that a status falls under. */
export const isDocumented = (operation: Operation, status: number): boolean =>
  answerFor(operation, status) !== undefined

const typeOf = ({ response }: Exchange): string =>
  (response?.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()

/** Whether a media type is one that the document gives, ranges included. */
const isOne = (type: string, { type: documented }: Media): boolean => {
  const pattern = documented.split(';')[0]!.trim()
  return pattern === '*/*' || pattern === type || (pattern.endsWith('/*') && type.startsWith(pattern.slice(0, -1)))
}

/** What HTTP itself may answer to any request, whether the document says so or not. */
const OF_HTTP = [405, 406, 408, 411, 413, 414, 415, 417, 426, 428, 429, 431, 502, 503, 504]

/** Statuses that tell of something else than that a request is not as it should be. */
const OF_SOMETHING_ELSE = [401, 402, 403, 404, 405, 409, 410, 412, 415, 423, 424, 428, 429]

/** Whether the document says how a request is refused that is not as it should be, apart from what frameworks answer. */
const namesRefusals = ({ answers }: Operation): boolean =>
  answers.some(({ status }) => /^4/.test(status) && status !== '422' && !OF_SOMETHING_ELSE.includes(Number(status)))

/** Whether the document leaves open how success looks: it names none. */
const leavesSuccessOpen = ({ answers }: Operation): boolean =>
  !answers.some(({ status }) => /^([23]|default)/.test(status))

/** Whether a refusal follows from what the document asks for, whether it lists the status or not. */
function isImplied(operation: Operation, status: number): boolean {
  if (OF_HTTP.includes(status) || (status >= 300 && status < 400)) return true
  if (status < 300) return leavesSuccessOpen(operation)
  const isOfCredentials = status === 401 || (status === 403 && operation.security.length > 0)
  if (isOfCredentials)
    return operation.security.length > 0 && !operation.answers.some((one) => /^40[13]$/.test(one.status))
  if ((status === 404 || status === 410) && operation.path.includes('{')) return true
  // Where the document names no refusal of a wrong request, one says nothing against the server.
  return status >= 400 && status < 500 && !namesRefusals(operation)
}

/** Whether an error's body is left open: its schema has room for a text, an object and a list, or there is none. */
const isOpen = (schemas: Schemas, { status }: Answer, { schema }: Media): boolean =>
  /^[45]|default/.test(status) &&
  (schema === undefined || ['', {}, []].every((one) => schemas.errors(schema, one, 'answer').length === 0))

/** What is not documented of an answer; undefined where all is. */
function undocumented(schemas: Schemas, operation: Operation, exchange: Exchange): string | undefined {
  const { response } = exchange
  if (!response) return undefined
  const { status } = response
  const answer = answerFor(operation, status)
  if (!answer) return isImplied(operation, status) ? undefined : `status ${status}`
  const isFree = answer.media.length === 0 || answer.media.some((one) => isOpen(schemas, answer, one))
  if (!isFree && response.body !== '' && !answer.media.some((one) => isOne(typeOf(exchange), one)))
    return `${status} as ${typeOf(exchange) || 'no Content-Type'}`
  const lacking = answer.headers.find(({ name, required }) => required && response.headers[name] === undefined)
  if (lacking) return `${status} without the header ${lacking.name}`
  const odd = answer.headers.find(({ name, schema }) => !isFitting(schemas, schema, response.headers[name]))
  return odd && `${status} with the header ${odd.name} ${excerpt(response.headers[odd.name])}, which does not fit it`
}

/** Whether a header's text fits what the document says of it: of a list or an object, nothing is said. */
function isFitting(schemas: Schemas, schema: string | undefined, text: string | undefined): boolean {
  if (schema === undefined || text === undefined) return true
  const types = typesOf(viewOf(schemas, schema))
  if (types.some((one) => one === 'array' || one === 'object')) return true
  return schemas.errors(schema, typed(text, types), 'answer').length === 0
}

/** Every answer of an operation is a documented one. */
export function judgeDocumented(schemas: Schemas, operation: Operation, exchanges: readonly Exchange[]): Finding {
  const answered = exchanges.filter(({ response }) => response)
  const faults = answered.flatMap((exchange) => {
    const fault = undocumented(schemas, operation, exchange)
    return fault === undefined ? [] : [{ fault, exchange }]
  })
  const documented = operation.answers.map(
    ({ status, media }) => `${status}${media[0] ? ` as ${listOr(media.map(({ type }) => type))}` : ''}`,
  )
  if (faults.length > 0) {
    const kinds = [...new Set(faults.map(({ fault }) => fault))].map((fault) => {
      const all = faults.filter((one) => one.fault === fault)
      return `${fault} (${all[0]?.exchange.what}${all.length > 1 ? `, and ${all.length - 1} more` : ''})`
    })
    return broken(
      documented.join(', '),
      kinds.join('; '),
      faults.map(({ exchange }) => exchange),
    )
  }
  if (answered.length === 0)
    return unobserved(`${operation.id} gave no answer`, 'an answer of it', [], exchanges.slice(0, 1))
  return holds(`${plural(answered.length, 'answer')}, all documented`, answered.slice(0, 3))
}

/** A schema rule of an answer: the whole, or one property. */
export interface AnswerPart extends Statement {
  status: string
  /** Media type that it is of, where that is no JSON. */
  text?: string
  /** Pointer to the whole answer's schema. */
  schema: string
  path: string[]
}

/** The rules on the shapes of an operation's answers. */
export function answerParts(schemas: Schemas, operation: Operation): AnswerPart[] {
  return operation.answers.flatMap((answer): AnswerPart[] => {
    const media = answer.media.find(isJson) ?? answer.media.find(({ type }) => type.startsWith('text/plain'))
    const schema = media?.schema
    if (media === undefined || schema === undefined || isOpen(schemas, answer, media)) return []
    const { status } = answer
    const whole = {
      place: `answer.${status}`,
      title: `the answer ${status} fits its schema`,
      pointer: schema,
      within: viewOf(schemas, schema).parts,
      path: [] as string[],
    }
    const fitsAll = () => ['', 'bitewing', '-1'].every((one) => schemas.errors(schema, one, 'answer').length === 0)
    if (!isJson(media)) return fitsAll() ? [] : [{ kind: 'schema', status, schema, text: media.type, ...whole }]
    // Outermost first: what a place stands in is known before it.
    const known = new Map([['', whole.within]])
    const within = (path: readonly string[], pointer: string): string[] => {
      const all = [...(known.get(pathText(path.slice(0, -1))) ?? []), pointer, ...viewOf(schemas, pointer).parts]
      known.set(pathText(path), all)
      return all
    }
    const parts = fieldsOf(schemas, schema).map(({ path, pointer }) => ({
      place: `answer.${status}.${pathText(path)}`.replace('.[]', '[]'),
      title: `${pathText(path)} of the answer ${status} is as described`,
      pointer: schemas.at(pointer)?.pointer ?? pointer,
      within: within(path, pointer),
      path,
    }))
    return [whole, ...parts].map((one) => ({ kind: 'schema', status, schema, ...one }))
  })
}

/** Judges a part of the answers by what of their faults is its own: the deepest part that a fault stands in. */
export function judgePart(
  schemas: Schemas,
  operation: Operation,
  part: AnswerPart,
  parts: readonly AnswerPart[],
  exchanges: readonly Exchange[],
): Finding {
  const beside = parts.filter(({ status }) => status === part.status)
  const answers = exchanges.filter(
    ({ response }) => response && answerFor(operation, response.status)?.status === part.status,
  )
  const isWhole = part.path.length === 0
  const types = typesOf(viewOf(schemas, part.schema))
  const seen: Exchange[] = []
  for (const exchange of answers) {
    const { response } = exchange
    if (notWhole(exchange) || (part.text !== undefined && !typeOf(exchange).startsWith('text/plain'))) continue
    const body = part.text === undefined ? parsed(response?.body) : typed((response?.body ?? '').trim(), types)
    // An answer of another media type is told as such; one that holds nothing is the whole's matter.
    if (body === undefined) {
      if (!isWhole || (response?.body !== '' && !/json/.test(typeOf(exchange))) || exchange.request.method === 'HEAD')
        continue
      const what = response?.body === '' ? 'no body' : `what is no JSON: ${response?.body.slice(0, 80)}`
      return broken(`a body that fits ${part.pointer}`, `${exchange.what}: ${what}`, [exchange])
    }
    const own = faultsOf(schemas, part.schema, body, 'answer').filter(({ path }) => ownerOf(path, beside) === part)
    const [first] = own
    if (first) {
      const at = pathText(first.path) || 'the body'
      return broken(
        `${at} ${first.error.message}${detail(first.error)}`,
        `${exchange.what}: ${at} is ${excerpt(first.value)}`,
        [exchange],
      )
    }
    if (isWhole || placeAt(body, part.path) !== undefined) seen.push(exchange)
  }
  if (seen.length > 0)
    return holds(`${seen.length} ${seen.length === 1 ? 'answer fits' : 'answers fit'}`, seen.slice(0, 3))
  return unobserved(
    `${operation.id} gave no answer ${part.status} that shows it`,
    `an answer ${part.status} of ${operation.id}`,
  )
}

export const excerpt = (value: unknown): string => {
  const text =
    value === undefined ? 'missing' : JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one))
  return text.length > 100 ? `${text.slice(0, 100)}…` : text
}

const detail = ({ keyword, params }: ErrorObject): string =>
  keyword === 'enum' ? `: ${JSON.stringify(params.allowedValues)}` : ''

const ownerOf = (path: readonly string[], parts: readonly AnswerPart[]): AnswerPart | undefined => {
  for (let length = path.length; length >= 0; length--) {
    const name = pathText(path.slice(0, length))
    const part = parts.find((one) => pathText(one.path) === name)
    if (part) return part
  }
  return undefined
}

interface Fault {
  /** With `[]` for items. */
  path: string[]
  error: ErrorObject
  value: unknown
}

/** What is wrong with a value, each fault at the deepest place that explains it. */
export function faultsOf(schemas: Schemas, pointer: string, value: unknown, side: Side, depth = 0): Fault[] {
  const errors = schemas.errors(pointer, value, side).filter(({ keyword }) => keyword !== 'if' && keyword !== 'allOf')
  const open = errors.filter(({ keyword }) => COMPOSITE.includes(keyword))
  const isUnder = (one: ErrorObject, { instancePath }: ErrorObject) =>
    `${one.instancePath}/`.startsWith(`${instancePath}/`)
  const plainFaults = errors
    .filter((one) => !open.some((composite) => isUnder(one, composite)))
    .map((error) => faultOf(error, value))
  const outermost = open.filter(
    (one) => !open.some((other) => other !== one && other.instancePath !== one.instancePath && isUnder(one, other)),
  )
  return [
    ...plainFaults,
    ...outermost.flatMap((error): Fault[] => {
      const inner = valueIn(value, error.instancePath)
      const at = schemas.placeOf(error)
      const branches = error.schema as unknown[]
      const ways = branches.map((_, nth) =>
        depth > 4 ? [] : faultsOf(schemas, `${at}/${nth}`, inner, side, depth + 1),
      )
      const best = ways.filter((way) => way.length > 0).sort((a, b) => weight(a) - weight(b))[0]
      // Where it is of none of the kinds at all, that is its own fault, not its properties'.
      if (!best || weight(best) >= 1000) return [faultOf(error, value)]
      const prefix = pathOf(error.instancePath, value)
      return best.map((one) => ({ ...one, path: [...prefix, ...one.path] }))
    }),
  ]
}

const weight = (faults: readonly Fault[]): number =>
  faults.length + (faults.some(({ path, error }) => path.length === 0 && error.keyword === 'type') ? 1000 : 0)

const valueIn = (value: unknown, instancePath: string): unknown =>
  tokensOf(instancePath).reduce<unknown>((here, token) => (here as Record<string, unknown> | undefined)?.[token], value)

/** An instance's path with `[]` for the index of a list. */
function pathOf(instancePath: string, value: unknown): string[] {
  let here = value
  return tokensOf(instancePath).map((token) => {
    const isList = Array.isArray(here)
    here = (here as Record<string, unknown> | undefined)?.[token]
    return isList ? '[]' : token
  })
}

function faultOf(error: ErrorObject, value: unknown): Fault {
  const path = pathOf(error.instancePath, value)
  if (error.keyword === 'required')
    return { path: [...path, error.params.missingProperty as string], error, value: undefined }
  return { path, error, value: valueIn(value, error.instancePath) }
}
