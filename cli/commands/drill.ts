import { Command } from 'commander'
import type { DrillFlags } from '../drill/drill.ts'
import { RUN_OPTIONS } from '../options.ts'
import type { Invoke } from './invoke.ts'
import { toOption } from './run-option.ts'

/** Options that it has in common with `run`. */
const IN_COMMON = [
  'config',
  'out',
  'only',
  'skip',
  'list',
  'plan',
  'seed',
  'strict',
  'requireComplete',
  'baseline',
  'updateBaseline',
  'baselineDays',
  'history',
  'report',
  'json',
  'events',
  'quiet',
  'color',
] as const

const MORE = `
A driver is a program of yours that does one job with your client: docs/clients.md has the protocol, and
"bitewing init --client <profile>" writes one to start from. The configuration names it:
  { "clients": { "mine": { "profile": "itero", "driver": ["node", "driver.mjs"] } } }

--only and --skip take the names of situations too:
  bitewing drill mine --only lost-answer --hold

Exit status: 0 nothing fails, 1 at least one fail, 2 wrong usage or configuration, 3 the driver answered no job.`

/** `bitewing drill`: judges a client by what it makes of situations. */
export function drillCommand(invoke: Invoke): Command {
  const command = new Command('drill')
    .summary('give a client jobs in situations, and judge what it makes of them')
    .description(
      'Brings situations about on embedded mocks, each with data of its own, has the driver of a client do a job in each, and judges the client by what it sent and by what it answered.',
    )
    .argument('<client>', 'a client of the configuration')
    .option('--hold', 'leave the server of the one chosen situation open until Ctrl-C')
    .addHelpText('after', MORE)
  for (const key of IN_COMMON) command.addOption(toOption(key, RUN_OPTIONS[key]))
  return command.action((name: string, flags: DrillFlags) =>
    invoke(async (io, parts) => (await import('../drill/drill.ts')).drill(name, flags, io, parts)),
  )
}
