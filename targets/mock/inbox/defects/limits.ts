import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { isPushed } from '../health.ts'
import { type Company, HOUR, type Inbox, type Limit, type Reason, type VendorCase } from '../model.ts'

const OTHER: Record<Limit, Limit> = { 'out-of-credits': 'storage-full', 'storage-full': 'out-of-credits' }

/** What can be wrong when a limit is reached. */
function reached(requirement: string, limit: Limit, id: string, when: string): Defect<Behaviour>[] {
  const isAt = (inbox: Inbox) => inbox.paused?.code === limit
  /** For some inboxes there is no such limit: neither do they warn, nor do they stop. */
  const unlimited = (
    kind: string,
    summary: string,
    concerns: (inbox: Inbox, others: Inbox[]) => boolean,
  ): Defect<Behaviour> => ({
    id: `${id}-${kind}`,
    requirement,
    summary,
    patch: (base) => ({
      limitOf(company, inbox, hub) {
        const reached = base.limitOf(company, inbox, hub)
        return reached === limit && concerns(inbox, company.inboxes) ? undefined : reached
      },
    }),
  })
  return [
    unlimited('limit-unknown', `Nothing stops and nothing warns when ${when}.`, () => true),
    unlimited('limit-unknown-to-pushes', `Shining 3D neither stops nor warns when ${when}.`, isPushed),
    unlimited(
      'limit-unknown-to-login',
      `Medit Link neither stops nor warns when ${when}.`,
      ({ vendor }) => vendor === 'medit-link',
    ),
    unlimited(
      'limit-of-the-first-inbox',
      `Only the inbox that was connected first stops and warns when ${when}.`,
      (inbox, [first]) => inbox !== first,
    ),
    {
      id: `${id}-gone-without-warning`,
      requirement,
      summary: `No warning says that ${when}.`,
      patch: (base) => ({
        warningOf: (inbox, at, hub) => (isAt(inbox) && !inbox.refusal ? null : base.warningOf(inbox, at, hub)),
      }),
    },
    {
      id: `${id}-gone-warned-of-after-4-hours`,
      requirement,
      summary: `4 hours pass before a warning says that ${when}.`,
      patch: (base) => ({
        warningOf: (inbox, at, hub) =>
          isAt(inbox) && !inbox.refusal && at - inbox.paused!.since < 4 * HOUR ? null : base.warningOf(inbox, at, hub),
      }),
    },
    {
      id: `${id}-gone-takes-the-other-warning`,
      requirement,
      summary: `The warning names the other limit when ${when}.`,
      patch: (base) => ({
        warningOf(inbox, at, hub) {
          const reason = base.warningOf(inbox, at, hub)
          return reason?.code === limit ? { ...reason, code: OTHER[limit] } : reason
        },
      }),
    },
    {
      id: `${id}-gone-collected-all-the-same`,
      requirement,
      summary: `A warning says that ${when}, and new cases arrive.`,
      patch: (base) => ({
        collectsDespite: (at, inbox, company) => at === limit || base.collectsDespite(at, inbox, company),
        isPolled: (inbox, company) => base.isPolled(isAt(inbox) ? { ...inbox, paused: null } : inbox, company),
      }),
    },
  ]
}

/** INBOX-LIMIT-01. */
function creditsOnly(): Defect<Behaviour>[] {
  return [
    {
      id: 'credits-go-below-zero',
      requirement: 'INBOX-LIMIT-01',
      summary: 'The credits have run out at minus one.',
      patch: () => ({ outOfCredits: ({ credits }) => credits < 0 }),
    },
  ]
}

/** INBOX-LIMIT-02. */
function restLost(): Defect<Behaviour> {
  return {
    id: 'rest-of-a-poll-lost',
    requirement: 'INBOX-LIMIT-02',
    summary: 'Of the cases that a poll finds, those for which credits are lacking never arrive.',
    patch(base) {
      const found = new WeakSet<VendorCase>()
      return {
        waiting(portal, inbox, company, at, hub) {
          const waiting = base.waiting(portal, inbox, company, at, hub).filter((one) => !found.has(one))
          for (const one of waiting) found.add(one)
          return waiting
        },
      }
    },
  }
}

/** INBOX-LIMIT-03. */
function storageOnly(): Defect<Behaviour>[] {
  return [
    {
      id: 'storage-overflows',
      requirement: 'INBOX-LIMIT-03',
      summary: 'The storage is full once more is used than there is.',
      patch: () => ({ storageFull: ({ usedBytes, limitBytes }) => usedBytes > limitBytes }),
    },
  ]
}

