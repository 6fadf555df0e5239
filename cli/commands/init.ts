import { Command } from 'commander'
import { usageError } from '../usage-error.ts'
import type { Invoke } from './invoke.ts'

/** `bitewing init`: writes a configuration to start from, or a driver of a client. */
export function initCommand(invoke: Invoke): Command {
  return new Command('init')
    .summary('write a configuration to start from')
    .description(
      'Writes bitewing.config.json with a target for each profile; what differs and what is secret comes from variables. ' +
        'For an OpenAPI document it also writes a manifest and a register, with a first rule of your own.',
    )
    .argument('[profile...]', 'profiles, or OpenAPI documents, to write a target for (default: the built-in ones)')
    .option(
      '--client <profile>',
      'write a driver to start from instead, with which a client of this profile is drilled',
    )
    .action((profiles: string[], { client }: { client?: string }) =>
      invoke(async (io) => {
        if (client === undefined) return (await import('../init.ts')).init(profiles, io)
        if (profiles.length > 0)
          throw usageError('--client', 'it takes one profile, and no targets are written with it')
        return (await import('../init-client.ts')).initClient(client, io)
      }),
    )
}
