import type { Defect } from '../../deviation.ts'
import { inboxAnswer } from '../answers.ts'
import type { Behaviour } from '../behaviour.ts'
import { type CompanyCall, type InboxCall, ok, problem, type Reply } from '../call.ts'
import { createInbox } from '../connecting.ts'
import type { Credentials, Portal } from '../model.ts'
import { curing, refusing } from './refusing.ts'

/** Whether one of the accepted logins is like the given one. */
const someLogin = (portal: Portal, like: (login: Credentials) => boolean) => portal.logins.some(like)

/** INBOX-LOGIN-01. */
function connecting(): Defect<Behaviour>[] {
  const requirement = 'INBOX-LOGIN-01'
  return [
    {
      id: 'login-vendor-needs-sign-in',
      requirement,
      summary: 'Medit Link is pending until the user has signed in in the browser.',
      patch: () => ({ needsSignIn: () => true }),
    },
    {
      id: 'login-vendor-shows-a-url',
      requirement,
      summary: 'Medit Link is connected, and shows an authorization URL.',
      patch: (base) => ({
        showInbox(answer, inbox, call) {
          const shown = base.showInbox(answer, inbox, call)
          const authorizationUrl = call.hub.behaviour.authorizationUrl(inbox.vendor, 'none', call)
          return inbox.login ? { ...shown, authorizationUrl } : shown
        },
      }),
    },
    {
      id: 'good-login-refused',
      requirement,
      summary: 'A login that the vendor accepts is refused on connecting.',
      patch: () => ({ acceptsOnConnect: () => false }),
    },
    {
      id: 'login-vendor-stays-pending',
      requirement,
      summary: 'Medit Link stays pending for ever.',
      patch: (base) => ({ stateOf: (inbox) => (inbox.login ? 'authorization-pending' : base.stateOf(inbox)) }),
    },
  ]
}

/** INBOX-LOGIN-02. On connecting only; on an update it is INBOX-LOGIN-06. */
function wrongPassword(): Defect<Behaviour>[] {
  const requirement = 'INBOX-LOGIN-02'
  const accepting = (
    id: string,
    summary: string,
    like: (accepted: Credentials, given: Credentials) => boolean,
  ): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch: () => ({ acceptsOnConnect: (portal, given) => someLogin(portal, (accepted) => like(accepted, given)) }),
  })
  const answering = (id: string, status: number): Defect<Behaviour> => ({
    id,
    requirement,
    summary: `Connecting with a wrong password answers ${status}.`,
    patch: (base) => ({
      refuseLogin: (call) =>
        call.operation === 'connectInbox'
          ? problem(status, 'Credentials refused', 'The vendor does not accept them.')
          : base.refuseLogin(call),
    }),
  })
  return [
    accepting('any-login-connects', 'Medit Link is connected with any login.', () => true),
    accepting(
      'any-password-connects',
      'Medit Link is connected with any password.',
      (accepted, given) => accepted.username === given.username,
    ),
    accepting(
      'longer-password-connects',
      'Medit Link is connected with a password that only begins with the right one.',
      (accepted, given) => accepted.username === given.username && given.password.startsWith(accepted.password),
    ),
    accepting(
      'password-in-capitals-connects',
      'Medit Link is connected with a password whose capital letters are wrong.',
      (accepted, given) =>
        accepted.username === given.username && accepted.password.toLowerCase() === given.password.toLowerCase(),
    ),
    {
      id: 'refused-login-leaves-an-inbox',
      requirement,
      summary: 'Connecting with a wrong password is refused, and leaves an inbox.',
      patch: (base) => ({
        refuseLogin(call) {
          if (call.operation === 'connectInbox')
            call.company?.inboxes.push(createInbox({ vendor: 'medit-link', login: null }, call as CompanyCall))
          return base.refuseLogin(call)
        },
      }),
    },
    answering('wrong-password-answers-403', 403),
    answering('wrong-password-answers-404', 404),
    answering('wrong-password-answers-409', 409),
  ]
}

