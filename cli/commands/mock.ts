import { Command, Option } from 'commander'
import { asArgument } from '../arguments.ts'
import type { MockFlags } from '../mock-flags.ts'
import { oneOf, parseList, parseRateLimit, wholeNumber } from '../parse.ts'
import type { Invoke } from './invoke.ts'

const MORE = `
The text is for people, on stderr; stdout has a configuration that fits the mock:
  bitewing mock itero --port 8080 > bitewing.config.json &
  bitewing run itero`

/** `bitewing mock`: serves an embedded mock until it is stopped. */
export function mockCommand(invoke: Invoke): Command {
  const option = (flags: string, summary: string, parse: (text: string) => unknown) => {
    const made = new Option(flags, summary)
    return made.argParser(asArgument(made.long!, parse))
  }
  return new Command('mock')
    .summary('serve an embedded mock on this machine')
    .description(
      'Serves the embedded mock of a profile, or of any OpenAPI document, on 127.0.0.1 until it is stopped by Ctrl-C.',
    )
    .argument('<profile>', 'itero, opus, inbox, or the path of a module or an OpenAPI document')
    .addOption(option('--port <n>', 'port to listen on (default: a free one)', wholeNumber(0, 65_535)))
    .addOption(option('--defect <ids>', 'seeded defects to switch on, separated by commas', parseList))
    .addOption(option('--variant <ids>', 'conforming variants to switch on', parseList))
    .option('--list-defects', 'list the seeded defects, each with the requirement that it breaks')
    .option('--list-variants', 'list the conforming variants')
    .option('--json', 'the list as JSON')
    .addOption(option('--seed <n>', 'seed of what the mock makes up (default: 1)', wholeNumber(0, 2 ** 32 - 1)))
    .addOption(
      option('--rate-limit <limit>', 'rate limit in place of the documented one, such as 10/2s', parseRateLimit),
    )
    .addOption(
      option(
        '--clock <kind>',
        'real (default), or virtual: it moves by provider states alone',
        oneOf('real', 'virtual'),
      ),
    )
    .option(
      '--situation <name>',
      'bring a situation of drills about, and print its job (bitewing drill --list has them)',
    )
    .option('--print-config', 'print the configuration and nothing for people')
    .addHelpText('after', MORE)
    .action((profile: string, flags: MockFlags) =>
      invoke(async (io, parts) => (await import('../serve-mock.ts')).serveMock(profile, flags, io, parts)),
    )
}
