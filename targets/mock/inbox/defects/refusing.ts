import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { type ConnectionState, HOUR, type Inbox, type Reason, type Refusal } from '../model.ts'

/** What can be wrong while a vendor refuses an inbox: for an expired authorization as for a login that is not accepted. */
export function refusing(requirement: string, code: Refusal, id: string, what: string): Defect<Behaviour>[] {
  const is = (inbox: Inbox) => inbox.refusal?.code === code
  const taken = (kind: string, summary: string, as: 'up' | 'down'): Defect<Behaviour> => ({
    id: `${id}-${kind}`,
    requirement,
    summary,
    patch: (base) => ({
      askPortal(portal, inbox) {
        const answer = base.askPortal(portal, inbox)
        return answer === code ? as : answer
      },
    }),
  })
  const shown = (kind: string, state: ConnectionState): Defect<Behaviour> => ({
    id: `${id}-shown-as-${kind}`,
    requirement,
    summary: `An inbox with ${what} is shown as ${state}.`,
    patch: (base) => ({ stateOf: (inbox) => (is(inbox) ? state : base.stateOf(inbox)) }),
  })
  return [
    taken('not-noticed', `Nothing comes of ${what}: cases still arrive.`, 'up'),
    taken('taken-for-an-outage', `The hub takes ${what} for an outage.`, 'down'),
    {
      // INBOX-SHOW-04 says so of every interruption; the reason's own rule is the nearer one.
      id: `${id}-without-warning`,
      requirement,
      summary: `There is no warning of ${what}.`,
      patch: (base) => ({ warningOf: (inbox, at, hub) => (is(inbox) ? null : base.warningOf(inbox, at, hub)) }),
    },
    {
      id: `${id}-warned-of-after-4-hours`,
      requirement,
      summary: `A warning of ${what} comes after 4 hours, as if it were an outage.`,
      patch: (base) => ({
        warningOf: (inbox, at, hub) =>
          is(inbox) && at - inbox.refusal!.since < 4 * HOUR ? null : base.warningOf(inbox, at, hub),
      }),
    },
    shown('connected', 'connected'),
    shown('paused', 'paused'),
    {
      id: `${id}-collected-all-the-same`,
      requirement,
      summary: `The inbox shows ${what} and warns, and new cases arrive.`,
      patch(base) {
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
      },
    },
  ]
}

/** What can be wrong once a refusal is put right. */
export function curing(requirement: string, code: Refusal, id: string, how: string): Defect<Behaviour>[] {
  const kept = (kind: string, summary: string, keep: <Item>(items: Item[]) => Item[]): Defect<Behaviour> => ({
    id: `${id}-${kind}`,
    requirement,
    summary,
    patch: (base) => ({
      ofTheMeantime: (cases, after, inbox) => (after === code ? keep(cases) : base.ofTheMeantime(cases, after, inbox)),
    }),
  })
  /** Remembers what an inbox was refused for. */
  const remembering =
    (patch: (base: Behaviour, past: WeakMap<Inbox, Reason>) => Partial<Behaviour>) => (base: Behaviour) => {
      const past = new WeakMap<Inbox, Reason>()
      return {
        onRefusal(inbox: Inbox, refusal: Refusal, at: number) {
          base.onRefusal(inbox, refusal, at)
          if (refusal === code) past.set(inbox, { code, since: at })
        },
        ...patch(base, past),
      }
    }
  const keepingTheWarning = (words: string, stays: (inbox: Inbox, base: Behaviour) => number): Defect<Behaviour> => ({
    id: `${id}-keeps-the-warning-${words.replaceAll(' ', '-')}`,
    requirement,
    summary: `After ${how} the inbox works, and the warning stays ${words}.`,
    patch: remembering((base, past) => ({
      warningOf: (inbox, at, hub) =>
        base.warningOf(inbox, at, hub) ?? (at - inbox.restoredAt < stays(inbox, base) ? past.get(inbox) : null) ?? null,
    })),
  })
  return [
    {
      id: `${id}-keeps-the-warning`,
      requirement,
      summary: `After ${how} the inbox works, and the warning stays.`,
      patch: remembering((base, past) => ({
        warningOf: (inbox, at, hub) => base.warningOf(inbox, at, hub) ?? past.get(inbox) ?? null,
      })),
    },
    keepingTheWarning('for an hour', () => HOUR),
    keepingTheWarning('until a second sync', (inbox, base) => base.pollInterval(inbox)),
    {
      id: `${id}-keeps-the-state`,
      requirement,
      summary: `After ${how} the inbox works, and its state stays what it was.`,
      patch: remembering((base, past) => ({
        stateOf: (inbox) => (past.has(inbox) ? code : base.stateOf(inbox)),
      })),
    },
    kept('loses-the-cases', `The cases that waited for ${how} never arrive.`, () => []),
    kept('brings-the-last-case', `Of the cases that waited for ${how} only the newest arrives.`, (cases) =>
      cases.slice(-1),
    ),
    kept('loses-the-last-case', `Of the cases that waited for ${how} the newest is lost.`, (cases) =>
      cases.slice(0, -1),
    ),
  ]
}
