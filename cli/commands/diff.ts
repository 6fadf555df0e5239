import { Command } from 'commander'
import type { DiffFlags } from '../diff.ts'
import type { Invoke } from './invoke.ts'

const MORE = `
A and B are folders that run wrote to, report.json files, or bundles. Targets are matched by name, or by profile where
each run has one of it.

Exit status: 0 nothing newly fails, 1 something newly fails, 2 wrong usage.`

/** `bitewing diff`: what one run says otherwise than another. */
export function diffCommand(invoke: Invoke): Command {
  return new Command('diff')
    .summary('tell what one run says otherwise than another')
    .description('Tells what newly fails, is mended, could no longer be tried, or was answered differently in B.')
    .argument('<a>', 'the run to compare with')
    .argument('<b>', 'the run to look at')
    .option('--json', 'the diff as JSON')
    .option('--html <file>', 'the diff as one HTML page besides')
    .option('--no-color', 'no colours (also by NO_COLOR)')
    .addHelpText('after', MORE)
    .action((a: string, b: string, flags: DiffFlags) =>
      invoke(async (io) => (await import('../diff.ts')).diff(a, b, flags, io)),
    )
}
