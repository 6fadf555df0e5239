import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import type { Excerpt } from './excerpt.ts'
import { endToEnd, type RawHeaders } from './headers.ts'

/** What was answered, as far as it came. */
export interface Answer {
  status: number
  headers: RawHeaders
}

/** What is passed on, and what is told of it. */
interface Passing {
  dispatcher: Dispatcher
  request: Dispatcher.DispatchOptions
  outgoing: ServerResponse
  returned: Excerpt
  onAnswer(answer: Answer): void
  onEnd(): void
}

const GONE = new Error('the client closed the connection')

/**
 * Passes a request on, and the answer back as it comes; resolves once all of it is on its way, and rejects where the client
 * is gone. By undici's own handler: a stream for each answer costs as much as all else.
 */
export const passOn = ({ dispatcher, request, outgoing, returned, onAnswer, onEnd }: Passing): Promise<void> =>
  new Promise((resolve, reject) => {
    let passing: Dispatcher.DispatchController | undefined
    let isGone = false
    if (outgoing.destroyed) throw GONE
    outgoing.once('finish', resolve).once('close', () => {
      if (outgoing.writableFinished) return
      isGone = true
      passing?.abort(GONE)
      reject(GONE)
    })
    dispatcher.dispatch(request, {
      onRequestStart(controller) {
        passing = controller
        if (isGone) controller.abort(GONE)
      },
      onResponseStart({ rawHeaders }, status, _headers, statusText = '') {
        if (status < 200) return
        const headers = (rawHeaders as (Buffer | string)[]).map((part) => part.toString('latin1' as never))
        onAnswer({ status, headers })
        outgoing.writeHead(status, statusText, endToEnd(headers))
      },
      onResponseData(controller, chunk) {
        returned.take(chunk)
        if (outgoing.write(chunk)) return
        controller.pause()
        outgoing.once('drain', () => controller.resume())
      },
      onResponseEnd() {
        onEnd()
        outgoing.end()
      },
      onResponseError: (_controller, error) => reject(error),
    })
  })

/** A body of so few bytes is passed on in one piece. */
const SMALL_BYTES = 16 * 1024

/** What a request's body is passed on as: all of a small one, or else the stream that it is. */
export function bodyOf(incoming: IncomingMessage, sent: Excerpt): Promise<Buffer> | Readable {
  const length = incoming.headers['content-length']
  if (length === undefined || Number(length) > SMALL_BYTES) return sent.passing(incoming)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => {
      sent.take(chunk)
      chunks.push(chunk)
    })
    incoming.once('error', reject).once('end', () => resolve(Buffer.concat(chunks)))
  })
}
