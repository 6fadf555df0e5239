import { codingsOf, decode } from './decode.ts'
import { excessOf } from './excess.ts'

/** What is read of one body; where it is longer, the rest is left at the target. */
const MOST_BYTES = 4 * 1024 * 1024

/** What is kept of a body that is not read whole: nothing can be judged by it, and it shows what it was. */
const EXCERPT = 16 * 1024

/** What is kept of all the bodies of a run, and what is then still read of each. */
const MOST_IN_ALL = 96 * 1024 * 1024
const LEAST_BYTES = 256 * 1024

/** A body as an exchange keeps it. */
export interface ReadBody {
  body: string
  /** Bytes that were read, as they came over the wire. */
  bytes: number
  truncated?: true
  /** What the wire had that `body` does not show. */
  notes: string[]
}

/** Reads the bodies of one run: decoded, and bounded in bytes, depth and number of values, each alone and all together. */
export class BodyReader {
  #kept = 0

  /** Reads to the end, or to the bound. Rejects where `isOver` the exchange is; what breaks off by itself is kept. */
  async read(
    stream: AsyncIterable<Buffer>,
    headers: Readonly<Record<string, string>>,
    isOver: () => boolean,
  ): Promise<ReadBody> {
    const limit = this.#kept > MOST_IN_ALL ? LEAST_BYTES : MOST_BYTES
    const chunks: Buffer[] = []
    let bytes = 0
    let brokeOff = false
    try {
      for await (const chunk of stream) {
        chunks.push(chunk)
        bytes += chunk.length
        if (bytes > limit) break
      }
    } catch (error) {
      // The status is known: an answer that broke off is an answer, unless it was the clock that broke it off.
      if (isOver()) throw error
      brokeOff = true
    }
    const wire = Buffer.concat(chunks)
    const read =
      bytes > limit
        ? excerpt(wire, `of ${lengthOf(headers, limit)}: no more than ${size(limit)} of an answer are read`)
        : whole(wire, headers, brokeOff, limit)
    this.#kept += read.body.length
    return { ...read, bytes }
  }
}

type Kept = Omit<ReadBody, 'bytes'>

function whole(wire: Buffer, headers: Readonly<Record<string, string>>, brokeOff: boolean, limit: number): Kept {
  const codings = wire.length > 0 ? codingsOf(headers['content-encoding']) : []
  const decoded = decode(wire, codings, limit)
  if ('fault' in decoded) return { body: '', truncated: true, notes: [`the body was not read: ${decoded.fault}`] }
  const body = decoded.bytes.toString('utf8')
  const excess = excessOf(body)
  const coded =
    codings.length > 0
      ? [
          `content coding ${codings.join(', ')}: ${size(wire.length)} on the wire, ${size(decoded.bytes.length)} decoded`,
        ]
      : []
  if (excess !== undefined) {
    const { notes, ...kept } = excerpt(decoded.bytes, `of ${size(decoded.bytes.length)}: ${excess}`)
    return { ...kept, notes: [...coded, ...notes] }
  }
  if (brokeOff) return { body, truncated: true, notes: [...coded, 'the answer broke off'] }
  return { body, notes: coded }
}

const excerpt = (bytes: Buffer, ofWhat: string): Kept => ({
  body: bytes.subarray(0, EXCERPT).toString('utf8'),
  truncated: true,
  notes: [`only the first ${size(Math.min(EXCERPT, bytes.length))} are kept ${ofWhat}`],
})

function lengthOf(headers: Readonly<Record<string, string>>, limit: number): string {
  const stated = Number(headers['content-length'])
  return stated > limit ? size(stated) : `more than ${size(limit)}`
}

/** A number of bytes for people: `812 bytes`, `16 kB`, `50 MB`. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`
  const [divisor, unit] = bytes < 1024 * 1024 ? [1024, 'kB'] : [1024 * 1024, 'MB']
  return `${Number((bytes / divisor).toFixed(1))} ${unit}`
}
