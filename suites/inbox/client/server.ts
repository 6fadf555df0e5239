import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, unobserved } from '../../../engine/finding.ts'
import { came, isAccepted, notWhole, status } from '../../../engine/status.ts'
import { endOf, type Traffic, type TrafficRule } from '../../../engine/traffic.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { listOr, plural } from '../../../engine/words.ts'
import { advice } from '../advice-clauses.ts'
import { isLogin, type Vendor } from '../api.ts'
import { caseLists, profile } from '../profile-clauses.ts'
import { inboxesIn, inboxIn } from '../reading.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { agreement, asShown, named, onward, stated } from '../shown-clauses.ts'
import { isInvalidConnection } from './calls.ts'
import { isSecond } from './conduct.ts'
import { callsIn, employeesCallsIn, fieldsOf, tokenOf, vendorAskedFor } from './requests.ts'

/** What a gateway, or a server that reads no such body, answers is not the API's. */
const ASIDE = [415, 429]
const answersIn = (traffic: Traffic): Exchange[] =>
  callsIn(traffic).filter((one) => one.response && !ASIDE.includes(status(one) as number))

/** Those of them that came one after the other: what two showed at one time has no order. */
function inTurn(traffic: Traffic): Exchange[] {
  const kept: Exchange[] = []
  for (const one of answersIn(traffic)) {
    const last = kept.at(-1)
    if (!last || one.at >= endOf(last)) kept.push(one)
  }
  return kept
}

const viewsIn = (traffic: Traffic) => answersIn(traffic).flatMap(inboxesIn)

/** A request that breaks one clause alone is an experiment on the server: what refused it for something else says nothing. */
const refuses =
  (what: string, triesIn: (traffic: Traffic) => Exchange[], codes: readonly number[]): TrafficRule =>
  (traffic) => {
    const tries = triesIn(traffic).filter((one) => isTaken(one) || codes.includes(status(one) as number))
    if (tries.length === 0) return unobserved(`the client sent nothing ${what}`, '`bitewing run`, which tries it')
    const taken = tries.filter(isTaken)
    const [first] = taken
    return first
      ? broken(`${listOr(codes)} for a request ${what}`, `${first.operation}: ${came(first)}`, taken)
      : holds(`${plural(tries.length, 'request')} ${what} were refused`, tries)
  }

/** A redirect is what the callback answers where it takes a sign-in. */
const isTaken = (exchange: Exchange) => isAccepted(exchange) || status(exchange) === 303

const connectionsIn = (traffic: Traffic) =>
  callsIn(traffic).filter((one) => one.operation === 'connectInbox' && tokenOf(one) !== undefined)

const withoutToken = (traffic: Traffic) =>
  employeesCallsIn(traffic).filter(
    ({ request }) => request.headers.authorization === undefined && !request.url.includes('[redacted:'),
  )

const seconds = (traffic: Traffic) =>
  connectionsIn(traffic).filter((one) => !isInvalidConnection(one) && isSecond(one, callsIn(traffic)))

/** Pushes with another secret than the configured one, or with none; what is shown as it is cannot be compared. */
function withoutSecret(traffic: Traffic): Exchange[] {
  const right = String(traffic.settings.pushSecret)
  return callsIn(traffic).filter(({ operation, request }) => {
    const given = request.headers['x-push-secret']
    return operation === 'receivePush' && (given === undefined || (right.startsWith('[redacted:') && given !== right))
  })
}

/** Judges the inboxes that were connected, as their answers show them. */
const connected =
  (isOf: (vendor: Vendor) => boolean, judge: (exchange: Exchange) => Finding | undefined): TrafficRule =>
  (traffic) => {
    const answers = connectionsIn(traffic).filter(
      (one) => isAccepted(one) && !notWhole(one) && inboxIn(one) && isOf(fieldsOf(one).vendor as Vendor),
    )
    if (answers.length === 0) return unobserved('no such vendor was connected', 'a call of connectInbox')
    return (
      answers.map(judge).find((one) => one !== undefined) ?? holds(`${plural(answers.length, 'connection')}`, answers)
    )
  }

const signsIn = connected(
  (vendor) => !isLogin(vendor),
  (exchange) => {
    const { authorizationUrl, state } = inboxIn(exchange) ?? {}
    if (state === 'connected') return broken('not connected before the sign-in', came(exchange), [exchange])
    return typeof authorizationUrl === 'string' && URL.canParse(authorizationUrl)
      ? undefined
      : broken('an authorization URL', came(exchange), [exchange])
  },
)

const logsIn = connected(isLogin, (exchange) =>
  inboxIn(exchange)?.authorizationUrl === undefined
    ? undefined
    : broken('no authorization URL for a login', came(exchange), [exchange]),
)

const noPassword: TrafficRule = (traffic) => {
  const holdsIt = (text: string | null | undefined) => /\[redacted:([\w.]+\.)?password(-\d+)?\]/.test(text ?? '')
  if (!callsIn(traffic).some(({ request }) => holdsIt(request.body)))
    return unobserved('no password was sent', 'a connection of medit-link')
  const answers = answersIn(traffic)
  const leaking = answers.filter(({ response }) =>
    [response?.body, ...Object.values(response?.headers ?? {})].some(holdsIt),
  )
  const [first] = leaking
  return first
    ? broken('no password in any answer', `${first.operation}: ${came(first)}`, leaking)
    : holds(`none of ${plural(answers.length, 'answer')} holds a password`)
}

const lists: TrafficRule = (traffic) => {
  const answers = answersIn(traffic).filter((one) => one.operation === 'listCases' && isAccepted(one))
  return caseLists(
    answers.filter((one) => vendorAskedFor(one) === undefined),
    answers.flatMap((exchange) => {
      const vendor = vendorAskedFor(exchange)
      return vendor === undefined ? [] : [{ vendor, exchange }]
    }),
  )
}

/** What traffic shows of the hub. */
export const server: Readonly<Partial<Record<RequirementId, TrafficRule>>> = {
  'INBOX-CONN-02': refuses('for a second inbox of a vendor', seconds, [409]),
  'INBOX-CONN-07': refuses('without a token', withoutToken, [401]),
  'INBOX-CONN-09': refuses(
    'for a connection that is not valid',
    (traffic) => connectionsIn(traffic).filter(isInvalidConnection),
    [400, 422],
  ),
  'INBOX-SHOW-01': (traffic) => named(answersIn(traffic)),
  'INBOX-SHOW-02': (traffic) => stated(answersIn(traffic)),
  'INBOX-SHOW-03': (traffic) => onward(inTurn(traffic)),
  'INBOX-SHOW-04': (traffic) => asShown(viewsIn(traffic)),
  'INBOX-SHOW-05': (traffic) => advice(inTurn(traffic).flatMap(inboxesIn)),
  'INBOX-AUTH-01': signsIn,
  'INBOX-LOGIN-01': logsIn,
  'INBOX-LOGIN-05': noPassword,
  'INBOX-HEALTH-07': (traffic) => agreement(answersIn(traffic)),
  'INBOX-PUSH-05': refuses('with a wrong secret', withoutSecret, [401, 403]),
  'INBOX-HTTP-01': (traffic) => profile(answersIn(traffic), []),
  'INBOX-HTTP-02': lists,
}
