import type { Situation } from '../../engine/drill.ts'
import { type Drilled, showing } from '../../profiles/drill.ts'
import { choose, toRegExp } from '../choose.ts'
import type { Settled } from '../options.ts'
import { usageError } from '../usage-error.ts'

/**
 * What is judged, and the situations that show it: `--only` and `--skip` take the names of situations, and globs of them, beside the
 * IDs of rules.
 *
 * @throws UsageError where nothing is left
 */
export function chosenOf({ drill, side, requirements }: Drilled, { only, skip = [] }: Pick<Settled, 'only' | 'skip'>) {
  const matching = (pattern: string) => drill.situations.filter(({ name }) => toRegExp(pattern).test(name))
  const isOfRules = (pattern: string) =>
    matching(pattern).length === 0 || requirements.some(({ id }) => toRegExp(pattern).test(id))
  const named = only?.filter((one) => !isOfRules(one)).flatMap(matching) ?? []
  const unwanted = skip.filter((one) => !isOfRules(one)).flatMap(matching)
  const ids = only?.filter(isOfRules)
  const shows = (id: string, situation: Situation) => showing(id, side, [situation]).length > 0
  const names = drill.situations.map(({ name }) => name)
  const others = { names, kind: 'rule and no situation', listed: 'the situations' }
  const byIds = ids?.length === 0 ? [] : choose(requirements, ids, skip.filter(isOfRules), others)
  const situations = drill.situations.filter(
    (one) => !unwanted.includes(one) && (named.includes(one) || byIds.some(({ id }) => shows(id, one))),
  )
  if (situations.length === 0) throw usageError('--skip', 'no situation is left', 'Choose at least one')
  const chosen = requirements.filter(
    (one) => byIds.includes(one) || named.some((situation) => shows(one.id, situation)),
  )
  return { chosen, situations }
}
