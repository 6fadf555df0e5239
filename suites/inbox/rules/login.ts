import { broken, holds, unobserved } from '../../../engine/finding.ts'
import { toJson } from '../../../engine/json.ts'
import { came, isAccepted } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { isLogin } from '../api.ts'
import { stoppedSyncing } from '../by-age.ts'
import type { Configured } from '../context.ts'
import {
  all,
  each,
  exchangeOf,
  part,
  refused,
  troubles,
  unjudgeable,
  unreadable,
  viewOf,
  withState,
} from '../judging.ts'
import type { Lane } from '../lanes.ts'
import { plainAccount, polledAccount, undisturbedPolls, undisturbedWarnings, warnsAlike } from '../premises.ts'
import { inboxesIn, isInboxList } from '../reading.ts'
import { refusalShown, restoredAgain } from '../refusals.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { everyRead, rule } from '../rule.ts'
import type { Connecting } from '../scenes/connecting.ts'
import type { Look, Scene } from '../stage.ts'
import { INVENTED } from '../strangers.ts'

const laneOf = ({ lanes }: Scene<Connecting>) => lanes?.find(({ vendor }) => isLogin(vendor))

/** Why nothing can be said of a login-based vendor; undefined where a scene has one. */
const noLogin = (lanes: readonly Lane[] | undefined, { login }: Configured): Finding | undefined => {
  if (!login) return unobserved('login is not configured', "set login in the target's configuration")
  return lanes && !lanes.some(({ vendor }) => isLogin(vendor))
    ? unobserved('the hub supports no login-based vendor', 'vendors with medit-link')
    : undefined
}

/** A password as it may stand in an answer: as it is, escaped as JSON or in a URL, and as Basic credentials. */
function formsOf(password: string, username: string | null): string[] {
  const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64').replace(/=+$/, '')
  return [
    password,
    JSON.stringify(password).slice(1, -1),
    encodeURIComponent(password),
    base64(password),
    base64(`${username}:${password}`),
  ]
}

/** @param state that it has to have had before, as another rule has it */
function asItWas(before: Look | undefined, after: Look, state: string, leansOn: RequirementId): Finding {
  return all(
    each(after, (view, vendor) => {
      const was = viewOf(before, vendor)
      if (!was) return unreadable(vendor, exchangeOf(before, vendor))
      const cited = [was.exchange, view.exchange]
      const told = (one: typeof view) => `${one.state}${one.warning ? `, warning of ${one.warning.code}` : ''}`
      if (was.state !== state || (was.warning === null) !== (state === 'connected'))
        return unobserved(`${vendor} was ${told(was)}`, `${leansOn} holds`, [leansOn], cited)
      return told(was) === told(view)
        ? holds(`${vendor} is ${told(view)} as before`, cited)
        : broken(
            'an inbox that is as it was',
            `${vendor} was ${told(was)}, and is ${told(view)} after an update that was refused`,
            cited,
          )
    }),
  )
}

