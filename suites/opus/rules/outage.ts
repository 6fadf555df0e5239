import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, unobserved, worst } from '../../../engine/finding.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import type { Operation } from '../api.ts'
import { type BeforeAndAfter, unchanged } from '../bookings/listed.ts'
import { keyRefused, leaked, plainRuleOf } from '../keys.ts'
import type { Outage } from '../outage.ts'
import { each, rule } from '../rule.ts'
import { property, readSlot, type Slot, slotName, slotsIn } from '../shapes.ts'
import { because, DOCUMENTED_STATUSES, heldBy, leaning } from '../statuses.ts'
import { ACCEPTED_BY } from '../trials.ts'

/** A rule on the outage. */
const onOutage = (judge: (outage: Outage) => Finding) =>
  rule({ needs: ['outage'], judge: ({ outage }) => judge(outage) })

const NOTHING = unobserved('nothing was tried', 'a target that answers')

/** Gives up where an answer in an outage says nothing of the rule at hand. */
function judgeable(what: string, exchange: Exchange): void {
  const code = status(exchange)
  if (code === undefined) because(unobserved(`${what}: ${came(exchange)}`, 'the target answers', [], [exchange]))
  if (code === 500) because(leaning(`${what}: 500`, 'OPUS-CODE-02', [exchange]))
  const isDocumented = DOCUMENTED_STATUSES.some((one) => one === code)
  if (!isDocumented && !isAccepted(exchange)) because(leaning(`${what}: ${code}`, 'OPUS-CODE-01', [exchange]))
}

/** "this will by necessity affect all calls to the backend": 503. */
function unreachable({ calls, missing }: Outage, operation: Operation): Finding {
  const why = missing.find((one) => one.operation === operation)?.why
  const call = calls.find((one) => one.operation === operation)
  if (why || !call) return why ?? unobserved(`${operation} was not tried`, 'a target with patients and free slots')
  const { before, during } = call
  // Without writes a number of nobody is asked for, which is answered 404.
  if (!isAccepted(before) && status(before) !== 404) {
    const reason = `${operation} before the outage: ${came(before)}`
    return unobserved(reason, 'it is accepted without an outage', [], [before])
  }
  if (status(during) === 503) return holds(`${operation} in an outage: 503`, [during])
  judgeable(operation, during)
  return broken(`503 for ${operation}`, `${operation}: ${came(during)}`, [before, during])
}

/**
 * 503, and nothing was done once the backend is back. Where it does not come back, that is OPUS-DOWN-07's matter.
 *
 * @param done judges what was looked at before and after
 */
const refusesUndone = (
  operation: Operation,
  watched: 'patient' | 'booking' | 'move',
  nothing: string,
  done: (watched: BeforeAndAfter, expected: string, outage: Outage) => Finding,
) =>
  onOutage((outage) => {
    const refused = unreachable(outage, operation)
    if (refused.outcome !== 'holds') return refused
    const { untouched, [watched]: own } = outage
    if (untouched && unchanged('', untouched).outcome !== 'holds') {
      because(leaning('not even what nothing was tried on is as before', 'OPUS-DOWN-07', [untouched.after]))
    }
    if (!own) return unobserved('it was not looked at', 'a target with patients and free slots')
    const { after } = own
    if (status(after) === 503) because(leaning('503 once the backend is back', 'OPUS-DOWN-07', [after]))
    judgeable('once the backend is back', after)
    const finding = done(own, `503, and ${nothing} once the backend is back`, outage)
    return finding.outcome === 'holds' ? refused : finding
  })

/** The slot that was asked for in an outage is offered as before. */
function stillOffered({ calls }: Outage, { before, after }: BeforeAndAfter): Finding {
  const sent = calls.find(({ operation }) => operation === 'createBooking')?.during.request.body
  const slot = sent ? readSlot(property(JSON.parse(sent), 'TimeSlot')) : undefined
  const isIn = (exchange: Exchange) => slotsIn(exchange)?.some((one) => slot && slotName(one) === slotName(slot))
  if (!slot || !isIn(before) || isIn(after) === undefined || isIn(after))
    return holds('the slot is offered as before', [after])
  const names = new Set(slotsIn(after)?.map(slotName))
  const isApart = (one: Slot) => one.start.local >= slot.end.local || one.end.local <= slot.start.local
  const others = (slotsIn(before) ?? []).filter((one) => isApart(one) && !names.has(slotName(one)))
  if (others.length > 0)
    return leaning('slots that nobody asked for are no longer listed either', 'OPUS-DOWN-07', [before, after])
  return broken('nothing is booked once the backend is back', `${slotName(slot)} is no longer listed`, [before, after])
}

