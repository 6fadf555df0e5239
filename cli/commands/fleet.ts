import { Command } from 'commander'
import { asArgument } from '../arguments.ts'
import { parseInterval } from '../fleet/interval.ts'
import type { PlaceFlags } from '../fleet/open.ts'
import type { Invoke } from '../program.ts'

const MORE = `
A fleet is kept in a folder (--dir, by default .bitewing/fleet), which one process has at a time, or in a PostgreSQL
(--database, BITEWING_DATABASE_URL), which several machines may work on. docs/fleet.md has more.

Examples:
  bitewing fleet add clinics.ndjson --every 1d     a target in each line: { "name", "profile", "baseUrl", … }
  bitewing fleet run                               judges what is due
  bitewing fleet ask "ITERO-LAB-03 since 7d"       where it failed, from when until when`

type Flags = PlaceFlags & { json?: true }

/** `bitewing fleet`: many targets over time. */
export function fleetCommand(invoke: Invoke): Command {
  const command = new Command('fleet')
    .summary('judge many targets over time')
    .description('Judges many targets over time: what is due is put into a queue, which several machines may work on.')
    .addHelpText('after', MORE)
  const subcommand = (name: string, summary: string) =>
    placed(
      command
        .command(name)
        .summary(summary)
        .description(`${summary[0]!.toUpperCase()}${summary.slice(1)}.`),
    )

  subcommand('add', 'add the targets of a file')
    .argument('<file>', 'targets, a line each (.ndjson), or a configuration')
    .option('--every <interval>', 'how often each is judged (default: 1d)', asArgument('--every', parseInterval))
    .action((file: string, flags: Flags & { every?: number }) =>
      invoke(async (io) => (await import('../fleet/targets.ts')).addTargets(file, flags, io)),
    )
  subcommand('remove', 'take targets out, with all that is known of them')
    .argument('<target...>', 'names')
    .action((names: string[], flags: Flags) =>
      invoke(async (io) => (await import('../fleet/targets.ts')).removeTargets(names, flags, io)),
    )
  subcommand('pause', 'judge targets no more, until they are let go on')
    .argument('<target...>', 'names')
    .option('--off', 'let them go on')
    .action((names: string[], flags: Flags & { off?: true }) =>
      invoke(async (io) => (await import('../fleet/targets.ts')).pauseTargets(names, flags, io)),
    )
  subcommand('list', 'list the targets, and when each is due').action((flags: Flags) =>
    invoke(async (io) => (await import('../fleet/targets.ts')).listTargets(flags, io)),
  )
  subcommand('status', 'tell where each target stands').action((flags: Flags) =>
    invoke(async (io) => (await import('../fleet/status.ts')).fleetStatus(flags, io)),
  )
  return command
}

const placed = (command: Command) =>
  command
    .option('--database <url>', 'the PostgreSQL that the fleet is kept in [BITEWING_DATABASE_URL]')
    .option('--dir <dir>', 'the folder that it is kept in without one (default: .bitewing/fleet)')
    .option('--json', 'as JSON')
