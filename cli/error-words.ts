/**
 * An error of Bitewing's own, in words: with its stack, which tells the authors where, unless it is the machine that
 * refuses (no room on the disk, no right to write), which the user can mend.
 *
 * @param what could not be done, where that is known
 */
export function errorInWords(error: unknown, what?: string): string {
  const refused = rootOf(error)
  // It may come from a worker, without its class.
  if (refused?.name === 'JournalError') return `error: ${refused.message}`
  if (isSystemError(refused)) return `error: ${what ?? refused.path ?? 'a file'} cannot be written: ${refused.message}`
  return `internal error: ${what === undefined ? '' : `${what}: `}${(error as Error)?.stack ?? error}`
}

/** The innermost error that tells what the machine refused. */
function rootOf(error: unknown): Error | undefined {
  const { cause, name } = (error ?? {}) as Error
  return name === 'JournalError' || cause === undefined ? (error as Error | undefined) : rootOf(cause)
}

const REFUSALS = ['ENOSPC', 'EFBIG', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO']

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  REFUSALS.includes((error as NodeJS.ErrnoException | undefined)?.code ?? '')
