import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, unobserved, worst } from '../../../engine/finding.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import type { Operation } from '../api.ts'
import { unchanged } from '../bookings/listed.ts'
import { keyRefused, leaked, plainRuleOf } from '../keys.ts'
import type { Done, Outage } from '../outage/outage.ts'
import { rule } from '../rule.ts'
import { property, readSlot, type Slot, slotName, slotsIn } from '../shapes.ts'
import { DOCUMENTED_STATUSES, heldBy, leaning } from '../statuses.ts'
import { ACCEPTED_BY } from '../trials.ts'

/** A rule on the outage. */
const onOutage = (judge: (outage: Outage) => Finding) =>
  rule({ needs: ['outage'], judge: ({ outage }) => judge(outage) })

/** Why an answer in an outage says nothing of the rule at hand. */
function doubt(what: string, exchange: Exchange): Finding | undefined {
  const code = status(exchange)
  if (code === undefined) return unobserved(`${what}: ${came(exchange)}`, 'the target answers', [], [exchange])
  if (code === 500) return leaning(`${what}: 500`, 'OPUS-CODE-02', [exchange])
  const isDocumented = (DOCUMENTED_STATUSES as readonly number[]).includes(code)
  return isDocumented || isAccepted(exchange) ? undefined : leaning(`${what}: ${code}`, 'OPUS-CODE-01', [exchange])
}

/** "this will by necessity affect all calls to the backend": 503. */
function unreachable({ calls, missing }: Outage, operation: Operation): Finding {
  const why = missing.find((one) => one.operation === operation)?.why
  if (why) return why
  const call = calls.find((one) => one.operation === operation)
  if (!call?.during) return unobserved(`${operation} was not tried`, 'a target with patients and free slots')
  const { before, during } = call
  // Without writes a number of nobody is asked for, which is answered 404.
  if (!isAccepted(before) && status(before) !== 404) {
    return unobserved(
      `${operation} before the outage: ${came(before)}`,
      'it is accepted without an outage',
      [],
      [before],
    )
  }
  if (status(during) === 503) return holds(`${operation} in an outage: 503`, [during])
  return doubt(operation, during) ?? broken(`503 for ${operation}`, `${operation}: ${came(during)}`, [before, during])
}

/** 503, and nothing was done once the backend is back. Where it does not come back, that is OPUS-DOWN-07's matter. */
function undone(outage: Outage, operation: Operation, done: () => Finding): Finding {
  const refused = unreachable(outage, operation)
  if (refused.outcome !== 'holds') return refused
  const stillDown = outage.untouched && unchanged('', outage.untouched).outcome !== 'holds'
  if (stillDown)
    return leaning('not even what nothing was tried on is as before', 'OPUS-DOWN-07', [outage.untouched?.after])
  const after = done()
  return after.outcome === 'holds' ? refused : after
}

const isBack = ({ after }: Done): Finding | undefined =>
  status(after) === 503
    ? leaning('503 once the backend is back', 'OPUS-DOWN-07', [after])
    : doubt('once the backend is back', after)

/** The slot that was asked for in an outage is offered as before. */
function stillOffered({ calls }: Outage, { before, after }: Done): Finding {
  const sent = calls.find(({ operation }) => operation === 'createBooking')?.during?.request.body
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
    worst(
      calls
        .filter(({ operation }) => operation.startsWith('getTimeslots'))
        .map(({ operation, before, during }): Finding => {
          const listed = slotsIn(before)
          if (!isAccepted(before) || listed?.length === 0 || !during) {
            return leaning(`${operation} listed nothing before the outage`, ACCEPTED_BY[operation], [before])
          }
          const isListed = isAccepted(during) && slotsIn(during)?.length !== 0
          if (isListed) return heldBy([200], `${operation} in an outage: ${status(during)}`, [during])
          return (
            doubt(operation, during) ??
            broken('listing timeslots still answers 200, with slots', `${operation}: ${came(during)}`, [before, during])
          )
        }),
      leaning('no slot was found', 'OPUS-SLOT-01'),
    ),
  ),

  'OPUS-DOWN-02': onOutage((outage) => unreachable(outage, 'getPatient')),
  'OPUS-DOWN-04': onOutage((outage) => unreachable(outage, 'getBookings')),

  'OPUS-DOWN-03': onOutage((outage) =>
    undone(outage, 'createPatient', () => {
      const { patient } = outage
      if (!patient) return unobserved('it was not looked at', 'a target with patients')
      const later = isBack(patient)
      if (later) return later
      if (!isAccepted(patient.after) || isAccepted(patient.before)) return holds('no patient is there', [patient.after])
      const expected = '503, and no patient is there once the backend is back'
      return broken(expected, `getPatient: ${came(patient.after)}`, [patient.before, patient.after])
    }),
  ),

  'OPUS-DOWN-05': onOutage((outage) =>
    undone(outage, 'createBooking', () => {
      const { booking, month } = outage
      if (!booking || !month) return unobserved('it was not looked at', 'a target with free slots')
      const expected = '503, and nothing is booked once the backend is back'
      return isBack(booking) ?? worst([unchanged(expected, booking), stillOffered(outage, month)], holds('', []))
    }),
  ),

  'OPUS-DOWN-06': onOutage((outage) =>
    undone(outage, 'updateBooking', () => {
      const { move } = outage
      if (!move) return unobserved('it was not looked at', 'a target with free slots')
      return isBack(move) ?? unchanged('503, and nothing is changed once the backend is back', move)
    }),
  ),

  /** An outage passes. */
  'OPUS-DOWN-07': onOutage(({ calls, untouched }) => {
    const expected = 'once the backend is back all of them answer as before'
    const answers = calls.flatMap(({ operation, before, after }): Finding[] => {
      if (!after || (!isAccepted(before) && status(before) !== 404)) return []
      if (isAccepted(before) === isAccepted(after) && (isAccepted(after) || status(after) === status(before))) {
        return [holds(`${operation}: ${status(after)}`, [after])]
      }
      return [doubt(operation, after) ?? broken(expected, `${operation}: ${came(after)}`, [before, after])]
    })
    const kept = untouched && status(untouched.after) !== 503 ? [unchanged(expected, untouched)] : []
    return worst([...answers, ...kept], unobserved('nothing was tried', 'a target that answers'))
  }),

  /** Nothing is said of the key in an outage. */
  'OPUS-DOWN-08': onOutage(({ keys }) =>
    worst(
      keys.map(({ operation, before, during }): Finding => {
        const what = `${operation} with a wrong key in an outage`
        const earlier = before?.kind === 'trial' ? before.exchange : undefined
        const code = status(during) ?? 0
        const asEver = before ? keyRefused(before) : unobserved(what, 'a target that accepts a control')
        if (asEver.outcome === 'unobserved') return asEver
        if (asEver.outcome !== 'holds') {
          return leaning(`${operation} was not refused before`, plainRuleOf(operation, 'wrong'), [earlier])
        }
        const expected = 'a wrong key is refused as a wrong key, with no data'
        if (isAccepted(during) || status(during) === 503)
          return broken(expected, `${what}: ${came(during)}`, [earlier, during])
        const unclear = doubt(what, during)
        if (unclear && code >= 500) return unclear
        const data = before?.kind === 'trial' ? leaked(before.control, during) : []
        if (data.length > 0) return broken(expected, `${what}: ${data.slice(0, 3).join(', ')} in the body`, [during])
        return holds(`${what}: ${code}`, [during])
      }),
      unobserved('nothing was tried', 'a target that answers'),
    ),
  ),
}
