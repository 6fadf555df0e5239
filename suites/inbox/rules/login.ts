import { broken, holdsUnless, unobserved } from '../../../engine/finding.ts'
import { toJson } from '../../../engine/json.ts'
import { isAccepted } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { isLogin } from '../api.ts'
import { syncsOn } from '../by-age.ts'
import type { Configured } from '../context.ts'
import {
  all,
  each,
  exchangeOf,
  inView,
  nothingConnected,
  part,
  refused,
  refusedAlone,
  troubles,
  unreadable,
  withState,
} from '../judging.ts'
import { type Lane, NO_LOGIN } from '../lanes.ts'
import { undisturbedWarnings, warnsAlike } from '../premises.ts'
import { type InboxView, inboxesIn } from '../reading.ts'
import { refusalShown, restoredAgain } from '../refusals.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { everyRead, rule } from '../rule.ts'
import type { Connecting } from '../scenarios/connecting.ts'
import type { Look, Scenario } from '../stage.ts'
import { INVENTED } from '../strangers.ts'

const AS_IT_WAS = 'an inbox that is as it was'

const laneOf = ({ lanes }: Scenario<Connecting>) => lanes?.find(({ vendor }) => isLogin(vendor))

/** Why nothing can be said of a login-based vendor; undefined where a scenario has one. */
const noLogin = (lanes: readonly Lane[] | undefined, { login }: Configured): Finding | undefined => {
  if (!login) return NO_LOGIN
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
const asItWas = (before: Look | undefined, after: Look, state: string, leansOn: RequirementId): Finding =>
  all(
    each(after, (view, vendor) =>
      inView(before, vendor, (was) => {
        const cited = [was.exchange, view.exchange]
        const told = (one: InboxView) => `${one.state}${one.warning ? `, warning of ${one.warning.code}` : ''}`
        if (was.state !== state || (was.warning === null) !== (state === 'connected'))
          return unobserved(`${vendor} was ${told(was)}`, `${leansOn} holds`, [leansOn], cited)
        return holdsUnless(
          told(was) !== told(view) &&
            `${vendor} was ${told(was)}, and is ${told(view)} after an update that was refused`,
          AS_IT_WAS,
          cited,
        )
      }),
    ),
  )

/** Vendors that take credentials. */
export const rules = {
  /** "The Medit Link connection uses direct username/password authentication during setup." */
  'INBOX-LOGIN-01': rule({
    scenarios: ['connecting'],
    leansOn: ['INBOX-CONN-02'],
    judge: ({ connecting, configured }) =>
      noLogin(connecting.lanes, configured) ??
      part(connecting, 'lanes', () => {
        const lane = laneOf(connecting)
        const expected = 'a connection by user name and password'
        if (!lane?.connect) return unreadable('the login-based vendor', lane?.connect)
        const { vendor, connect, inboxId } = lane
        const refusal = refusedAlone(connecting, vendor, connect, expected)
        if (refusal) return refusal
        return part(connecting, 'connected', (look) => {
          const shown = [connect, exchangeOf(look, vendor), look.list].flatMap((one) => (one ? inboxesIn(one) : []))
          const withUrl = shown.find((one) => one.inboxId === inboxId && one.authorizationUrl != null)
          if (withUrl)
            return broken('no authorization URL', `${vendor} shows ${toJson(withUrl.authorizationUrl)}`, [
              withUrl.exchange,
            ])
          return inView(look, vendor, (view) =>
            withState(view, (state) =>
              holdsUnless(state !== 'connected' && `${vendor} is ${state}`, expected, [connect, view.exchange]),
            ),
          )
        })
      }),
  }),

  /** A login that the vendor does not accept is no "direct username/password authentication". */
  'INBOX-LOGIN-02': rule({
    scenarios: ['connecting'],
    judge: ({ connecting, configured }) =>
      noLogin(connecting.lanes, configured) ??
      part(connecting, 'wrongLogins', (tried) => {
        const connect = laneOf(connecting)?.connect
        if (!connect || !isAccepted(connect))
          return unobserved('no login was accepted', 'INBOX-LOGIN-01 holds', ['INBOX-LOGIN-01'], [connect])
        return all([
          refused(tried, connect, 400, 401, 422),
          nothingConnected(connecting.afterWrongLogins, 'nothing connected by a wrong password'),
        ])
      }),
  }),

  /** "If the stored credentials are no longer valid, the integration may stop synchronizing until the credentials are updated." */
  'INBOX-LOGIN-03': rule({
    scenarios: ['refusal'],
    leansOn: ['INBOX-CASE-04', undisturbedWarnings, warnsAlike.refusal],
    judge: ({ refusal, configured }) =>
      noLogin(refusal.lanes, configured) ?? refusalShown(refusal, isLogin, 'credentials-invalid'),
  }),

  /** "…until the credentials are updated." */
  'INBOX-LOGIN-04': rule({
    scenarios: ['refusal'],
    leansOn: ['INBOX-LOGIN-03'],
    judge: ({ refusal, configured }) => noLogin(refusal.lanes, configured) ?? restoredAgain(refusal, isLogin),
  }),

  /** "Verify login data after password changes": with the user, and in no answer. */
  'INBOX-LOGIN-05': everyRead({
    judge: ({ calls, configured: { password, username } }) => {
      if (password === null) return NO_LOGIN
      const passwords = [password, ...Object.values(INVENTED)]
      const forms = [...new Set(passwords.flatMap((one) => formsOf(one, username)))]
      const holdsIt = (text: string) => forms.some((form) => text.includes(form))
      if (!calls.some(({ request }) => request.body !== null && holdsIt(request.body)))
        return unobserved('no password was sent', 'vendors with medit-link')
      const leaking = calls.filter(({ response }) =>
        [response?.body ?? '', ...Object.values(response?.headers ?? {})].some(holdsIt),
      )
      const [first] = leaking
      return holdsUnless(
        first && `${plural(leaking.length, 'answer')} hold one, the first to ${first.operation}: ${first.what}`,
        'no password in any answer',
        leaking,
      )
    },
  }),

  /** "If the stored credentials are no longer valid…": those that never were are not stored. */
  'INBOX-LOGIN-06': rule({
    scenarios: ['refusal'],
    leansOn: ['INBOX-LOGIN-02', 'INBOX-LOGIN-03'],
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
        ...(['afterWrongUpdatesWorking', 'longAfterWrongUpdatesWorking'] as const).map((key) =>
          part(refusal, key, (after) => asItWas(refusal.restored, after, 'connected', 'INBOX-LOGIN-04')),
        ),
        part(refusal, 'longAfterWrongUpdatesWorking', (after) => all(syncsOn(after, AS_IT_WAS))),
      ])
    },
  }),
}
