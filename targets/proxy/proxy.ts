import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { Readable } from 'node:stream'
import type { Exchange, ExchangeError } from '../../engine/exchange.ts'
import type { Target } from '../../engine/target.ts'
import type { Stall } from '../../engine/traffic.ts'
import { Connections } from '../http/connections.ts'
import { explained } from '../http/faults.ts'
import { Routes } from '../http/routes.ts'
import { Allowance, Excerpt } from './excerpt.ts'
import { asEvidence, endToEnd } from './headers.ts'
import { type Answer, bodyOf, passOn } from './pass-on.ts'
import { TrafficSecrets } from './secrets.ts'
import { watchStalls } from './stalls.ts'

const CONNECT_MS = 10_000
/** Longer than clients keep a connection: it is theirs to close. */
const KEEP_ALIVE_MS = 120_000
const MOST_HEADER_BYTES = 64 * 1024
/** A target that has left a connection open for so long keeps it open: a client that is watched waits for no more. */
const LEFT_OPEN_MS = 250

export interface ProxyOptions {
  target: Pick<Target, 'name' | 'baseUrl' | 'secrets'>
  /** For each password's key, the user that it belongs to. */
  users: Record<string, string>
  /** 0 takes a free port. */
  port: number
  /** The operation of a request; '' for one that is not documented. */
  operationOf(request: { method: string; path: string; query: URLSearchParams }): string
  /** Called once an exchange is over, its secrets redacted. */
  onExchange(exchange: Exchange): void
  /** Called for each stretch in which the machine held the proxy up, on the exchanges' clock. */
  onStall?(stall: Stall): void
  /** Milliseconds since some instant; the machine's unless told otherwise. */
  now?(): number
}

export interface RunningProxy {
  /** Without a slash at the end. */
  url: string
  port: number
  /** Ends what is under way, and resolves once all of it was told. */
  close(): Promise<void>
}

/**
 * Listens on 127.0.0.1, passes every request on to the target and every answer back, unchanged but for header fields that
 * speak of one connection and `Host`, and tells each exchange. Bodies are streamed; the beginning of each is kept. What a
 * client goes by (`/~name` before the path) is not passed on.
 *
 * Rejects where the port cannot be had.
 */
