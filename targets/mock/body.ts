import { IncomingMessage } from 'node:http'
import { HTTPException } from 'hono/http-exception'

/**
 * A request's body, read without a verdict: what is wrong with it, and its value all the same where it has one,
 * so that a server that is laxer than the documented one can be played too.
 */
export interface JsonBody {
  /** The Content-Type says JSON (`application/json`, `application/…+json`, parameters aside); without one it does not. */
  declared: boolean
  /** No byte but white space was sent. */
  empty: boolean
  /** The text is JSON. */
  valid: boolean
  /** The value; undefined where the text is not JSON. */
  value: unknown
  text: string
}

const JSON_TYPE = /^\s*application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i

/**
 * Reads the whole body as UTF-8. Never throws for what the client sent.
 *
 * @param request hono's `c.req.raw`, or node's own `c.env.incoming`, which is read with less ado.
 *
 * @throws HTTPException where the client breaks off: hono ends such a request without a word.
 */
export async function readJson(request: Request | IncomingMessage): Promise<JsonBody> {
  const direct = request instanceof IncomingMessage
  const type = (direct ? request.headers['content-type'] : request.headers.get('content-type')) ?? ''
  const declared = type === 'application/json' || JSON_TYPE.test(type)
  const text = await (direct ? readText(request) : request.text()).catch((cause) => {
    throw new HTTPException(400, { message: 'the client broke off', cause })
  })
  try {
    return { declared, empty: false, valid: true, value: JSON.parse(text), text }
  } catch {
    return { declared, empty: text.trim() === '', valid: false, value: undefined, text }
  }
}

function readText(incoming: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => resolve((chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString()))
    incoming.on('error', reject)
  })
}

/** A JSON object, as opposed to an array, null or a scalar. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
