import { resolve } from 'node:path'
import { listOr } from '../engine/words.ts'
import { nouns as builtIn } from '../generators/index.ts'
import { isDocument } from '../profiles/find.ts'
import { asUsage } from './as-usage.ts'
import { type Io, print } from './io.ts'
import { didYouMean } from './nearest.ts'
import { usageError } from './usage-error.ts'

/** What there is to generate of a document. */
const nounsIn = (path: string) =>
  asUsage(async () => {
    const [{ nounsOf }, { nameOf }] = await Promise.all([import('../derive/nouns.ts'), import('../derive/profile.ts')])
    return nounsOf(path, nameOf(path))
  }, 'document')

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
 * @param words a noun; or an OpenAPI document, and one of its operations or schemas
 * @throws UsageError for an unknown noun, for a document that cannot be read, and for invalid values of a noun that has none.
 */
export async function generate(words: readonly string[], flags: GenerateFlags, io: Io): Promise<0> {
  const [first = '', second] = words
  const nouns = isDocument(first) ? await nounsIn(resolve(io.cwd, first)) : builtIn
  const name = isDocument(first) ? second : words[0]
  if (flags.list) {
    const width = Math.max(0, ...Object.keys(nouns).map((noun) => noun.length))
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
