import { Command } from 'commander'
import type { HistoryFlags } from '../history.ts'
import type { Invoke } from './invoke.ts'

/** `bitewing history`: the runs that `run --history` kept. */
export function historyCommand(invoke: Invoke): Command {
  return new Command('history')
    .summary('list the runs of a history')
    .description('Lists the runs that --history kept in a file, oldest first, or the verdicts of one requirement.')
    .argument('<file>', 'the file that --history was given')
    .option('--target <name>', 'one target only')
    .option('--requirement <id>', 'the verdicts of this requirement, run by run')
    .option('--json', 'as JSON')
    .action((file: string, flags: HistoryFlags) =>
      invoke(async (io) => (await import('../history.ts')).history(file, flags, io)),
    )
}
