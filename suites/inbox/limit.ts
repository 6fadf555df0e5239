import type { Exchange } from '../../engine/exchange.ts'
import { broken, drawn, holds, unobserved } from '../../engine/finding.ts'
import type { Finding } from '../../engine/verdict.ts'
import { owedBy } from './accounting.ts'
import { plainAccount } from './accounts.ts'
import { isPushed, type Vendor } from './api.ts'
import { timelineOf } from './figures.ts'
import { all, exchangeOf, idsOf, listing, listsAny, part, troubles, unreadable, viewOf } from './judging.ts'
import { usable } from './lanes.ts'
import { undisturbedPolls } from './polls.ts'
import { casesIn, countOf, creditsIn } from './reading.ts'
import { caughtUp, isOf, works } from './refusals.ts'
import { type Premise, rule, type Seen } from './rule.ts'
import type { Limited, Limits } from './scenes/limits.ts'
import type { Look } from './stage.ts'
import { undisturbedWarnings } from './warnings.ts'

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
            ? broken('no new case', `${there.length} new cases of ${vendor} have arrived`, cited)
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

/** The part of INBOX-LIMIT-05 that other rules lean on: what cases cost while nothing is in the way. */
export const plainCredits: Premise<'connecting' | 'everyday'> = {
  id: 'INBOX-LIMIT-05',
  scenes: ['connecting', 'everyday'],
  leansOn: ['INBOX-PUSH-05', 'INBOX-AUTH-01', plainAccount],
  judge: ({ connecting, everyday }) => {
    const before = creditsIn(connecting.creditsBefore)
    const connected = creditsIn(connecting.creditsConnected)
    // What is collected right after the sign-in is paid for by then.
    const early =
      connecting.earlyCases?.filter(
        ({ caseId }) => connecting.connected?.cases && countOf(connecting.connected.cases, caseId),
      ).length ?? 0
    return all([
      before === undefined || connected === undefined
        ? unreadable('the account', connecting.creditsConnected)
        : before - connected > early || connected > before
          ? broken(
              'one credit for each collected case',
              `${before - connected} credits for connecting, and ${early} cases`,
              [connecting.creditsBefore, connecting.creditsConnected],
            )
          : holds('connecting takes no credit', [connecting.creditsBefore, connecting.creditsConnected]),
      part(everyday, 'creditsAfter', (after) => {
        const [from, to] = [creditsIn(everyday.creditsBefore), creditsIn(after)]
        const cases = everyday.crossCheckedAgain?.cases
        if (from === undefined || to === undefined)
          return unreadable('the account', from === undefined ? everyday.creditsBefore : after)
        const companyId = everyday.lanes?.[0]?.companyId
        const owed = owedBy(everyday.happenings, everyday.crossCheckedAgain?.at ?? 0).filter(
          (one) => one.companyId === companyId,
        )
        if (!cases || owed.length === 0)
          return unobserved('no case was collected', 'cases that arrive', ['INBOX-CASE-02'])
        const ids = [...new Set(owed.map(({ caseId }) => caseId))]
        const collected = ids.reduce((sum, caseId) => sum + (countOf(cases, caseId) ?? 0), 0)
        return from - to === collected
          ? holds(`${collected} credits for ${collected} cases`, [everyday.creditsBefore, after])
          : broken('one credit for each collected case', `${from - to} credits for ${collected} cases`, [
              everyday.creditsBefore,
              after,
              cases,
            ])
      }),
    ])
  },
}

/** "The company has run out of available credits". */
export const outOfCredits = rule('INBOX-LIMIT-01', {
  scenes: ['limits'],
  leansOn: ['INBOX-AUTH-02', 'INBOX-LOGIN-01', undisturbedPolls, 'INBOX-PUSH-03', plainCredits, undisturbedWarnings],
  judge: (seen) =>
    all([
      reached('credits')(seen),
      ...(seen.limits.few ? [noneBeyond(seen.limits.few)] : []),
      noneAtTheOther(seen, 'creditsOnly'),
    ]),
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
          ? broken('no new case', `one of two limits was lifted, and ${there.length} new cases have arrived`, cited)
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
        ? broken('no new case', `${credits} credits were left, and ${there.length} new cases have arrived`, cited)
        : holds('no new case beyond the last credit', cited),
  )

/** "Check whether your company still has available credits and storage". */
export const creditsAgain = rule('INBOX-LIMIT-02', {
  scenes: ['limits'],
  leansOn: ['INBOX-LIMIT-01', 'INBOX-CONN-02', 'INBOX-CASE-04', 'INBOX-PUSH-02', plainAccount, undisturbedWarnings],
  judge: left('credits'),
})
/** "The company storage is full". */
export const storageFull = rule('INBOX-LIMIT-03', {
  scenes: ['limits'],
  leansOn: [
    'INBOX-LIMIT-02',
    'INBOX-AUTH-02',
    'INBOX-LOGIN-01',
    undisturbedPolls,
    'INBOX-PUSH-03',
    undisturbedWarnings,
  ],
  judge: (seen) => all([reached('storage')(seen), noneAtTheOther(seen, 'storageOnly')]),
})
/** "Clean up storage before it reaches the limit". */
export const roomAgain = rule('INBOX-LIMIT-04', {
  scenes: ['limits'],
  leansOn: ['INBOX-LIMIT-03', 'INBOX-CONN-02', 'INBOX-CASE-04', 'INBOX-PUSH-02', plainAccount, undisturbedWarnings],
  judge: left('storage'),
})

/** "Adjust your subscription plan to match the number of received IOS cases": a credit for each. */
export const oneCreditACase = rule('INBOX-LIMIT-05', {
  scenes: ['connecting', 'everyday', 'refusal'],
  leansOn: [...(plainCredits.leansOn ?? []), 'INBOX-CASE-02', 'INBOX-AUTH-04', 'INBOX-AUTH-06', 'INBOX-LOGIN-04'],
  judge: (seen) => {
    const { refusal } = seen
    return all([
      plainCredits.judge(seen),
      part(refusal, 'creditsAfter', (after) => {
        const [from, to] = [creditsIn(refusal.creditsBefore), creditsIn(after)]
        const [before, settled] = [refusal.beforehand?.cases, refusal.settled?.cases]
        if (from === undefined || to === undefined) return unreadable('the account', after)
        const ids = refusal.happenings.flatMap((one) => (one.kind === 'case' ? [one.caseId] : []))
        const counted = (cases: Exchange | undefined) =>
          cases && casesIn(cases) ? ids.reduce((sum, caseId) => sum + (countOf(cases, caseId) ?? 0), 0) : undefined
        const [had, has] = [counted(before), counted(settled)]
        if (had === undefined || has === undefined) return unreadable('the cases', settled)
        return from - to === has - had
          ? holds(`${from - to} credits for ${has - had} cases that had waited`, [refusal.creditsBefore, after])
          : broken(
              'one credit for each collected case',
              `${from - to} credits for ${has - had} cases that had waited for a sign-in`,
              [refusal.creditsBefore, after, settled],
            )
      }),
    ])
  },
})
