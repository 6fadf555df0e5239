import { Option } from 'commander'
import { asArgument } from '../arguments.ts'
import { OPTION_VARIABLES, type OptionSpec } from '../options.ts'

/** An option of `run`, with the variable that gives it too. */
export function toOption(key: string, { flags, summary, parse }: OptionSpec): Option {
  const variable = OPTION_VARIABLES.find((one) => one.key === key)
  const option = new Option(flags, variable ? `${summary} [${variable.name}]` : summary)
  return parse ? option.argParser(asArgument(option.long!, parse)) : option
}
