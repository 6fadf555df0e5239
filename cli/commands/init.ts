import { Command } from 'commander'
import type { Invoke } from '../program.ts'

/** `bitewing init`: writes a configuration to start from. */
export function initCommand(invoke: Invoke): Command {
  return new Command('init')
    .summary('write a configuration to start from')
    .description(
      'Writes bitewing.config.json with a target for each profile; what differs and what is secret comes from variables.',
    )
    .argument('[profile...]', 'profiles to write a target for (default: all)')
    .action((profiles: string[]) => invoke(async (io) => (await import('../init.ts')).init(profiles, io)))
}
