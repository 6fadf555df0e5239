import { isObject } from '../../body.ts'
import { type Call, ok, type Reply } from '../call.ts'
import type { Credentials, Operation } from '../model.ts'
import { alters, type Defect, defectsOf, type Patch, showsOn } from '../patches.ts'

const inInbox = (
  operation: Operation,
  extra: (login: Credentials) => object = (credentials) => ({ credentials }),
): Defect => [
  `The stored password is in the answer of ${operation}.`,
  showsOn(operation, (_answer, { login }) => (login ? extra(login) : {})),
]

/** A refusal repeats the password that its request came with. */
function repeats(reply: Reply, { sent }: Call): Reply {
  const password = isObject(sent?.value) && typeof sent.value.password === 'string' ? sent.value.password : ''
  if (password === '') return reply
  return { ...reply, body: { ...(reply.body as object), detail: `Tried with ${password}.` } }
}

const inRefusedLogin = (operation: Operation): Patch =>
  alters('refuseLogin', (reply, call) => (call.operation === operation ? repeats(reply, call) : reply))

/** The stored password is in an answer of this operation. */
const inAnswer = (operation: Operation, change: (reply: Reply, password: string) => Reply): Patch =>
  alters('answer', (reply, _given, call) => {
    const password = call.company?.inboxes.find(({ login }) => login)?.login?.password
    return password !== undefined && call.operation === operation ? change(reply, password) : reply
  })

/** Where the password is told. */
export const leakingDefects = defectsOf({
  'INBOX-LOGIN-05': {
    'password-on-connecting': inInbox('connectInbox'),
    'password-in-inbox': inInbox('getInbox'),
    'password-in-list': inInbox('listInboxes'),
    'password-on-updating': inInbox('updateCredentials'),
    'password-in-base64': inInbox('getInbox', ({ username, password }) => ({
      authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
    })),
    'password-in-refused-connect': [
      'The refusal of a wrong password repeats it on connecting.',
      inRefusedLogin('connectInbox'),
    ],
    'password-in-refused-update': [
      'The refusal of a wrong password repeats it on an update.',
      inRefusedLogin('updateCredentials'),
    ],
    'password-in-conflict': [
      'The refusal of a second inbox repeats the password.',
      alters('refuseSecond', (reply, _first, _connection, call) => repeats(reply, call)),
    ],
    'password-in-invalid-body': [
      'The refusal of a body without a user name repeats the password.',
      alters('refuseBody', (reply, _detail, call) => repeats(reply, call)),
    ],
    'password-in-header': [
      'The answer of getInbox has the stored password in a header.',
      inAnswer('getInbox', (reply, password) => ({
        ...reply,
        headers: { ...reply.headers, 'x-vendor-login': encodeURIComponent(password) },
      })),
    ],
    'password-in-account': [
      'The account holds the stored password.',
      inAnswer('getAccount', ({ body }, password) => ok({ ...(body as object), vendorPassword: password })),
    ],
    'password-in-cases': [
      'The list of cases holds the stored password.',
      inAnswer('listCases', ({ body }, password) =>
        ok({ ...(body as object), source: `https://user:${password}@vendor.invalid` }),
      ),
    ],
    'password-in-warning': [
      'The warning of credentials that are refused holds the password.',
      alters('textOf', (text, code, { login }) =>
        code === 'credentials-invalid' && login ? { ...text, message: `${text.message} (${login.password})` } : text,
      ),
    ],
  },
})
