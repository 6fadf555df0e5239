import type { HttpInteraction } from './check/pact.ts'

/** The request of an interaction, as it would be sent. */
export function pactRequest({ method, path, query, headers, body }: HttpInteraction['request']): Request {
  const pairs = query.flatMap(({ name, values }) => values.map((value): [string, string] => [name, value]))
  const url = `http://127.0.0.1${path}${pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''}`
  const fields = headers.flatMap(({ name, values }) => values.map((value): [string, string] => [name, value]))
  const text = body.kind === 'json' ? JSON.stringify(body.value) : body.kind === 'text' ? body.value : null
  const isTyped = fields.some(([name]) => name.toLowerCase() === 'content-type')
  const type: [string, string][] = text !== null && !isTyped ? [['content-type', 'application/json']] : []
  return requestOf(method, url, [...fields, ...type], text)
}

/** A request, without what its transport adds. */
export function requestOf(method: string, url: string, headers: [string, string][], body: string | null): Request {
  const isSent = body !== null && !['GET', 'HEAD'].includes(method)
  const sendable = headers.filter(([name]) => !/^(host|content-length|connection)$/i.test(name))
  return new Request(url, { method, headers: sendable, ...(isSent ? { body } : {}) })
}
