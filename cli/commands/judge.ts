import { Command } from 'commander'
import { asArgument } from '../arguments.ts'
import { parseList } from '../parse.ts'
import type { Invoke } from './invoke.ts'

/** `bitewing judge`: verdicts again, from a stored run. */
export function judgeCommand(invoke: Invoke): Command {
  return new Command('judge')
    .summary('judge a stored run again, offline')
    .description(
      'Judges the stored evidence of a run again and says which verdicts differ from the stored ones. Sends nothing. The checksums of a bundle are verified first.',
    )
    .argument('<run>', 'the folder that run wrote to (--out), or a bundle')
    .option('--out <dir>', 'write the report there (default: write none)')
    .option('--report <formats>', 'formats to write (default: html,json,junit)', asArgument('--report', parseList))
    .option('--strict', 'a warn counts as a fail')
    .option('--require-complete', 'an inconclusive must counts as a fail')
    .action((from: string, flags: { out?: string; report?: string[]; strict?: true; requireComplete?: true }) =>
      invoke(async (io, parts) => (await import('../rewrite.ts')).judgeAgain(from, flags, io, parts)),
    )
}
