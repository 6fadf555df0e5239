import { unobserved } from './finding.ts'
import type { Ground, Rules } from './rule.ts'
import type { Finding } from './verdict.ts'
import { listAnd } from './words.ts'

/** The requirement that a ground is, or is a part of. */
export const requirementOf = (ground: Ground): string => (typeof ground === 'string' ? ground : ground.id)

/** What has to come first, where these requirements are broken. */
export function hold(ids: readonly string[]): string {
  const distinct = [...new Set(ids)]
  return `${listAnd(distinct)} ${distinct.length > 1 ? 'hold' : 'holds'}`
}

/** What a ground itself leans on. */
export const leaningOf = (rules: Rules['rules'], ground: Ground): readonly Ground[] =>
  (typeof ground === 'string' ? rules[ground] : ground)?.leansOn ?? []

/** All that a rule leans on, and what that leans on in turn. */
export function groundsOf(rules: Rules['rules'], from: Ground, known = new Set<Ground>()): Ground[] {
  for (const ground of leaningOf(rules, from)) {
    if (known.has(ground)) continue
    known.add(ground)
    groundsOf(rules, ground, known)
  }
  return [...known]
}

/**
 * One cause, one fail: a fault that a broken ground explains says nothing of its own rule. What explains it is a broken
 * ground that no other broken ground explains in turn; so the root that is named is broken itself. A part of the rule
 * itself explains nothing of it.
 *
 * @param own the grounds' own judgements, undefined for one that has none
 */
export function explained(
  rules: Rules['rules'],
  id: string,
  finding: Finding,
  own: (ground: Ground) => Finding | undefined,
): Finding {
  if (finding.outcome !== 'broken') return finding
  const faulty = groundsOf(rules, id).filter((ground) => own(ground)?.outcome === 'broken')
  const roots = faulty.filter((one) => !groundsOf(rules, one).some((ground) => faulty.includes(ground)))
  const ids = [...new Set(roots.map(requirementOf))]
  if (ids.length === 0 || ids.includes(id)) return finding
  return unobserved(`${finding.actual}, which ${listAnd(ids)} may explain`, hold(ids), ids, finding.exchanges)
}
