import { CommanderError } from 'commander'
import { type Io, tell } from './io.ts'
import type { Parts } from './parts.ts'
import { createProgram } from './program.ts'
import { formatUsageError, UsageError } from './usage-error.ts'

/**
 * The command: reads the arguments, does what they say, and resolves with the exit status.
 *
 * @param argv without the interpreter and the script
 */
export async function bitewing(argv: readonly string[], io: Io, parts: Parts): Promise<number> {
  let status = 0
  const program = createProgram(io, async (action) => {
    status = await action(io, parts)
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return status
  } catch (error) {
    // Help and version end by an error too, with status 0; commander has told about the others.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof UsageError)) throw error
    tell(io, formatUsageError(error))
    return 2
  }
}
