import { Command, Option } from 'commander'
import { asArgument } from '../arguments.ts'
import { parseInterval, parseQuietHours } from '../fleet/interval.ts'
import type { PlaceFlags } from '../fleet/open.ts'
import type { WorkFlags } from '../fleet/run.ts'
import { parseWhen } from '../fleet/when.ts'
import { type OptionSpec, RUN_OPTIONS } from '../options.ts'
import { oneOf, parseDuration, wholeNumber } from '../parse.ts'
import type { Invoke } from './invoke.ts'

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
  const work = (name: string, summary: string) => {
    const made = subcommand(name, summary)
    for (const option of WORK_OPTIONS) made.addOption(option())
    return made
  }
  work('run', 'put what is due into the queue, and work until nothing is due')
    .option('--watch', 'go on when nothing is due')
    .action((flags: WorkFlags) => invoke(async (io) => (await import('../fleet/run.ts')).runFleet(flags, io)))
  work('work', 'work on the queue as one more machine, until it is stopped').action((flags: WorkFlags) =>
    invoke(async (io) => (await import('../fleet/run.ts')).workOnFleet(flags, io)),
  )
  subcommand('report', 'write the report of the fleet: a page, a table, a summary and the data')
    .option('--out <dir>', 'folder for it (default: bitewing-fleet)')
    .addOption(
      option(
        '--since <when>',
        'from when on changes are told, such as 7d or 2026-03-01 (default: 1d)',
        checked(parseWhen),
      ),
    )
    .addOption(
      option(
        '--targets <which>',
        'whose own reports are written too: failing (default), all or none',
        oneOf('failing', 'all', 'none'),
      ),
    )
    .action((flags: Flags & ReportFlags) =>
      invoke(async (io) => (await import('../fleet/report.ts')).reportFleet(flags, io)),
    )
  subcommand('ask', 'tell where a requirement failed, from when until when')
    .argument('<question...>', '"<requirement> since <when>": an ID or a glob; 7d, yesterday, 2026-03-01')
    .option('--group <group>', 'of targets of this group alone')
    .action((words: string[], flags: Flags & { group?: string }) =>
      invoke(async (io) => (await import('../fleet/ask.ts')).askFleet(words, flags, io)),
    )
  return command
}

interface ReportFlags {
  out?: string
  since?: string
  targets?: 'failing' | 'all' | 'none'
}

/** The text, once it has been found to be one that can be read. */
const checked = (parse: (text: string) => unknown) => (text: string) => {
  parse(text)
  return text
}

const option = <Value>(flags: string, summary: string, parse: (text: string) => Value) => {
  const made = new Option(flags, summary)
  return made.argParser(asArgument(made.long!, parse))
}

/** Options of those that judge; those in common with `run` are as there, without its variables. */
const WORK_OPTIONS: (() => Option)[] = [
  () => option('--workers <n>', 'runs side by side in this process (default: 4)', wholeNumber(1)),
  () =>
    option('--at-most <n>', 'runs at once in the whole fleet, from now on (none: no limit)', orNone(wholeNumber(1))),
  () =>
    option(
      '--quiet-hours <hours>',
      'when no run is begun, from now on: 07:00-19:00 Europe/Oslo (none: at any hour)',
      orNone(parseQuietHours),
    ),
  () => new Option('--evidence <dir>', 'keep the evidence as files in this folder, not in the store'),
  () => option('--keep <n>', 'runs of a target whose evidence is kept (default: 2)', wholeNumber(1)),
  ...(['seed', 'exhaustive', 'timeout'] as const).map((key) => () => plainOption(key)),
  () => option('--max-time <time>', 'time for one run (default: 30m)', parseDuration),
  ...(['allowWrites', 'strict', 'requireComplete', 'quiet'] as const).map((key) => () => plainOption(key)),
]

function plainOption(key: 'seed' | 'exhaustive' | 'timeout' | 'allowWrites' | 'strict' | 'requireComplete' | 'quiet') {
  const { flags, summary, parse }: OptionSpec = RUN_OPTIONS[key]
  return parse ? option(flags, summary, parse) : new Option(flags, summary)
}

const orNone =
  <Value>(parse: (text: string) => Value) =>
  (text: string) =>
    text === 'none' ? null : parse(text)

const placed = (command: Command) =>
  command
    .option('--database <url>', 'the PostgreSQL that the fleet is kept in [BITEWING_DATABASE_URL]')
    .option('--dir <dir>', 'the folder that it is kept in without one (default: .bitewing/fleet)')
    .option('--json', 'as JSON')
