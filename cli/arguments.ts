import { BadValue } from './parse.ts'
import { usageError } from './usage-error.ts'

/**
 * A reader of values as commander takes one. A list that is given again becomes longer.
 *
 * @param option as messages name it: `--rate-limit`
 */
export function asArgument<Value>(
  option: string,
  parse: (text: string) => Value,
): (text: string, previous: unknown) => Value {
  return (text, previous) => {
    try {
      const value = parse(text)
      return Array.isArray(value) && Array.isArray(previous) ? ([...previous, ...value] as Value) : value
    } catch (error) {
      throw error instanceof BadValue ? usageError(option, error.message) : error
    }
  }
}
