import type { SetsFigure } from '../../../engine/figure.ts'
import { broken, drawn, holds, unobserved, worst } from '../../../engine/finding.ts'
import { came } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { leaning } from '../statuses.ts'
import type { Listed } from './kinds.ts'

interface SubsetOptions {
  /** In the document's words. */
  expected: string
  /** The rule that a refused part is a matter of, where it is not this one. */
  refusedIs?: string
  /** The rule that a refused or unknown whole is a matter of. */
  wholeIs: string
  /** The whole is the list without a filter, which is not empty. */
  isAll?: true
  /** The rule that an odd element is a matter of, where it is not this one. */
  excused?: (id: string) => string | undefined
}

/** Every element of the part is one of the whole. */
export function isSubset(part: Listed, whole: Listed, options: SubsetOptions): Finding {
  if (part.kind === 'doubt') return part.finding
  if (part.kind === 'refused') {
    if (options.refusedIs) {
      return leaning(`${part.label} is refused`, options.refusedIs, [part.exchange])
    }
    return broken(
      `200, or 404 where there is nothing to list, for ${part.label}`,
      `${part.label}: ${came(part.exchange)}`,
      [part.exchange],
    )
  }
  if (whole.kind === 'doubt') return whole.finding
  if (whole.kind === 'refused') {
    return leaning(`${whole.label} is refused`, options.wholeIs, [whole.exchange])
  }
  if (whole.ids.size === 0 && part.ids.size > 0 && options.isAll) {
    return leaning(`${whole.label} lists nothing`, options.wholeIs, [whole.exchange])
  }
  const odd = [...part.ids].filter((id) => !whole.ids.has(id))
  const own = odd.filter((id) => options.excused?.(id) === undefined)
  if (own.length > 0) {
    const actual = `${part.label} lists ${listed(own)}, which ${whole.label} does not list`
    return drawn(broken(options.expected, actual, [part.exchange, whole.exchange]), setsOf(whole, part, own, []))
  }
  const [first] = odd
  if (first !== undefined) {
    const leansOn = odd.flatMap((id) => options.excused?.(id) ?? [])
    const reason = `${part.label} and ${whole.label} differ by ${listed(odd)}`
    return unobserved(reason, `${leansOn[0]} holds`, leansOn, [part.exchange, whole.exchange])
  }
  return holds(`${part.label}: ${part.ids.size} of ${whole.ids.size}`, [part.exchange, whole.exchange])
}

/** Two lists are the same. */
export function isSame(one: Listed, other: Listed, expected: string): Finding {
  if (one.kind === 'doubt') return one.finding
  if (other.kind === 'doubt') return other.finding
  const cited = [one.exchange, other.exchange]
  if (one.kind === 'refused' && other.kind === 'refused') {
    return unobserved(`${one.label} and ${other.label} are refused`, 'the list is answered', [], cited)
  }
  if (one.kind === 'refused' || other.kind === 'refused') {
    const [refused, answered] = one.kind === 'refused' ? [one, other] : [other, one]
    return broken(expected, `${refused.label}: ${came(refused.exchange)}, and ${answered.label} is answered`, cited)
  }
  const more = [...one.ids].filter((id) => !other.ids.has(id))
  const fewer = [...other.ids].filter((id) => !one.ids.has(id))
  if (more.length + fewer.length === 0) return holds(`${one.label}: the same ${one.ids.size}`, cited)
  const actual = [
    ...(more.length > 0 ? [`${one.label} lists ${listed(more)} besides`] : []),
    ...(fewer.length > 0 ? [`${one.label} lacks ${listed(fewer)}`] : []),
  ].join(', and ')
  return drawn(broken(expected, `${actual}, compared with ${other.label}`, cited), setsOf(other, one, more, fewer))
}

/** Some names, the first ones written out. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 4).join(', ')
  return names.length > 4 ? `${shown} and ${names.length - 4} more` : shown
}

function setsOf(
  whole: Extract<Listed, { kind: 'ids' }>,
  part: Extract<Listed, { kind: 'ids' }>,
  unexpected: readonly string[],
  missing: readonly string[],
): SetsFigure {
  const names = [...new Set([...whole.ids, ...part.ids])]
  return {
    kind: 'sets',
    title: `${part.label}, beside ${whole.label}`,
    rows: [
      { label: whole.label, members: [...whole.ids].map((name) => ({ name })) },
      {
        label: part.label,
        members: names
          .filter((name) => part.ids.has(name) || missing.includes(name))
          .map((name) => ({
            name,
            ...(unexpected.includes(name) ? { odd: 'unexpected' as const } : {}),
            ...(missing.includes(name) ? { odd: 'missing' as const } : {}),
          })),
      },
    ],
  }
}

/** One finding of many relations of one rule: all that hold are told in one sentence. */
export function together(findings: readonly Finding[], kept: string, nothing: Finding): Finding {
  const finding = worst(findings, nothing)
  return finding.outcome === 'holds' && findings.length > 0
    ? holds(`${findings.length} ${kept}`, finding.exchanges)
    : finding
}

/** What to find where lists that another rule speaks of are not there to be compared. */
export const noLists = (requirement: string): Finding => leaning('there is nothing to compare', requirement)
