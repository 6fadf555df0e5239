import { type Call, wordsOf } from '../call.ts'
import type { Fault } from '../profile.ts'
import { type Telling, toldBy } from '../words.ts'

const NOT = '(?<!not |never |no )'
const guarded = (words: string): RegExp => new RegExp(`${NOT}(?:${words})`)

/** Names of states that have an inbox connected. */
const CONNECTED = /\bconnected\b|\bhas an inbox\b/i

/** Every operation that carries an employee's token. */
const WITH_TOKEN = [
  'listInboxes',
  'connectInbox',
  'getInbox',
  'reauthorizeInbox',
  'updateCredentials',
  'disconnectInbox',
  'listCases',
  'getAccount',
]

const TELLINGS: readonly Telling[] = [
  {
    words: guarded(
      String.raw`\b(?:employee|user|token|inbox)s? of an?other company\b|\ban?other company's\b|\bbelongs to an?other company\b|\ba stranger\b|\bforeign company\b`,
    ),
    requirement: 'INBOX-CONN-06',
    refusedWith: [403, 404],
    operations: WITH_TOKEN,
  },
  {
    words: guarded(
      String.raw`\b(?:unknown|wrong|invalid|expired|revoked|bad) (?:bearer )?token\b|\btoken (?:is|was) (?:unknown|wrong|invalid|revoked)\b|\btoken (?:that )?(?:no employee|nobody) has\b`,
    ),
    requirement: 'INBOX-CONN-07',
    refusedWith: [401],
    operations: WITH_TOKEN,
  },
  {
    words: guarded(String.raw`\b(?:in|for|of) an?other company\b`),
    requirement: 'INBOX-CONN-06',
    refusedWith: [403, 404],
    operations: ['connectInbox'],
    isDoubtful: true,
  },
  {
    words: guarded(
      String.raw`\balready (?:has|connected|been connected)\b|\bsecond inbox\b|\bconnected already\b|\bhas already connected\b|\bduplicate\b`,
    ),
    requirement: 'INBOX-CONN-02',
    refusedWith: [409],
    operations: ['connectInbox'],
  },
  {
    words: guarded(
      String.raw`\b(?:forged|reused|used|replayed|stale|unknown|wrong|invalid|expired) (?:authorization )?state\b|\bstate (?:is|was) (?:forged|used|reused|unknown|wrong)\b|\bstate (?:is |was )?(?:used )?(?:twice|again|before)\b`,
    ),
    requirement: 'INBOX-AUTH-05',
    refusedWith: [400],
    operations: ['completeAuthorization'],
  },
  {
    words: guarded(
      String.raw`\bwrong password\b|\b(?:wrong|invalid|bad|incorrect) (?:login|credentials)\b|\bvendor (?:refuses|rejects|does not accept)\b|\b(?:refused|rejected) by the vendor\b|\bthat the vendor (?:refuses|rejects)\b`,
    ),
    requirement: 'INBOX-LOGIN-02',
    refusedWith: [400, 401, 422],
    operations: ['connectInbox'],
  },
  {
    words: guarded(
      String.raw`\bwrong password\b|\b(?:wrong|invalid|bad|incorrect) (?:login|credentials)\b|\bvendor (?:refuses|does not accept)\b|\bthat the vendor (?:refuses|rejects)\b`,
    ),
    requirement: 'INBOX-LOGIN-06',
    refusedWith: [400, 401, 422],
    operations: ['updateCredentials'],
  },
  {
    words: guarded(
      String.raw`\b(?:wrong|bad|unknown|invalid|incorrect) (?:push )?secret\b|\bsecret (?:is|was) (?:wrong|invalid|unknown)\b`,
    ),
    requirement: 'INBOX-PUSH-05',
    refusedWith: [401, 403],
    operations: ['receivePush'],
  },
  {
    words: guarded(String.raw`\bunsupported vendor\b|\bvendor (?:that )?(?:is )?(?:not|un)\s?supported\b`),
    requirement: 'INBOX-CONN-09',
    refusedWith: [400, 422],
    operations: ['connectInbox'],
  },
]

/** What the pact says is wrong with a request, and cannot be seen in it. */
export function told(call: Call): Fault[] {
  const [vendor, others] = connectedVendors(call)
  const spoken = toldBy(call, TELLINGS).filter(({ requirement }) => requirement !== 'INBOX-CONN-02' || !others)
  if (!vendor) return spoken
  const path = [...call.interaction.response.at, 'status']
  const what = `the company has an inbox of ${vendor} by its states`
  return [
    ...spoken.filter(({ requirement }) => requirement !== 'INBOX-CONN-02'),
    { requirement: 'INBOX-CONN-02', path, what, refusedWith: [409] },
  ]
}

/** The vendor that is to be connected where a state has it connected already, and whether one has only others connected. */
function connectedVendors({ operationId, interaction, route }: Call): [vendor: string | undefined, others: boolean] {
  const { body } = interaction.request
  if (operationId !== 'connectInbox' || body.kind !== 'json') return [undefined, false]
  const { vendor } = (body.value ?? {}) as { vendor?: unknown }
  const connected = interaction.states
    .filter(({ name, params }) => CONNECTED.test(name) && params.vendor !== undefined)
    .filter(({ params }) => params.companyId === undefined || params.companyId === route.pathParams.companyId)
    .map(({ params }) => params.vendor)
  return connected.includes(vendor) ? [String(vendor), false] : [undefined, connected.length > 0]
}

/** Words about what the document promises to be accepted. */
const ACCEPTED: readonly [words: RegExp, requirement: string, operations: readonly string[]][] = [
  [/\b(?:several|other|an?other|second|different) vendors?\b/, 'INBOX-CONN-03', ['connectInbox']],
  [
    /\b(?:an?other|second) employee\b|\bcolleague\b/,
    'INBOX-CONN-05',
    ['listInboxes', 'getInbox', 'reauthorizeInbox', 'updateCredentials'],
  ],
  [/\bafter (?:it was )?disconnect\w*\b|\bagain\b/, 'INBOX-CONN-08', ['connectInbox']],
  [
    /\bpushed (?:again|twice|before)\b|\b(?:same|repeated|second) push\b|\bpush (?:again|twice)\b/,
    'INBOX-PUSH-04',
    ['receivePush'],
  ],
]

export function acceptedAll(call: Call): string | undefined {
  const words = wordsOf(call)
  return ACCEPTED.find(([pattern, , operations]) => operations.includes(call.operationId) && pattern.test(words))?.[1]
}

/** Whether the states have an inbox connected for a company that is not the one of the request. */
export function hasOtherCompany({ interaction: { states }, route }: Call): boolean {
  return states.some(({ name, params }) => {
    const { companyId } = params
    return CONNECTED.test(name) && companyId !== undefined && companyId !== route.pathParams.companyId
  })
}
