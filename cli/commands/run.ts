import { Command } from 'commander'
import { type OptionSpec, RUN_OPTIONS, type RunFlags } from '../options.ts'
import type { Invoke } from './invoke.ts'
import { toOption } from './run-option.ts'

const MORE = `
A variable in brackets gives the option where the command line does not. Keys of a target have variables too
(BITEWING_ACCOUNT_PASSWORD for account.password); docs/configuration.md lists them.

Examples:
  bitewing run itero                               what is configured for the profile, or the embedded mock
  bitewing run staging --only 'ITERO-LAB-*'        a configured target, one group of rules
  bitewing run itero -u http://127.0.0.1:8080 --rate-limit 10/2s

Exit status: 0 conforms, 1 at least one fail, 2 wrong usage or configuration (nothing was sent),
3 the run could not be completed.`

/** `bitewing run`: the options of {@link RUN_OPTIONS}; what it does is loaded when it is called. */
export function runCommand(invoke: Invoke): Command {
  const command = new Command('run')
    .summary('judge targets, rule by rule, and write the report')
    .description(
      'Judges targets of the configuration, profiles (itero, opus, inbox) or all profiles, and writes the report.',
    )
    .argument('[target...]', 'targets of the configuration, profiles, or all')
    .addHelpText('after', MORE)
  for (const [key, spec] of Object.entries<OptionSpec>(RUN_OPTIONS)) command.addOption(toOption(key, spec))
  return command.action((names: string[], flags: RunFlags) =>
    invoke(async (io, parts) => (await import('../run/run.ts')).run(names, flags, io, parts)),
  )
}
