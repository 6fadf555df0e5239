import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { type Files, pack } from '../bundle/archive.ts'

/** Where it is both fast and small on what a run leaves, whose messages are much alike. */
const QUALITY = 5

/** A bundle as the store keeps it: as a whole a sixth of the size that it has file by file. */
export const packedForStore = (files: Files): Uint8Array =>
  brotliCompressSync(pack(files, 0), { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } })

/** The bundle. */
export const fromStore = (kept: Uint8Array): Uint8Array => brotliDecompressSync(kept)
