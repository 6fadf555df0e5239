import { broken, holds, holdsUnless, unobserved } from '../../../engine/finding.ts'
import { toJson } from '../../../engine/json.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { isLogin, isPolledBySignIn, type Vendor } from '../api.ts'
import type { Restoring } from '../connections.ts'
import { isTaken, type Snapshot } from '../hub.ts'
import {
  all,
  allArrived,
  each,
  exchangeOf,
  idsOf,
  inView,
  listing,
  noneArrived,
  part,
  refused,
  refusedAlone,
  troubles,
  unjudgeable,
  unreadable,
  withState,
} from '../judging.ts'
import { alikeWhere, plainAccount, undisturbedWarnings } from '../premises.ts'
import { type InboxView, inboxesIn, inboxIn, isInboxList } from '../reading.ts'
import { restoring } from '../restoring.ts'
import { rule, type Seen, shown, shows } from '../rule.ts'

const bySignIn = (vendor: Vendor): boolean => !isLogin(vendor)

/** An inbox is not connected, as nobody has signed in. */
const notConnected = (view: InboxView, why: string, expected: string): Finding =>
  withState(view, (state) => holdsUnless(state === 'connected' && why, expected, [view.exchange]))

function keptId(
  refusal: Seen<'refusal'>['refusal'],
  { vendor, asked, signIn }: Restoring,
  restored: Snapshot | undefined,
): Finding | [] {
  if (isLogin(vendor)) return []
  const list = restored?.list
  const before = refusal.connections?.find((one) => one.vendor === vendor)?.inboxId
  const cited = [asked, signIn, exchangeOf(restored, vendor), list]
  if (!isAccepted(asked))
    return unobserved(
      `${vendor} was not re-authorized: ${came(asked)}`,
      'INBOX-AUTH-04 holds',
      ['INBOX-AUTH-04'],
      cited,
    )
  // What another employee is shown is another rule's matter.
  const answered = refusal.restoring?.some((one) => one.asked === asked) ? inboxIn(asked)?.inboxId : undefined
  if (answered !== undefined && answered !== before)
    return broken('the same inboxId', `${vendor}: ${before}, and ${answered} once a sign-in is begun`, cited)
  const others = list && isInboxList(list) ? inboxesIn(list).filter((one) => one.vendor === vendor) : []
  return holdsUnless(
    others.length > 0 &&
      !others.some(({ inboxId }) => inboxId === before) &&
      `${vendor}: ${before}, and ${others[0]?.inboxId} once it was signed in to again`,
    'the same inboxId',
    cited,
  )
}

