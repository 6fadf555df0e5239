import type { Behaviour } from '../behaviour.ts'
import { type ConnectionState, HOUR, type Inbox, type Reason, type Refusal } from '../model.ts'
import { alters, type Defect, type Defects, type Patch } from '../patches.ts'

/** Cases that waited for an interruption's end: which of them arrive. */
export const keepsOfTheMeantime = (
  interruption: Parameters<Behaviour['ofTheMeantime']>[1],
  keep: <Item>(cases: Item[], inbox: Inbox) => Item[],
): Patch => alters('ofTheMeantime', (kept, cases, after, inbox) => (after === interruption ? keep(cases, inbox) : kept))

/** A vendor's refusal is noticed and shown, and new cases arrive all the same. */
const collectsDespite =
  (code: Refusal): Patch =>
  (base) => {
    const refused = new WeakMap<Inbox, Reason<Refusal>>()
    return {
      askPortal(portal, inbox) {
        const answer = base.askPortal(portal, inbox)
        if (answer !== code) {
          if (answer === 'up') refused.delete(inbox)
          return answer
        }
        if (!refused.has(inbox)) refused.set(inbox, { code, since: inbox.lastSync ?? inbox.restoredAt })
        return 'up'
      },
      stateOf: (inbox) => refused.get(inbox)?.code ?? base.stateOf(inbox),
      warningOf: (inbox, at, hub) => refused.get(inbox) ?? base.warningOf(inbox, at, hub),
      healthOf: (inbox, at, hub) => (refused.has(inbox) ? 'issue' : base.healthOf(inbox, at, hub)),
    }
  }

/** What can be wrong while a vendor refuses an inbox: for an expired authorization as for a login that is not accepted. */
export function refusing(code: Refusal, id: string, what: string): Defects {
  const is = (inbox: Inbox) => inbox.refusal?.code === code
  const takes = (as: 'up' | 'down') => alters('askPortal', (answer) => (answer === code ? as : answer))
  const shownAs = (shown: ConnectionState): Defect => [
    `An inbox with ${what} is shown as ${shown}.`,
    alters('stateOf', (state, inbox) => (is(inbox) ? shown : state)),
  ]
  return {
    [`${id}-not-noticed`]: [`Nothing comes of ${what}: cases still arrive.`, takes('up')],
    [`${id}-taken-for-an-outage`]: [`The hub takes ${what} for an outage.`, takes('down')],
    // INBOX-SHOW-04 says so of every interruption; the reason's own rule is the nearer one.
    [`${id}-without-warning`]: [
      `There is no warning of ${what}.`,
      alters('warningOf', (reason, inbox) => (is(inbox) ? null : reason)),
    ],
    [`${id}-warned-of-after-4-hours`]: [
      `A warning of ${what} comes after 4 hours, as if it were an outage.`,
      alters('warningOf', (reason, inbox, at) => (is(inbox) && at - inbox.refusal!.since < 4 * HOUR ? null : reason)),
    ],
    [`${id}-shown-as-connected`]: shownAs('connected'),
    [`${id}-shown-as-paused`]: shownAs('paused'),
    [`${id}-collected-all-the-same`]: [
      `The inbox shows ${what} and warns, and new cases arrive.`,
      collectsDespite(code),
    ],
  }
}

/** What can be wrong once a refusal is put right. */
export function curing(code: Refusal, id: string, how: string): Defects {
  /** Remembers what an inbox was refused for. */
  const remembering =
    (patch: (base: Behaviour, past: WeakMap<Inbox, Reason>) => Partial<Behaviour>): Patch =>
    (base) => {
      const past = new WeakMap<Inbox, Reason>()
      return {
        onRefusal(inbox, refusal, at) {
          base.onRefusal(inbox, refusal, at)
          if (refusal === code) past.set(inbox, { code, since: at })
        },
        ...patch(base, past),
      }
    }
  /** The inbox works, and the warning stays for so many milliseconds. */
  const warnsFor = (stays: (inbox: Inbox, base: Behaviour) => number) =>
    remembering((base, past) => ({
      warningOf: (inbox, at, hub) =>
        base.warningOf(inbox, at, hub) ?? (at - inbox.restoredAt < stays(inbox, base) ? past.get(inbox) : null) ?? null,
    }))
  return {
    [`${id}-keeps-the-warning`]: [
      `After ${how} the inbox works, and the warning stays.`,
      warnsFor(() => Number.POSITIVE_INFINITY),
    ],
    [`${id}-keeps-the-warning-for-an-hour`]: [
      `After ${how} the inbox works, and the warning stays for an hour.`,
      warnsFor(() => HOUR),
    ],
    [`${id}-keeps-the-warning-until-a-second-sync`]: [
      `After ${how} the inbox works, and the warning stays until a second sync.`,
      warnsFor((inbox, base) => base.pollInterval(inbox)),
    ],
    [`${id}-keeps-the-state`]: [
      `After ${how} the inbox works, and its state stays what it was.`,
      remembering((base, past) => ({ stateOf: (inbox) => (past.has(inbox) ? code : base.stateOf(inbox)) })),
    ],
    [`${id}-loses-the-cases`]: [`The cases that waited for ${how} never arrive.`, keepsOfTheMeantime(code, () => [])],
    [`${id}-brings-the-last-case`]: [
      `Of the cases that waited for ${how} only the newest arrives.`,
      keepsOfTheMeantime(code, (cases) => cases.slice(-1)),
    ],
    [`${id}-loses-the-last-case`]: [
      `Of the cases that waited for ${how} the newest is lost.`,
      keepsOfTheMeantime(code, (cases) => cases.slice(0, -1)),
    ],
  }
}
