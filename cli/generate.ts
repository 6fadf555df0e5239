import { nouns } from '../generators/index.ts'
import { type Io, print } from './io.ts'
import { didYouMean } from './nearest.ts'
import { usageError } from './usage-error.ts'
import { listOr } from './words.ts'

/** Options of `bitewing generate`. */
export interface GenerateFlags {
  seed?: number
  count?: number
  invalid?: true
  list?: true
}

/**
 * `bitewing generate`: prints values as JSON lines, or the list of nouns.
 *
 * @throws UsageError for an unknown noun, and for invalid values of one that has none.
 */
export async function generate(name: string | undefined, flags: GenerateFlags, io: Io): Promise<0> {
  if (flags.list) {
    const width = Math.max(...Object.keys(nouns).map((noun) => noun.length))
    for (const [noun, { summary }] of Object.entries(nouns)) print(io, `${noun.padEnd(width)}  ${summary}`)
    return 0
  }
  const noun = name !== undefined && Object.hasOwn(nouns, name) ? nouns[name] : undefined
  if (!noun) {
    const there = name === undefined ? 'nothing' : JSON.stringify(name)
    throw usageError(
      'noun',
      `expected ${listOr(Object.keys(nouns))}, found ${there}`,
      didYouMean(name ?? '', Object.keys(nouns)),
    )
  }
  const { seed = 1, count = 1, invalid = false } = flags
  if (invalid && !noun.breakable) {
    const breakable = Object.entries(nouns).flatMap(([one, { breakable }]) => (breakable ? [one] : []))
    throw usageError('--invalid', `there are no invalid values of ${name}`, `There are of ${listOr(breakable)}`)
  }
  for (let index = 0; index < count; index++) {
    const line = JSON.stringify(await noun.generate(seed + index, { invalid }))
    if (!io.stdout.write(`${line}\n`)) await new Promise<void>((resolve) => io.stdout.once('drain', resolve))
  }
  return 0
}
