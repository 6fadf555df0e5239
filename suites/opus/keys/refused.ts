import type { Exchange } from '../../../engine/exchange.ts'
import type { Observation } from '../../../engine/experiment.ts'
import { broken, unobserved } from '../../../engine/finding.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { bodyOf, leavesOf } from '../shapes.ts'
import { heldBy, unjudgeable } from '../statuses.ts'

/** Values of an answer that are looked for in a refusal. */
const MOST_VALUES = 300

/** A value by which data would be known again: a word or more, and not a number or flag that may stand anywhere. */
const isTelling = (value: string): boolean =>
  value.length >= 3 && /\p{L}|[-+:]/u.test(value) && !/^(true|false)$/.test(value)

const telling = new WeakMap<Exchange, string[]>()

/** The values of an answer by which its data would be known again. */
function tellingIn(accepted: Exchange): string[] {
  const known =
    telling.get(accepted) ?? [...new Set(leavesOf(bodyOf(accepted)).filter(isTelling))].slice(0, MOST_VALUES)
  telling.set(accepted, known)
  return known
}

/** Data of the accepted answer that stands in another one, each as a whole word. */
export function leaked(accepted: Exchange | null, refusal: Exchange): string[] {
  const text = refusal.response?.body ?? ''
  if (!accepted || text === '') return []
  return tellingIn(accepted).filter((value) => {
    const at = text.indexOf(value)
    const [before = '', after = ''] = [text[at - 1], text[at + value.length]]
    return at >= 0 && !/[\p{L}\d]/u.test(before) && !/[\p{L}\d]/u.test(after)
  })
}

/** Refused, with no data in the answer. */
export function keyRefused(observation: Observation): Finding {
  if (observation.kind === 'missing') {
    const { what, reason, remedy, leansOn } = observation
    return unobserved(`${what}: ${reason}`, remedy, leansOn)
  }
  const { what, exchange, control } = observation
  const expected = `${what} is refused (400, 401, 403 or 404), with no data in the answer`
  const cited = [control ?? undefined, exchange]
  if (isAccepted(exchange)) return broken(expected, `${what}: ${came(exchange)}`, cited)
  const doubt = unjudgeable(what, exchange)
  if (doubt) return doubt
  const data = leaked(control, exchange)
  if (data.length > 0)
    return broken(expected, `${status(exchange)} with ${data.slice(0, 3).join(', ')} in the body`, cited)
  return heldBy([400, 401, 403, 404], `${what}: ${status(exchange)}`, [exchange], cited)
}
