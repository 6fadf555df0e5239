import type { Requirement } from '../engine/requirement.ts'
import { listOr } from '../engine/words.ts'
import { nearest } from './nearest.ts'
import { type Problem, UsageError, usageError } from './usage-error.ts'

/**
 * The requirements that `--only` and `--skip` leave, in register order. A pattern is an ID or a glob (`*` any characters,
 * `?` one); case does not count.
 *
 * @throws UsageError for a pattern that matches none of them, and where none is left.
 */
export function choose<One extends Pick<Requirement, 'id'>>(
  requirements: readonly One[],
  only: readonly string[] | undefined,
  skip: readonly string[] = [],
  others: Others = NO_OTHERS,
): One[] {
  const ids = requirements.map(({ id }) => id)
  const problems = [...unmatched('--only', only ?? [], ids, others), ...unmatched('--skip', skip, ids, others)]
  if (problems.length > 0) throw new UsageError(problems)
  const wanted = only?.map(toRegExp)
  const unwanted = skip.map(toRegExp)
  const chosen = requirements.filter(
    ({ id }) => (!wanted || wanted.some((one) => one.test(id))) && !unwanted.some((one) => one.test(id)),
  )
  if (chosen.length === 0) {
    throw usageError(only ? '--only with --skip' : '--skip', `no rule is left of ${ids.length}`, 'Choose at least one')
  }
  return chosen
}

/** What else a pattern may name, where it may. */
interface Others {
  names: readonly string[]
  /** `rule`, or `rule and no situation`. */
  kind: string
  /** What `--list` shows. */
  listed: string
}

const NO_OTHERS: Others = { names: [], kind: 'rule', listed: 'the rules' }

function unmatched(
  option: string,
  patterns: readonly string[],
  ids: readonly string[],
  { names, kind, listed }: Others,
): Problem[] {
  return patterns
    .filter((pattern) => {
      const matcher = toRegExp(pattern)
      return !ids.some((id) => matcher.test(id))
    })
    .map((pattern) => {
      const near = nearest(pattern, [...(pattern.includes('*') ? families(ids) : ids), ...names], 3)
      const next = near.length > 0 ? `The nearest are ${listOr(near)}` : `--list shows ${listed}`
      return { where: option, what: `"${pattern}" matches no ${kind}`, next }
    })
}

/** `ITERO-LAB-*` for each group of IDs that differ in their number alone. */
const families = (ids: readonly string[]) => ids.map((id) => id.replace(/\d+$/, '*'))

/** What an ID or a glob matches. */
export const toRegExp = (pattern: string) =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  )
