import { MatchersV3 } from '@pact-foundation/pact'
import { credentials } from '../../generators/inbox.ts'
import { state } from '../interaction.ts'
import {
  AUTHORIZATION,
  anInbox,
  at,
  aWarning,
  BODY_REFUSALS,
  CREDENTIALS,
  companyId,
  connected,
  EMPTY,
  employee,
  FOREIGN_REFUSALS,
  INBOX,
  INBOXES,
  type InboxInteraction,
  inboxId,
  LOGIN_REFUSALS,
  LOGIN_VENDOR,
  login,
  otherCompanyId,
  POLLED_VENDOR,
  SEED,
  STRANGERS,
  TOKEN_REFUSALS,
} from './provider.ts'

const { eachLike, regex } = MatchersV3

type Part = Omit<InboxInteraction, 'call' | 'request'> & {
  headers?: InboxInteraction['request']['headers']
  body?: unknown
  /** Of another company than the token's. */
  elsewhere?: true
}

const company = { path: { companyId } }
const inbox = { path: { companyId, inboxId } }

const request = (method: InboxInteraction['request']['method'], template: string, part: Part) => ({
  method,
  path: part.elsewhere ? template.replace('{companyId}', otherCompanyId) : at(template),
  headers: part.headers ?? employee,
  ...(part.body === undefined ? {} : { body: part.body }),
})
const common = ({ description, given, requirements, answer }: Part) => ({ description, given, requirements, answer })
const companyOf = (part: Part) => (part.elsewhere ? { path: { companyId: otherCompanyId } } : company)

const listInboxes = (part: Part): InboxInteraction => ({
  ...common(part),
  request: request('GET', INBOXES, part),
  call: (client, { headers }) => client.GET(INBOXES, { headers, params: companyOf(part) }),
})
const connectInbox = (part: Part): InboxInteraction => ({
  ...common(part),
  request: request('POST', INBOXES, part),
  call: (client, { headers, body }) => client.POST(INBOXES, { headers, params: companyOf(part), body }),
})
const getInbox = (part: Part): InboxInteraction => ({
  ...common(part),
  request: request('GET', INBOX, part),
  call: (client, { headers }) => client.GET(INBOX, { headers, params: inbox }),
})
const disconnectInbox = (part: Part): InboxInteraction => ({
  ...common(part),
  request: request('DELETE', INBOX, part),
  call: (client, { headers }) => client.DELETE(INBOX, { headers, params: inbox }),
})
const reauthorizeInbox = (part: Part): InboxInteraction => ({
  ...common(part),
  request: request('POST', AUTHORIZATION, part),
  call: (client, { headers }) => client.POST(AUTHORIZATION, { headers, params: inbox }),
})
const updateCredentials = (part: Part): InboxInteraction => ({
  ...common(part),
  request: request('PUT', CREDENTIALS, part),
  call: (client, { headers, body }) => client.PUT(CREDENTIALS, { headers, params: inbox, body }),
})

const ONE = [EMPTY, connected(LOGIN_VENDOR)]
const wrongLogin = credentials(SEED)

