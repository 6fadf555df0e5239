import * as zlib from 'node:zlib'
import { plural } from '../../engine/words.ts'

/** The bytes of a body without its codings; or why they cannot be had. */
export type Decoded = { bytes: Buffer } | { fault: string }

type Decoder = (bytes: Buffer, options: zlib.ZlibOptions & zlib.BrotliOptions) => Buffer

/** More codings in a row than any server has a reason for. */
const MOST_CODINGS = 4

const DECODERS: Readonly<Record<string, Decoder | undefined>> = {
  gzip: zlib.gunzipSync,
  'x-gzip': zlib.gunzipSync,
  br: zlib.brotliDecompressSync,
  // Named for zlib's format; some servers send what is inside it.
  deflate: (bytes, options) => (hasZlibHeader(bytes) ? zlib.inflateSync : zlib.inflateRawSync)(bytes, options),
  // From Node 22.15 on.
  zstd: (zlib as unknown as { zstdDecompressSync?: Decoder }).zstdDecompressSync,
}

/** The codings of a Content-Encoding header, in the order in which they were applied. */
export const codingsOf = (header: string | undefined): string[] =>
  (header ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')

/**
 * Takes the codings off a body. What is no coding at all (`utf-8`) says nothing, as browsers have it.
 *
 * @param limit bytes that no decoding may exceed
 */
export function decode(body: Buffer, codings: readonly string[], limit: number): Decoded {
  if (codings.length > MOST_CODINGS) return { fault: `it has ${plural(codings.length, 'coding')} one over the other` }
  let bytes = body
  for (const coding of [...codings].reverse()) {
    const decoder = DECODERS[coding]
    if (!decoder) {
      if (isText(bytes)) continue
      return { fault: `its content coding ${JSON.stringify(coding)} cannot be decoded here` }
    }
    try {
      bytes = decoder(bytes, { maxOutputLength: limit })
    } catch (error) {
      const isLong = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      return { fault: isLong ? `decoded from ${coding}, it is longer than what is read` : `it is no valid ${coding}` }
    }
  }
  return { bytes }
}

const hasZlibHeader = (bytes: Buffer): boolean =>
  bytes.length > 1 && ((bytes[0] as number) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0

function isText(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
