import type { Dispatcher } from 'undici'
import { promised } from '../../engine/promised.ts'

/** An answer as it came over the wire. */
export interface Received {
  status: number
  headers: Record<string, string>
  body: Buffer
  /** Whether the connection ended before the body did. */
  brokeOff: boolean
}

type Sent = Pick<Dispatcher.DispatchOptions, 'method' | 'headers' | 'body'> & { url: string }

/**
 * Sends one request, and resolves with its answer, of whose body no more is read once there are more bytes than `limit`.
 * By undici's own handler, which costs a fraction of a stream. Rejects with the signal's reason as soon as it aborts,
 * whatever is being waited for.
 */
export function receive(dispatcher: Dispatcher, sent: Sent, limit: number, signal: AbortSignal): Promise<Received> {
  const { promise, resolve, reject } = promised<Received>()
  const { origin, pathname, search } = new URL(sent.url)
  const chunks: Buffer[] = []
  let bytes = 0
  let head: Pick<Received, 'status' | 'headers'> | undefined
  let controller: Dispatcher.DispatchController | undefined
  const end = (brokeOff: boolean) => head && resolve({ ...head, body: Buffer.concat(chunks), brokeOff })
  const abort = () => {
    reject(signal.reason)
    controller?.abort(new Error('given up'))
  }
  signal.addEventListener('abort', abort, { once: true })
  const { method, headers, body } = sent
  dispatcher.dispatch(
    { origin, path: pathname + search, method, headers, body, headersTimeout: 0, bodyTimeout: 0 },
    {
      onRequestStart(started) {
        controller = started
        if (signal.aborted) abort()
      },
      onResponseStart(_, status, given) {
        // Early hints are no answer.
        if (status >= 200) head = { status, headers: joined(given) }
      },
      onResponseData(started, chunk) {
        chunks.push(chunk)
        bytes += chunk.length
        if (bytes <= limit) return
        end(false)
        started.abort(new Error('read far enough'))
      },
      onResponseEnd: () => end(false),
      // The status is known: an answer that broke off is an answer.
      onResponseError: (_, error) => (head ? end(true) : reject(error)),
    },
  )
  return promise
}

const joined = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  )
