import { MatchersV3 } from '@pact-foundation/pact'
import { leftOut } from '../../generators/alteration.ts'
import { caseId, push } from '../../generators/inbox.ts'
import { fromState } from '../from-state.ts'
import { state } from '../interaction.ts'
import { PLACEHOLDERS } from '../placeholders.ts'
import {
  ACCOUNT,
  aCase,
  at,
  BODY_REFUSALS,
  CALLBACK,
  CASES,
  companyId,
  connected,
  EMPTY,
  employee,
  FOREIGN_REFUSALS,
  type InboxInteraction,
  LOGIN_VENDOR,
  later,
  newCase,
  otherCompanyId,
  POLLED_VENDOR,
  PUSH,
  PUSHED_VENDOR,
  SEED,
  STRANGERS,
  TOKEN_REFUSALS,
} from './provider.ts'

const { eachLike, integer, regex } = MatchersV3

const COLLECTED = [EMPTY, connected(LOGIN_VENDOR), newCase(LOGIN_VENDOR, caseId(SEED)), later(10)]
const company = { path: { companyId } }

const listCases = (
  one: Omit<InboxInteraction, 'call' | 'request'> & Partial<InboxInteraction['request']>,
): InboxInteraction => {
  const { description, given, requirements, answer, query, headers = employee, path = at(CASES) } = one
  return {
    description,
    given,
    requirements,
    request: { method: 'GET', path, headers, ...(query ? { query } : {}) },
    answer,
    call: (client, sent) =>
      client.GET(CASES, {
        headers: sent.headers,
        params: { ...(one.path ? { path: { companyId: otherCompanyId } } : company), query: sent.query },
      }),
  }
}

const getAccount = (
  description: string,
  requirements: string[],
  part: Partial<InboxInteraction>,
): InboxInteraction => ({
  description,
  given: [EMPTY],
  requirements,
  request: { method: 'GET', path: at(ACCOUNT), headers: employee },
  answer: {
    status: 200,
    body: { credits: integer(1000), storage: { usedBytes: integer(0), limitBytes: integer(100e9) } },
  },
  call: (client, { headers }) => client.GET(ACCOUNT, { headers, params: company }),
  ...part,
})

const pushed = { ...push(SEED, companyId, '2026-01-05T08:00:00Z'), accountId: fromState('companyId', companyId) }
const vendorSecret = { 'X-Push-Secret': regex('^\\S+$', PLACEHOLDERS.pushSecret) }
const callback = 'the browser sent back from the vendor'

export const cases: InboxInteraction[] = [
  listCases({
    description: "a company's cases",
    given: COLLECTED,
    requirements: ['INBOX-CASE-01', 'INBOX-CASE-02'],
    answer: { status: 200, body: { cases: eachLike(aCase) } },
  }),
  listCases({
    description: "a company's cases of one vendor",
    given: COLLECTED,
    requirements: ['INBOX-CASE-01'],
    query: { vendor: LOGIN_VENDOR },
    answer: { status: 200, body: { cases: eachLike({ ...aCase, vendor: LOGIN_VENDOR }) } },
  }),
  listCases({
    description: "a company's cases, of which one was pushed",
    given: [EMPTY, connected(PUSHED_VENDOR), newCase(PUSHED_VENDOR, caseId(SEED + 1))],
    requirements: ['INBOX-PUSH-01'],
    query: { vendor: PUSHED_VENDOR },
    answer: { status: 200, body: { cases: eachLike({ ...aCase, vendor: PUSHED_VENDOR }) } },
  }),
  listCases({
    description: "a company's cases, of which one was pushed and the push was lost",
    given: [
      EMPTY,
      connected(PUSHED_VENDOR),
      state('the vendor has a new case', {
        companyId,
        vendor: PUSHED_VENDOR,
        caseId: caseId(SEED + 2),
        push: false,
      }),
      later(8 * 60),
    ],
    requirements: ['INBOX-PUSH-03'],
    query: { vendor: PUSHED_VENDOR },
    answer: { status: 200, body: { cases: eachLike({ ...aCase, vendor: PUSHED_VENDOR }) } },
  }),
  listCases({
    description: "another company's cases",
    given: [EMPTY],
    requirements: ['INBOX-CONN-06', 'INBOX-CASE-03'],
    path: CASES.replace('{companyId}', otherCompanyId),
    answer: { status: FOREIGN_REFUSALS },
  }),
  getAccount("a company's credits and storage", ['INBOX-LIMIT-05'], {}),
  ...STRANGERS.flatMap(([who, headers]) => [
    listCases({
      description: `a company's cases, ${who}`,
      given: [EMPTY],
      requirements: ['INBOX-CONN-07'],
      headers,
      answer: { status: TOKEN_REFUSALS },
    }),
    getAccount(`a company's credits and storage, ${who}`, ['INBOX-CONN-07'], {
      request: { method: 'GET', path: at(ACCOUNT), headers },
      answer: { status: TOKEN_REFUSALS },
    }),
  ]),
  {
    description: callback,
    given: [EMPTY, state('the user has signed in at the vendor', { companyId, vendor: POLLED_VENDOR })],
    requirements: ['INBOX-AUTH-02'],
    request: {
      method: 'GET',
      path: CALLBACK,
      query: { code: fromState('code', 'a-code'), state: fromState('state', 'a-state') },
    },
    answer: { status: 303, headers: { Location: regex('^.+$', '/integrations') } },
    call: (client, { query }) => client.GET(CALLBACK, { params: { query } }),
  },
  {
    description: `${callback}, with a state that the hub did not make`,
    given: [EMPTY],
    requirements: ['INBOX-AUTH-05'],
    request: { method: 'GET', path: CALLBACK, query: { code: 'a-code', state: 'a-forged-state' } },
    answer: { status: 400 },
    call: (client, { query }) => client.GET(CALLBACK, { params: { query } }),
  },
  ...(
    [
      ['a pushed case', ['INBOX-PUSH-01'], pushed, 202],
      ['a pushed case, with caseId left out', ['INBOX-HTTP-01'], leftOut('caseId').apply(pushed), BODY_REFUSALS],
    ] as const
  ).map(
    ([description, requirements, body, status]): InboxInteraction => ({
      description,
      given: [EMPTY, connected(PUSHED_VENDOR)],
      requirements: [...requirements],
      request: { method: 'POST', path: PUSH, headers: vendorSecret, body },
      answer: { status },
      call: (client, sent) => client.POST(PUSH, { headers: sent.headers, body: sent.body }),
    }),
  ),
]
