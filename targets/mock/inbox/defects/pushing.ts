import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { noContent, problem } from '../call.ts'
import { ageOf, isPushed } from '../health.ts'
import { type Company, type Health, HOUR, type Inbox, MINUTE, type VendorCase } from '../model.ts'
import { type Pushed, takePush } from '../pushing.ts'

/** INBOX-PUSH-01. What these leave is found by the next cross-check. */
function arriving(): Defect<Behaviour>[] {
  const requirement = 'INBOX-PUSH-01'
  const left = (id: string, summary: string, leaves: (pushed: Pushed) => boolean): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch: (base) => ({ collectsPush: (pushed, answer) => !leaves(pushed) && base.collectsPush(pushed, answer) }),
  })
  return [
    left(
      'push-waits-for-a-cross-check',
      'A push is accepted, and its case arrives by the next cross-check.',
      () => true,
    ),
    left('push-waits-five-minutes', 'A push brings its case after five minutes.', ({ inbox, at }) => {
      inbox.nextSyncAt = Math.min(inbox.nextSyncAt ?? at, at + 5 * MINUTE)
      return true
    }),
    left('second-push-waits', 'Only the first push to an inbox brings its case at once.', ({ inbox, company }) =>
      company.cases.some(({ inboxId }) => inboxId === inbox.inboxId),
    ),
    left(
      'push-of-a-known-patient-waits',
      'A push is taken for a repeated one where there is a case of the same patient.',
      ({ company, vendorCase }) =>
        company.cases.some(
          ({ patientName, caseId }) => patientName === vendorCase.patientName && caseId !== vendorCase.caseId,
        ),
    ),
    left(
      'push-beside-a-polled-inbox-waits',
      'A push waits where the company has polled inboxes as well.',
      ({ company }) => company.inboxes.some((inbox) => inbox.authorized && !isPushed(inbox)),
    ),
  ]
}

/** INBOX-PUSH-02. */
function flagged(): Defect<Behaviour>[] {
  const requirement = 'INBOX-PUSH-02'
  const isSound = (inbox: Inbox) =>
    isPushed(inbox) && inbox.authorized && !inbox.refusal && !inbox.paused && inbox.failingSince === null
  const flagging = (id: string, summary: string, after: number, health: Health): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch: (base) => ({
      healthOf: (inbox, at, hub) =>
        isSound(inbox) && ageOf(inbox, at) > after ? health : base.healthOf(inbox, at, hub),
    }),
  })
  return [
    flagging(
      'push-inbox-outdated-after-10-minutes',
      'Shining 3D needs attention 10 minutes after its last sync.',
      10 * MINUTE,
      'attention',
    ),
    flagging(
      'push-inbox-outdated-after-an-hour',
      'Shining 3D needs attention an hour after its last sync.',
      HOUR,
      'attention',
    ),
    flagging(
      'push-inbox-issue-after-4-hours',
      'Shining 3D has an issue 4 hours after its last sync.',
      4 * HOUR,
      'issue',
    ),
    {
      id: 'push-inbox-overdue-after-2-hours',
      requirement,
      summary: 'Shining 3D warns 2 hours after its last sync.',
      patch: (base) => ({
        warningOf: (inbox, at, hub) =>
          base.warningOf(inbox, at, hub) ??
          (isSound(inbox) && ageOf(inbox, at) > 2 * HOUR
            ? { code: 'sync-overdue', since: inbox.lastSync ?? inbox.restoredAt }
            : null),
      }),
    },
  ]
}

/** INBOX-PUSH-03. */
function crossCheck(): Defect<Behaviour>[] {
  const requirement = 'INBOX-PUSH-03'
  const every = (id: string, summary: string, interval: (inbox: Inbox) => number): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch: () => ({ crossCheckInterval: interval }),
  })
  /** What a cross-check sees: neither the first sync of an inbox, nor one that makes up for an interruption. */
  const seeing = (
    id: string,
    summary: string,
    sees: (cases: VendorCase[], inbox: Inbox, company: Company, at: number) => VendorCase[],
  ): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch: (base) => ({
      waiting(portal, inbox, company, at, hub) {
        const cases = base.waiting(portal, inbox, company, at, hub)
        const isCrossCheck =
          isPushed(inbox) && inbox.lastSync !== null && !inbox.catchingUpAfter && inbox.failingSince === null
        return isCrossCheck ? sees(cases, inbox, company, at) : cases
      },
    }),
  })
  return [
    every('no-cross-check', 'There are no cross-checks.', () => Number.POSITIVE_INFINITY),
    every('cross-check-every-9-hours', 'Cross-checks are 9 hours apart.', () => 9 * HOUR),
    every('cross-check-every-12-hours', 'Cross-checks are 12 hours apart.', () => 12 * HOUR),
    every(
      'one-cross-check-only',
      'There is one cross-check after an inbox was connected, and no other.',
      ({ nextSyncAt }) => (nextSyncAt === null ? 6 * HOUR : Number.POSITIVE_INFINITY),
    ),
    seeing('cross-check-collects-nothing', 'A cross-check is made, and collects nothing.', () => []),
    seeing(
      'cross-check-of-the-last-hour',
      'A cross-check sees the cases of the last hour.',
      (cases, _inbox, _company, at) => cases.filter(({ createdAt }) => at - createdAt <= HOUR),
    ),
    seeing('cross-check-of-one-case', 'A cross-check collects one case.', (cases) => cases.slice(0, 1)),
    seeing(
      'cross-check-behind-the-newest',
      'A cross-check sees what is newer than the newest case that was pushed.',
      (cases, inbox, company) => {
        const known = company.cases.filter(({ vendor }) => vendor === inbox.vendor).map(({ createdAt }) => createdAt)
        return cases.filter(({ createdAt }) => createdAt > Math.max(Number.NEGATIVE_INFINITY, ...known))
      },
    ),
  ]
}

