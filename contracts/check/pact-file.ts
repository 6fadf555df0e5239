import { type Fields, isFields } from '../../generators/fields.ts'
import { readGenerators } from './generated.ts'
import { readRules } from './matching-rules.ts'
import type {
  Body,
  Field,
  HttpInteraction,
  Interaction,
  MessageInteraction,
  Pact,
  Part,
  ProviderState,
  RequestPart,
  ResponsePart,
} from './pact.ts'
import { formatPath, type Path } from './path.ts'

/** A text that is no pact, or one that cannot be read. The message says why, without the file's name. */
export class PactFileError extends Error {
  override name = 'PactFileError'
}

/** The deepest that a pact may be nested. */
const DEEPEST = 200

/**
 * Reads a pact file of the specification 1.1 to 4.
 *
 * @param text the file's text, as JSON
 * @throws PactFileError where it is not JSON, no pact, or of a version that is not known.
 */
export function readPact(text: string): Pact {
  const json = parse(text)
  if (!isFields(json)) throw new PactFileError('is no pact: a pact is a JSON object')
  if (!Array.isArray(json.interactions) && !Array.isArray(json.messages)) {
    throw new PactFileError('is no pact: it has neither "interactions" nor "messages"')
  }
  const version = versionOf(json)
  const httpInteractions = listOf(json.interactions, ['interactions'])
  const messages = listOf(json.messages, ['messages'])
  return {
    consumer: nameOf(json, 'consumer'),
    provider: nameOf(json, 'provider'),
    version,
    interactions: [
      ...httpInteractions.map(([one, at]) => (version === 4 ? interactionOfV4(one, at) : httpInteraction(one, at))),
      ...messages.map(([one, at]) => message(one, at)),
    ],
    json,
  }
}

function parse(text: string): unknown {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    throw new PactFileError(text.trim() === '' ? 'is empty' : 'is not JSON')
  }
  if (isDeeper(json, DEEPEST)) throw new PactFileError(`is nested deeper than ${DEEPEST} levels`)
  return json
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((one) => isDeeper(one, levels - 1))
}

/** The major version; the places that it may stand in are those of all the versions there were. */
function versionOf(json: Fields): number {
  const metadata = isFields(json.metadata) ? json.metadata : {}
  const places = [metadata.pactSpecification, metadata['pact-specification'], metadata.pactSpecificationVersion]
  const given = places.map((place) => (isFields(place) ? place.version : place)).find((one) => one !== undefined)
  if (given === undefined) {
    throw new PactFileError(
      'does not say its specification version (metadata.pactSpecification.version): 1.1 to 4 can be read',
    )
  }
  const [, major, minor] = /^(\d+)(?:\.(\d+))?/.exec(String(given)) ?? []
  const isKnown = major === '1' ? Number(minor ?? 0) >= 1 : ['2', '3', '4'].includes(major ?? '')
  if (!isKnown) {
    throw new PactFileError(`is of the specification version ${JSON.stringify(given)}: 1.1 to 4 can be read`)
  }
  return Number(major)
}

function nameOf(json: Fields, side: 'consumer' | 'provider'): string {
  const participant = json[side]
  if (isFields(participant) && typeof participant.name === 'string') return participant.name
  throw new PactFileError(`is no pact: it does not name its ${side} (${side}.name)`)
}

function listOf(json: unknown, at: Path): [Fields, Path][] {
  return (Array.isArray(json) ? json : []).map((one, nth) => {
    if (!isFields(one)) throw new PactFileError(`is no pact: ${formatPath([...at, nth])} is no object`)
    return [one, [...at, nth]]
  })
}

function interactionOfV4(json: Fields, at: Path): Interaction {
  switch (json.type ?? 'Synchronous/HTTP') {
    case 'Synchronous/HTTP':
      return httpInteraction(json, at)
    case 'Asynchronous/Messages':
      return message(json, at)
    case 'Synchronous/Messages':
      return exchange(json, at)
    default:
      throw new PactFileError(`has an interaction of an unknown type: ${formatPath([...at, 'type'])}`)
  }
}

function httpInteraction(json: Fields, at: Path): HttpInteraction {
  if (!isFields(json.request)) throw new PactFileError(`is no pact: ${formatPath(at)} has no request`)
  const response = isFields(json.response) ? json.response : {}
  return {
    kind: 'http',
    ...described(json, at),
    request: requestPart(json.request, [...at, 'request']),
    response: responsePart(response, [...at, 'response']),
  }
}

/** A message of version 3, or an asynchronous one of version 4. */
function message(json: Fields, at: Path): MessageInteraction {
  return { kind: 'message', ...described(json, at), expected: [messagePart(json, at)] }
}

function exchange(json: Fields, at: Path): MessageInteraction {
  const sent = isFields(json.request) ? json.request : {}
  const expected = listOf(json.response, [...at, 'response'])
  return {
    kind: 'exchange',
    ...described(json, at),
    sent: messagePart(sent, [...at, 'request']),
    expected: expected.map(([one, place]) => messagePart(one, place)),
  }
}

