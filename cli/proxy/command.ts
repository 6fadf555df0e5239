import { type ProcessEnd, startGroup } from '../../targets/process-group.ts'
import type { Io } from '../io.ts'

/** What became of the command that a proxy was started for. */
export type CommandEnd = ProcessEnd

export interface RunningCommand {
  ended: Promise<CommandEnd>
  /** Asks it to end, and all that it started; resolves once it has. */
  end(): Promise<void>
}

/** Starts a command with these variables; what it says, on either stream, is for people. */
export function startCommand(argv: readonly string[], variables: Record<string, string>, io: Io): RunningCommand {
  const { child, ended, end } = startGroup(argv, { cwd: io.cwd, env: { ...io.env, ...variables }, stdin: 'ignore' })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => void io.stderr.write(chunk))
  return { ended, end }
}
