import { inboxAnswer } from '../answers.ts'
import { type CompanyCall, ok } from '../call.ts'
import { createInbox } from '../connecting.ts'
import type { Credentials, Operation } from '../model.ts'
import { alters, answers, decides, defectsOf, type Patch, precedes, shows } from '../patches.ts'
import { curing, refusing } from './refusing.ts'

/** A login is accepted on connecting where one that the vendor accepts is like it; on an update it is INBOX-LOGIN-06's matter. */
const connects = (like: (accepted: Credentials, given: Credentials) => boolean): Patch =>
  decides({ acceptsOnConnect: ({ logins }, given) => logins.some((accepted) => like(accepted, given)) })

const answersOn = (operation: Operation, status: number): Patch =>
  answers('refuseLogin', status, (call) => call.operation === operation)

const beginsWith = (accepted: Credentials, given: Credentials) =>
  accepted.username === given.username && given.password.startsWith(accepted.password)

/** The login-based connection of Medit Link. */
export const loginDefects = defectsOf({
  'INBOX-LOGIN-01': {
    'login-vendor-needs-sign-in': [
      'Medit Link is pending until the user has signed in in the browser.',
      decides({ needsSignIn: () => true }),
    ],
    'login-vendor-shows-a-url': [
      'Medit Link is connected, and shows an authorization URL.',
      shows((_answer, { login, vendor }, call) =>
        login ? { authorizationUrl: call.hub.behaviour.authorizationUrl(vendor, 'none', call) } : {},
      ),
    ],
    'good-login-refused': [
      'A login that the vendor accepts is refused on connecting.',
      decides({ acceptsOnConnect: () => false }),
    ],
    'login-vendor-stays-pending': [
      'Medit Link stays pending for ever.',
      alters('stateOf', (state, { login }) => (login ? 'authorization-pending' : state)),
    ],
  },
  'INBOX-LOGIN-02': {
    'any-login-connects': ['Medit Link is connected with any login.', connects(() => true)],
    'any-password-connects': [
      'Medit Link is connected with any password.',
      connects((accepted, given) => accepted.username === given.username),
    ],
    'longer-password-connects': [
      'Medit Link is connected with a password that only begins with the right one.',
      connects(beginsWith),
    ],
    'password-in-capitals-connects': [
      'Medit Link is connected with a password whose capital letters are wrong.',
      connects(
        (accepted, given) =>
          accepted.username === given.username && accepted.password.toLowerCase() === given.password.toLowerCase(),
      ),
    ],
    'refused-login-leaves-an-inbox': [
      'Connecting with a wrong password is refused, and leaves an inbox.',
      precedes('refuseLogin', (call) => {
        if (call.operation === 'connectInbox')
          call.company?.inboxes.push(createInbox({ vendor: 'medit-link', login: null }, call as CompanyCall))
      }),
    ],
    'wrong-password-answers-403': ['Connecting with a wrong password answers 403.', answersOn('connectInbox', 403)],
    'wrong-password-answers-404': ['Connecting with a wrong password answers 404.', answersOn('connectInbox', 404)],
    'wrong-password-answers-409': ['Connecting with a wrong password answers 409.', answersOn('connectInbox', 409)],
  },
  'INBOX-LOGIN-03': refusing('credentials-invalid', 'rejected-login', 'a login that is not accepted any more'),
  'INBOX-LOGIN-04': {
    ...curing('credentials-invalid', 'update', 'an update of the credentials'),
    'update-restores-nothing': [
      'Credentials that are updated are stored, and never tried.',
      decides({
        onCredentialsUpdated(inbox, login) {
          inbox.login = login
        },
      }),
    ],
    'update-keeps-the-old-login': [
      'An update is answered as if it were done, and the old login stays stored.',
      (base) => ({
        onCredentialsUpdated: (inbox, login, call) => base.onCredentialsUpdated(inbox, inbox.login ?? login, call),
      }),
    ],
    'good-update-refused': [
      'Credentials that the vendor accepts are refused on an update.',
      decides({ acceptsOnUpdate: () => false }),
    ],
  },
  'INBOX-LOGIN-06': {
    'any-update-accepted': [
      'Credentials that the vendor refuses are stored, and answered 200.',
      decides({ acceptsOnUpdate: () => true }),
    ],
    'longer-password-updates': [
      'A password that only begins with the right one is stored, and answered 200.',
      alters(
        'acceptsOnUpdate',
        (does, { logins }, given) => does || logins.some((accepted) => beginsWith(accepted, given)),
      ),
    ],
    'refused-update-stored': [
      'Credentials that the vendor refuses are refused, and stored.',
      decides({
        onLoginRefused(inbox, login) {
          inbox.login = login
        },
      }),
    ],
    'refused-update-shows-invalid': [
      'After a refused update the stored credentials count as invalid.',
      decides({
        onLoginRefused(inbox, _login, { at }) {
          inbox.refusal ??= { code: 'credentials-invalid', since: at }
        },
      }),
    ],
    'refused-update-clears-the-warning': [
      'After a refused update an inbox with invalid credentials shows no warning.',
      decides({
        onLoginRefused(inbox, _login, { at }) {
          inbox.refusal = null
          inbox.restoredAt = at
        },
      }),
    ],
    'refused-update-answers-200': [
      'Credentials that the vendor refuses are not stored, and answered 200.',
      alters('refuseLogin', (refusal, call) =>
        call.operation === 'updateCredentials' && call.inbox ? ok(inboxAnswer(call.inbox, call)) : refusal,
      ),
    ],
    'refused-update-answers-404': [
      'Credentials that the vendor refuses are answered 404.',
      answersOn('updateCredentials', 404),
    ],
    'refused-update-answers-409': [
      'Credentials that the vendor refuses are answered 409.',
      answersOn('updateCredentials', 409),
    ],
  },
})