function described(json: Fields, at: Path): { description: string; states: ProviderState[]; at: Path } {
  return { description: typeof json.description === 'string' ? json.description : '', states: statesOf(json), at }
}

/** One name in versions 1 and 2, a list of names with their params from 3 on. */
function statesOf(json: Fields): ProviderState[] {
  const given = json.providerStates ?? json.providerState ?? json.provider_state
  if (typeof given === 'string') return given === '' ? [] : [{ name: given, params: {} }]
  return (Array.isArray(given) ? given : []).filter(isFields).map(({ name, params }) => ({
    name: typeof name === 'string' ? name : '',
    params: isFields(params) ? params : {},
  }))
}

function requestPart(json: Fields, at: Path): RequestPart {
  const { method, path, query } = json
  if (typeof path !== 'string') throw new PactFileError(`is no pact: ${formatPath(at)} has no path`)
  return {
    ...part(json, at),
    method: typeof method === 'string' ? method.toUpperCase() : 'GET',
    path,
    query: typeof query === 'string' ? queryIn(query, [...at, 'query']) : fields(query, [...at, 'query']),
  }
}

function responsePart(json: Fields, at: Path): ResponsePart {
  const { status = 200 } = json
  const number = Number(status)
  if (!Number.isInteger(number)) throw new PactFileError(`is no pact: ${formatPath([...at, 'status'])} is no status`)
  return { ...part(json, at), status: number }
}

function messagePart(json: Fields, at: Path): Part {
  const metadata = isFields(json.metadata) ? json.metadata : isFields(json.metaData) ? json.metaData : {}
  const place = isFields(json.metadata) ? 'metadata' : 'metaData'
  return {
    body: bodyOf(json, 'contents', at),
    headers: Object.entries(metadata)
      .filter(([, value]) => typeof value !== 'object')
      .map(([name, value]) => ({ name, values: [String(value)], at: [...at, place, name] })),
    rules: readRules(json.matchingRules),
    generators: readGenerators(json.generators),
    at,
  }
}

function part(json: Fields, at: Path): Part {
  return {
    body: bodyOf(json, 'body', at),
    headers: fields(json.headers, [...at, 'headers']),
    rules: readRules(json.matchingRules),
    generators: readGenerators(json.generators),
    at,
  }
}

/** As values before version 4, as `{ content, contentType, encoded }` from then on. */
function bodyOf(json: Fields, key: 'body' | 'contents', at: Path): Body {
  const place = [...at, key]
  if (!Object.hasOwn(json, key)) return { kind: 'any', at: place }
  const body = json[key]
  if (isFields(body) && Object.hasOwn(body, 'content') && ('contentType' in body || 'encoded' in body)) {
    return contentOf(body, [...place, 'content'])
  }
  return bodyIn(body, place)
}

function contentOf(body: Fields, at: Path): Body {
  const { content, encoded, contentType } = body
  if (typeof content !== 'string') return bodyIn(content, at)
  if (encoded === false || encoded === undefined || encoded === 'false') {
    return isJsonType(contentType) ? jsonIn(content, at) : bodyIn(content, at)
  }
  const decoded = encoded === 'json' || encoded === 'JSON' ? content : Buffer.from(content, 'base64').toString()
  return isJsonType(contentType) ? jsonIn(decoded, at) : bodyIn(decoded, at)
}

const isJsonType = (type: unknown): boolean => typeof type === 'string' && /[/+]json\b/i.test(type)

/** A text that is said to be JSON: what it holds, or, where it is a JSON string that was stored as it is, itself. */
function jsonIn(text: string, at: Path): Body {
  if (text === '') return { kind: 'none', at }
  try {
    return { kind: 'json', value: JSON.parse(text), at }
  } catch {
    return { kind: 'text', value: text, at }
  }
}

function bodyIn(value: unknown, at: Path): Body {
  if (value === null || value === '' || value === undefined) return { kind: 'none', at }
  return typeof value === 'string' ? { kind: 'text', value, at } : { kind: 'json', value, at }
}

/** Headers, and the query from version 3 on: names with one value or several. */
function fields(json: unknown, at: Path): Field[] {
  return Object.entries(isFields(json) ? json : {}).map(([name, value]) => ({
    name,
    values: (Array.isArray(value) ? value : [value]).map((one) => (one === null ? '' : String(one))),
    at: [...at, name],
  }))
}

/** The query as one text, of versions 1 and 2. */
function queryIn(text: string, at: Path): Field[] {
  const found = new Map<string, string[]>()
  for (const [name, value] of new URLSearchParams(text)) found.set(name, [...(found.get(name) ?? []), value])
  return [...found].map(([name, values]) => ({ name, values, at }))
}
