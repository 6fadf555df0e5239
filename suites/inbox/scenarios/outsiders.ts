import type { InboxSettings } from '../api.ts'
import { type Caller, type Credentials, isLogin, isPolledBySignIn, type Operation } from '../api.ts'
import { connectionTo, type Usable } from '../connections.ts'
import type { Attempt } from '../hub.ts'
import type { Cast } from '../scenario.ts'
import { INVENTED, nearMisses } from '../wrong-secrets.ts'

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

/** Others ask for a company's inboxes and cases: an employee of the other company, and callers whom nobody knows. */
export async function* playOutsiders({ hub, me, they, company, session, login }: Cast, connections: readonly Usable[]) {
  const requests = everyRequest(connections, login)
  const { companyId } = company
  if (they) {
    const foreign: Attempt[] = []
    yield { foreign }
    for (const { right: _right, ...request } of requests) {
      const what = `${request.operation}${request.query ?? ''} by ${they.who}`
      foreign.push(await hub.try({ ...request, what, by: they, companyId }))
    }
    for (const { right: _right, ...request } of requests.filter(({ inboxId }) => inboxId)) {
      const what = `${request.operation} by ${they.who}, whose path names it`
      foreign.push(await hub.try({ ...request, what, by: they }))
    }
    const disputed = { disputed: true }
    yield {
      afterForeigners: await hub.snapshot(me, 'after another company asked for them', connections, disputed),
      foreignersOwn: await hub.call({ operation: 'listInboxes', what: "the other company's inboxes", by: they }),
    }
    await hub.polled()
    const later = '10 minutes after another company asked for them'
    yield { longAfterForeigners: await hub.snapshot(me, later, connections, disputed) }
  }
  yield {
    unknown: await hub.call({
      operation: 'getInbox',
      what: 'an inbox that there is not',
      by: me,
      inboxId: NOBODYS,
      purpose: 'variation',
    }),
  }
  const strange: Attempt[] = []
  yield { strange }
  const token = (session.target.settings as InboxSettings).companies?.[0]?.tokens[0] ?? ''
  for (const [nth, stranger] of strangers(companyId, token).entries()) {
    // How a token is compared does not depend on the operation.
    const tried = requests
      .filter(({ query, inboxId }) => !query && (nth < 2 || !inboxId))
      .slice(0, nth < 3 ? undefined : 1)
    for (const { right, ...request } of tried) {
      const what = `${request.operation} ${stranger.who}`
      // With a wrong password it might be the vendor that refuses.
      strange.push(await hub.try({ ...request, body: right ?? request.body, what, by: stranger }))
    }
  }
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
function everyRequest(connections: readonly Usable[], credentials: Credentials | undefined): Request[] {
  const { username = 'synthetic-user' } = credentials ?? {}
  const wrong = { username, password: INVENTED.wrong }
  const one = connections.find(({ vendor }) => isPolledBySignIn(vendor)) ?? connections[0]
  const login = connections.find(({ vendor }) => isLogin(vendor))
  const requests: (Request | undefined)[] = [
    { operation: 'listInboxes' },
    { operation: 'listCases' },
    one && { operation: 'listCases', query: `?vendor=${one.vendor}` },
    { operation: 'getAccount' },
    one && { operation: 'getInbox', inboxId: one.inboxId },
    one && { operation: 'connectInbox', body: connectionTo(one.vendor, wrong) },
    one && { operation: 'reauthorizeInbox', inboxId: one.inboxId },
    login && { operation: 'updateCredentials', inboxId: login.inboxId, body: wrong, right: credentials },
    one && { operation: 'disconnectInbox', inboxId: one.inboxId },
  ]
  return requests.filter((request) => request !== undefined)
}