/** Vendors that take credentials. */
export const rules = {
  /** "The Medit Link connection uses direct username/password authentication during setup." */
  'INBOX-LOGIN-01': rule({
    scenes: ['connecting'],
    leansOn: ['INBOX-CONN-02', 'INBOX-CONN-03'],
    judge: ({ connecting, configured }) =>
      noLogin(connecting.lanes, configured) ??
      part(connecting, 'lanes', () => {
        const lane = laneOf(connecting)
        if (!lane?.connect) return unreadable('the login-based vendor', lane?.connect)
        const { vendor, connect } = lane
        const doubt = unjudgeable(`connecting ${vendor}`, connect)
        if (doubt) return doubt
        const single = connecting.alone?.find((one) => one.vendor === vendor)?.exchange
        if (!isAccepted(connect))
          return single && isAccepted(single)
            ? unobserved(`${vendor} is refused beside others`, 'INBOX-CONN-03 holds', ['INBOX-CONN-03'], [connect])
            : broken('a connection by user name and password', `${vendor}: ${came(connect)}`, [connect])
        return part(connecting, 'connected', (look) => {
          const shown = [connect, exchangeOf(look, vendor), look.list].flatMap((one) => (one ? inboxesIn(one) : []))
          const urls = shown.filter(
            ({ inboxId, authorizationUrl }) => inboxId === lane.inboxId && authorizationUrl != null,
          )
          const view = viewOf(look, vendor)
          if (urls[0])
            return broken('no authorization URL', `${vendor} shows ${toJson(urls[0].authorizationUrl)}`, [
              urls[0].exchange,
            ])
          if (!view) return unreadable(vendor, exchangeOf(look, vendor))
          return withState(view, (state) =>
            state === 'connected'
              ? holds(`${vendor} is connected by its login`, [connect, view.exchange])
              : broken('a connection by user name and password', `${vendor} is ${state}`, [connect, view.exchange]),
          )
        })
      }),
  }),

  /** A login that the vendor does not accept is no "direct username/password authentication". */
  'INBOX-LOGIN-02': rule({
    scenes: ['connecting'],
    judge: ({ connecting, configured }) =>
      noLogin(connecting.lanes, configured) ??
      part(connecting, 'wrongLogins', (tried) => {
        const connect = laneOf(connecting)?.connect
        const after = connecting.afterWrongLogins
        if (!connect || !isAccepted(connect))
          return unobserved('no login was accepted', 'INBOX-LOGIN-01 holds', ['INBOX-LOGIN-01'], [connect])
        return all([
          refused(tried, connect, 400, 401, 422),
          !after || !isInboxList(after)
            ? unreadable('the list of inboxes', after)
            : inboxesIn(after).length > 0
              ? broken(
                  'nothing connected by a wrong password',
                  `${plural(inboxesIn(after).length, 'inbox is', 'inboxes are')} listed`,
                  [after],
                )
              : holds('nothing is connected', [after]),
        ])
      }),
  }),

  /** "If the stored credentials are no longer valid, the integration may stop synchronizing until the credentials are updated." */
  'INBOX-LOGIN-03': rule({
    scenes: ['refusal'],
    leansOn: [
      'INBOX-LOGIN-01',
      'INBOX-CASE-04',
      undisturbedPolls,
      polledAccount,
      undisturbedWarnings,
      warnsAlike.refusal,
    ],
    judge: ({ refusal, configured }) =>
      noLogin(refusal.lanes, configured) ?? refusalShown(refusal, isLogin, 'credentials-invalid'),
  }),

  /** "…until the credentials are updated." */
  'INBOX-LOGIN-04': rule({
    scenes: ['refusal'],
    leansOn: ['INBOX-LOGIN-03', 'INBOX-CASE-04', plainAccount, undisturbedWarnings],
    judge: ({ refusal, configured }) => noLogin(refusal.lanes, configured) ?? restoredAgain(refusal, isLogin),
  }),

  /** "Verify login data after password changes": with the user, and in no answer. */
  'INBOX-LOGIN-05': everyRead({
    judge: ({ calls, configured }) => {
      if (configured.password === null)
        return unobserved('login is not configured', "set login in the target's configuration")
      const passwords = [configured.password, ...Object.values(INVENTED)]
      const forms = [...new Set(passwords.flatMap((password) => formsOf(password, configured.username)))]
      const holdsIt = (text: string) => forms.some((form) => text.includes(form))
      const sent = calls.filter(({ request }) => request.body !== null && holdsIt(request.body))
      const answers = calls.filter(({ response }) => response)
      const leaking = answers.filter(({ response }) =>
        [response?.body ?? '', ...Object.values(response?.headers ?? {})].some(holdsIt),
      )
      if (sent.length === 0) return unobserved('no password was sent', 'vendors with medit-link')
      const [first] = leaking
      return first
        ? broken(
            'no password in any answer',
            `${plural(leaking.length, 'answer')} hold one, the first to ${first.operation}: ${first.what}`,
            leaking,
          )
        : holds(`none of ${plural(answers.length, 'answer')} holds a password`)
    },
  }),

  /** "If the stored credentials are no longer valid…": those that never were are not stored. */
  'INBOX-LOGIN-06': rule({
    scenes: ['refusal'],
    leansOn: ['INBOX-LOGIN-02', 'INBOX-LOGIN-03', undisturbedPolls, 'INBOX-CONN-02'],
    judge: ({ refusal, configured }) => {
      const none = noLogin(refusal.lanes, configured)
      if (none) return none
      const control = refusal.restoring?.find((one) => isLogin(one.vendor))?.asked
      return all([
        ...troubles(refusal.lanes, isLogin),
        ...(['wrongUpdates', 'wrongUpdatesWorking'] as const).map((key) =>
          part(refusal, key, (tried) =>
            control && isAccepted(control)
              ? refused(tried, control, 400, 401, 422)
              : unobserved('no update was accepted', 'INBOX-LOGIN-04 holds', ['INBOX-LOGIN-04'], [control]),
          ),
        ),
        part(refusal, 'afterWrongUpdates', (after) =>
          asItWas(refusal.beforeWrongUpdates, after, 'credentials-invalid', 'INBOX-LOGIN-03'),
        ),
        part(refusal, 'afterWrongUpdatesWorking', (after) =>
          asItWas(refusal.restored, after, 'connected', 'INBOX-LOGIN-04'),
        ),
        part(refusal, 'longAfterWrongUpdatesWorking', (after) =>
          asItWas(refusal.restored, after, 'connected', 'INBOX-LOGIN-04'),
        ),
        part(refusal, 'longAfterWrongUpdatesWorking', (after) =>
          all(
            each(after, (view, vendor) => {
              const stopped = stoppedSyncing(view, vendor)
              return stopped
                ? broken('an inbox that is as it was', `${vendor}: ${stopped}, after updates that were refused`, [
                    view.exchange,
                  ])
                : holds(`${vendor} goes on syncing`, [view.exchange])
            }),
          ),
        ),
      ])
    },
  }),
}
