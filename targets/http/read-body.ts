import { codingsOf, decode } from './decode.ts'
import { extentOf } from './extent.ts'

/** What is read of one body; where it is longer, the rest is left at the target. */
const MOST_BYTES = 4 * 1024 * 1024

/** What is kept of a body that is not read whole: nothing can be judged by it, and it shows what it was. */
const EXCERPT = 16 * 1024

/** What all the bodies of a run may cost together; the share of what is left of it that one may take, and what each may. */
const MOST_IN_ALL = 64 * 1024 * 1024
const SHARE = 1 / 16
const LEAST_BYTES = 512 * 1024
/** What a value of JSON costs those that walk it, in bytes. */
const VALUE_BYTES = 128

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
  #cost = 0

  /** Bytes of a body after which no more of it is taken over the wire. */
  get limit(): number {
    return Math.min(MOST_BYTES, Math.max(LEAST_BYTES, (MOST_IN_ALL - this.#cost) * SHARE))
  }

  /** What is kept of a body of which `limit` let so much through. */
  read(wire: Buffer, headers: Readonly<Record<string, string>>, brokeOff: boolean, limit: number): ReadBody {
    const bytes = wire.length
    const { values, ...read } =
      bytes > limit
        ? excerpt(wire, `of ${lengthOf(headers, limit)}: no more than ${size(limit)} of an answer are read`)
        : whole(wire, headers, brokeOff, limit)
    this.#cost += Math.max(bytes, read.body.length) + values * VALUE_BYTES
    return { ...read, bytes }
  }
}

type Kept = Omit<ReadBody, 'bytes'> & { values: number }

function whole(wire: Buffer, headers: Readonly<Record<string, string>>, brokeOff: boolean, limit: number): Kept {
  const codings = wire.length > 0 ? codingsOf(headers['content-encoding']) : []
  const decoded = decode(wire, codings, limit)
  if ('fault' in decoded)
    return { body: '', truncated: true, values: 0, notes: [`the body was not read: ${decoded.fault}`] }
  const body = decoded.bytes.toString('utf8')
  const { values, excess } = extentOf(body)
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
  if (brokeOff) return { body, truncated: true, values, notes: [...coded, 'the answer broke off'] }
  return { body, values, notes: coded }
}

const excerpt = (bytes: Buffer, ofWhat: string): Kept => ({
  body: bytes.subarray(0, EXCERPT).toString('utf8'),
  truncated: true,
  values: 0,
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
