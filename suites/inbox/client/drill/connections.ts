import type { DrillJudge, Situation, Stage, StageAnswer } from '../../../../engine/drill.ts'
import { answerInWords } from '../../../../engine/drill.ts'
import { broken, holds } from '../../../../engine/finding.ts'
import { parsed } from '../../../../engine/json-diff.ts'
import { isAccepted } from '../../../../engine/status.ts'
import { listOr } from '../../../../engine/words.ts'
import { VENDORS, type Vendor } from '../../api.ts'
import { inboxIn } from '../../reading.ts'
import { type DrillHub, drillHub, type Fields } from './hub.ts'

/** The authorization URL as it was answered, and no word of a connection. */
const reportsThePending: DrillJudge = ({ answer, traffic }) => {
  const connection = traffic.exchanges.find((one) => one.operation === 'connectInbox' && isAccepted(one))
  const url = inboxIn(connection)?.authorizationUrl
  const wanted = `done, not connected, with the authorizationUrl ${url}`
  if (answer.status !== 'done') return broken(wanted, `the client answered ${answerInWords(answer)}`)
  const { state, authorizationUrl } = answer.result
  const faults = [
    ...(authorizationUrl === url ? [] : [`authorizationUrl ${JSON.stringify(authorizationUrl)}`]),
    ...(String(state).toLowerCase() === 'connected' ? [`state ${JSON.stringify(state)}`] : []),
  ]
  return faults.length === 0
    ? holds('a pending inbox is reported as it is')
    : broken(wanted, `it reported ${faults.join(', ')}`, connection ? [connection] : [])
}

const reportedAs =
  (...statuses: string[]): DrillJudge =>
  ({ answer }) =>
    statuses.includes(answer.status)
      ? holds(`a refusal is reported as ${answer.status}`)
      : broken(listOr(statuses), `the client answered ${answerInWords(answer)}`)

interface ConnectSituation {
  name: string
  summary: string
  vendor: Vendor
  prepare?(hub: DrillHub): Promise<unknown>
  /** The vendor's login as the user gives it. */
  login?(hub: DrillHub): Fields
  credentials?(hub: DrillHub): Fields
  intercept?: Stage['intercept']
}

const connectSituation = (
  { name, summary, vendor, prepare, login, credentials, intercept }: ConnectSituation,
  judges: Situation['judges'],
): Situation => ({
  name,
  summary,
  job: 'connect',
  async stage(hands) {
    const hub = await drillHub(hands)
    await prepare?.(hub)
    const own = vendor === 'medit-link' ? (login?.(hub) ?? hub.login) : {}
    return {
      input: { vendor, ...own },
      ...(credentials ? { credentials: credentials(hub) } : {}),
      ...(intercept ? { intercept } : {}),
    }
  },
  judges,
})

/** What a connection is answered with, in the hub's place, or changed on its way. */
const onConnect =
  (made: { answer: StageAnswer } | { change(inbox: Fields): Fields }): Stage['intercept'] =>
  ({ operation }) => {
    if (operation !== 'connectInbox') return undefined
    if ('answer' in made) return made
    return {
      change: (answer) =>
        answer.status === 201
          ? { ...answer, body: JSON.stringify(made.change(parsed(answer.body) as Fields)) }
          : answer,
    }
  }

const withUrl = (url: (state: string) => string): Stage['intercept'] =>
  onConnect({ change: (inbox) => ({ ...inbox, authorizationUrl: url(String(inbox.inboxId).slice(0, 8)) }) })

const pending: readonly ConnectSituation[] = [
  ...VENDORS.filter((vendor) => vendor !== 'medit-link').map((vendor) => ({
    name: `connect-${vendor}`,
    summary: `${vendor} is connected: the user has to sign in.`,
    vendor,
  })),
  {
    name: 'authorization-url-with-signs',
    summary: 'The authorization URL has encoded signs, a plus, and a fragment.',
    vendor: 'dexis',
    intercept: withUrl(
      (state) =>
        `https://login.vendor.example/oauth/authorize?scope=a+b%20c&redirect_uri=https%3A%2F%2Fhub.example%2Fcb%3Fx%3D1&state=${state}%2Bbar%3D%3D#sign-in`,
    ),
  },
  {
    name: 'authorization-url-long',
    summary: 'The authorization URL is longer than 2,000 characters.',
    vendor: 'sirona',
    intercept: withUrl(
      (state) =>
        `https://login.vendor.example/oauth/authorize?state=${state}&request=${'eyJhbGciOiJSUzI1NiJ9'.repeat(110)}`,
    ),
  },
  {
    name: 'authorization-of-another-inbox-is-done',
    summary: 'Other inboxes of the company are connected; the new one is not.',
    vendor: 'itero',
    prepare: async (hub) => {
      await hub.connect('3shape')
      await hub.connect('medit-link')
    },
  },
]

const there = (vendor: Vendor, what: string, prepare: ConnectSituation['prepare']): ConnectSituation => ({
  name: `connect-${vendor}-again${what === 'connected' ? '' : `-${what}`}`,
  summary: `${vendor} has an inbox already, which is ${what}.`,
  vendor,
  ...(prepare ? { prepare } : {}),
})

const second: readonly ConnectSituation[] = [
  ...(['3shape', 'medit-link', 'shining-3d'] as const).map((vendor) =>
    there(vendor, 'connected', (hub) => hub.connect(vendor)),
  ),
  there('itero', 'pending', (hub) => hub.begin('itero')),
  there('dexis', 'expired', async (hub) => {
    await hub.connect('dexis')
    await hub.set('the vendor authorization has expired', { vendor: 'dexis' })
    await hub.pass(600)
  }),
]

const problem = (status: number, detail: string): StageAnswer => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({ type: 'about:blank', title: 'Credentials refused', status, detail }),
})

const refusedLogin = (status: number): ConnectSituation => ({
  name: `login-refused-with-${status}`,
  summary: `The vendor refuses user name and password: ${status}.`,
  vendor: 'medit-link',
  login: (hub) => ({ ...hub.login, password: `${hub.login.password.slice(1)}x` }),
  ...(status === 422
    ? {}
    : { intercept: onConnect({ answer: problem(status, 'The vendor does not accept this user name and password.') }) }),
})

const refusedToken: ConnectSituation = {
  name: 'connect-with-a-refused-token',
  summary: 'The hub does not know the token: 401.',
  vendor: '3shape',
  credentials: ({ companyId, seed }) => ({ token: `revoked${seed}token`, companyId }),
}

/** Connections that are to be completed by a sign-in, and ones that are refused. */
export const connectSituations: readonly Situation[] = [
  ...pending.map((one) => connectSituation(one, { 'INBOX-CLIENT-21': reportsThePending })),
  ...[...second, refusedLogin(400), refusedLogin(422)].map((one) =>
    connectSituation(one, { 'INBOX-CLIENT-22': reportedAs('refused') }),
  ),
  // A 401 may be of the vendor's login as well as of the client's own token.
  ...[refusedLogin(401), refusedToken].map((one) =>
    connectSituation(one, { 'INBOX-CLIENT-22': reportedAs('refused', 'failed') }),
  ),
]