/** INBOX-PUSH-04. */
function once(): Defect<Behaviour>[] {
  const requirement = 'INBOX-PUSH-04'
  return [
    {
      id: 'repeated-push-listed-again',
      requirement,
      summary: 'A case that is pushed again is there again.',
      patch: () => ({ isRepeated: () => false }),
    },
    {
      id: 'push-known-by-its-event',
      requirement,
      summary: 'A case that is pushed again with another event ID is there again.',
      patch() {
        const events = new Set<string>()
        return {
          isRepeated({ push }) {
            const known = events.has(push.eventId)
            events.add(push.eventId)
            return known
          },
        }
      },
    },
    {
      id: 'repeated-push-forgotten-after-an-hour',
      requirement,
      summary: 'A case that is pushed again more than an hour later is there again.',
      patch: (base) => ({
        isRepeated(pushed) {
          const { company, vendorCase, at } = pushed
          const isRecent = company.cases.some(
            ({ caseId, receivedAt }) => caseId === vendorCase.caseId && at - receivedAt <= HOUR,
          )
          return isRecent && base.isRepeated(pushed)
        },
      }),
    },
    {
      id: 'cross-check-lists-pushed-again',
      requirement,
      summary: 'A cross-check collects once more what was pushed.',
      patch(base) {
        const pushedCases = new WeakSet<VendorCase>()
        return {
          collectsPush(pushed, answer) {
            const collects = base.collectsPush(pushed, answer)
            if (collects) pushedCases.add(pushed.vendorCase)
            return collects
          },
          waiting(portal, inbox, company, at, hub) {
            const cases = base.waiting(portal, inbox, company, at, hub)
            return portal.cases.filter((one) => cases.includes(one) || pushedCases.delete(one))
          },
        }
      },
    },
    {
      id: 'push-after-a-cross-check-listed-again',
      requirement,
      summary: 'A case that a cross-check has found is there again when it is pushed after all.',
      patch(base) {
        const pushedCases = new WeakSet<VendorCase>()
        return {
          isRepeated(pushed) {
            const known = base.isRepeated(pushed) && pushedCases.has(pushed.vendorCase)
            pushedCases.add(pushed.vendorCase)
            return known
          },
        }
      },
    },
  ]
}

/** INBOX-PUSH-05. */
function secret(): Defect<Behaviour>[] {
  const requirement = 'INBOX-PUSH-05'
  const accepting = (
    id: string,
    summary: string,
    accepts: (given: string | undefined, secret: string) => boolean,
  ): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch: (base) => ({
      acceptsSecret: (given, secret) => base.acceptsSecret(given, secret) || accepts(given, secret),
    }),
  })
  const answering = (id: string, status: number): Defect<Behaviour> => ({
    id,
    requirement,
    summary: `A push with a wrong secret answers ${status}.`,
    patch: () => ({ refusePush: () => problem(status, 'Refused', 'The secret is wrong.') }),
  })
  return [
    accepting('any-secret-accepted', 'The secret of a push is not looked at.', () => true),
    accepting('missing-secret-accepted', 'A push needs no secret.', (given) => given === undefined),
    accepting(
      'longer-secret-accepted',
      'Only the beginning of the secret is compared.',
      (given, secret) => given?.startsWith(secret) ?? false,
    ),
    accepting(
      'secret-in-capitals-accepted',
      'Capital letters of the secret are not told from small ones.',
      (given, secret) => given?.toLowerCase() === secret.toLowerCase(),
    ),
    {
      id: 'wrong-secret-brings-the-case',
      requirement,
      summary: 'A push with a wrong secret is refused, and its case arrives.',
      patch: (base) => ({
        refusePush(call) {
          const push = base.readPush(call.sent!)
          if (typeof push === 'object') takePush(call.hub, push, call.at)
          return base.refusePush(call)
        },
      }),
    },
    {
      id: 'wrong-secret-answers-202',
      requirement,
      summary: 'A push with a wrong secret answers 202, and brings no case.',
      patch: () => ({ refusePush: () => noContent(202) }),
    },
    answering('wrong-secret-answers-400', 400),
    answering('wrong-secret-answers-422', 422),
  ]
}

/** The push mechanism of Shining 3D, and its cross-checks. */
export const pushingDefects: Defect<Behaviour>[] = [
  ...arriving(),
  ...flagged(),
  ...crossCheck(),
  ...once(),
  ...secret(),
]
