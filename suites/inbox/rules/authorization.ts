import { broken, holds, unobserved } from '../../../engine/finding.ts'
import { toJson } from '../../../engine/json.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { isLogin, isPolledBySignIn } from '../api.ts'
import {
  all,
  each,
  exchangeOf,
  idsOf,
  listing,
  part,
  refused,
  troubles,
  unjudgeable,
  unreadable,
  viewOf,
  withState,
} from '../judging.ts'
import type { Restoring } from '../lanes.ts'
import { plainAccount, undisturbedPolls, undisturbedWarnings, warnsAlike } from '../premises.ts'
import { inboxesIn, inboxIn, isInboxList } from '../reading.ts'
import { refusalShown, restoredAgain } from '../refusals.ts'
import { rule } from '../rule.ts'
import type { Refusal } from '../scenes/refusal.ts'
import { isTaken, type Look, type Scene } from '../stage.ts'

function keptId(
  refusal: Scene<Refusal>,
  { vendor, asked, signIn }: Restoring,
  restored: Look | undefined,
): Finding | [] {
  if (isLogin(vendor)) return []
  const list = restored?.list
  const before = refusal.lanes?.find((lane) => lane.vendor === vendor)?.inboxId
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
  if (others.length > 0 && !others.some(({ inboxId }) => inboxId === before))
    return broken(
      'the same inboxId',
      `${vendor}: ${before}, and ${others[0]?.inboxId} once it was signed in to again`,
      cited,
    )
  return holds(`${vendor} keeps its inboxId`, cited)
}

