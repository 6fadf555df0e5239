import { setMaxListeners } from 'node:events'
import type { Dispatcher } from 'undici'
import type { ExchangeError } from '../engine/exchange.ts'
import { isSendable, type Transport, type WireAnswer, type WireRequest } from '../engine/transport.ts'
import { Connections, isSafe } from './http/connections.ts'
import { explained, kindOf } from './http/faults.ts'
import { BodyReader } from './http/read-body.ts'
import { receive } from './http/receive.ts'
import { Routes } from './http/routes.ts'

/** Connections that are kept open to one target. */
const CONNECTIONS = 16

export interface LiveClientOptions {
  /** Milliseconds from the first byte sent to the last byte read. */
  timeoutMs: number
  userAgent: string
}

/**
 * The HTTP client, on undici: keep-alive, TLS verified, no redirect followed, every answer bounded in time and size, a
 * read that was lost with its connection sent once more. A proxy is taken from the environment; this machine is never
 * asked by way of one.
 */
export function liveClient({ timeoutMs, userAgent }: LiveClientOptions): Transport {
  const settings = { connections: CONNECTIONS, connect: { timeout: timeoutMs } }
  const connections = new Connections(
    new Routes({ ...settings, pipelining: 1 }),
    new Routes({ ...settings, pipelining: 0 }),
  )
  const reader = new BodyReader()
  const late: ExchangeError = { kind: 'timeout', message: `no complete answer within ${timeoutMs} ms` }
  return {
    async send(request, signal) {
      const fault = unsendable(request)
      if (fault) throw new Error(`a request that cannot be sent: ${fault}`)
      if (signal.aborted) return { error: INTERRUPTED }
      const over = new AbortController()
      const interrupt = () => over.abort(INTERRUPTED)
      const timer = setTimeout(() => over.abort(late), timeoutMs)
      // As many wait for it as requests are under way.
      setMaxListeners(0, signal)
      signal.addEventListener('abort', interrupt)
      try {
        return await twiceAtMost(request, over.signal)
      } catch (error) {
        return { error: over.signal.aborted ? over.signal.reason : explained(error) }
      } finally {
        clearTimeout(timer)
        signal.removeEventListener('abort', interrupt)
      }
    },
    close: () => connections.close(),
  }

  /** A read whose connection was closed under it is sent again. */
  async function twiceAtMost(request: WireRequest, signal: AbortSignal): Promise<WireAnswer> {
    try {
      return await exchange(request, signal, connections.for(request.method))
    } catch (error) {
      if (signal.aborted || !isSafe(request.method) || kindOf(error) !== 'reset') throw error
      const answer = await exchange(request, signal, connections.fresh())
      const notes = [`sent again on a new connection: the first was lost (${explained(error).message})`]
      return { ...answer, notes: [...notes, ...(answer.notes ?? [])] }
    }
  }

  async function exchange(
    { method, url, headers, body }: WireRequest,
    signal: AbortSignal,
    dispatcher: Dispatcher,
  ): Promise<WireAnswer> {
    const { limit } = reader
    const sent = { method: method as 'GET', url, headers: { 'user-agent': userAgent, ...headers }, body }
    const received = await receive(dispatcher, sent, limit, signal)
    const { notes, ...read } = reader.read(received.body, received.headers, received.brokeOff, limit)
    if (!read.truncated) connections.answered(dispatcher)
    return { status: received.status, headers: received.headers, ...read, ...(notes.length > 0 ? { notes } : {}) }
  }
}

const INTERRUPTED: ExchangeError = { kind: 'interrupted', message: 'the run ended first' }

/** What undici would refuse, and be left with a connection that is busy for good: these are errors of ours. */
function unsendable({ method, url, headers }: WireRequest): string | undefined {
  if (!/^[A-Z]+$/.test(method)) return `the method ${method}`
  if (!URL.canParse(url)) return 'its URL is none'
  const name = Object.keys(headers).find((one) => !isSendable(headers[one] as string))
  return name === undefined ? undefined : `the value of ${name} has what no header can carry`
}
