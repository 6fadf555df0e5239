import { drawn, holds, holdsUnless } from '../../../engine/finding.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { isPushed, type Vendor } from '../api.ts'
import { timelineOf } from '../figures.ts'
import { all, idsOf, inView, listing, listsAny, noneArrived, part, troubles, unreadable } from '../judging.ts'
import { usable } from '../lanes.ts'
import { countAll, creditEach, plainCredits, undisturbedWarnings, warnsAlike } from '../premises.ts'
import { creditsTaken } from '../reading.ts'
import { caughtUp, nothingNew, warnsOf, works } from '../refusals.ts'
import { rule, type Seen } from '../rule.ts'
import type { Limited, Limits } from '../scenarios/limits.ts'

const LIMITS = { credits: 'out-of-credits', storage: 'storage-full' } as const

/** Judges each inbox at a limit. */
const atLimit = (
  { limits }: Seen<'limits'>,
  limit: 'credits' | 'storage',
  judge: (vendor: Vendor, limited: Limited) => Finding[],
): Finding => {
  const finding = all([
    ...troubles(limits.lanes),
    part(limits, limit, (limited) => all(usable(limits.lanes ?? []).flatMap(({ vendor }) => judge(vendor, limited)))),
  ])
  return finding.outcome === 'broken' ? drawn(finding, timelineOf('The limits', limits)) : finding
}

const reached = (limit: 'credits' | 'storage') => (seen: Seen<'limits'>) =>
  atLimit(seen, limit, (vendor, { cases, limited, crossChecked }) => [
    // A pushed inbox may notice by a push, or by its next cross-check.
    inView(isPushed(vendor) ? crossChecked : limited, vendor, (view) => warnsOf(view, vendor, LIMITS[limit])),
    ...[limited, crossChecked].map((look) => nothingNew(vendor, look.cases, idsOf(cases, vendor))),
  ])

const left = (limit: 'credits' | 'storage') => (seen: Seen<'limits'>) =>
  atLimit(seen, limit, (vendor, { cases, roomy, settled }) => {
    const look = isPushed(vendor) ? settled : roomy
    return [
      works(look, vendor, 'no warning, once there is room again'),
      caughtUp(vendor, look.cases, idsOf(cases, vendor)),
    ]
  })

/** Of two limits one is lifted: the cases that wait go on waiting. What had arrived before is the other limit's matter. */
const noneAtTheOther = ({ limits }: Seen<'limits'>, key: 'creditsOnly' | 'storageOnly'): Finding =>
  part(limits, key, ({ cases }) => {
    const before = key === 'creditsOnly' ? limits.storage?.crossChecked : limits.creditsOnly
    const waiting = idsOf(limits.storage?.cases).filter((caseId) => !listsAny(before?.cases, [caseId]))
    return noneArrived(cases, waiting, 'no new case', 'that wait for two limits, of which one was lifted,')
  })

/** The last credit may be spent on one case of several that wait. */
const noneBeyond = ({ credits, cases, spent }: Limits['few']): Finding =>
  listing(spent.cases, idsOf(cases), ({ length }, _missing, cited) =>
    holdsUnless(
      length > credits &&
        `${plural(credits, 'credit was', 'credits were')} left, and ${plural(length, 'new case has', 'new cases have')} arrived`,
      'no new case beyond the last credit',
      cited,
    ),
  )

/** What the last credits did not pay for waits for more. */
function restOfFew({ cases, spent, more }: Limits['few']): Finding {
  const rest = cases.filter(({ caseId }) => !listsAny(spent.cases, [caseId]))
  // Where not even the credits were spent, it is something else that has it wait.
  return rest[0] && rest.length < cases.length
    ? caughtUp(rest[0].vendor, more.cases, idsOf(rest))
    : holds('no case was left waiting', [spent.cases])
}

/** Credits and storage. */
export const rules = {
  /** "The company has run out of available credits". */
  'INBOX-LIMIT-01': rule({
    scenarios: ['limits'],
    leansOn: [plainCredits, undisturbedWarnings, warnsAlike.limits],
    judge: (seen) =>
      all([
        reached('credits')(seen),
        ...(seen.limits.few ? [noneBeyond(seen.limits.few)] : []),
        noneAtTheOther(seen, 'creditsOnly'),
      ]),
  }),

  /** "Check whether your company still has available credits and storage". */
  'INBOX-LIMIT-02': rule({
    scenarios: ['limits'],
    leansOn: ['INBOX-LIMIT-01', 'INBOX-CASE-04', 'INBOX-PUSH-02'],
    judge: (seen) => all([left('credits')(seen), ...(seen.limits.few ? [restOfFew(seen.limits.few)] : [])]),
  }),

  /** "The company storage is full". */
  'INBOX-LIMIT-03': rule({
    scenarios: ['limits'],
    leansOn: ['INBOX-LIMIT-02'],
    judge: (seen) => all([reached('storage')(seen), noneAtTheOther(seen, 'storageOnly')]),
  }),

  /** "Clean up storage before it reaches the limit". */
  'INBOX-LIMIT-04': rule({
    scenarios: ['limits'],
    leansOn: ['INBOX-LIMIT-03'],
    judge: left('storage'),
  }),

  /** "Adjust your subscription plan to match the number of received IOS cases": a credit for each. */
  'INBOX-LIMIT-05': rule({
    scenarios: ['connecting', 'everyday', 'refusal'],
    leansOn: ['INBOX-CASE-02'],
    judge: (seen) => {
      const { refusal } = seen
      return all([
        plainCredits.judge(seen),
        part(refusal, 'creditsAfter', (after) => {
          if (creditsTaken(refusal.creditsBefore, after) === undefined) return unreadable('the account', after)
          const ids = refusal.happenings.flatMap((one) => (one.kind === 'case' ? [one.caseId] : []))
          const [had, has] = [refusal.beforehand?.cases, refusal.settled?.cases].map((cases) => countAll(cases, ids))
          if (had === undefined || has === undefined) return unreadable('the cases', refusal.settled?.cases)
          return creditEach(refusal.creditsBefore, after, has - had, refusal.settled?.cases)
        }),
      ])
    },
  }),
}
