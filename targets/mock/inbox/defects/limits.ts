import { isPushed } from '../health.ts'
import { type Company, HOUR, type Inbox, type Limit, type Reason, type VendorCase } from '../model.ts'
import { alters, type Defect, type Defects, decides, defectsOf, isLogin, type Patch, precedes } from '../patches.ts'
import { keepsOfTheMeantime } from './refusing.ts'

const OTHER: Record<Limit, Limit> = { 'out-of-credits': 'storage-full', 'storage-full': 'out-of-credits' }

/** What can be wrong when a limit is reached. */
function reached(limit: Limit, id: string, when: string): Defects {
  const isAt = (inbox: Inbox) => inbox.paused?.code === limit
  /** For some inboxes there is no such limit: neither do they warn, nor do they stop. */
  const unlimited = (concerns: (inbox: Inbox, others: Inbox[]) => boolean): Patch =>
    alters('limitOf', (found, { inboxes }, inbox) => (found === limit && concerns(inbox, inboxes) ? undefined : found))
  return {
    [`${id}-limit-unknown`]: [`Nothing stops and nothing warns when ${when}.`, unlimited(() => true)],
    [`${id}-limit-unknown-to-pushes`]: [`Shining 3D neither stops nor warns when ${when}.`, unlimited(isPushed)],
    [`${id}-limit-unknown-to-login`]: [`Medit Link neither stops nor warns when ${when}.`, unlimited(isLogin)],
    [`${id}-limit-of-the-first-inbox`]: [
      `Only the inbox that was connected first stops and warns when ${when}.`,
      unlimited((inbox, [first]) => inbox !== first),
    ],
    [`${id}-gone-without-warning`]: [
      `No warning says that ${when}.`,
      alters('warningOf', (reason, inbox) => (isAt(inbox) && !inbox.refusal ? null : reason)),
    ],
    [`${id}-gone-warned-of-after-4-hours`]: [
      `4 hours pass before a warning says that ${when}.`,
      alters('warningOf', (reason, inbox, at) =>
        isAt(inbox) && !inbox.refusal && at - inbox.paused!.since < 4 * HOUR ? null : reason,
      ),
    ],
    [`${id}-gone-takes-the-other-warning`]: [
      `The warning names the other limit when ${when}.`,
      alters('warningOf', (reason) => (reason?.code === limit ? { ...reason, code: OTHER[limit] } : reason)),
    ],
    [`${id}-gone-collected-all-the-same`]: [
      `A warning says that ${when}, and new cases arrive.`,
      (base) => ({
        collectsDespite: (at, inbox, company) => at === limit || base.collectsDespite(at, inbox, company),
        isPolled: (inbox, company) => base.isPolled(isAt(inbox) ? { ...inbox, paused: null } : inbox, company),
      }),
    ],
  }
}

/** What can be wrong once a limit is left. */
function left(limit: Limit, id: string, when: string): Defects {
  /** An inbox resumes, and its warning stays for so many milliseconds. */
  const warnsFor =
    (stays: number): Patch =>
    (base) => {
      const past = new WeakMap<Inbox, Reason>()
      return {
        resumes(inbox, code) {
          if (code === limit && inbox.paused) past.set(inbox, inbox.paused)
          return base.resumes(inbox, code)
        },
        warningOf: (inbox, at, hub) =>
          base.warningOf(inbox, at, hub) ?? (at - inbox.restoredAt < stays ? past.get(inbox) : null) ?? null,
      }
    }
  const staysPaused = (concerns: (inbox: Inbox) => boolean): Patch =>
    alters('resumes', (does, inbox, code) => !(code === limit && concerns(inbox)) && does)
  return {
    [`${id}-back-warning-stays`]: [
      `The warning stays when ${when}; cases are collected.`,
      warnsFor(Number.POSITIVE_INFINITY),
    ],
    [`${id}-back-warning-stays-for-an-hour`]: [
      `The warning stays for an hour when ${when}; cases are collected.`,
      warnsFor(HOUR),
    ],
    [`${id}-back-nothing-resumes`]: [`An inbox stays paused when ${when}.`, staysPaused(() => true)],
    [`${id}-back-login-stays-paused`]: [`Medit Link stays paused when ${when}.`, staysPaused(isLogin)],
    [`${id}-back-cases-lost`]: [`The cases that waited are lost when ${when}.`, keepsOfTheMeantime(limit, () => [])],
    [`${id}-back-last-case-only`]: [
      `Of the cases that waited only the newest arrives when ${when}.`,
      keepsOfTheMeantime(limit, (cases) => cases.slice(-1)),
    ],
    [`${id}-back-pushes-lost`]: [
      `The cases of Shining 3D that waited are lost when ${when}.`,
      keepsOfTheMeantime(limit, (cases, inbox) => (isPushed(inbox) ? [] : cases)),
    ],
  }
}

