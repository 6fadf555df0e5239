import { createServer, type IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import type { Clock } from './clock.ts'
import { answerState, type StateTable, timeStates } from './states.ts'

/** A hono app, with node's request and response as bindings. */
export interface App {
  fetch(request: Request, bindings: HttpBindings): Response | Promise<Response>
}

export interface ServerOptions {
  app: App
  clock: Clock
  /** The profile's own provider states; the passing of time is added to them, unless they have it. */
  states: StateTable
  /** 0, the default, takes a free port. */
  port?: number
}

export interface MockServer {
  /** Without a slash at the end. */
  baseUrl: string
  providerStatesUrl: string
  /** Resolves once nothing listens; open connections are cut. */
  close(): Promise<void>
}

const PROVIDER_STATES_PATH = '/_bitewing/provider-states'

/**
 * Serves the app on 127.0.0.1, and its provider states beside it, where the app's own middleware does not reach them.
 * Every answer's `Date` is the mock's clock, unless the app sets one.
 *
 * @throws the listening error (a port in use) as node gives it.
 */
export async function serve({ app, clock, states, port = 0 }: ServerOptions): Promise<MockServer> {
  const allStates = { ...timeStates(clock), ...states }
  const listener = getRequestListener((request, bindings) =>
    request.url.endsWith(PROVIDER_STATES_PATH)
      ? answerState((bindings as HttpBindings).incoming, allStates)
      : app.fetch(request, bindings as HttpBindings),
  )
  const server = createServer({ ServerResponse: responseDatedBy(clock) }, listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    baseUrl,
    providerStatesUrl: baseUrl + PROVIDER_STATES_PATH,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

/**
 * The date goes in where the head is written: a header set on the response before would take node's slow way through
 * every other header, a header set on hono's `Response` would make it build its `Headers`.
 */
function responseDatedBy(clock: Clock): typeof ServerResponse<IncomingMessage> {
  let second = Number.NaN
  let date = ''
  function dateHeader(): string {
    const now = Math.floor(clock.now() / 1000)
    if (now !== second) {
      second = now
      date = new Date(now * 1000).toUTCString()
    }
    return date
  }
  return class extends ServerResponse<IncomingMessage> {
    // biome-ignore lint/suspicious/noExplicitAny: node's overloads (status text, arrays) are not told apart by hono's adapter.
    override writeHead(status: number, headers?: any): this {
      return super.writeHead(status, { date: dateHeader(), ...(headers as OutgoingHttpHeaders | undefined) })
    }
  }
}
