import type { SetsFigure } from '../../../engine/figure.ts'
import { broken, drawn, holds, unobserved } from '../../../engine/finding.ts'
import { came } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { because, leaning } from '../statuses.ts'
import { answered, type Listed, type Listing } from './kinds.ts'

/**
 * Every element of the part is one of the whole.
 *
 * @param expected in the document's words
 * @param excused the rule that an odd element is a matter of, where it is not this one
 */
export function isSubset(
  part: Listed,
  whole: Listed,
  expected: string,
  excused: (id: string) => string | undefined = () => undefined,
): Finding {
  if (!part.ids) {
    const words = `200, or 404 where there is nothing to list, for ${part.label}`
    return broken(words, `${part.label}: ${came(part.exchange)}`, [part.exchange])
  }
  const [some, all] = [answered(part), answered(whole)]
  const cited = [some.exchange, all.exchange]
  if (all.ids.size === 0 && some.ids.size > 0 && all.isAll) {
    because(leaning(`${all.label} lists nothing`, all.rule, [all.exchange]))
  }
  const odd = [...some.ids].filter((id) => !all.ids.has(id))
  const own = odd.filter((id) => excused(id) === undefined)
  if (own.length > 0) {
    const actual = `${some.label} lists ${listed(own)}, which ${all.label} does not list`
    return drawn(broken(expected, actual, cited), setsOf(all, some, own, []))
  }
  if (odd.length > 0) {
    const leansOn = odd.flatMap((id) => excused(id) ?? [])
    return unobserved(`${some.label} and ${all.label} differ by ${listed(odd)}`, `${leansOn[0]} holds`, leansOn, cited)
  }
  return holds(`${some.label}: ${some.ids.size} of ${all.ids.size}`, cited)
}

/** Two lists are the same. */
export function isSame(one: Listed, other: Listed, expected: string): Finding {
  const cited = [one.exchange, other.exchange]
  if (!one.ids && !other.ids) {
    return unobserved(`${one.label} and ${other.label} are refused`, 'the list is answered', [], cited)
  }
  if (!one.ids || !other.ids) {
    const [refused, listing] = one.ids ? [other, one] : [one, other]
    return broken(expected, `${refused.label}: ${came(refused.exchange)}, and ${listing.label} is answered`, cited)
  }
  const [these, those] = [answered(one), answered(other)]
  const more = [...these.ids].filter((id) => !those.ids.has(id))
  const fewer = [...those.ids].filter((id) => !these.ids.has(id))
  if (more.length + fewer.length === 0) return holds(`${one.label}: the same ${these.ids.size}`, cited)
  const actual = [
    ...(more.length > 0 ? [`${one.label} lists ${listed(more)} besides`] : []),
    ...(fewer.length > 0 ? [`${one.label} lacks ${listed(fewer)}`] : []),
  ].join(', and ')
  return drawn(broken(expected, `${actual}, compared with ${other.label}`, cited), setsOf(those, these, more, fewer))
}

/** Some names, the first ones written out. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 4).join(', ')
  return names.length > 4 ? `${shown} and ${names.length - 4} more` : shown
}

function setsOf(whole: Listing, part: Listing, unexpected: readonly string[], missing: readonly string[]): SetsFigure {
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

/** What to find where lists that another rule speaks of are not there to be compared. */
export const noLists = (requirement: string): Finding => leaning('there is nothing to compare', requirement)