/** Vendors at which the user signs in. */
export const rules = {
  /** "In this case, the user is redirected to the vendor login page and must complete the authorization there." */
  'INBOX-AUTH-01': rule({
    scenarios: ['connecting'],
    judge: ({ connecting }) => {
      const expected = 'an authorization URL, and an inbox that is not connected until the authorization is complete'
      return part(connecting, 'connections', (connections) => [
        ...connections
          .filter(({ vendor }) => bySignIn(vendor))
          .map(({ vendor, connect, inboxId }) => {
            if (!connect) return unreadable(vendor, connect)
            const refusal = refusedAlone(connecting.alone, vendor, connect, expected)
            if (refusal) return refusal
            const answer = inboxIn(connect)
            if (!answer || inboxId === undefined) return unreadable(`connecting ${vendor}`, connect)
            const { authorizationUrl } = answer
            return typeof authorizationUrl === 'string' && URL.canParse(authorizationUrl)
              ? notConnected(answer, `${vendor} is connected before anybody has signed in`, expected)
              : broken(expected, `connecting ${vendor} answers the authorizationUrl ${toJson(authorizationUrl)}`, [
                  connect,
                ])
          }),
        part(connecting, ['pending', 'pendingLater'], (snapshot) => [
          ...each(snapshot, (view, vendor) =>
            notConnected(
              view,
              `${vendor} is connected, and nobody has signed in`,
              'an inbox that is not connected until the authorization is complete',
            ),
          ),
          ...(snapshot.cases && connecting.earlyCases
            ? [
                noneArrived(
                  snapshot.cases,
                  idsOf(connecting.earlyCases),
                  'no case before the authorization is complete',
                  'of pending inboxes',
                ),
              ]
            : []),
        ]),
      ])
    },
  }),

  /** "…and must complete the authorization there." */
  'INBOX-AUTH-02': rule({
    scenarios: ['connecting'],
    leansOn: ['INBOX-AUTH-01', 'INBOX-CONN-02'],
    judge: ({ connecting }) => {
      const bySignIns = (connecting.connections ?? []).filter(({ vendor }) => bySignIn(vendor))
      const polled = bySignIns.filter(({ vendor }) => isPolledBySignIn(vendor))
      const expected = 'an authorization that connects the inbox'
      return part(connecting, 'connected', (snapshot) => [
        ...bySignIns.map(({ vendor, signIn, trouble }) => {
          if (!signIn)
            return unobserved(
              trouble?.reason ?? `nobody has signed in at ${vendor}`,
              trouble?.remedy ?? 'a sign-in',
              trouble?.leansOn,
            )
          const doubt = unjudgeable(`the callback of ${vendor}`, signIn)
          if (doubt) return doubt
          const cited = [signIn, exchangeOf(snapshot, vendor)]
          const anew = connecting.signInsAnew?.find((one) => one.vendor === vendor)?.exchange
          if (!isTaken(signIn) && !(anew && isTaken(anew)))
            return broken(expected, `the callback of ${vendor}: ${came(signIn)}`, cited)
          return inView(snapshot, vendor, (view) =>
            withState(view, (state) =>
              holdsUnless(
                state !== 'connected' && `${vendor} is ${state} once the user has signed in`,
                expected,
                cited,
              ),
            ),
          )
        }),
        // That one vendor's cases are missing beside the others' is another rule's matter.
        listing(
          snapshot.cases,
          polled.flatMap(({ vendor }) => idsOf(connecting.firstCases, vendor)),
          (there, missing, cited) =>
            there.length === 0 && missing.length === 0
              ? unobserved('no polled inbox is connected', 'a polled vendor that is connected', ['INBOX-AUTH-01'])
              : holdsUnless(
                  there.length === 0 && `none of ${plural(missing.length, 'case')} has arrived 10 minutes later`,
                  'cases that begin to arrive',
                  cited,
                ),
        ),
      ])
    },
  }),

  /** "If the authorization expires later, the connection must be refreshed by signing in again." */
  'INBOX-AUTH-03': shows('INBOX-AUTH-03', ['refusal'], ['INBOX-CASE-04', undisturbedWarnings, ...alikeWhere.refused]),

  /** "…must be refreshed by signing in again." */
  'INBOX-AUTH-04': rule({
    scenarios: ['refusal'],
    leansOn: ['INBOX-AUTH-03', 'INBOX-AUTH-06', 'INBOX-PUSH-02'],
    judge: (seen) => all([shown('INBOX-AUTH-04', ['refusal'])(seen), restoring(seen, bySignIn)]),
  }),

  /** The document does not say how the vendor's login page leads back; a state that anybody can make up would connect anybody's inbox. */
  'INBOX-AUTH-05': rule({
    scenarios: ['callback'],
    leansOn: ['INBOX-AUTH-03'],
    judge: ({ callback }) =>
      all([
        part(callback, 'good', (good) =>
          isTaken(good)
            ? holds(`the user's own callback: ${status(good)}`, [good])
            : unobserved(`the user's own callback: ${came(good)}`, 'INBOX-AUTH-02 holds', ['INBOX-AUTH-02'], [good]),
        ),
        part(callback, ['forged', 'reused'], (tried) => {
          const { good } = callback
          if (!good || !isTaken(good))
            return unobserved('no callback was taken', 'INBOX-AUTH-02 holds', ['INBOX-AUTH-02'])
          return all([
            refused(tried, good, 400),
            ...tried.flatMap(({ what, after }) =>
              each(after, (view) => notConnected(view, 'the inbox is connected', `nothing connected by ${what}`)),
            ),
          ])
        }),
      ]),
  }),

  /** "The connection must be refreshed": it stays the same connection. */
  'INBOX-AUTH-06': rule({
    scenarios: ['refusal'],
    leansOn: [plainAccount],
    judge: ({ refusal }) =>
      part(refusal, 'restored', (restored) => [
        ...troubles(refusal.connections, bySignIn),
        ...(refusal.restoring ?? []).flatMap((one) => keptId(refusal, one, restored)),
        ...(refusal.restoringByColleague ?? []).flatMap((one) => keptId(refusal, one, refusal.restoredByColleague)),
        listing(refusal.beforehand?.cases, idsOf(refusal.before?.filter(({ vendor }) => bySignIn(vendor))), (there) =>
          allArrived(restored.cases, there, 'cases that stay', 'that were collected before'),
        ),
      ]),
  }),
}
