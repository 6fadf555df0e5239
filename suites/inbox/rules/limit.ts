import { holds, holdsUnless } from '../../../engine/finding.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { all, allArrived, idsOf, listing, listsAny, part } from '../judging.ts'
import { alikeWhere, countAll, creditEach, plainCredits, undisturbedWarnings } from '../premises.ts'
import { rule, type Seen, shown, shows } from '../rule.ts'

/** The last credit may be spent on one case of several that wait. */
const noneBeyond = ({ limits: { few = 0, fewCases, fewSpent } }: Seen<'limits'>): Finding =>
  fewSpent
    ? listing(fewSpent.cases, idsOf(fewCases), ({ length }, _missing, cited) =>
        holdsUnless(
          length > few &&
            `${plural(few, 'credit was', 'credits were')} left, and ${plural(length, 'new case has', 'new cases have')} arrived`,
          'no new case beyond the last credit',
          cited,
        ),
      )
    : holds('no polled inbox spends the last credits')

/** What the last credits did not pay for waits for more; where not even they were spent, it is something else that has it wait. */
function restOfFew({ limits: { fewCases = [], fewSpent, more } }: Seen<'limits'>): Finding {
  const rest = fewCases.filter(({ caseId }) => !listsAny(fewSpent?.cases, [caseId]))
  return rest.length > 0 && rest.length < fewCases.length
    ? allArrived(more?.cases, idsOf(rest), 'the cases that waited for credits', 'that waited')
    : holds('no case was left waiting', [fewSpent?.cases])
}

/** Credits and storage. */
export const rules = {
  /** "The company has run out of available credits". */
  'INBOX-LIMIT-01': rule({
    scenarios: ['limits'],
    leansOn: [plainCredits, undisturbedWarnings, ...alikeWhere.limited],
    judge: (seen) => all([shown('INBOX-LIMIT-01', ['limits'])(seen), noneBeyond(seen)]),
  }),

  /** "Check whether your company still has available credits and storage". */
  'INBOX-LIMIT-02': rule({
    scenarios: ['limits'],
    leansOn: ['INBOX-LIMIT-01', 'INBOX-CASE-04', 'INBOX-PUSH-02'],
    judge: (seen) => all([shown('INBOX-LIMIT-02', ['limits'])(seen), restOfFew(seen)]),
  }),

  /** "The company storage is full". */
  'INBOX-LIMIT-03': shows('INBOX-LIMIT-03', ['limits'], ['INBOX-LIMIT-02']),

  /** "Clean up storage before it reaches the limit". */
  'INBOX-LIMIT-04': shows('INBOX-LIMIT-04', ['limits'], ['INBOX-LIMIT-03']),

  /** "Adjust your subscription plan to match the number of received IOS cases": a credit for each. */
  'INBOX-LIMIT-05': rule({
    scenarios: ['connecting', 'everyday', 'refusal'],
    leansOn: ['INBOX-CASE-02'],
    judge: (seen) => {
      const { events, creditsBefore, creditsAfter, beforehand, settled } = seen.refusal
      const ids = events.flatMap((one) => (one.kind === 'case' ? [one.caseId] : []))
      const [had, has] = [beforehand?.cases, settled?.cases].map((cases) => countAll(cases, ids))
      const collected = had === undefined || has === undefined ? undefined : has - had
      return all([
        plainCredits.judge(seen),
        part(seen.refusal, 'creditsAfter', () => creditEach(creditsBefore, creditsAfter, collected, settled?.cases)),
      ])
    },
  }),
}
