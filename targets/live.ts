import { Agent, EnvHttpProxyAgent, request as send } from 'undici'
import type { ExchangeError } from '../engine/exchange.ts'
import type { Transport, WireAnswer, WireRequest } from '../engine/transport.ts'

/** What is read of one body; the rest is left at the target. */
const MAX_BODY_BYTES = 8 * 1024 * 1024

/** Connections that are kept open to one target. */
const CONNECTIONS = 16

export interface LiveClientOptions {
  /** Milliseconds from the first byte sent to the last byte read. */
  timeoutMs: number
  userAgent: string
}

/**
 * The HTTP client, on undici: keep-alive, TLS verified, no redirect followed, every answer bounded in time and size. A
 * proxy is taken from HTTP_PROXY, HTTPS_PROXY and NO_PROXY; this machine is never asked by way of one. It never rejects.
 */
export function liveClient({ timeoutMs, userAgent }: LiveClientOptions): Transport {
  const settings = { connections: CONNECTIONS, pipelining: 1, connect: { timeout: timeoutMs } }
  const dispatcher = isProxied()
    ? new EnvHttpProxyAgent({ ...settings, noProxy: noProxy(), proxyTunnel: false })
    : new Agent(settings)
  return {
    async send(request, signal) {
      const timeout = new AbortController()
      const timer = setTimeout(() => timeout.abort(), timeoutMs)
      try {
        return await exchange(request, AbortSignal.any([signal, timeout.signal]))
      } catch (error) {
        if (timeout.signal.aborted)
          return { error: { kind: 'timeout', message: `no complete answer within ${timeoutMs} ms` } }
        if (signal.aborted) return { error: { kind: 'interrupted', message: 'the run ended first' } }
        return { error: explained(error) }
      } finally {
        clearTimeout(timer)
      }
    },
    close: () => dispatcher.destroy(),
  }

  async function exchange(request: WireRequest, signal: AbortSignal): Promise<WireAnswer> {
    const { statusCode, headers, body } = await send(request.url, {
      method: request.method as 'GET',
      headers: { 'user-agent': userAgent, ...request.headers },
      body: request.body,
      dispatcher,
      signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    })
    const chunks: Buffer[] = []
    let bytes = 0
    let truncated = false
    try {
      for await (const chunk of body as AsyncIterable<Buffer>) {
        chunks.push(chunk)
        bytes += chunk.length
        if (bytes <= MAX_BODY_BYTES) continue
        truncated = true
        break
      }
    } catch (error) {
      // The status is known: an answer that broke off is an answer, unless it was the clock that broke it off.
      if (signal.aborted) throw error
      truncated = true
    }
    return {
      status: statusCode,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
      ),
      body: Buffer.concat(chunks).subarray(0, MAX_BODY_BYTES).toString('utf8'),
      bytes,
      ...(truncated ? { truncated } : {}),
    }
  }
}

const isProxied = () =>
  ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'].some((name) => (process.env[name] ?? '') !== '')

/** The hosts that are asked directly: those of the environment, and this machine, where the embedded mocks listen. */
function noProxy(): string {
  const given = process.env.no_proxy ?? process.env.NO_PROXY ?? ''
  return given.trim() === '*' ? '*' : [given, 'localhost', '127.0.0.1', '[::1]'].filter((host) => host !== '').join(',')
}

const UNREACHABLE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/
const RESET = /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ETIMEDOUT)$/

function explained(error: unknown): ExchangeError {
  const { code = '', message = String(error) } = (error ?? {}) as { code?: string; message?: string }
  const kind = UNREACHABLE.test(code) ? 'unreachable' : RESET.test(code) ? 'reset' : 'protocol'
  return { kind, message: code === '' || message.includes(code) ? message : `${message} (${code})` }
}