/** Both limits are reached, and one of them is lifted: as long as the other is left, nothing of it may be. */
const ofTwo = (remaining: Limit): Defect => [
  `Of two limits one is lifted, and ${remaining} stops nothing any more.`,
  (base) => {
    const lifted = new WeakSet<Company>()
    return {
      limitOf(company, inbox, hub) {
        const isOut = base.outOfCredits(company.account)
        const isFull = base.storageFull(company.account, base.caseBytes)
        if (isOut && isFull) lifted.add(company)
        if (!isOut && !isFull) lifted.delete(company)
        const limit = base.limitOf(company, inbox, hub)
        return isOut !== isFull && limit === remaining && lifted.has(company) ? undefined : limit
      },
    }
  },
]

const costs = (credits: (inbox: Inbox) => number): Patch =>
  decides({ creditsFor: (_vendorCase, inbox) => credits(inbox) })

/** Credits and storage. */
export const limitDefects = defectsOf({
  'INBOX-LIMIT-01': {
    ...reached('out-of-credits', 'credits', 'the credits have run out'),
    'credits-go-below-zero': [
      'The credits have run out at minus one.',
      decides({ outOfCredits: ({ credits }) => credits < 0 }),
    ],
    'room-lifts-both-limits': ofTwo('out-of-credits'),
  },
  'INBOX-LIMIT-02': {
    ...left('out-of-credits', 'credits', 'there are credits again'),
    'rest-of-a-poll-lost': [
      'Of the cases that a poll finds, those for which credits are lacking never arrive.',
      (base) => {
        const found = new WeakSet<VendorCase>()
        return {
          waiting(portal, inbox, company, at, hub) {
            const waiting = base.waiting(portal, inbox, company, at, hub).filter((one) => !found.has(one))
            for (const one of waiting) found.add(one)
            return waiting
          },
        }
      },
    ],
  },
  'INBOX-LIMIT-03': {
    ...reached('storage-full', 'storage', 'the storage is full'),
    'storage-overflows': [
      'The storage is full once more is used than there is.',
      decides({ storageFull: ({ usedBytes, limitBytes }) => usedBytes > limitBytes }),
    ],
    'credits-lift-both-limits': ofTwo('storage-full'),
  },
  'INBOX-LIMIT-04': left('storage-full', 'storage', 'there is room again'),
  'INBOX-LIMIT-05': {
    'two-credits-a-case': ['A case takes two credits.', costs(() => 2)],
    'cases-are-free': ['A case takes no credit.', costs(() => 0)],
    'pushed-cases-are-free': ['A case of Shining 3D takes no credit.', costs((inbox) => (isPushed(inbox) ? 0 : 1))],
    'login-cases-cost-two': ['A case of Medit Link takes two credits.', costs((inbox) => (isLogin(inbox) ? 2 : 1))],
    'repeated-push-takes-a-credit': [
      'A case that is pushed again takes another credit.',
      alters('isRepeated', (repeated, { company }) => {
        if (repeated) company.account.credits -= 1
        return repeated
      }),
    ],
    'cross-check-takes-a-credit-again': [
      'The next cross-check takes another credit for each case that was pushed.',
      (base) => {
        const paid = new WeakSet<VendorCase>()
        return {
          collectsPush(pushed, answer) {
            const collects = base.collectsPush(pushed, answer)
            if (collects) paid.add(pushed.vendorCase)
            return collects
          },
          waiting(portal, inbox, company, at, hub) {
            company.account.credits -= portal.cases.filter((vendorCase) => paid.delete(vendorCase)).length
            return base.waiting(portal, inbox, company, at, hub)
          },
        }
      },
    ],
    'connecting-takes-a-credit': [
      'Connecting an inbox takes a credit.',
      precedes('onConnected', (_inbox, { company }) => {
        company.account.credits -= 1
      }),
    ],
    'account-shows-old-credits': [
      'The account does not show the credits that cases took.',
      alters('showAccount', (shown, _answer, { cases }) => ({ ...shown, credits: shown.credits + cases.length })),
    ],
  },
})
