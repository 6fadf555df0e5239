import { Command, Option } from 'commander'
import { asArgument } from '../arguments.ts'
import type { GenerateFlags } from '../generate.ts'
import { wholeNumber } from '../parse.ts'
import type { Invoke } from './invoke.ts'

const MORE = `
Examples:
  bitewing generate order --seed 7
  bitewing generate order --invalid --count 20 | jq -r '.breaks + ": " + .what'
  bitewing generate ./acme.yaml createOrder`

/** `bitewing generate`: synthetic values as JSON lines. */
export function generateCommand(invoke: Invoke): Command {
  const option = (flags: string, summary: string, min: number) => {
    const made = new Option(flags, summary)
    return made.argParser(asArgument(made.long!, wholeNumber(min, 2 ** 32 - 1)))
  }
  return new Command('generate')
    .summary('print synthetic patients, orders, bookings …')
    .description('Prints synthetic values, one line of JSON each: the same seed gives the same values.')
    .argument(
      '[noun...]',
      'what to generate (--list has them); of an OpenAPI document, its path and an operation or a schema',
    )
    .addOption(option('--seed <n>', 'seed of the first value (default: 1); each further one has the next', 0))
    .addOption(option('--count <n>', 'how many (default: 1)', 1))
    .option('--invalid', 'values that break one clause each, with the requirement and what is wrong')
    .option('--list', 'list what can be generated')
    .addHelpText('after', MORE)
    .action((words: string[], flags: GenerateFlags) =>
      invoke(async (io) => (await import('../generate.ts')).generate(words, flags, io)),
    )
}
