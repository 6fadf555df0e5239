import { broken, holds, holdsUnless, unobserved } from '../../../engine/finding.ts'
import { toJson } from '../../../engine/json.ts'
import { came, isAccepted } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { isLogin, STATES } from '../api.ts'
import type { Restoring } from '../connections.ts'
import { isTaken, type Snapshot } from '../hub.ts'
import { all, exchangeOf, inList, inView, NO_OTHER, part, refused, troubles, viewOf, withState } from '../judging.ts'
import { undisturbedPolls } from '../premises.ts'
import { casesIn, type InboxView, inboxIn } from '../reading.ts'
import { rule } from '../rule.ts'
import { listedAsBefore, unchanged } from '../unchanged.ts'

const UNCHANGED = 'an inbox that an employee of another company does not change'

const NO_COLLEAGUE = unobserved(
  'companies[0].tokens[1] is not configured',
  "set a second token of companies[0] in the target's configuration",
)

/** Cases are collected for the company as well. */
function seesTheCases(mine: Snapshot | undefined, theirs: Snapshot): Finding {
  const own = mine?.cases && casesIn(mine.cases)
  if (!own) return holds('its own employee sees no cases')
  const other = theirs.cases && casesIn(theirs.cases)
  const missing = own.filter(({ caseId }) => !other?.some((one) => one.caseId === caseId))
  return holdsUnless(
    missing.length > 0 && `not listed for another employee: ${missing.length} of ${plural(own.length, 'case')}`,
    'another employee of the company sees the same cases',
    [mine.cases, theirs.cases],
  )
}

/** What one employee is shown of each inbox, by itself and in the list, another one is shown as well. */
const seesTheSame = (mine: Snapshot | undefined, theirs: Snapshot): Finding =>
  all(
    theirs.inboxes.map(({ vendor, exchange }) =>
      inView(mine, vendor, (own) => {
        const other = viewOf(theirs, vendor)
        const [ownEntry, entry] = [mine?.list, theirs.list].map((list) => inboxIn(list, own.inboxId))
        const inTheList =
          ownEntry && (entry ? difference(ownEntry, entry) : 'it is not in the list of another employee')
        const fault = other ? (difference(own, other) ?? inTheList) : came(exchange)
        return holdsUnless(fault && `${vendor}: ${fault}`, 'another employee of the company sees the same inbox', [
          own.exchange,
          exchange,
          mine?.list,
          theirs.list,
        ])
      }),
    ),
  )

/** In what two views of one inbox at one time differ, in words. */
function difference(one: InboxView, other: InboxView): string | undefined {
  const show = ({ inboxId, vendor, name, state, health, warning }: InboxView) => ({
    inboxId,
    vendor,
    name,
    // One that is no state is another rule's matter.
    ...([one, other].every((view) => (STATES as readonly unknown[]).includes(view.state)) ? { state } : {}),
    health,
    warning: warning?.code ?? null,
  })
  const [left, right] = [Object.entries(show(one)), Object.entries(show(other))]
  const nth = left.findIndex(([, value], at) => value !== right[at]?.[1])
  return (
    left[nth] && `its ${left[nth][0]} is ${toJson(left[nth][1])} for one, and ${toJson(right[nth]?.[1])} for another`
  )
}

/** @param again the inboxes that another employee did not restore, once their own has tried as well */
function refreshed(
  { vendor, asked, signIn }: Restoring,
  after: Snapshot | undefined,
  again: Snapshot | undefined,
): Finding {
  const expected = 'another employee of the company can refresh it'
  const cited = [asked, signIn, exchangeOf(after, vendor)]
  const byItsOwn = viewOf(again, vendor)
  if (byItsOwn && (byItsOwn.state !== 'connected' || byItsOwn.warning)) {
    const id = isLogin(vendor) ? 'INBOX-LOGIN-04' : 'INBOX-AUTH-04'
    return unobserved(`nobody can restore ${vendor} a second time`, `${id} holds`, [id], cited)
  }
  if (!isAccepted(asked)) return broken(expected, `${vendor}: ${came(asked)}`, cited)
  if (signIn && !isTaken(signIn)) return broken(expected, `${vendor}, the callback: ${came(signIn)}`, cited)
  return inView(after, vendor, (view) =>
    withState(view, (state) =>
      holdsUnless(
        (state !== 'connected' || view.warning !== null) &&
          `${vendor} is ${state}${view.warning ? `, and warns of ${view.warning.code}` : ''} afterwards`,
        expected,
        cited,
      ),
    ),
  )
}

/** Whose the connection is: "it belongs to the company". */
export const rules = {
  /** "This means the connection belongs to the company, not to a single employee." */
  'INBOX-CONN-05': rule({
    scenarios: ['connecting', 'refusal'],
    leansOn: ['INBOX-AUTH-04', 'INBOX-LOGIN-04', 'INBOX-LOGIN-06', 'INBOX-CONN-01'],
    judge: ({ connecting, refusal, configured }) => {
      if (!configured.colleague) return NO_COLLEAGUE
      return all([
        ...troubles(connecting.connections),
        part(connecting, 'colleague', (theirs) => [
          seesTheSame(connecting.connected, theirs),
          seesTheCases(connecting.connected, theirs),
        ]),
        part(refusal, 'colleague', (theirs) => seesTheSame(refusal.refused, theirs)),
        part(refusal, 'restoringByColleague', (done) =>
          done.map((one) => refreshed(one, refusal.restoredByColleague, refusal.restoredAgain)),
        ),
      ])
    },
  }),

  /** "The connection belongs to the company": to no other one. */
  'INBOX-CONN-06': rule({
    scenarios: ['everyday', 'outage'],
    leansOn: [undisturbedPolls],
    judge: ({ everyday, configured }) => {
      if (!configured.otherCompany) return NO_OTHER
      return all([
        part(everyday, 'foreign', (foreign) => refused(foreign, everyday.polled?.list, 403, 404)),
        part(everyday, ['afterForeigners', 'longAfterForeigners'], (after) => [
          unchanged(everyday.aDayLater, after, UNCHANGED),
          listedAsBefore(everyday.aDayLater, after, UNCHANGED),
        ]),
        part(everyday, 'afterOtherLeft', (after) => listedAsBefore(everyday.beforeOtherLeft, after, UNCHANGED)),
        part(everyday, 'foreignersOwn', (list) =>
          inList(list, (inboxes) => {
            const own = new Set(everyday.connections?.map(({ inboxId }) => inboxId))
            const { length } = inboxes.filter(({ inboxId }) => inboxId !== undefined && own.has(inboxId))
            return holdsUnless(
              length > 0 && `${plural(length, 'inbox')} of the first company are in the other one's list`,
              "no inbox of another company's",
              [list],
            )
          }),
        ),
      ])
    },
    byReads: ({ companies, foreign }) =>
      companies.length < 2 ? NO_OTHER : refused(foreign, companies[0]?.list, 403, 404),
  }),

  /** Who asks is not said in the document; the profile has a token for each employee. */
  'INBOX-CONN-07': rule({
    scenarios: ['everyday'],
    judge: ({ everyday }) => part(everyday, 'strange', (strange) => refused(strange, everyday.polled?.list, 401)),
    byReads: ({ strange, companies }) => refused(strange, companies[0]?.list, 401),
  }),
}
