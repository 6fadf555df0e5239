import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, holdsUnless, unobserved } from '../../../engine/finding.ts'
import { toJson } from '../../../engine/json.ts'
import { came, isAccepted } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { isLogin, STATES, type Vendor } from '../api.ts'
import { syncsOn } from '../by-age.ts'
import { all, exchangeOf, inList, inView, NO_OTHER, part, refused, troubles, viewOf, withState } from '../judging.ts'
import type { Restoring } from '../lanes.ts'
import { undisturbedPolls } from '../premises.ts'
import { casesIn, type InboxView, inboxesIn, inboxIn, isInboxList } from '../reading.ts'
import { rule } from '../rule.ts'
import { isTaken, type Look } from '../stage.ts'

const UNCHANGED = 'an inbox that an employee of another company does not change'

const NO_COLLEAGUE = unobserved(
  'companies[0].tokens[1] is not configured',
  "set a second token of companies[0] in the target's configuration",
)

/** Cases are collected for the company as well. */
function seesTheCases(mine: Look | undefined, theirs: Look): Finding {
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

const seesTheSame = (mine: Look | undefined, theirs: Look): Finding =>
  all(
    theirs.inboxes.map(({ vendor, exchange }) =>
      inView(mine, vendor, (own) =>
        holdsUnless(
          notTheSame(own, vendor, exchange, mine?.list, theirs.list),
          'another employee of the company sees the same inbox',
          [own.exchange, exchange, mine?.list, theirs.list],
        ),
      ),
    ),
  )

/** In what an inbox differs from what its own employee is shown, by itself or in the list; undefined where it does not. */
function notTheSame(
  own: InboxView,
  vendor: Vendor,
  exchange: Exchange,
  ownList: Exchange | undefined,
  list: Exchange | undefined,
): string | undefined {
  const other = inboxIn(exchange)
  if (!other) return `${vendor}: ${came(exchange)}`
  const differing = difference(own, other)
  if (differing) return `${vendor}: ${differing}`
  if (!ownList || !list || !isInboxList(ownList)) return undefined
  if (!isInboxList(list)) return `the list: ${came(list)}`
  const [ownEntry, otherEntry] = [ownList, list].map((one) =>
    inboxesIn(one).find(({ inboxId }) => inboxId === own.inboxId),
  )
  if (!ownEntry) return undefined
  if (!otherEntry) return `${vendor} is not in another employee's list`
  const entries = difference(ownEntry, otherEntry)
  return entries && `${vendor}, listed: ${entries}`
}

/** In what two views of one inbox at one time differ, in words. */
function difference(one: InboxView, other: InboxView): string | undefined {
  const show = (view: InboxView) => ({
    inboxId: view.inboxId,
    vendor: view.vendor,
    name: view.name,
    state: view.state,
    health: view.health,
    warning: view.warning?.code ?? null,
  })
  const [left, right] = [show(one), show(other)]
  // One that is no state is another rule's matter.
  if (![left, right].every(({ state }) => (STATES as readonly unknown[]).includes(state))) right.state = left.state
  for (const key of Object.keys(left) as (keyof typeof left)[]) {
    if (left[key] !== right[key])
      return `its ${key} is ${toJson(left[key])} for one, and ${toJson(right[key])} for another`
  }
  return undefined
}

/** @param again the inboxes that another employee did not restore, once their own has tried as well */
function refreshed({ vendor, asked, signIn }: Restoring, after: Look | undefined, again: Look | undefined): Finding {
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

/** What was there before others asked for it is there afterwards, and nothing else is. */
function unchanged(before: Look | undefined, after: Look): Finding {
  const listed = (look: Look | undefined) =>
    look?.list && isInboxList(look.list)
      ? inboxesIn(look.list)
          .map(({ inboxId }) => inboxId)
          .sort()
      : undefined
  const [then, now] = [listed(before), listed(after)]
  const findings = after.inboxes.flatMap(({ vendor, exchange }) => {
    const was = viewOf(before, vendor)
    if (!was) return []
    const is = inboxIn(exchange)
    const fault = !is
      ? `${vendor} afterwards: ${came(exchange)}`
      : is.state !== was.state && `${vendor} was ${was.state}, and is ${is.state}`
    return holdsUnless(fault, UNCHANGED, [was.exchange, exchange])
  })
  if (then && now) {
    const fault =
      then.join() !== now.join() &&
      `${plural(then.length, 'inbox was', 'inboxes were')} listed, and ${now.length} are, not all the same`
    findings.push(holdsUnless(fault, UNCHANGED, [before?.list, after.list]))
  }
  return all(findings)
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
        ...troubles(connecting.lanes),
        part(connecting, 'colleague', (look) => seesTheSame(connecting.connected, look)),
        part(connecting, 'colleague', (look) => seesTheCases(connecting.connected, look)),
        part(refusal, 'colleague', (look) => seesTheSame(refusal.refused, look)),
        part(refusal, 'restoringByColleague', (done) =>
          all(done.map((one) => refreshed(one, refusal.restoredByColleague, refusal.restoredAgain))),
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
        part(everyday, 'afterForeigners', (after) => unchanged(everyday.aDayLater, after)),
        part(everyday, 'longAfterForeigners', (after) =>
          all([unchanged(everyday.aDayLater, after), ...syncsOn(after, UNCHANGED)]),
        ),
        part(everyday, 'afterOtherLeft', (after) => unchanged(everyday.beforeOtherLeft, after)),
        part(everyday, 'foreignersOwn', (list) =>
          inList(list, (inboxes) => {
            const own = new Set(everyday.lanes?.map(({ inboxId }) => inboxId))
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
    looking: ({ companies, foreign }) =>
      companies.length < 2 ? NO_OTHER : refused(foreign, companies[0]?.list, 403, 404),
  }),

  /** Who asks is not said in the document; the profile has a token for each employee. */
  'INBOX-CONN-07': rule({
    scenarios: ['everyday'],
    judge: ({ everyday }) => part(everyday, 'strange', (strange) => refused(strange, everyday.polled?.list, 401)),
    looking: ({ strange, companies }) => refused(strange, companies[0]?.list, 401),
  }),
}
