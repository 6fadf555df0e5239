import { unobserved } from './finding.ts'
import type { Rules } from './rule.ts'
import type { Finding } from './verdict.ts'

/** All that a rule leans on, and what that leans on in turn. */
export function groundsOf(rules: Rules['rules'], id: string, known = new Set<string>()): string[] {
  for (const ground of rules[id]?.leansOn ?? []) {
    if (known.has(ground)) continue
    known.add(ground)
    groundsOf(rules, ground, known)
  }
  return [...known]
}

/**
 * One cause, one fail: a fault that a broken ground explains says nothing of its own rule. What explains it is a broken
 * ground that no other broken ground explains in turn; so the root that is named is broken itself.
 *
 * @param own the rules' own judgements, undefined for one that has none
 */
export function explained(
  rules: Rules['rules'],
  id: string,
  finding: Finding,
  own: (id: string) => Finding | undefined,
): Finding {
  if (finding.outcome !== 'broken') return finding
  const faulty = groundsOf(rules, id).filter((ground) => own(ground)?.outcome === 'broken')
  const roots = faulty.filter((one) => !groundsOf(rules, one).some((ground) => faulty.includes(ground)))
  if (roots.length === 0) return finding
  const names = roots.join(', ')
  return unobserved(
    `${finding.actual}, which ${names} may explain`,
    `${names} ${roots.length > 1 ? 'hold' : 'holds'}`,
    roots,
    finding.exchanges,
  )
}
