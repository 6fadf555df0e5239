import { noContent } from '../call.ts'
import { ageOf, isPushed } from '../health.ts'
import { type Company, type Health, HOUR, type Inbox, MINUTE, type VendorCase } from '../model.ts'
import { alters, answers, decides, defectsOf, isOf, type Patch, precedes, works } from '../patches.ts'
import { type Pushed, takePush } from '../pushing.ts'

/** A push is accepted, and what it tells of is left to the next cross-check. */
const leaves = (when: (pushed: Pushed) => boolean): Patch =>
  alters('collectsPush', (collects, pushed) => !when(pushed) && collects)

const isSound = (inbox: Inbox) => isPushed(inbox) && works(inbox)

const unhealthyAfter = (time: number, shown: Health): Patch =>
  alters('healthOf', (health, inbox, at) => (isSound(inbox) && ageOf(inbox, at) > time ? shown : health))

const crossChecksEvery = (interval: (inbox: Inbox) => number): Patch => decides({ crossCheckInterval: interval })

/** What a cross-check sees: neither the first sync of an inbox, nor one that makes up for an interruption. */
const crossChecksSee = (
  see: (cases: VendorCase[], inbox: Inbox, company: Company, at: number) => VendorCase[],
): Patch =>
  alters('waiting', (cases, _portal, inbox, company, at) => {
    const isCrossCheck = isSound(inbox) && inbox.lastSync !== null && !inbox.catchingUpAfter
    return isCrossCheck ? see(cases, inbox, company, at) : cases
  })

const acceptsSecret = (accepts: (given: string | undefined, secret: string) => boolean): Patch =>
  alters('acceptsSecret', (does, given, secret) => does || accepts(given, secret))

