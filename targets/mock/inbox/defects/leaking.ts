import { isObject } from '../../body.ts'
import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { type Call, ok, type Reply } from '../call.ts'
import type { Credentials, Operation } from '../model.ts'

/** INBOX-LOGIN-05. */
function leaking(): Defect<Behaviour>[] {
  const requirement = 'INBOX-LOGIN-05'
  const inInbox = (id: string, operation: Operation, extra: (login: Credentials) => object): Defect<Behaviour> => ({
    id,
    requirement,
    summary: `The stored password is in the answer of ${operation}.`,
    patch: (base) => ({
      showInbox(answer, inbox, call) {
        const shown = base.showInbox(answer, inbox, call)
        return inbox.login && call.operation === operation ? { ...shown, ...extra(inbox.login) } : shown
      },
    }),
  })
  /** The password that a request came with. */
  const sentPassword = ({ sent }: Call) =>
    isObject(sent?.value) && typeof sent.value.password === 'string' ? sent.value.password : ''
  const inRefusal = (
    id: string,
    summary: string,
    decision: 'refuseLogin' | 'refuseSecond' | 'refuseBody',
    concerns: (call: Call) => boolean = () => true,
  ): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch: (base) => {
      const leaky =
        <Given extends unknown[]>(refuse: (...given: Given) => Reply) =>
        (...given: Given): Reply => {
          const call = given.at(-1) as Call
          const reply = refuse(...given)
          const password = concerns(call) ? sentPassword(call) : ''
          return password === ''
            ? reply
            : { ...reply, body: { ...(reply.body as object), detail: `Tried with ${password}.` } }
        }
      if (decision === 'refuseLogin') return { refuseLogin: leaky(base.refuseLogin) }
      return decision === 'refuseSecond'
        ? { refuseSecond: leaky(base.refuseSecond) }
        : { refuseBody: leaky(base.refuseBody) }
    },
  })
  const storedPassword = ({ company }: Call) => company?.inboxes.find(({ login }) => login)?.login?.password
  const inAnswer = (
    id: string,
    summary: string,
    change: (reply: Reply, password: string, call: Call) => Reply,
  ): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch: (base) => ({
      answer(given, call) {
        const reply = base.answer(given, call)
        const password = storedPassword(call)
        return password === undefined ? reply : change(reply, password, call)
      },
    }),
  })
  const plainly = ({ username, password }: Credentials) => ({ credentials: { username, password } })
  return [
    inInbox('password-on-connecting', 'connectInbox', plainly),
    inInbox('password-in-inbox', 'getInbox', plainly),
    inInbox('password-in-list', 'listInboxes', plainly),
    inInbox('password-on-updating', 'updateCredentials', plainly),
    inInbox('password-in-base64', 'getInbox', ({ username, password }) => ({
      authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
    })),
    inRefusal(
      'password-in-refused-connect',
      'The refusal of a wrong password repeats it on connecting.',
      'refuseLogin',
      ({ operation }) => operation === 'connectInbox',
    ),
    inRefusal(
      'password-in-refused-update',
      'The refusal of a wrong password repeats it on an update.',
      'refuseLogin',
      ({ operation }) => operation === 'updateCredentials',
    ),
    inRefusal('password-in-conflict', 'The refusal of a second inbox repeats the password.', 'refuseSecond'),
    inRefusal(
      'password-in-invalid-body',
      'The refusal of a body without a user name repeats the password.',
      'refuseBody',
    ),
    inAnswer(
      'password-in-header',
      'The answer of getInbox has the stored password in a header.',
      (reply, password, { operation }) =>
        operation === 'getInbox'
          ? { ...reply, headers: { ...reply.headers, 'x-vendor-login': encodeURIComponent(password) } }
          : reply,
    ),
    inAnswer('password-in-account', 'The account holds the stored password.', (reply, password, { operation }) =>
      operation === 'getAccount' ? ok({ ...(reply.body as object), vendorPassword: password }) : reply,
    ),
    inAnswer('password-in-cases', 'The list of cases holds the stored password.', (reply, password, { operation }) =>
      operation === 'listCases'
        ? ok({ ...(reply.body as object), source: `https://user:${password}@vendor.invalid` })
        : reply,
    ),
    {
      id: 'password-in-warning',
      requirement,
      summary: 'The warning of credentials that are refused holds the password.',
      patch: (base) => ({
        textOf(code, inbox) {
          const text = base.textOf(code, inbox)
          return code === 'credentials-invalid' && inbox.login
            ? { ...text, message: `${text.message} (${inbox.login.password})` }
            : text
        },
      }),
    },
  ]
}

/** Where the password is told. */
export const leakingDefects: Defect<Behaviour>[] = [...leaking()]
