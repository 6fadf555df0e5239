/** A file that is no UTF-8; its message says what it is. */
export class NotUtf8 extends Error {
  override name = 'NotUtf8'
}

/**
 * The text of a file as any editor or shell leaves it: UTF-8, with or without a byte order mark.
 *
 * @throws NotUtf8 for UTF-16, which PowerShell's `>` writes, and for bytes that are no UTF-8.
 */
export function utf8(bytes: Uint8Array): string {
  // Without a mark it is known by its zeros: a text of ours begins with ASCII.
  const [first, second] = bytes
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  if (isMarked || (bytes.length > 1 && (first === 0 || second === 0))) {
    throw new NotUtf8('it is UTF-16: save it as UTF-8')
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new NotUtf8('it is not UTF-8: save it as UTF-8')
  }
}
