import type { Exchange } from '../../../engine/exchange.ts'
import { broken, drawn, holds } from '../../../engine/finding.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { isPushed, type Vendor } from '../api.ts'
import { timelineOf } from '../figures.ts'
import { all, exchangeOf, idsOf, listing, listsAny, part, troubles, unreadable, viewOf } from '../judging.ts'
import { usable } from '../lanes.ts'
import { plainAccount, plainCredits, undisturbedPolls, undisturbedWarnings, warnsAlike } from '../premises.ts'
import { casesIn, countOf, creditsTaken } from '../reading.ts'
import { caughtUp, isOf, works } from '../refusals.ts'
import { rule, type Seen } from '../rule.ts'
import type { Limited, Limits } from '../scenes/limits.ts'
import type { Look } from '../stage.ts'

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
  atLimit(seen, limit, (vendor, { cases, limited, crossChecked }) => {
    // A pushed inbox may notice by a push, or by its next cross-check.
    const look = isPushed(vendor) ? crossChecked : limited
    return [
      warned(look, vendor, LIMITS[limit]),
      ...[limited, crossChecked].map((one) =>
        listing(one.cases, idsOf(cases, vendor), (there, _missing, cited) =>
          there.length > 0
            ? broken('no new case', `${plural(there.length, 'new case')} of ${vendor} have arrived`, cited)
            : holds(`no new case of ${vendor}`, cited),
        ),
      ),
    ]
  })

function warned(look: Look, vendor: Vendor, code: string): Finding {
  const view = viewOf(look, vendor)
  if (!view) return unreadable(vendor, exchangeOf(look, vendor))
  if (!view.warning) return broken(`a warning of ${code}`, `${vendor} shows none`, [view.exchange])
  return isOf(view.warning, code)
    ? holds(`${vendor} warns of ${view.warning.code}`, [view.exchange])
    : broken(`a warning of ${code}`, `${vendor} warns of ${view.warning.code}`, [view.exchange])
}

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
    return listing(
      cases,
      (limits.storage?.cases ?? []).map(({ caseId }) => caseId).filter((caseId) => !listsAny(before?.cases, [caseId])),
      (there, _missing, cited) =>
        there.length > 0
          ? broken(
              'no new case',
              `one of two limits was lifted, and ${plural(there.length, 'new case has', 'new cases have')} arrived`,
              cited,
            )
          : holds('no new case while one of two limits is left', cited),
    )
  })

/** The last credit may be spent on one case of several that wait. */
const noneBeyond = ({ credits, cases, spent }: Limits['few']): Finding =>
  listing(
    spent.cases,
    cases.map(({ caseId }) => caseId),
    (there, _missing, cited) =>
      there.length > credits
        ? broken(
            'no new case',
            `${plural(credits, 'credit was', 'credits were')} left, and ${plural(there.length, 'new case has', 'new cases have')} arrived`,
            cited,
          )
        : holds('no new case beyond the last credit', cited),
  )

/** What the last credits did not pay for waits for more. */
function restOfFew({ cases, spent, more }: Limits['few']): Finding {
  const rest = cases.filter(({ caseId }) => !listsAny(spent.cases, [caseId]))
  // Where not even the credits were spent, it is something else that has it wait.
  return rest[0] && rest.length < cases.length
    ? caughtUp(rest[0].vendor, more.cases, idsOf(rest, rest[0].vendor))
    : holds('no case was left waiting', [spent.cases])
}

/** Credits and storage. */
export const rules = {
  /** "The company has run out of available credits". */
  'INBOX-LIMIT-01': rule({
    scenes: ['limits'],
    leansOn: [
      'INBOX-AUTH-02',
      'INBOX-LOGIN-01',
      undisturbedPolls,
      'INBOX-PUSH-03',
      plainCredits,
      undisturbedWarnings,
      warnsAlike.limits,
    ],
    judge: (seen) =>
      all([
        reached('credits')(seen),
        ...(seen.limits.few ? [noneBeyond(seen.limits.few)] : []),
        noneAtTheOther(seen, 'creditsOnly'),
      ]),
  }),

  /** "Check whether your company still has available credits and storage". */
  'INBOX-LIMIT-02': rule({
    scenes: ['limits'],
    leansOn: ['INBOX-LIMIT-01', 'INBOX-CONN-02', 'INBOX-CASE-04', 'INBOX-PUSH-02', plainAccount, undisturbedWarnings],
    judge: (seen) => all([left('credits')(seen), ...(seen.limits.few ? [restOfFew(seen.limits.few)] : [])]),
  }),

  /** "The company storage is full". */
  'INBOX-LIMIT-03': rule({
    scenes: ['limits'],
    leansOn: [
      'INBOX-LIMIT-02',
      'INBOX-AUTH-02',
      'INBOX-LOGIN-01',
      undisturbedPolls,
      'INBOX-PUSH-03',
      undisturbedWarnings,
      warnsAlike.limits,
    ],
    judge: (seen) => all([reached('storage')(seen), noneAtTheOther(seen, 'storageOnly')]),
  }),

  /** "Clean up storage before it reaches the limit". */
  'INBOX-LIMIT-04': rule({
    scenes: ['limits'],
    leansOn: ['INBOX-LIMIT-03', 'INBOX-CONN-02', 'INBOX-CASE-04', 'INBOX-PUSH-02', plainAccount, undisturbedWarnings],
    judge: left('storage'),
  }),

  /** "Adjust your subscription plan to match the number of received IOS cases": a credit for each. */
  'INBOX-LIMIT-05': rule({
    scenes: ['connecting', 'everyday', 'refusal'],
    leansOn: [...plainCredits.leansOn, 'INBOX-CASE-02', 'INBOX-AUTH-04', 'INBOX-AUTH-06', 'INBOX-LOGIN-04'],
    judge: (seen) => {
      const { refusal } = seen
      return all([
        plainCredits.judge(seen),
        part(refusal, 'creditsAfter', (after) => {
          const taken = creditsTaken(refusal.creditsBefore, after)
          const [before, settled] = [refusal.beforehand?.cases, refusal.settled?.cases]
          if (taken === undefined) return unreadable('the account', after)
          const ids = refusal.happenings.flatMap((one) => (one.kind === 'case' ? [one.caseId] : []))
          const counted = (cases: Exchange | undefined) =>
            cases && casesIn(cases) ? ids.reduce((sum, caseId) => sum + (countOf(cases, caseId) ?? 0), 0) : undefined
          const [had, has] = [counted(before), counted(settled)]
          if (had === undefined || has === undefined) return unreadable('the cases', settled)
          return taken === has - had
            ? holds(`${taken} credits for ${has - had} cases that had waited`, [refusal.creditsBefore, after])
            : broken(
                'one credit for each collected case',
                `${taken} credits for ${has - had} cases that had waited for a sign-in`,
                [refusal.creditsBefore, after, settled],
              )
        }),
      ])
    },
  }),
}
