import { type Dispatcher, request as send } from 'undici'
import { promised } from '../engine/promised.ts'
import { isSendable, type Transport, type WireAnswer, type WireRequest } from '../engine/transport.ts'
import { Connections, isSafe } from './http/connections.ts'
import { explained, kindOf } from './http/faults.ts'
import { BodyReader } from './http/read-body.ts'
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
  return {
    async send(request, signal) {
      const fault = unsendable(request)
      if (fault) throw new Error(`a request that cannot be sent: ${fault}`)
      const timeout = new AbortController()
      const timer = setTimeout(() => timeout.abort(), timeoutMs)
      try {
        return await heeding(AbortSignal.any([signal, timeout.signal]), (until) => twiceAtMost(request, until))
      } catch (error) {
        if (timeout.signal.aborted)
          return { error: { kind: 'timeout', message: `no complete answer within ${timeoutMs} ms` } }
        if (signal.aborted) return { error: { kind: 'interrupted', message: 'the run ended first' } }
        return { error: explained(error) }
      } finally {
        clearTimeout(timer)
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

  async function exchange(request: WireRequest, signal: AbortSignal, dispatcher: Dispatcher): Promise<WireAnswer> {
    const { statusCode, headers, body } = await send(request.url, {
      method: request.method as 'GET',
      headers: { 'user-agent': userAgent, ...request.headers },
      body: request.body,
      dispatcher,
      signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    })
    const joined = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
    )
    const { notes, ...read } = await reader.read(body, joined, () => signal.aborted)
    if (!read.truncated) connections.answered(dispatcher)
    return { status: statusCode, headers: joined, ...read, ...(notes.length > 0 ? { notes } : {}) }
  }
}

/** What undici would refuse, and be left with a connection that is busy for good: these are errors of ours. */
function unsendable({ method, url, headers }: WireRequest): string | undefined {
  if (!/^[A-Z]+$/.test(method)) return `the method ${method}`
  if (!URL.canParse(url)) return 'its URL is none'
  const name = Object.keys(headers).find((one) => !isSendable(headers[one] as string))
  return name === undefined ? undefined : `the value of ${name} has what no header can carry`
}

/** What `work` comes to, but no longer than the signal lasts, whatever `work` waits for. */
async function heeding<Value>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  signal.throwIfAborted()
  const aborted = promised<never>()
  const abort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort)
  try {
    return await Promise.race([work(signal), aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
