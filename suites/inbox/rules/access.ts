import { broken, holds, unobserved } from '../../../engine/finding.ts'
import { toJson } from '../../../engine/json.ts'
import { came, isAccepted } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { isLogin, STATES } from '../api.ts'
import { stoppedSyncing } from '../by-age.ts'
import { all, each, exchangeOf, part, refused, troubles, unreadable, viewOf, withState } from '../judging.ts'
import type { Restoring } from '../lanes.ts'
import { undisturbedPolls } from '../premises.ts'
import { casesIn, type InboxView, inboxesIn, inboxIn, isInboxList } from '../reading.ts'
import { rule } from '../rule.ts'
import { isTaken, type Look } from '../stage.ts'

const NO_COLLEAGUE = unobserved(
  'companies[0].tokens[1] is not configured',
  "set a second token of companies[0] in the target's configuration",
)

const NO_OTHER = unobserved('companies[1] is not configured', "set companies[1] in the target's configuration")

/** Cases are collected for the company as well. */
function seesTheCases(mine: Look | undefined, theirs: Look): Finding {
  const [own, other] = [mine, theirs].map((look) => look?.cases && casesIn(look.cases))
  if (!own) return holds('its own employee sees no cases')
  const cited = [mine?.cases, theirs.cases]
  const missing = own.filter(({ caseId }) => !other?.some((one) => one.caseId === caseId))
  return missing.length > 0
    ? broken(
        'another employee of the company sees the same cases',
        `not listed for another employee: ${missing.length} of ${plural(own.length, 'case')}`,
        cited,
      )
    : holds(`${plural(own.length, 'case is', 'cases are')} listed for another employee as well`, cited)
}

function seesTheSame(mine: Look | undefined, theirs: Look): Finding {
  const expected = 'another employee of the company sees the same inbox'
  return all(
    theirs.inboxes.flatMap(({ vendor, exchange }) => {
      const own = viewOf(mine, vendor)
      if (!own) return unreadable(`${vendor}, as its own employee sees it`, exchangeOf(mine, vendor))
      const cited = [own.exchange, exchange, mine?.list, theirs.list]
      const other = inboxIn(exchange)
      if (!other) return broken(expected, `${vendor}: ${came(exchange)}`, cited)
      const differing = difference(own, other)
      if (differing) return broken(expected, `${vendor}: ${differing}`, cited)
      if (!mine?.list || !theirs.list || !isInboxList(mine.list)) return holds(`${vendor} is the same`, cited)
      if (!isInboxList(theirs.list)) return broken(expected, `the list: ${came(theirs.list)}`, cited)
      const [ownEntry, otherEntry] = [mine.list, theirs.list].map((list) =>
        inboxesIn(list).find(({ inboxId }) => inboxId === own.inboxId),
      )
      if (!ownEntry) return holds(`${vendor} is the same`, cited)
      if (!otherEntry) return broken(expected, `${vendor} is not in another employee's list`, cited)
      const entries = difference(ownEntry, otherEntry)
      return entries ? broken(expected, `${vendor}, listed: ${entries}`, cited) : holds(`${vendor} is the same`, cited)
    }),
  )
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
  const view = viewOf(after, vendor)
  if (!view) return unreadable(vendor, exchangeOf(after, vendor))
  return withState(view, (state) =>
    state === 'connected' && !view.warning
      ? holds(`${vendor} is restored by another employee`, cited)
      : broken(
          expected,
          `${vendor} is ${state}${view.warning ? `, and warns of ${view.warning.code}` : ''} afterwards`,
          cited,
        ),
  )
}

/** What was there before others asked for it is there afterwards, and nothing else is. */
function unchanged(before: Look | undefined, after: Look): Finding {
  const expected = 'an inbox that an employee of another company does not change'
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
    const cited = [was.exchange, exchange]
    if (!is) return broken(expected, `${vendor} afterwards: ${came(exchange)}`, cited)
    return is.state === was.state
      ? holds(`${vendor} is as it was`, cited)
      : broken(expected, `${vendor} was ${was.state}, and is ${is.state}`, cited)
  })
  if (then && now) {
    const cited = [before?.list, after.list]
    findings.push(
      then.join() === now.join()
        ? holds(`${plural(now.length, 'inbox is', 'inboxes are')} listed as before`, cited)
        : broken(
            expected,
            `${plural(then.length, 'inbox was', 'inboxes were')} listed, and ${now.length} are, not all the same`,
            cited,
          ),
    )
  }
  return all(findings)
}

/** Whose the connection is: "it belongs to the company". */
export const rules = {
  /** "This means the connection belongs to the company, not to a single employee." */
  'INBOX-CONN-05': rule({
    scenes: ['connecting', 'refusal'],
    leansOn: [
      'INBOX-AUTH-03',
      'INBOX-AUTH-04',
      'INBOX-AUTH-06',
      'INBOX-LOGIN-03',
      'INBOX-LOGIN-04',
      'INBOX-LOGIN-06',
      'INBOX-CONN-01',
      'INBOX-CONN-02',
      undisturbedPolls,
    ],
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
    scenes: ['everyday', 'outage'],
    leansOn: [undisturbedPolls],
    judge: ({ everyday, configured }) => {
      if (!configured.otherCompany) return NO_OTHER
      return all([
        part(everyday, 'foreign', (foreign) => refused(foreign, everyday.polled?.list, 403, 404)),
        part(everyday, 'afterForeigners', (after) => unchanged(everyday.beforeForeigners, after)),
        part(everyday, 'longAfterForeigners', (after) => unchanged(everyday.beforeForeigners, after)),
        part(everyday, 'longAfterForeigners', (after) =>
          all(
            each(after, (view, vendor) => {
              const stopped = stoppedSyncing(view, vendor)
              return stopped
                ? broken('an inbox that an employee of another company does not change', `${vendor}: ${stopped}`, [
                    view.exchange,
                  ])
                : holds(`${vendor} goes on syncing`, [view.exchange])
            }),
          ),
        ),
        part(everyday, 'afterOtherLeft', (after) => unchanged(everyday.beforeOtherLeft, after)),
        part(everyday, 'foreignersOwn', (list) => {
          if (!isInboxList(list)) return unreadable('the list of the other company', list)
          const own = new Set(everyday.lanes?.map(({ inboxId }) => inboxId))
          const seen = inboxesIn(list).filter(({ inboxId }) => inboxId !== undefined && own.has(inboxId))
          return seen.length > 0
            ? broken(
                "no inbox of another company's",
                `${plural(seen.length, 'inbox')} of the first company are in the other one's list`,
                [list],
              )
            : holds("the other company's list holds its own", [list])
        }),
      ])
    },
    looking: ({ companies, foreign }) =>
      companies.length < 2 ? NO_OTHER : refused(foreign, companies[0]?.list, 403, 404),
  }),

  /** Who asks is not said in the document; the profile has a token for each employee. */
  'INBOX-CONN-07': rule({
    scenes: ['everyday'],
    judge: ({ everyday }) => part(everyday, 'strange', (strange) => refused(strange, everyday.polled?.list, 401)),
    looking: ({ strange, companies }) => refused(strange, companies[0]?.list, 401),
  }),
}
