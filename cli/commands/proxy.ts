import { Command, Option } from 'commander'
import { asArgument } from '../arguments.ts'
import { RUN_OPTIONS } from '../options.ts'
import { parseDuration, wholeNumber } from '../parse.ts'
import type { ProxyFlags } from '../proxy/proxy.ts'
import type { Invoke } from './invoke.ts'
import { toOption } from './run-option.ts'

/** Options that it has in common with `run`. */
const IN_COMMON = [
  'baseUrl',
  'config',
  'out',
  'rateLimit',
  'seed',
  'strict',
  'requireComplete',
  'baseline',
  'updateBaseline',
  'baselineDays',
  'history',
  'report',
  'events',
  'quiet',
  'color',
] as const

const MORE = `
One line of JSON on stdout tells where it listens. A command after -- is given BITEWING_BASE_URL, and on the embedded mock
BITEWING_CREDENTIALS (JSON); what it prints goes to stderr, and the proxy ends with it:
  bitewing proxy itero -- npm test

SIGUSR1, or Enter on a terminal, has it judge what has passed so far, write the report, and go on.

Exit status: 0 nothing fails, 1 at least one fail, 2 wrong usage or configuration, 3 the command failed or the target
could not be reached, and no rule fails.`

/** `bitewing proxy`: judges a client by its own traffic. */
export function proxyCommand(invoke: Invoke): Command {
  const option = (flags: string, summary: string, parse: (text: string) => unknown) => {
    const made = new Option(flags, summary)
    return made.argParser(asArgument(made.long!, parse))
  }
  const command = new Command('proxy')
    .summary('stand between a client and its server, and judge both')
    .description(
      'Listens on 127.0.0.1, passes everything on to a target of the configuration, or to the embedded mock of a profile, and judges the client, and the server as far as it is seen, by what passes. Ends when the command after -- does, when the time is over, or by Ctrl-C.',
    )
    .argument('<target>', 'a target of the configuration, or a profile')
    .argument('[command...]', 'after --: what to run with the proxy in front of its server')
    .addOption(option('--port <n>', 'port to listen on (default: a free one)', wholeNumber(0, 65_535)))
    .addOption(option('--for <time>', 'how long to listen, such as 60s', parseDuration))
    .addHelpText('after', MORE)
  for (const key of IN_COMMON) command.addOption(toOption(key, RUN_OPTIONS[key]))
  return command.action((name: string, args: string[], flags: ProxyFlags) =>
    invoke(async (io, parts) => (await import('../proxy/proxy.ts')).proxy(name, args, flags, io, parts)),
  )
}