const accepted: InboxInteraction[] = [
  listInboxes({
    description: "a company's inboxes",
    given: ONE,
    requirements: ['INBOX-CONN-01', 'INBOX-SHOW-01', 'INBOX-SHOW-02'],
    answer: { status: 200, body: { inboxes: eachLike(anInbox()) } },
  }),
  listInboxes({
    description: "a company's inboxes, of which one is interrupted",
    given: [...ONE, state('credits are', { companyId, credits: 0 }), state('time moves forward', { seconds: 600 })],
    requirements: ['INBOX-LIMIT-01', 'INBOX-SHOW-04', 'INBOX-SHOW-05'],
    answer: { status: 200, body: { inboxes: eachLike(anInbox({ warning: aWarning })) } },
  }),
  connectInbox({
    description: 'a connection to a vendor with browser authorization',
    given: [EMPTY],
    requirements: ['INBOX-AUTH-01', 'INBOX-SHOW-01', 'INBOX-SHOW-02'],
    body: { vendor: POLLED_VENDOR },
    answer: {
      status: [201, 200],
      body: anInbox({
        state: 'authorization-pending',
        authorizationUrl: regex('^https?://.+$', 'http://vendor.example/login'),
      }),
    },
  }),
  connectInbox({
    description: 'a connection to a login-based vendor',
    given: [EMPTY],
    requirements: ['INBOX-LOGIN-01', 'INBOX-SHOW-01', 'INBOX-SHOW-02'],
    body: { vendor: LOGIN_VENDOR, ...login },
    answer: { status: [201, 200], body: anInbox({ vendor: LOGIN_VENDOR }) },
  }),
  connectInbox({
    description: 'a connection to a second vendor',
    given: ONE,
    requirements: ['INBOX-CONN-03'],
    body: { vendor: POLLED_VENDOR },
    answer: { status: [201, 200], body: anInbox() },
  }),
  getInbox({
    description: 'an inbox that works',
    given: ONE,
    requirements: ['INBOX-HEALTH-01', 'INBOX-SHOW-01', 'INBOX-SHOW-02', 'INBOX-SHOW-04', 'INBOX-LOGIN-01'],
    answer: { status: 200, body: anInbox({ state: 'connected', health: 'healthy', warning: null }) },
  }),
  getInbox({
    description: 'an inbox whose authorization is complete',
    given: [EMPTY, connected(POLLED_VENDOR)],
    requirements: ['INBOX-AUTH-02', 'INBOX-HEALTH-01', 'INBOX-SHOW-04'],
    answer: { status: 200, body: anInbox({ state: 'connected', health: 'healthy', warning: null }) },
  }),
  disconnectInbox({
    description: 'an inbox disconnected',
    given: ONE,
    requirements: ['INBOX-CONN-08'],
    answer: { status: [204, 200] },
  }),
  reauthorizeInbox({
    description: 'a fresh authorization URL',
    given: [EMPTY, connected(POLLED_VENDOR)],
    requirements: ['INBOX-AUTH-04', 'INBOX-AUTH-06'],
    answer: {
      status: 200,
      body: anInbox({ authorizationUrl: regex('^https?://.+$', 'http://vendor.example/login') }),
    },
  }),
  updateCredentials({
    description: 'the stored login replaced',
    given: ONE,
    requirements: ['INBOX-LOGIN-04'],
    body: login,
    answer: { status: 200, body: anInbox() },
  }),
]

const refused: InboxInteraction[] = [
  connectInbox({
    description: 'a second inbox of the same vendor',
    given: ONE,
    requirements: ['INBOX-CONN-02'],
    body: { vendor: LOGIN_VENDOR, ...login },
    answer: { status: 409 },
  }),
  connectInbox({
    description: 'a connection to a vendor that there is not',
    given: [EMPTY],
    requirements: ['INBOX-CONN-09'],
    body: { vendor: 'no-such-vendor' },
    answer: { status: BODY_REFUSALS },
  }),
  connectInbox({
    description: 'a connection to a login-based vendor, with a login that it does not take',
    given: [EMPTY],
    requirements: ['INBOX-LOGIN-02'],
    body: { vendor: LOGIN_VENDOR, ...wrongLogin },
    answer: { status: LOGIN_REFUSALS },
  }),
  updateCredentials({
    description: 'the stored login replaced by one that the vendor does not take',
    given: ONE,
    requirements: ['INBOX-LOGIN-06'],
    body: wrongLogin,
    answer: { status: LOGIN_REFUSALS },
  }),
]

const elsewhere: InboxInteraction[] = [
  listInboxes({
    description: "another company's inboxes",
    given: [EMPTY],
    requirements: ['INBOX-CONN-06'],
    elsewhere: true,
    answer: { status: FOREIGN_REFUSALS },
  }),
  connectInbox({
    description: 'a connection for another company',
    given: [EMPTY],
    requirements: ['INBOX-CONN-06'],
    body: { vendor: POLLED_VENDOR },
    elsewhere: true,
    answer: { status: FOREIGN_REFUSALS },
  }),
]

/** Every operation on inboxes, without a good token. */
const strangers: InboxInteraction[] = STRANGERS.flatMap(([who, headers]) => {
  const part = { requirements: ['INBOX-CONN-07'], headers, answer: { status: TOKEN_REFUSALS } }
  return [
    listInboxes({ ...part, given: [EMPTY], description: `a company's inboxes, ${who}` }),
    connectInbox({ ...part, given: [EMPTY], body: { vendor: POLLED_VENDOR }, description: `a connection, ${who}` }),
    getInbox({ ...part, given: ONE, description: `an inbox, ${who}` }),
    disconnectInbox({ ...part, given: ONE, description: `an inbox disconnected, ${who}` }),
    reauthorizeInbox({
      ...part,
      given: [EMPTY, connected(POLLED_VENDOR)],
      description: `a fresh authorization URL, ${who}`,
    }),
    updateCredentials({ ...part, given: ONE, body: login, description: `the stored login replaced, ${who}` }),
  ]
})

export const inboxes: InboxInteraction[] = [...accepted, ...refused, ...elsewhere, ...strangers]
