import { Command } from 'commander'
import { asArgument } from '../arguments.ts'
import { parseList } from '../parse.ts'
import type { Invoke } from './invoke.ts'

/** `bitewing report`: the report files again, from a stored run. */
export function reportCommand(invoke: Invoke): Command {
  return new Command('report')
    .summary('write the report of a stored run again')
    .description('Writes report files from the folder of a run, offline.')
    .argument('<folder>', 'what run wrote to (--out), or a bundle')
    .option('--out <dir>', 'folder for the files (default: the same)')
    .option('--report <formats>', 'formats to write (default: html,json,junit)', asArgument('--report', parseList))
    .option('--bundle [file]', 'an archive of the whole evidence besides (default: bitewing-bundle.zip in the folder)')
    .action((folder: string, flags: { out?: string; report?: string[]; bundle?: string | true }) =>
      invoke(async (io, parts) => (await import('../rewrite.ts')).rewriteReport(folder, flags, io, parts)),
    )
}