/** Vendors at which the user signs in. */
export const rules = {
  /** "In this case, the user is redirected to the vendor login page and must complete the authorization there." */
  'INBOX-AUTH-01': rule({
    scenes: ['connecting'],
    judge: ({ connecting }) =>
      part(connecting, 'lanes', (all_) =>
        all([
          ...all_
            .filter(({ vendor }) => !isLogin(vendor))
            .map(({ vendor, connect, inboxId }) => {
              if (!connect) return unreadable(vendor, connect)
              const doubt = unjudgeable(`connecting ${vendor}`, connect)
              if (doubt) return doubt
              const expected =
                'an authorization URL, and an inbox that is not connected until the authorization is complete'
              const single = connecting.alone?.find((one) => one.vendor === vendor)?.exchange
              if (!isAccepted(connect))
                return single && isAccepted(single)
                  ? unobserved(
                      `${vendor} is refused beside others`,
                      'INBOX-CONN-03 holds',
                      ['INBOX-CONN-03'],
                      [connect],
                    )
                  : broken(expected, `connecting ${vendor}: ${came(connect)}`, [connect])
              const answer = inboxIn(connect)
              if (!answer || inboxId === undefined) return unreadable(`connecting ${vendor}`, connect)
              const { authorizationUrl } = answer
              if (typeof authorizationUrl !== 'string' || !URL.canParse(authorizationUrl))
                return broken(
                  expected,
                  `connecting ${vendor} answers the authorizationUrl ${toJson(authorizationUrl)}`,
                  [connect],
                )
              return withState(answer, (state) =>
                state === 'connected'
                  ? broken(expected, `${vendor} is connected before anybody has signed in`, [connect])
                  : holds(`${vendor} is pending`, [connect]),
              )
            }),
          ...(['pending', 'pendingLater'] as const).map((key) =>
            part(connecting, key, (look) =>
              all([
                ...each(look, (view, vendor) =>
                  withState(view, (state) =>
                    state === 'connected'
                      ? broken(
                          'an inbox that is not connected until the authorization is complete',
                          `${vendor} is connected, and nobody has signed in`,
                          [view.exchange],
                        )
                      : holds(`${vendor} is pending`, [view.exchange]),
                  ),
                ),
                ...(look.cases && connecting.earlyCases
                  ? [
                      listing(
                        look.cases,
                        connecting.earlyCases.map(({ caseId }) => caseId),
                        (there, _missing, cited) =>
                          there.length > 0
                            ? broken(
                                'no case before the authorization is complete',
                                `${plural(there.length, 'case')} of pending inboxes are listed`,
                                cited,
                              )
                            : holds('no case of a pending inbox arrives', cited),
                      ),
                    ]
                  : []),
              ]),
            ),
          ),
        ]),
      ),
  }),

  /** "…and must complete the authorization there." */
  'INBOX-AUTH-02': rule({
    scenes: ['connecting'],
    leansOn: ['INBOX-AUTH-01', 'INBOX-CONN-02', 'INBOX-CONN-03', undisturbedPolls],
    judge: ({ connecting }) => {
      const lanes = (connecting.lanes ?? []).filter(({ vendor }) => !isLogin(vendor))
      const polled = lanes.filter(({ vendor }) => isPolledBySignIn(vendor))
      return part(connecting, 'connected', (look) =>
        all([
          ...lanes.map(({ vendor, signIn, trouble }) => {
            if (!signIn)
              return unobserved(
                trouble?.reason ?? `nobody has signed in at ${vendor}`,
                trouble?.remedy ?? 'a sign-in',
                trouble?.leansOn,
              )
            const doubt = unjudgeable(`the callback of ${vendor}`, signIn)
            if (doubt) return doubt
            const cited = [signIn, exchangeOf(look, vendor)]
            const expected = 'an authorization that connects the inbox'
            const anew = connecting.signInsAnew?.find((one) => one.vendor === vendor)?.exchange
            if (!isTaken(signIn) && !(anew && isTaken(anew)))
              return broken(expected, `the callback of ${vendor}: ${came(signIn)}`, cited)
            const view = viewOf(look, vendor)
            if (!view) return unreadable(vendor, exchangeOf(look, vendor))
            return withState(view, (state) =>
              state === 'connected'
                ? holds(`${vendor} is connected`, cited)
                : broken(expected, `${vendor} is ${state} once the user has signed in`, cited),
            )
          }),
          // That one vendor's cases are missing beside the others' is another rule's matter.
          listing(
            look.cases,
            polled.flatMap(({ vendor }) => idsOf(connecting.firstCases ?? [], vendor)),
            (there, missing, cited) => {
              if (there.length > 0) return holds('cases begin to arrive', cited)
              return missing.length === 0
                ? unobserved('no polled inbox is connected', 'a polled vendor that is connected', ['INBOX-AUTH-01'])
                : broken(
                    'cases that begin to arrive',
                    `none of ${plural(missing.length, 'case')} has arrived 10 minutes later`,
                    cited,
                  )
            },
          ),
        ]),
      )
    },
  }),

  /** "If the authorization expires later, the connection must be refreshed by signing in again." */
  'INBOX-AUTH-03': rule({
    scenes: ['refusal'],
    leansOn: [
      'INBOX-AUTH-02',
      undisturbedPolls,
      'INBOX-PUSH-03',
      'INBOX-CASE-04',
      undisturbedWarnings,
      warnsAlike.refusal,
    ],
    judge: ({ refusal }) => refusalShown(refusal, (vendor) => !isLogin(vendor), 'authorization-expired'),
  }),

  /** "…must be refreshed by signing in again." */
  'INBOX-AUTH-04': rule({
    scenes: ['refusal'],
    leansOn: ['INBOX-AUTH-03', 'INBOX-AUTH-06', 'INBOX-CASE-04', 'INBOX-PUSH-02', plainAccount, undisturbedWarnings],
    judge: ({ refusal }) => restoredAgain(refusal, (vendor) => !isLogin(vendor)),
  }),

  /** The document does not say how the vendor's login page leads back; a state that anybody can make up would connect anybody's inbox. */
  'INBOX-AUTH-05': rule({
    scenes: ['callback'],
    leansOn: ['INBOX-AUTH-01', 'INBOX-AUTH-03', undisturbedPolls],
    judge: ({ callback }) =>
      all([
        part(callback, 'good', (good) =>
          isTaken(good)
            ? holds(`the user's own callback: ${status(good)}`, [good])
            : unobserved(`the user's own callback: ${came(good)}`, 'INBOX-AUTH-02 holds', ['INBOX-AUTH-02'], [good]),
        ),
        ...(['forged', 'reused'] as const).map((key) =>
          part(callback, key, (tried) => {
            const { good } = callback
            if (!good || !isTaken(good))
              return unobserved('no callback was taken', 'INBOX-AUTH-02 holds', ['INBOX-AUTH-02'])
            return all([
              refused(tried, good, 400),
              ...tried.flatMap(({ what, after }) =>
                each(after, (view) =>
                  withState(view, (state) =>
                    state === 'connected'
                      ? broken(`nothing connected by ${what}`, 'the inbox is connected', [view.exchange])
                      : holds(`${what} connects nothing`, [view.exchange]),
                  ),
                ),
              ),
            ])
          }),
        ),
      ]),
  }),

  /** "The connection must be refreshed": it stays the same connection. */
  'INBOX-AUTH-06': rule({
    scenes: ['refusal'],
    leansOn: ['INBOX-AUTH-02', plainAccount],
    judge: ({ refusal }) =>
      part(refusal, 'restored', (restored) =>
        all([
          ...troubles(refusal.lanes, (vendor) => !isLogin(vendor)),
          ...(refusal.restoring ?? []).flatMap((one) => keptId(refusal, one, restored)),
          ...(refusal.restoringByColleague ?? []).flatMap((one) => keptId(refusal, one, refusal.restoredByColleague)),
          listing(
            refusal.beforehand?.cases,
            (refusal.before ?? []).filter(({ vendor }) => !isLogin(vendor)).map(({ caseId }) => caseId),
            (there) =>
              listing(restored.cases, there, (_there, missing, cited) =>
                missing.length > 0
                  ? broken(
                      'cases that stay',
                      `${missing.length} of ${plural(there.length, 'case')} that were collected before are gone`,
                      cited,
                    )
                  : holds(`${plural(there.length, 'case')} that were collected before are there`, cited),
              ),
          ),
        ]),
      ),
  }),
}
