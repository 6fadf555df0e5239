import { Command, Option } from 'commander'
import { asArgument } from '../arguments.ts'
import type { CompatFlags } from '../compat.ts'
import { parseList } from '../parse.ts'
import type { Invoke } from './invoke.ts'

const MORE = `
Exit status: 0 no client breaks, 1 one that kept the old document does, 2 a document or a file cannot be read.`

/** `bitewing compat`: what breaks between two OpenAPI documents. */
export function compatCommand(invoke: Invoke): Command {
  const pacts = new Option('--pacts <files>', 'pact files and folders: who of them breaks')
  return new Command('compat')
    .summary('tell what breaks between two OpenAPI documents')
    .description('Tells what a client, or a server, that kept the old document does wrong by the new one.')
    .argument('<old>', 'an OpenAPI document')
    .argument('<new>', 'the one after it')
    .option('--run <folder>', 'a stored run: which of its accepted requests break')
    .addOption(pacts.argParser(asArgument('--pacts', parseList)))
    .option('--json', 'the result as JSON')
    .option('--html <file>', 'the result as one HTML page besides')
    .addHelpText('after', MORE)
    .action((old: string, now: string, flags: CompatFlags) =>
      invoke(async (io) => (await import('../compat.ts')).compat(old, now, flags, io)),
    )
}