/** The push mechanism of Shining 3D, and its cross-checks. */
export const pushingDefects = defectsOf({
  // What these leave is found by the next cross-check.
  'INBOX-PUSH-01': {
    'push-waits-for-a-cross-check': [
      'A push is accepted, and its case arrives by the next cross-check.',
      leaves(() => true),
    ],
    'push-waits-five-minutes': [
      'A push brings its case after five minutes.',
      leaves(({ inbox, at }) => {
        inbox.nextSyncAt = Math.min(inbox.nextSyncAt ?? at, at + 5 * MINUTE)
        return true
      }),
    ],
    'second-push-waits': [
      'Only the first push to an inbox brings its case at once.',
      leaves(({ inbox, company }) => company.cases.some(({ inboxId }) => inboxId === inbox.inboxId)),
    ],
    'push-of-a-known-patient-waits': [
      'A push is taken for a repeated one where there is a case of the same patient.',
      leaves(({ company, vendorCase }) =>
        company.cases.some(
          ({ patientName, caseId }) => patientName === vendorCase.patientName && caseId !== vendorCase.caseId,
        ),
      ),
    ],
    'push-beside-a-polled-inbox-waits': [
      'A push waits where the company has polled inboxes as well.',
      leaves(({ company }) => company.inboxes.some((inbox) => inbox.authorized && !isPushed(inbox))),
    ],
  },
  'INBOX-PUSH-02': {
    'push-inbox-outdated-after-10-minutes': [
      'Shining 3D needs attention 10 minutes after its last sync.',
      unhealthyAfter(10 * MINUTE, 'attention'),
    ],
    'push-inbox-outdated-after-an-hour': [
      'Shining 3D needs attention an hour after its last sync.',
      unhealthyAfter(HOUR, 'attention'),
    ],
    'push-inbox-issue-after-4-hours': [
      'Shining 3D has an issue 4 hours after its last sync.',
      unhealthyAfter(4 * HOUR, 'issue'),
    ],
    'push-inbox-overdue-after-2-hours': [
      'Shining 3D warns 2 hours after its last sync.',
      alters('warningOf', (reason, inbox, at) => {
        if (reason || !isSound(inbox) || ageOf(inbox, at) <= 2 * HOUR) return reason
        return { code: 'sync-overdue', since: inbox.lastSync ?? inbox.restoredAt }
      }),
    ],
  },
  'INBOX-PUSH-03': {
    'no-cross-check': ['There are no cross-checks.', crossChecksEvery(() => Number.POSITIVE_INFINITY)],
    'cross-check-every-9-hours': ['Cross-checks are 9 hours apart.', crossChecksEvery(() => 9 * HOUR)],
    'cross-check-every-12-hours': ['Cross-checks are 12 hours apart.', crossChecksEvery(() => 12 * HOUR)],
    'one-cross-check-only': [
      'There is one cross-check after an inbox was connected, and no other.',
      crossChecksEvery(({ nextSyncAt }) => (nextSyncAt === null ? 6 * HOUR : Number.POSITIVE_INFINITY)),
    ],
    'cross-check-collects-nothing': ['A cross-check is made, and collects nothing.', crossChecksSee(() => [])],
    'cross-check-of-the-last-hour': [
      'A cross-check sees the cases of the last hour.',
      crossChecksSee((cases, _inbox, _company, at) => cases.filter(({ createdAt }) => at - createdAt <= HOUR)),
    ],
    'cross-check-of-one-case': ['A cross-check collects one case.', crossChecksSee((cases) => cases.slice(0, 1))],
    'cross-check-behind-the-newest': [
      'A cross-check sees what is newer than the newest case that was pushed.',
      crossChecksSee((cases, { vendor }, company) => {
        const known = company.cases.filter(isOf(vendor)).map(({ createdAt }) => createdAt)
        return cases.filter(({ createdAt }) => createdAt > Math.max(Number.NEGATIVE_INFINITY, ...known))
      }),
    ],
  },
  'INBOX-PUSH-04': {
    'repeated-push-listed-again': ['A case that is pushed again is there again.', decides({ isRepeated: () => false })],
    'push-known-by-its-event': [
      'A case that is pushed again with another event ID is there again.',
      () => {
        const events = new Set<string>()
        return {
          isRepeated({ push }) {
            const known = events.has(push.eventId)
            events.add(push.eventId)
            return known
          },
        }
      },
    ],
    'repeated-push-forgotten-after-an-hour': [
      'A case that is pushed again more than an hour later is there again.',
      alters('isRepeated', (is, { company, vendorCase, at }) => {
        const isRecent = company.cases.some(
          ({ caseId, receivedAt }) => caseId === vendorCase.caseId && at - receivedAt <= HOUR,
        )
        return isRecent && is
      }),
    ],
    'cross-check-lists-pushed-again': [
      'A cross-check collects once more what was pushed.',
      (base) => {
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
    ],
    'push-after-a-cross-check-listed-again': [
      'A case that a cross-check has found is there again when it is pushed after all.',
      (base) => {
        const pushedCases = new WeakSet<VendorCase>()
        return {
          isRepeated(pushed) {
            const known = base.isRepeated(pushed) && pushedCases.has(pushed.vendorCase)
            pushedCases.add(pushed.vendorCase)
            return known
          },
        }
      },
    ],
  },
  'INBOX-PUSH-05': {
    'any-secret-accepted': ['The secret of a push is not looked at.', acceptsSecret(() => true)],
    'missing-secret-accepted': ['A push needs no secret.', acceptsSecret((given) => given === undefined)],
    'longer-secret-accepted': [
      'Only the beginning of the secret is compared.',
      acceptsSecret((given, secret) => given?.startsWith(secret) ?? false),
    ],
    'secret-in-capitals-accepted': [
      'Capital letters of the secret are not told from small ones.',
      acceptsSecret((given, secret) => given?.toLowerCase() === secret.toLowerCase()),
    ],
    'wrong-secret-brings-the-case': [
      'A push with a wrong secret is refused, and its case arrives.',
      precedes('refusePush', ({ hub, sent, at }) => {
        const push = hub.behaviour.readPush(sent!)
        if (typeof push === 'object') takePush(hub, push, at)
      }),
    ],
    'wrong-secret-answers-202': [
      'A push with a wrong secret answers 202, and brings no case.',
      decides({ refusePush: () => noContent(202) }),
    ],
    'wrong-secret-answers-400': ['A push with a wrong secret answers 400.', answers('refusePush', 400)],
    'wrong-secret-answers-422': ['A push with a wrong secret answers 422.', answers('refusePush', 422)],
  },
})
