import type { Exchange } from '../../engine/exchange.ts'
import type { Observation } from '../../engine/experiment.ts'
import { broken, unobserved } from '../../engine/finding.ts'
import { came, isAccepted, status } from '../../engine/status.ts'
import { isSendable } from '../../engine/transport.ts'
import type { Finding } from '../../engine/verdict.ts'
import { isWrite, type Key, OPERATIONS, type Operation } from './api.ts'
import type { Opus } from './context.ts'
import type { RequirementId } from './requirements.gen.ts'
import { bodyOf, leavesOf } from './shapes.ts'
import { heldBy, unjudgeable } from './statuses.ts'
import { type Trials, vary } from './trials.ts'

const MISSING: Key = { what: 'without api_key', value: undefined, shown: '' }

/** The right key but for its last letter: as long as the right one, and the same as far as a careless comparison looks. */
export const wrongKey = (right: string): Key => ({
  what: 'with a wrong api_key of the same length',
  value: `${right.slice(0, -1)}${right.endsWith('x') ? 'y' : 'x'}`,
  shown: '[another api_key of the same length]',
})

/**
 * Keys that are the right one but for a detail; none that happens to be the right one.
 *
 * @param nth of two that differ in their case alone, which one is tried
 */
function nearKeys(right: string, nth: number): Key[] {
  const inOtherCase: [string, string][] = [
    ['the right api_key in lower case', right.toLowerCase()],
    ['the right api_key in upper case', right.toUpperCase()],
  ]
  const cases = inOtherCase.filter(([, value]) => value !== right)
  const near: [string, string][] = [
    ['an empty api_key', ''],
    ...cases.slice(nth % Math.max(1, cases.length)).slice(0, 1),
    ['the right api_key with a letter more', `${right}x`],
    // What takes the beginning alone takes an empty one too, or is one way of comparing for all operations.
    ...(nth === 0 ? [['the right api_key with a letter less', right.slice(0, -1)] as [string, string]] : []),
  ]
  return near
    .filter(
      ([, value], nth) => value !== right && isSendable(value) && near.findIndex(([, one]) => one === value) === nth,
    )
    .map(([what, value]) => ({ what: `with ${what}`, value, shown: value === '' ? '' : `[${what}]` }))
}

/** Keys that are tried: none, a wrong one, and such as are almost the right one. */
export type Keys = 'missing' | 'wrong' | 'near'

/** The rule on an operation without, or with a plainly wrong key. */
export function plainRuleOf(operation: Operation, keys: 'missing' | 'wrong'): RequirementId {
  switch (operation) {
    case 'getPatient':
      return keys === 'missing' ? 'OPUS-KEY-01' : 'OPUS-KEY-02'
    case 'getBookings':
      return 'OPUS-KEY-03'
    case 'createBooking':
      return 'OPUS-KEY-04'
    case 'updateBooking':
      return 'OPUS-KEY-05'
    case 'createPatient':
      return 'OPUS-KEY-06'
    default:
      return 'OPUS-KEY-07'
  }
}

/**
 * Tries keys on an operation, once in a run; each is the one change of an accepted call. Whether a write was done is asked
 * once for all that one rule looks at, so a write without and with a wrong key is one experiment.
 */
export function tryKeys(opus: Opus, operation: Operation, keys: Keys): Promise<Trials> {
  const together = isWrite(operation) && keys !== 'near'
  return opus.once(`${operation} with keys: ${together ? 'plainly wrong' : keys}`, () => {
    const right = opus.client.rightKey
    const tried = together ? [MISSING, wrongKey(right)] : keysOf(right, operation, keys)
    const varied = () =>
      vary(
        opus,
        operation,
        ({ call }) => tried.map((key) => ({ what: `${operation} ${key.what}`, call: { ...call, key } })),
        true,
      )
    return isWrite(operation) ? varied() : opus.during('made', varied)
  })
}

function keysOf(right: string, operation: Operation, keys: Keys): Key[] {
  if (keys === 'near') return nearKeys(right, isWrite(operation) ? 1 : OPERATIONS.indexOf(operation))
  return [keys === 'missing' ? MISSING : wrongKey(right)]
}

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
