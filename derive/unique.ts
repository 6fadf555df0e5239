import type { Exchange } from '../engine/exchange.ts'
import { broken, holds, unobserved } from '../engine/finding.ts'
import { parsed } from '../engine/json-diff.ts'
import { isAccepted } from '../engine/status.ts'
import type { Finding } from '../engine/verdict.ts'
import type { AnswerPart } from './answers.ts'
import { isObject, type Operation } from './api.ts'
import { placeAt } from './places.ts'
import { plain, resourceOf, singular } from './pool.ts'

/** The IDs by which the items of a list are told apart: `clinics[].clinicId`, or `id`. */
export function uniqueIn(parts: readonly AnswerPart[], operation: Operation): AnswerPart[] {
  return parts
    .filter(({ path, status, text }) => {
      const [list, items, name = ''] = path.slice(-3).length === 3 ? path.slice(-3) : ['', ...path.slice(-2)]
      if (!status.startsWith('2') || text !== undefined || items !== '[]' || path.indexOf('[]') !== path.length - 2)
        return false
      const about = list ? plain(singular(list)) : resourceOf(operation.path)
      return ['id', `${about}id`].includes(plain(name))
    })
    .map((part) => ({
      ...part,
      kind: 'unique',
      level: 'should',
      title: `${part.place.replace(/^answer\.\w+\.?/, '')} tells one item from another: none stands twice`,
    }))
}

/** No ID stands twice in any of the lists. */
export function judgeUnique({ path }: AnswerPart, exchanges: readonly Exchange[]): Finding {
  const seen: Exchange[] = []
  const name = path.at(-1) ?? ''
  for (const exchange of exchanges.filter(isAccepted)) {
    const items = placeAt(parsed(exchange.response?.body), path.slice(0, -2))
    if (!Array.isArray(items) || items.length < 2) continue
    const ids = items.flatMap((one) => (isObject(one) && one[name] !== undefined ? [String(one[name])] : []))
    const twice = ids.find((one, at) => ids.indexOf(one) !== at)
    if (twice) return broken(`each ${name} once`, `${exchange.what}: ${name} ${twice} twice`, [exchange])
    seen.push(exchange)
  }
  return seen.length > 0
    ? holds(`each ${name} stands once`, seen.slice(0, 3))
    : unobserved('no list of several items was answered', 'a list of several items')
}