/** What an outage of the backend affects, and what not. */
export const rules = {
  /** "However listing timeslots is not affected by this." */
  'OPUS-DOWN-01': onOutage(({ calls }) =>
    each(
      calls.filter(({ operation }) => operation.startsWith('getTimeslots')),
      ({ operation, before, during }) => {
        if (!isAccepted(before) || slotsIn(before)?.length === 0) {
          because(leaning(`${operation} listed nothing before the outage`, ACCEPTED_BY[operation], [before]))
        }
        if (isAccepted(during) && slotsIn(during)?.length !== 0) {
          return heldBy([200], `${operation} in an outage: ${status(during)}`, [during])
        }
        judgeable(operation, during)
        const expected = 'listing timeslots still answers 200, with slots'
        return broken(expected, `${operation}: ${came(during)}`, [before, during])
      },
      leaning('no slot was found', 'OPUS-SLOT-01'),
    ),
  ),

  'OPUS-DOWN-02': onOutage((outage) => unreachable(outage, 'getPatient')),
  'OPUS-DOWN-04': onOutage((outage) => unreachable(outage, 'getBookings')),

  'OPUS-DOWN-03': refusesUndone('createPatient', 'patient', 'no patient is there', ({ before, after }, expected) =>
    !isAccepted(after) || isAccepted(before)
      ? holds('no patient is there', [after])
      : broken(expected, `getPatient: ${came(after)}`, [before, after]),
  ),
  'OPUS-DOWN-05': refusesUndone('createBooking', 'booking', 'nothing is booked', (booking, expected, outage) =>
    worst([unchanged(expected, booking), ...(outage.month ? [stillOffered(outage, outage.month)] : [])], NOTHING),
  ),
  'OPUS-DOWN-06': refusesUndone('updateBooking', 'move', 'nothing is changed', (move, expected) =>
    unchanged(expected, move),
  ),

  /** An outage passes. */
  'OPUS-DOWN-07': onOutage(({ calls, untouched }) => {
    const expected = 'once the backend is back all of them answer as before'
    const answers = each(
      calls,
      ({ operation, before, after }) => {
        if (!after || (!isAccepted(before) && status(before) !== 404)) return undefined
        if (isAccepted(before) === isAccepted(after) && (isAccepted(after) || status(after) === status(before))) {
          return holds(`${operation}: ${status(after)}`, [after])
        }
        judgeable(operation, after)
        return broken(expected, `${operation}: ${came(after)}`, [before, after])
      },
      NOTHING,
    )
    const isBack = untouched && status(untouched.after) !== 503
    return worst([answers, ...(isBack ? [unchanged(expected, untouched)] : [])], NOTHING)
  }),

  /** Nothing is said of the key in an outage. */
  'OPUS-DOWN-08': onOutage(({ keys }) =>
    each(
      keys,
      ({ operation, before, during }) => {
        const what = `${operation} with a wrong key in an outage`
        const asEver = before ? keyRefused(before) : unobserved(what, 'a target that accepts a control')
        if (asEver.outcome === 'unobserved' || before?.kind !== 'trial') return asEver
        const earlier = before.exchange
        if (asEver.outcome !== 'holds') {
          because(leaning(`${operation} was not refused before`, plainRuleOf(operation, 'wrong'), [earlier]))
        }
        const expected = 'a wrong key is refused as a wrong key, with no data'
        const code = status(during) ?? 500
        if (isAccepted(during) || code === 503) return broken(expected, `${what}: ${came(during)}`, [earlier, during])
        if (code >= 500) judgeable(what, during)
        const data = leaked(before.control, during)
        if (data.length > 0) return broken(expected, `${what}: ${data.slice(0, 3).join(', ')} in the body`, [during])
        return holds(`${what}: ${code}`, [during])
      },
      NOTHING,
    ),
  ),
}
