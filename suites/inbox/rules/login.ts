import { broken, holdsUnless, unobserved } from '../../../engine/finding.ts'
import { toJson } from '../../../engine/json.ts'
import { isAccepted } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { isLogin } from '../api.ts'
import { type Connection, NO_LOGIN } from '../connections.ts'
import type { Configured } from '../context.ts'
import {
  all,
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
import { alikeWhere, undisturbedWarnings } from '../premises.ts'
import { inboxesIn } from '../reading.ts'
import { restoring } from '../restoring.ts'
import { everyRead, rule, shown } from '../rule.ts'
import { unchanged } from '../unchanged.ts'
import { INVENTED } from '../wrong-secrets.ts'

const AS_IT_WAS = 'an inbox that is as it was'

const byLogin = (connections: readonly Connection[] = []) => connections.find(({ vendor }) => isLogin(vendor))

/** Why nothing can be said of a login-based vendor; undefined where a scenario has one. */
const noLogin = (connections: readonly Connection[] | undefined, { login }: Configured): Finding | undefined => {
  if (!login) return NO_LOGIN
  return connections && !byLogin(connections)
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

/** Vendors that take credentials. */
export const rules = {
  /** "The Medit Link connection uses direct username/password authentication during setup." */
  'INBOX-LOGIN-01': rule({
    scenarios: ['connecting'],
    leansOn: ['INBOX-CONN-02'],
    judge: ({ connecting, configured }) =>
      noLogin(connecting.connections, configured) ??
      part(connecting, 'connections', (connections) => {
        const connection = byLogin(connections)
        const expected = 'a connection by user name and password'
        if (!connection?.connect) return unreadable('the login-based vendor', undefined)
        const { vendor, connect, inboxId } = connection
        const refusal = refusedAlone(connecting.alone, vendor, connect, expected)
        if (refusal) return refusal
        return part(connecting, 'connected', (snapshot) => {
          const answers = [connect, exchangeOf(snapshot, vendor), snapshot.list]
          const views = answers.flatMap((one) => (one ? inboxesIn(one) : []))
          const withUrl = views.find((one) => one.inboxId === inboxId && one.authorizationUrl != null)
          if (withUrl)
            return broken('no authorization URL', `${vendor} shows ${toJson(withUrl.authorizationUrl)}`, [
              withUrl.exchange,
            ])
          return inView(snapshot, vendor, (view) =>
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
      noLogin(connecting.connections, configured) ??
      part(connecting, 'wrongLogins', (tried) => {
        const connect = byLogin(connecting.connections)?.connect
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
    leansOn: ['INBOX-CASE-04', undisturbedWarnings, ...alikeWhere.refused],
    judge: (seen) => noLogin(seen.refusal.connections, seen.configured) ?? shown('INBOX-LOGIN-03', ['refusal'])(seen),
  }),

  /** "…until the credentials are updated." */
  'INBOX-LOGIN-04': rule({
    scenarios: ['refusal'],
    leansOn: ['INBOX-LOGIN-03'],
    judge: (seen) =>
      noLogin(seen.refusal.connections, seen.configured) ??
      all([shown('INBOX-LOGIN-04', ['refusal'])(seen), restoring(seen, isLogin)]),
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
      const none = noLogin(refusal.connections, configured)
      if (none) return none
      const control = refusal.restoring?.find((one) => isLogin(one.vendor))?.asked
      return all([
        ...troubles(refusal.connections, isLogin),
        part(refusal, ['wrongUpdates', 'wrongUpdatesWorking'], (tried) =>
          control && isAccepted(control)
            ? refused(tried, control, 400, 401, 422)
            : unobserved('no update was accepted', 'INBOX-LOGIN-04 holds', ['INBOX-LOGIN-04'], [control]),
        ),
        part(refusal, 'afterWrongUpdates', (after) => unchanged(refusal.beforeWrongUpdates, after, AS_IT_WAS)),
        part(refusal, ['afterWrongUpdatesWorking', 'longAfterWrongUpdates'], (after) =>
          unchanged(refusal.restored, after, AS_IT_WAS),
        ),
      ])
    },
  }),
}
