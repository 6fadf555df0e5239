import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MESSAGES_PATH, STATES_PATH } from './verifier.ts'

/** An answer as the verifier is given it. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

/** What the stand-in does with what the verifier asks of it. */
export interface StandInParts {
  /** The interaction of that index begins: resolves with what its provider states give. Rejects where one cannot be had. */
  begin(index: number): Promise<Record<string, unknown>>
  /** Passes a request on to the provider. Rejects where there is no answer. */
  pass(request: { method: string; path: string; headers: Record<string, string>; body: string | null }): Promise<Answer>
  /** Has the provider take the message of the current interaction; it resolves with the message. */
  message(): Promise<string>
}

/**
 * The one state of each interaction that the verifier is given, in place of the interaction's own: one request for all
 * of them, which says which interaction comes.
 */
export const BEGIN = 'bitewing: interaction'

/** The verifier follows a redirect where it sees one, away from here; under this name it does not. */
const LOCATION = 'x-bitewing-location'

/** An expected answer as the verifier is given it, and what it says of that in the words of the pact. */
export const disguised = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value).replace(/"location":/gi, `"${LOCATION}":`)) as Value
export const undisguised = (text: string): string => text.replace(new RegExp(LOCATION, 'gi'), 'Location')

/** Headers that are the verifier's own, or the connection's. */
const NOT_PASSED = new Set(['host', 'connection', 'content-length', 'accept-encoding', 'transfer-encoding'])

/**
 * Stands between Pact's verifier and the provider, on 127.0.0.1: all that the verifier sends comes here, and what is
 * passed on leaves as every other request of a run does.
 */
export async function standIn(parts: StandInParts): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void serve(request, parts)
      .then(({ status, headers, body }) => response.writeHead(status, headers).end(body))
      .catch((error: Error) => refuse(response, error))
  })
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function serve(incoming: IncomingMessage, parts: StandInParts): Promise<Answer> {
  const body = await read(incoming)
  const path = incoming.url ?? '/'
  if (path === STATES_PATH) {
    const { action, params } = JSON.parse(body) as { action: string; params: { index: number } }
    return json(action === 'setup' ? await parts.begin(params.index) : {})
  }
  if (path === MESSAGES_PATH) {
    return { status: 200, headers: { 'content-type': 'application/json' }, body: await parts.message() }
  }
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
      NOT_PASSED.has(name) ? [] : [[name, Array.isArray(value) ? value.join(', ') : (value ?? '')]],
    ),
  )
  const answer = await parts.pass({ method: incoming.method ?? 'GET', path, headers, body: body === '' ? null : body })
  const { location, ...others } = answer.headers
  return location === undefined ? answer : { ...answer, headers: { ...others, [LOCATION]: location } }
}

const json = (value: unknown): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})

/** 4xx: after a 5xx the verifier would try again. The reason is known to whoever rejected. */
function refuse(response: ServerResponse, error: Error): void {
  response.writeHead(424, { 'content-type': 'text/plain' }).end(error.message)
}

async function read(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
