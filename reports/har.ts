import type { Exchange, ExchangeRequest } from '../engine/exchange.ts'
import { inertJson } from './inert.ts'
import type { ReportInput, Writer } from './model.ts'
import { notesOf } from './notes.ts'

/**
 * `exchanges.har` (HAR 1.2), as the developer tools of browsers open it: every exchange as it is stored, secrets as their
 * placeholders, a page for each target. `_requirement`, `_purpose` and so on say what an exchange was for.
 */
export const har: Writer = {
  write: (input) => `${inertJson(JSON.stringify({ log: log(input) }, null, 2))}\n`,
}

/** The client speaks no other version. */
const HTTP_VERSION = 'HTTP/1.1'

/** The format's word for a number that is not known. */
const UNKNOWN = -1

function log({ report, exchanges }: ReportInput) {
  const { name, version } = report.tool
  return {
    version: '1.2',
    creator: { name, version },
    // A client and a server of one name have their exchanges in common.
    pages: report.targets
      .filter(({ name }, at) => report.targets.findIndex((one) => one.name === name) === at)
      .map((target) => ({
        startedDateTime: report.startedAt,
        id: target.name,
        title: `${target.name} (${target.profile}) ${target.baseUrl}`,
        pageTimings: { onContentLoad: UNKNOWN, onLoad: UNKNOWN },
      })),
    entries: inTurn(report.startedAt, exchanges).map(entry),
  }
}

/**
 * Exchanges in the order in which they were sent, each with a time of its own. `startedAt` does not do: where a target's
 * time is moved, it stands still in between, and readers sort and draw by it.
 */
function inTurn(startedAt: string, exchanges: readonly Exchange[]): [string, Exchange][] {
  const began = Date.parse(startedAt) * 1000
  let latest = Number.NEGATIVE_INFINITY
  return exchanges
    .toSorted((one, other) => one.at - other.at)
    .map((exchange) => {
      latest = Math.max(latest + 1, began + Math.round(exchange.at * 1000))
      return [instant(latest), exchange]
    })
}

/** An instant in microseconds since 1970, as RFC 3339 has it. */
function instant(microseconds: number): string {
  const fraction = String(microseconds % 1000).padStart(3, '0')
  return new Date(Math.floor(microseconds / 1000)).toISOString().replace('Z', `${fraction}Z`)
}

function entry([startedDateTime, exchange]: [string, Exchange]) {
  const { id, target, rule, purpose, operation, what, controlId, changes, durationMs } = exchange
  return {
    pageref: target,
    startedDateTime,
    time: durationMs,
    request: request(exchange.request),
    response: response(exchange),
    cache: {},
    // Of the times only the whole is known, and these three may not be unknown: all of it was waiting.
    timings: {
      blocked: UNKNOWN,
      dns: UNKNOWN,
      connect: UNKNOWN,
      ssl: UNKNOWN,
      send: 0,
      wait: durationMs,
      receive: 0,
    },
    comment: `${id}: ${what}`,
    _exchange: id,
    _requirement: rule,
    _purpose: purpose,
    _operation: operation,
    ...(controlId === undefined ? {} : { _control: controlId }),
    ...(changes ? { _changes: changes } : {}),
    ...(exchange.case ? { _case: exchange.case } : {}),
  }
}

function request({ method, url, headers, body }: ExchangeRequest) {
  const sent = body === null ? undefined : asSent(body)
  return {
    method,
    url: validUri(url),
    httpVersion: HTTP_VERSION,
    cookies: [],
    headers: pairs(headers),
    queryString: pairs(queryOf(url)),
    ...(sent === undefined ? {} : { postData: { mimeType: headers['content-type'] ?? '', text: sent } }),
    headersSize: UNKNOWN,
    bodySize: sent === undefined ? 0 : Buffer.byteLength(sent),
  }
}

function response(exchange: Exchange) {
  const { response: answer, error } = exchange
  if (!answer) {
    return {
      status: 0,
      statusText: '',
      httpVersion: '',
      cookies: [],
      headers: [],
      content: { size: 0, mimeType: 'x-unknown' },
      redirectURL: '',
      headersSize: UNKNOWN,
      bodySize: UNKNOWN,
      ...(error ? { _error: `${error.kind}: ${error.message}` } : {}),
    }
  }
  const { status, headers, body, bytes } = answer
  const notes = notesOf(exchange)
  return {
    status,
    statusText: '',
    httpVersion: HTTP_VERSION,
    cookies: [],
    headers: pairs(headers),
    content: {
      size: Buffer.byteLength(body),
      mimeType: headers['content-type'] ?? 'x-unknown',
      ...(isText(body) ? { text: body } : { text: Buffer.from(body).toString('base64'), encoding: 'base64' }),
      ...(notes.length > 0 ? { comment: notes.join('; ') } : {}),
    },
    redirectURL: headers.location ?? '',
    headersSize: UNKNOWN,
    bodySize: bytes,
  }
}

/** Neither binary, nor broken UTF-8, of which replacement characters were stored. */
function isText(body: string): boolean {
  return !/[^\P{Cc}\t\n\r]|[\p{Cs}\ufffd]/u.test(body)
}

function pairs(values: Iterable<[string, string]> | Record<string, string>): { name: string; value: string }[] {
  const entries = Symbol.iterator in values ? values : Object.entries(values)
  return Array.from(entries as Iterable<[string, string]>, ([name, value]) => ({ name, value }))
}

function queryOf(url: string): Iterable<[string, string]> {
  return new URLSearchParams(/\?([^#]*)/.exec(url)?.[1] ?? '')
}

/** Text as UTF-8 carries it: half a surrogate pair arrives as a replacement character. */
function asSent(text: string): string {
  return Buffer.from(text).toString()
}

/** The URL with every character that RFC 3986 allows in none percent-encoded, so that readers do not refuse the file. */
function validUri(url: string): string {
  const [, origin = '', rest = ''] = /^([^/]*\/\/[^/?#]*)?(.*)$/s.exec(asSent(url))!
  return (
    origin +
    rest
      .replace(/%(?![0-9a-f]{2})|[^\w\-.~:/?#@!$&'()*+,;=%]/giu, percentEncoded)
      // A second `#` is no delimiter.
      .replace(/(?<=#.*)#/gs, percentEncoded)
  )
}

function percentEncoded(char: string): string {
  return [...Buffer.from(char)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}