export async function startProxy({
  target,
  users,
  port,
  operationOf,
  onExchange,
  onStall = () => {},
  now: time = () => performance.now(),
}: ProxyOptions): Promise<RunningProxy> {
  const { origin, pathname, host } = new URL(target.baseUrl)
  const prefix = pathname.replace(/\/$/, '')
  const settings = { connections: null, connect: { timeout: CONNECT_MS } }
  const upstream = new Connections(
    new Routes({ ...settings, pipelining: 1 }),
    new Routes({ ...settings, pipelining: 0 }),
    LEFT_OPEN_MS,
  )
  const secrets = new TrafficSecrets(target.secrets, users)
  const allowance = new Allowance()
  const began = time()
  const connections = new WeakMap<Socket, { connection: number; connectedAt: number }>()
  const underWay = new Set<Promise<void>>()
  let requests = 0
  let made = 0

  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0, maxHeaderSize: MOST_HEADER_BYTES },
    (incoming, outgoing) => {
      const passing = pass(incoming, outgoing)
      underWay.add(passing)
      void passing.finally(() => underWay.delete(passing))
    },
  )
  server.on('connection', (socket) => connections.set(socket, { connection: ++made, connectedAt: now() }))
  server.on('connect', (_incoming, socket) => socket.end('HTTP/1.1 501 Not Implemented\r\nConnection: close\r\n\r\n'))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: listening } = server.address() as AddressInfo
  const unwatch = watchStalls(now, onStall)
  return {
    url: `http://127.0.0.1:${listening}`,
    port: listening,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await Promise.all([...underWay, closed])
      await upstream.close()
      unwatch()
    },
  }

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const nth = ++requests
    const { socket } = incoming
    const { path, client } = addressed(pathOf(incoming))
    const began = new Date()
    const at = now()
    const sent = new Excerpt(allowance)
    const returned = new Excerpt(allowance)
    outgoing.sendDate = false
    let answer = undefined as Answer | undefined
    let endedAt = undefined as number | undefined
    let error: ExchangeError | undefined
    if (asksForUpgrade(incoming)) {
      refuse(outgoing, 501, 'Upgrade is not passed on', 'Bitewing passes HTTP on, and no other protocol.')
      return
    }
    const method = incoming.method ?? 'GET'
    let body: Buffer | Readable | null = null
    try {
      if (hasBody(incoming)) body = await bodyOf(incoming, sent)
      const dispatcher = upstream.for(method)
      await passOn({
        dispatcher,
        request: {
          origin,
          path: prefix + path,
          method: method as 'GET',
          headers: ['Host', host, ...endToEnd(incoming.rawHeaders, 'host', 'expect')],
          body,
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        outgoing,
        returned,
        onAnswer: (came) => {
          answer = came
        },
        onEnd: () => {
          // Before the client can have all of it: what it asks next comes after.
          endedAt = now()
          upstream.answered(dispatcher)
        },
      })
    } catch (fault) {
      if (body instanceof Readable) body.destroy()
      const isGone = outgoing.destroyed || (incoming.destroyed && !incoming.complete)
      error = isGone ? { kind: 'interrupted', message: 'the client closed the connection' } : faultInWords(fault)
      // Nothing was answered, and nothing else is: the client sees what it would have seen without a proxy.
      if (error.kind !== 'unreachable' || outgoing.headersSent) socket.destroy()
      else refuse(outgoing, 502, 'The target cannot be reached', error.message)
    }
    const durationMs = (endedAt ?? now()) - at
    const isAnswered = answer !== undefined
    const {
      notes: sentNotes,
      bytes: _,
      ...request
    } = sent.toBody(incoming.headers['content-encoding'], incoming.complete)
    const headers = answer ? asEvidence(answer.headers) : {}
    const response = answer && returned.toBody(headers['content-encoding'], error === undefined)
    const notes = [
      ...sentNotes.map((note) => `the request: ${note}`),
      ...(response?.notes ?? []),
      ...(isAnswered && error ? [`the answer broke off: ${error.message}`] : []),
    ]
    const { pathname, searchParams } = new URL(path, origin)
    const exchange: Exchange = {
      id: `${target.name}-${String(nth).padStart(4, '0')}`,
      target: target.name,
      rule: '',
      purpose: 'traffic',
      operation: operationOf({ method, path: pathname, query: searchParams }),
      what: `${client === undefined ? '' : `${client}: `}${method} ${pathname}`,
      startedAt: began.toISOString(),
      at,
      durationMs,
      ...(client === undefined ? {} : { client }),
      ...connections.get(socket),
      request: {
        method,
        url: `${origin}${prefix}${path}`,
        headers: asEvidence(incoming.rawHeaders),
        ...request,
        body: hasBody(incoming) ? request.body : null,
      },
      ...(answer && response
        ? {
            response: {
              status: answer.status,
              headers,
              body: response.body,
              bytes: response.bytes,
              ...(response.truncated ? { truncated: true } : {}),
            },
          }
        : { error: error ?? { kind: 'reset', message: 'no answer' } }),
      ...(notes.length > 0 ? { notes } : {}),
    }
    onExchange(secrets.redact(exchange))
  }

  function now(): number {
    return Math.round(time() - began)
  }
}

/** From the slash on, as it was sent; a client that takes this for a forward proxy sends the whole URL. */
function pathOf({ url = '/' }: IncomingMessage): string {
  if (url.startsWith('/') || !URL.canParse(url)) return url.startsWith('/') ? url : '/'
  const { pathname, search } = new URL(url)
  return pathname + search
}

/** A client may go by a name, which stands before the target's path: `/~name`. */
function addressed(path: string): { path: string; client?: string } {
  const [prefix = '', client] = /^\/~([\w.-]+)(?=[/?]|$)/.exec(path) ?? []
  if (client === undefined) return { path }
  const rest = path.slice(prefix.length)
  return { path: rest.startsWith('/') ? rest : `/${rest}`, client }
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** Another protocol is asked for in earnest; `h2c` is what some clients offer with every request. */
const asksForUpgrade = ({ headers: { upgrade, connection = '' } }: IncomingMessage): boolean =>
  upgrade !== undefined && /\bupgrade\b/i.test(connection) && !/^h2c$/i.test(upgrade.trim())

function refuse(outgoing: ServerResponse, status: number, title: string, detail: string): void {
  const body = JSON.stringify({ type: 'about:blank', title: `Bitewing: ${title}`, status, detail })
  const headers = { 'content-type': 'application/problem+json', 'content-length': Buffer.byteLength(body) }
  outgoing.writeHead(status, { ...headers, connection: 'close' }).end(body)
}

/** What went wrong between here and the target; an error of undici's about what it was given is told as one of protocol. */
function faultInWords(error: unknown): ExchangeError {
  try {
    return explained(error)
  } catch {
    return { kind: 'protocol', message: (error as Error).message }
  }
}