/** What can be wrong once a limit is left. */
function left(requirement: string, limit: Limit, id: string, when: string): Defect<Behaviour>[] {
  const kept = (
    kind: string,
    summary: string,
    keep: (cases: VendorCase[], inbox: Inbox) => VendorCase[],
  ): Defect<Behaviour> => ({
    id: `${id}-back-${kind}`,
    requirement,
    summary,
    patch: (base) => ({
      ofTheMeantime: (cases, after, inbox) =>
        after === limit ? keep(cases, inbox) : base.ofTheMeantime(cases, after, inbox),
    }),
  })
  /** An inbox resumes, and its warning stays for so many milliseconds. */
  const warning = (kind: string, summary: string, stays: number): Defect<Behaviour> => ({
    id: `${id}-back-${kind}`,
    requirement,
    summary,
    patch(base) {
      const past = new WeakMap<Inbox, Reason>()
      return {
        resumes(inbox, code) {
          if (code === limit && inbox.paused) past.set(inbox, inbox.paused)
          return base.resumes(inbox, code)
        },
        warningOf: (inbox, at, hub) =>
          base.warningOf(inbox, at, hub) ?? (at - inbox.restoredAt < stays ? past.get(inbox) : null) ?? null,
      }
    },
  })
  return [
    warning('warning-stays', `The warning stays when ${when}; cases are collected.`, Number.POSITIVE_INFINITY),
    warning('warning-stays-for-an-hour', `The warning stays for an hour when ${when}; cases are collected.`, HOUR),
    {
      id: `${id}-back-nothing-resumes`,
      requirement,
      summary: `An inbox stays paused when ${when}.`,
      patch: (base) => ({ resumes: (inbox, code) => code !== limit && base.resumes(inbox, code) }),
    },
    {
      id: `${id}-back-login-stays-paused`,
      requirement,
      summary: `Medit Link stays paused when ${when}.`,
      patch: (base) => ({
        resumes: (inbox, code) => !(code === limit && inbox.vendor === 'medit-link') && base.resumes(inbox, code),
      }),
    },
    kept('cases-lost', `The cases that waited are lost when ${when}.`, () => []),
    kept('last-case-only', `Of the cases that waited only the newest arrives when ${when}.`, (cases) =>
      cases.slice(-1),
    ),
    kept('pushes-lost', `The cases of Shining 3D that waited are lost when ${when}.`, (cases, inbox) =>
      isPushed(inbox) ? [] : cases,
    ),
  ]
}

/** Both limits are reached, and one of them is lifted: as long as the other is left, nothing of it may be. */
function ofTwo(requirement: string, remaining: Limit, id: string): Defect<Behaviour> {
  return {
    id,
    requirement,
    summary: `Of two limits one is lifted, and ${remaining} stops nothing any more.`,
    patch(base) {
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
  }
}

/** INBOX-LIMIT-05. */
function charging(): Defect<Behaviour>[] {
  const requirement = 'INBOX-LIMIT-05'
  const costing = (id: string, summary: string, credits: (inbox: Inbox) => number): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch: () => ({ creditsFor: (_vendorCase, inbox) => credits(inbox) }),
  })
  return [
    costing('two-credits-a-case', 'A case takes two credits.', () => 2),
    costing('cases-are-free', 'A case takes no credit.', () => 0),
    costing('pushed-cases-are-free', 'A case of Shining 3D takes no credit.', (inbox) => (isPushed(inbox) ? 0 : 1)),
    costing('login-cases-cost-two', 'A case of Medit Link takes two credits.', ({ vendor }) =>
      vendor === 'medit-link' ? 2 : 1,
    ),
    {
      id: 'repeated-push-takes-a-credit',
      requirement,
      summary: 'A case that is pushed again takes another credit.',
      patch: (base) => ({
        isRepeated(pushed) {
          const repeated = base.isRepeated(pushed)
          if (repeated) pushed.company.account.credits -= 1
          return repeated
        },
      }),
    },
    {
      id: 'cross-check-takes-a-credit-again',
      requirement,
      summary: 'The next cross-check takes another credit for each case that was pushed.',
      patch(base) {
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
    },
    {
      id: 'connecting-takes-a-credit',
      requirement,
      summary: 'Connecting an inbox takes a credit.',
      patch: (base) => ({
        onConnected(inbox, call) {
          call.company.account.credits -= 1
          base.onConnected(inbox, call)
        },
      }),
    },
    {
      id: 'account-shows-old-credits',
      requirement,
      summary: 'The account does not show the credits that cases took.',
      patch: (base) => ({
        showAccount(answer, company) {
          const shown = base.showAccount(answer, company)
          return { ...shown, credits: shown.credits + company.cases.length }
        },
      }),
    },
  ]
}

/** Credits and storage. */
export const limitDefects: Defect<Behaviour>[] = [
  ...reached('INBOX-LIMIT-01', 'out-of-credits', 'credits', 'the credits have run out'),
  ...creditsOnly(),
  ...left('INBOX-LIMIT-02', 'out-of-credits', 'credits', 'there are credits again'),
  restLost(),
  ...reached('INBOX-LIMIT-03', 'storage-full', 'storage', 'the storage is full'),
  ...storageOnly(),
  ofTwo('INBOX-LIMIT-01', 'out-of-credits', 'room-lifts-both-limits'),
  ofTwo('INBOX-LIMIT-03', 'storage-full', 'credits-lift-both-limits'),
  ...left('INBOX-LIMIT-04', 'storage-full', 'storage', 'there is room again'),
  ...charging(),
]
