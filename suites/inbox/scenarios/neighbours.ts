import type { Exchange } from '../../../engine/exchange.ts'
import type { InboxSettings } from '../api.ts'
import { type Caller, type Credentials, isLogin, isPolledBySignIn, type Operation, type Vendor } from '../api.ts'
import { connectionTo, type Lane } from '../lanes.ts'
import type { Look, Stage, Tried } from '../stage.ts'
import { INVENTED, nearMisses } from '../strangers.ts'
import type { World } from '../world.ts'

/** Others who ask for a company's inboxes and cases. */
export interface Neighbours {
  /** By an employee of the other company. */
  foreign: Tried[]
  afterForeigners: Look
  longAfterForeigners: Look
  /** The other company's own list. */
  foreignersOwn: Exchange
  /** An inbox that there is not, asked for by the company's own employee. */
  unknown: Exchange
  /** Without a token, or with one that no employee has. */
  strange: Tried[]
  afterStrangers: Exchange
}

/** The ID of no inbox. */
export const NOBODYS = 'b17e0000-0000-4000-8000-000000000000'

interface Request {
  operation: Operation
  inboxId?: string
  query?: string
  body?: unknown
  /** The body that the company's own employee would send. */
  right?: unknown
}

export async function playNeighbours(
  stage: Stage,
  world: World,
  lanes: readonly (Lane & { inboxId: string })[],
  parts: Partial<Neighbours>,
): Promise<void> {
  const { company, other, session } = world
  const me = company.employees[0] as Caller
  const they = other?.employees[0]
  const requests = everyRequest(lanes, world.login)
  if (they) {
    parts.foreign = []
    for (const { right: _right, ...request } of requests) {
      const what = `${request.operation}${request.query ?? ''} by ${they.who}`
      parts.foreign.push(await stage.try({ ...request, what, by: they, companyId: company.companyId }))
    }
    for (const { right: _right, ...request } of requests.filter(({ inboxId }) => inboxId)) {
      const what = `${request.operation} by ${they.who}, whose path names it`
      parts.foreign.push(await stage.try({ ...request, what, by: they }))
    }
    parts.afterForeigners = await stage.look(me, 'after another company asked for them', lanes, ['list'])
    parts.foreignersOwn = await stage.call({ operation: 'listInboxes', what: "the other company's inboxes", by: they })
    await stage.polled()
    parts.longAfterForeigners = await stage.look(me, '10 minutes after another company asked for them', lanes)
  }
  parts.unknown = await stage.call({
    operation: 'getInbox',
    what: 'an inbox that there is not',
    by: me,
    inboxId: NOBODYS,
    purpose: 'variation',
  })
  parts.strange = []
  const token = (session.target.settings as InboxSettings).companies?.[0]?.tokens[0] ?? ''
  for (const [nth, stranger] of strangers(company.companyId, token).entries()) {
    // How a token is compared does not depend on the operation.
    const tried = requests
      .filter(({ query, inboxId }) => !query && (nth < 2 || !inboxId))
      .slice(0, nth < 3 ? undefined : 1)
    for (const { right, ...request } of tried)
      parts.strange.push(
        // With a wrong password it might be the vendor that refuses.
        await stage.try({
          ...request,
          body: right ?? request.body,
          what: `${request.operation} ${stranger.who}`,
          by: stranger,
        }),
      )
  }
  parts.afterStrangers = await stage.list(me, 'after strangers')
}

/** Callers that no company knows. */
export function strangers(companyId: string, token: string): Caller[] {
  return [
    { who: 'without a token', companyId, authorization: null },
    {
      who: 'with a token that no employee has',
      companyId,
      authorization: { value: 'Bearer bitewing-nobody', shown: 'Bearer bitewing-nobody' },
    },
    ...nearMisses(token).map(({ how, value }) => ({
      who: `with its token ${how}`,
      companyId,
      authorization: { value: `Bearer ${value}`, shown: `Bearer [redacted:companies[0].tokens[0]] ${how}` },
    })),
  ]
}

/** Every operation of a company, reads first, and what takes an inbox away last. */
function everyRequest(lanes: readonly (Lane & { inboxId: string })[], credentials: Credentials | undefined): Request[] {
  const { username = 'synthetic-user' } = credentials ?? {}
  const one = lanes.find(({ vendor }) => isPolledBySignIn(vendor)) ?? lanes[0]
  const login = lanes.find(({ vendor }) => isLogin(vendor))
  const connection =
    one && (connectionTo(one.vendor, undefined) ?? connectionTo(one.vendor, { username, password: INVENTED.wrong }))
  const requests: (Request | undefined)[] = [
    { operation: 'listInboxes' },
    { operation: 'listCases' },
    one && { operation: 'listCases', query: `?vendor=${one.vendor satisfies Vendor}` },
    { operation: 'getAccount' },
    one && { operation: 'getInbox', inboxId: one.inboxId },
    connection && { operation: 'connectInbox', body: connection },
    one && { operation: 'reauthorizeInbox', inboxId: one.inboxId },
    login && {
      operation: 'updateCredentials',
      inboxId: login.inboxId,
      body: { username, password: INVENTED.wrong },
      right: credentials,
    },
    one && { operation: 'disconnectInbox', inboxId: one.inboxId },
  ]
  return requests.filter((request) => request !== undefined)
}
