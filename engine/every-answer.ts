import { mayBeGateways } from './again.ts'
import type { Exchange } from './exchange.ts'
import { broken, holds, mildlyBroken, unobserved } from './finding.ts'
import { came, status } from './status.ts'
import type { Finding } from './verdict.ts'

/** Operations of which a finding shows an example; of the others it counts, and all answers are cited. */
const SHOWN = 3

/** A rule on every answer of a run. */
export interface EveryAnswer {
  breaks(exchange: Exchange): boolean
  /** In the document's words. */
  expected: string
  kept(count: number): string
  /** What to say where no answer is the rule's subject. */
  nothing: string
}

/** Judges all answers that a rule is about. */
export function judgeEveryAnswer(answers: readonly Exchange[], rule: EveryAnswer): Finding {
  const faulty = answers.filter(rule.breaks)
  if (faulty.length > 0) {
    return broken(rule.expected, byOperation(faulty).join('; '), faulty)
  }
  if (answers.length === 0) return unobserved(rule.nothing, 'a run in which there is one')
  return holds(rule.kept(answers.length))
}

/** What came, once for each operation and status, with how often it came: `createNewOrder drew 422 81 times, first …`. */
function byOperation(faulty: readonly Exchange[]): string[] {
  const groups = new Map<string, [Exchange, ...Exchange[]]>()
  for (const exchange of faulty) {
    const kind = `${exchange.operation} drew ${status(exchange)}`
    const group = groups.get(kind)
    if (group) group.push(exchange)
    else groups.set(kind, [exchange])
  }
  return [...groups].map(([kind, [first, ...more]], nth) => {
    if (nth >= SHOWN) return times(kind, more.length + 1)
    const example = `${first.what}: ${came(first, 60)}`
    const alone = first.what.startsWith(first.operation) ? example : `${first.operation}, ${example}`
    return more.length === 0 ? alone : `${times(kind, more.length + 1)}, first ${example}`
  })
}

const times = (kind: string, count: number): string => (count === 1 ? `${kind} once` : `${kind} ${count} times`)
/**
 * Judges the statuses of all answers. What a gateway answered before the API did warns once, with how often it came; so
 * does its 502 or 504 to a write, which is not made twice, where others of the operation were answered by the API.
 *
 * @param answers also those of {@link Session.passedOver}
 */
export function judgeStatuses(answers: readonly Exchange[], rule: EveryAnswer): Finding {
  const own = answers.filter((exchange) => !exchange.repeated)
  const isAnswered = ({ operation, purpose }: Exchange) =>
    own.some((one) => one.operation === operation && one.purpose === purpose && !mayBeGateways(one) && one.response)
  const between = [
    ...answers.filter((exchange) => exchange.repeated),
    ...own.filter((one) => mayBeGateways(one) && status(one) !== 429 && !one.repeatOf && isAnswered(one)),
  ]
  const finding = judgeEveryAnswer(
    own.filter((exchange) => !between.includes(exchange)),
    rule,
  )
  if (finding.outcome === 'broken' || between.length === 0) return finding
  const codes = [...new Set(between.map(status))].sort()
  const often = codes.map((code) => times(String(code), between.filter((one) => status(one) === code).length))
  const actual = `${often.join(', ')}: it seems to be a gateway's, since asked again more slowly the API answered`
  return mildlyBroken(rule.expected, actual, between)
}

/** The text of an answer's body, `''` for none. */
export const bodyText = (exchange: Exchange): string => exchange.response?.body.trim() ?? ''

/** Whether a body is none, or a JSON value that tells nothing. */
export const saysNothing = (exchange: Exchange): boolean => /^(\{\s*\}|\[\s*\]|""|null)?$/.test(bodyText(exchange))
