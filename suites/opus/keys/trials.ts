import type { Exchange } from '../../../engine/exchange.ts'
import type { Observation } from '../../../engine/experiment.ts'
import { isUnjudgeable } from '../../../engine/rule.ts'
import { isAccepted } from '../../../engine/status.ts'
import { type Call, isWrite, type Key, OPERATIONS, type Operation } from '../api.ts'
import { varyBooking, varyMove } from '../bookings/trials.ts'
import type { BeforeAndAfter } from '../bookings/unchanged.ts'
import type { Opus } from '../context.ts'
import { notTried, varyRegistration } from '../patients/trials.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { notAccepted } from '../trials.ts'
import { answerTo, type ReadOperation, validRead } from '../valid-reads.ts'
import { MISSING, nearKeys, wrongKey } from './kinds.ts'

/** Keys that are tried: none, a wrong one, and such as are almost the right one. */
export type Keys = 'missing' | 'wrong' | 'near'

/** What came of trying keys on an operation. */
export interface Tried {
  observations: Observation[]
  /** For createBooking and updateBooking: the patient's bookings. */
  bookings?: BeforeAndAfter[]
  /** For createPatient: how getPatient answers to the number afterwards. */
  after?: Exchange
}

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
export function tryKeys(opus: Opus, operation: Operation, keys: Keys): Promise<Tried> {
  const together = isWrite(operation) && keys !== 'near'
  return opus.once(`${operation} with keys: ${together ? 'plainly wrong' : keys}`, async () => {
    const right = opus.client.rightKey
    const tried = together ? [MISSING, wrongKey(right)] : keysOf(right, operation, keys)
    const changes = (valid: Call) => tried.map((key) => ({ what: `${operation} ${key.what}`, call: { ...valid, key } }))
    switch (operation) {
      case 'createPatient':
        return varyRegistration(opus, changes, true)
      case 'createBooking':
        return varyBooking(opus, ({ call }) => changes(call), true)
      case 'updateBooking':
        return varyMove(opus, ({ call }) => changes(call), true)
      default:
        return { observations: await opus.during('made', () => varyReadKeys(opus, operation, tried)) }
    }
  })
}

function keysOf(right: string, operation: Operation, keys: Keys): Key[] {
  if (keys === 'near') return nearKeys(right, isWrite(operation) ? 1 : OPERATIONS.indexOf(operation))
  return [keys === 'missing' ? MISSING : wrongKey(right)]
}

async function varyReadKeys(opus: Opus, operation: ReadOperation, keys: readonly Key[]): Promise<Observation[]> {
  const made =
    operation === 'getBookings' ? await opus.bookings() : operation === 'getPatient' ? await opus.people() : undefined
  if (made && isUnjudgeable(made)) return keys.map(() => notTried(made))
  const call = await validRead(opus, operation)
  if (!call) return keys.map(({ what }) => notAccepted(`${operation} ${what}`, operation))
  const exchange = await answerTo(opus, call)
  return Promise.all(
    keys.map((key): Observation | Promise<Observation> => {
      const what = `${operation} ${key.what}`
      if (!isAccepted(exchange)) return notAccepted(what, operation)
      return opus.client.vary({ call, exchange }, { what, call: { ...call, key } })
    }),
  )
}
