import { Command, Option } from 'commander'
import { asArgument } from '../arguments.ts'
import { parseList } from '../parse.ts'
import type { ProfileCheckFlags } from '../profile-check.ts'
import type { Invoke } from './invoke.ts'

const MORE = `
Exit status: 0 the profile is sound, 1 it is not, 2 there is no such profile, or it has no mock, 3 it was interrupted.`

/** `bitewing profile`: what is asked of profiles themselves. */
export function profileCommand(invoke: Invoke): Command {
  const only = new Option(
    '--only <ids>',
    'these seeded defects alone, by their IDs or globs, or by those of their requirements',
  )
  return new Command('profile')
    .summary('check whether a profile is sound')
    .description('What is asked of profiles themselves.')
    .enablePositionalOptions()
    .addCommand(
      new Command('check')
        .summary('print the kill matrix of a profile')
        .description(
          'Judges the mock of a profile as it is, and with each of its seeded defects: which rule catches what.',
        )
        .argument('<profile>', 'a built-in profile, or the path of a module or an OpenAPI document')
        .addOption(only.argParser(asArgument('--only', parseList)))
        .option('--json', 'the result as JSON')
        .addHelpText('after', MORE)
        .action((name: string, flags: ProfileCheckFlags) =>
          invoke(async (io) => (await import('../profile-check.ts')).checkProfile(name, flags, io)),
        ),
    )
}
