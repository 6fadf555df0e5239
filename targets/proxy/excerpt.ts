import { isUtf8 } from 'node:buffer'
import { Readable } from 'node:stream'
import { codingsOf, decode } from '../http/decode.ts'
import { size } from '../http/read-body.ts'

/** What is kept of one body, and of one once a session has kept a lot: enough for every body that a rule is about. */
const MOST_BYTES = 256 * 1024
const LEAST_BYTES = 8 * 1024
const MOST_IN_ALL = 64 * 1024 * 1024

/** What is kept of a body as evidence. */
export interface KeptBody {
  body: string
  /** As they came over the wire. */
  bytes: number
  truncated?: true
  notUtf8?: true
  notes: string[]
}

/** What a session keeps of its bodies, all together. */
export class Allowance {
  #left = MOST_IN_ALL

  take(bytes: number): void {
    this.#left -= bytes
  }

  get each(): number {
    return this.#left > 0 ? MOST_BYTES : LEAST_BYTES
  }
}

/** The beginning of a body that passes by. */
export class Excerpt {
  readonly #chunks: Buffer[] = []
  readonly #most: number
  #kept = 0
  #bytes = 0

  constructor(private readonly allowance: Allowance) {
    this.#most = allowance.each
  }

  /** Notes what a stream hands on, as a stream of its own: whoever reads it may end it, and the other stays as it is. */
  passing(stream: Readable): Readable {
    const own = new Readable({
      read: () => void stream.resume(),
      destroy: (_error, done) => done(null),
    })
    // A listener alone would make it flow before there is anywhere for it to flow to.
    stream.pause()
    stream.on('data', (chunk: Buffer) => {
      this.take(chunk)
      if (!own.push(chunk)) stream.pause()
    })
    stream.once('end', () => own.push(null))
    return own
  }

  take(chunk: Buffer): void {
    this.#bytes += chunk.length
    const room = this.#most - this.#kept
    if (room <= 0) return
    const part = chunk.length > room ? chunk.subarray(0, room) : chunk
    // A copy: a chunk may be a small part of what is kept alive by it.
    this.#chunks.push(Buffer.from(part))
    this.#kept += part.length
  }

  /** @param isWhole whether all of it came */
  toBody(coding: string | undefined, isWhole: boolean): KeptBody {
    const wire = Buffer.concat(this.#chunks)
    this.allowance.take(wire.length)
    const bytes = this.#bytes
    const isCut = bytes > wire.length
    const notes = [
      ...(isCut ? [`only the first ${size(wire.length)} of ${size(bytes)} are kept`] : []),
      ...(isWhole ? [] : ['the body broke off']),
    ]
    const codings = wire.length > 0 ? codingsOf(coding) : []
    const truncated = isCut || !isWhole ? ({ truncated: true } as const) : {}
    if (codings.length === 0) {
      return { body: wire.toString('utf8'), bytes, ...truncated, ...(isCut || isUtf8(wire) ? {} : NOT_UTF8), notes }
    }
    if (notes.length > 0) return { body: '', bytes, truncated: true, notes: [...notes, CODED] }
    const decoded = decode(wire, codings, MOST_BYTES)
    if ('fault' in decoded)
      return { body: '', bytes, truncated: true, notes: [`the body was not read: ${decoded.fault}`] }
    const words = `content coding ${codings.join(', ')}: ${size(bytes)} on the wire, ${size(decoded.bytes.length)} decoded`
    return {
      body: decoded.bytes.toString('utf8'),
      bytes,
      ...(isUtf8(decoded.bytes) ? {} : NOT_UTF8),
      notes: [words],
    }
  }
}

const CODED = 'what was kept cannot be decoded'
const NOT_UTF8 = { notUtf8: true } as const
