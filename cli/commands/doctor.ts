import { Command, Option } from 'commander'
import { asArgument } from '../arguments.ts'
import { RUN_OPTIONS, type RunFlags } from '../options.ts'
import type { Invoke } from './invoke.ts'

/** `bitewing doctor`: checks the configuration and whether its targets can be reached. */
export function doctorCommand(invoke: Invoke): Command {
  const { config, baseUrl, timeout } = RUN_OPTIONS
  const command = new Command('doctor')
    .summary('check the configuration and whether targets can be reached')
    .description('Checks the configuration, and sends each target one request that only reads.')
    .argument('[target...]', 'as for run (default: every configured target)')
  for (const { flags, summary, parse } of [baseUrl, config, timeout]) {
    const option = new Option(flags, summary)
    command.addOption(option.argParser(asArgument<unknown>(option.long!, parse)))
  }
  return command.action((names: string[], flags: Pick<RunFlags, 'config' | 'baseUrl' | 'timeout'>) =>
    invoke(async (io) => (await import('../doctor.ts')).doctor(names, flags, io)),
  )
}