/** INBOX-LOGIN-04, where it differs from signing in again. */
function updating(): Defect<Behaviour>[] {
  const requirement = 'INBOX-LOGIN-04'
  return [
    {
      id: 'update-restores-nothing',
      requirement,
      summary: 'Credentials that are updated are stored, and never tried.',
      patch: () => ({
        onCredentialsUpdated(inbox, login) {
          inbox.login = login
        },
      }),
    },
    {
      id: 'update-keeps-the-old-login',
      requirement,
      summary: 'An update is answered as if it were done, and the old login stays stored.',
      patch: (base) => ({
        onCredentialsUpdated: (inbox, login, call) => base.onCredentialsUpdated(inbox, inbox.login ?? login, call),
      }),
    },
    {
      id: 'good-update-refused',
      requirement,
      summary: 'Credentials that the vendor accepts are refused on an update.',
      patch: () => ({ acceptsOnUpdate: () => false }),
    },
  ]
}

/** INBOX-LOGIN-06. */
function refusedUpdate(): Defect<Behaviour>[] {
  const requirement = 'INBOX-LOGIN-06'
  const touching = (id: string, summary: string, touch: Behaviour['onLoginRefused']): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch: () => ({ onLoginRefused: touch }),
  })
  const answering = (id: string, summary: string, reply: (call: InboxCall) => Reply): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch: (base) => ({
      refuseLogin: (call) =>
        call.operation === 'updateCredentials' ? reply(call as InboxCall) : base.refuseLogin(call),
    }),
  })
  return [
    {
      id: 'any-update-accepted',
      requirement,
      summary: 'Credentials that the vendor refuses are stored, and answered 200.',
      patch: () => ({ acceptsOnUpdate: () => true }),
    },
    {
      id: 'longer-password-updates',
      requirement,
      summary: 'A password that only begins with the right one is stored, and answered 200.',
      patch: (base) => ({
        acceptsOnUpdate: (portal, given) =>
          base.acceptsOnUpdate(portal, given) ||
          someLogin(
            portal,
            ({ username, password }) => username === given.username && given.password.startsWith(password),
          ),
      }),
    },
    touching(
      'refused-update-stored',
      'Credentials that the vendor refuses are refused, and stored.',
      (inbox, login) => {
        inbox.login = login
      },
    ),
    touching(
      'refused-update-shows-invalid',
      'After a refused update the stored credentials count as invalid.',
      (inbox, _login, { at }) => {
        inbox.refusal ??= { code: 'credentials-invalid', since: at }
      },
    ),
    touching(
      'refused-update-clears-the-warning',
      'After a refused update an inbox with invalid credentials shows no warning.',
      (inbox, _login, { at }) => {
        inbox.refusal = null
        inbox.restoredAt = at
      },
    ),
    answering(
      'refused-update-answers-200',
      'Credentials that the vendor refuses are not stored, and answered 200.',
      (call) => ok(inboxAnswer(call.inbox, call)),
    ),
    answering('refused-update-answers-404', 'Credentials that the vendor refuses are answered 404.', () =>
      problem(404, 'Not found', 'There is no such login.'),
    ),
    answering('refused-update-answers-409', 'Credentials that the vendor refuses are answered 409.', () =>
      problem(409, 'Conflict', 'There is another login.'),
    ),
  ]
}

/** The login-based connection of Medit Link. */
export const loginDefects: Defect<Behaviour>[] = [
  ...connecting(),
  ...wrongPassword(),
  ...refusing('INBOX-LOGIN-03', 'credentials-invalid', 'rejected-login', 'a login that is not accepted any more'),
  ...curing('INBOX-LOGIN-04', 'credentials-invalid', 'update', 'an update of the credentials'),
  ...updating(),
  ...refusedUpdate(),
]
