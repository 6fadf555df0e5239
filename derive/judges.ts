import type { Exchange } from '../engine/exchange.ts'
import { broken, holds, unobserved, worst } from '../engine/finding.ts'
import { came, isAccepted, isRedirect, status } from '../engine/status.ts'
import type { Finding } from '../engine/verdict.ts'
import { listOr } from '../engine/words.ts'
import { answerFor, isDocumented } from './answers.ts'
import type { Operation } from './api.ts'
import { type Attempted, isStrict, type Leniences } from './leniences.ts'

/** Why an answer says nothing of what was asked; undefined where it does. */
function doubtOf(
  operation: Operation,
  exchange: Exchange,
  documentedRule: string | undefined,
  what: string,
): Finding | undefined {
  const code = status(exchange)
  if (code === undefined) return unobserved(`${what}: ${came(exchange)}`, 'an answer to this request', [], [exchange])
  // A crash that is no documented answer is the matter of the rule on these, where it looks at this answer.
  if (documentedRule !== undefined && code >= 500 && code !== 501 && !(code === 500 && isDocumented(operation, code)))
    return unobserved(`${what}: drew a ${code}`, `${documentedRule} holds`, [documentedRule], [exchange])
  if (code === 429) return unobserved(`${what}: drew a 429`, 'a slower pace (--pace)', [], [exchange])
  return undefined
}

/** What leads elsewhere says nothing of what was asked. */
const ledElsewhere = ({ what, exchange }: Came): Finding =>
  unobserved(`${what}: ${came(exchange)}`, 'an answer of the API itself', [], [exchange])

const refusals = ({ answers }: Operation, codes: readonly string[]): string => {
  const documented = answers.map((one) => one.status).filter((one) => codes.some((code) => one.startsWith(code)))
  return documented.length > 0 ? listOr(documented) : 'a refusal'
}

/** What was asked for one observation, and what came. */
interface Came {
  what: string
  exchange: Exchange
  code: number
  cited: (Exchange | undefined)[]
  lenience?: string
}

/** The worst of what is found of each observation that says something. */
function judgeEach(
  operation: Operation,
  documentedRule: string | undefined,
  observations: readonly Attempted[],
  find: (came: Came) => Finding,
): Finding {
  const findings = observations.map((one): Finding => {
    if (one.kind === 'missing') return unobserved(`${one.what}: ${one.reason}`, one.remedy, one.leansOn)
    const { what, exchange, control, lenience } = one
    const doubt = isAccepted(exchange) ? undefined : doubtOf(operation, exchange, documentedRule, what)
    const cited = [control ?? undefined, exchange]
    return doubt ?? find({ what, exchange, code: status(exchange) ?? 0, cited, ...(lenience ? { lenience } : {}) })
  })
  return worst(findings, unobserved('nothing could be tried', 'a target that accepts a control'))
}

/**
 * Each change was refused.
 *
 * @param documentedRule the rule that a crash is the matter of; undefined where it is this one's own
 */
export function judgeRefused(
  operation: Operation,
  documentedRule: string | undefined,
  observations: readonly Attempted[],
  leniences: Leniences,
): Finding {
  return judgeEach(operation, documentedRule, observations, (observed) => {
    const { what, exchange, code, cited, lenience } = observed
    if (isRedirect(exchange)) return ledElsewhere(observed)
    const isTaken = isAccepted(exchange)
    if (isTaken && lenience !== undefined && !isStrict(leniences, lenience))
      return holds(`${what}: the target takes ${lenience} elsewhere too`, cited)
    if (isTaken || (code >= 500 && code !== 501))
      return broken(`${refusals(operation, ['40', '41', '42', '4X'])} for ${what}`, `${what}: ${came(exchange)}`, cited)
    if (code === 401) return unobserved(`${what}: drew a 401`, 'credentials that are taken', [], cited)
    return holds(`${what}: ${code}`, cited)
  })
}

/** Without credentials, and with wrong ones, it was refused as such. */
export function judgeSecurity(
  operation: Operation,
  documentedRule: string,
  observations: readonly Attempted[],
): Finding {
  const own = operation.answers.some((one) => /^40[13]$/.test(one.status) && !one.assumed)
  return judgeEach(operation, documentedRule, observations, (observed) => {
    const { what, exchange, code, cited } = observed
    // The same request was not led elsewhere with credentials: where a refusal is documented, this is none.
    if (isRedirect(exchange) && !own) return ledElsewhere(observed)
    if (code === 404 && operation.method === 'DELETE')
      return unobserved(`${what}: it was gone already`, 'a thing that is still there', [], cited)
    const isFine = own ? [401, 403, 404].includes(code) : code >= 400 && code < 500
    const wanted = own ? refusals(operation, ['401', '403']) : '401 or 403'
    return isFine ? holds(`${what}: ${code}`, cited) : broken(`${wanted} ${what}`, `${what}: ${came(exchange)}`, cited)
  })
}

/**
 * Each change was accepted, as the document gives leave for it.
 *
 * @param again what has to be accepted for a refusal to be the change's own
 */
export function judgeAccepted(
  operation: Operation,
  documentedRule: string,
  observations: readonly Attempted[],
  again: Exchange | undefined,
): Finding {
  return judgeEach(operation, documentedRule, observations, (observed) => {
    const { what, exchange, code, cited } = observed
    if (isRedirect(exchange)) return ledElsewhere(observed)
    if (isAccepted(exchange)) return holds(`${what}: ${code}`, cited)
    if ([401, 403, 404, 409].includes(code))
      return unobserved(`${what}: ${came(exchange)}`, 'a request whose refusal can only be its own', [], cited)
    if (again && !isAccepted(again)) {
      const reason = `${what}: ${again.what} is not accepted either: ${came(again)}`
      return unobserved(reason, 'an operation that can be called twice', [], [...cited, again])
    }
    return broken(`acceptance of ${what}`, `${what}: ${came(exchange)}`, [...cited, again])
  })
}

/**
 * What the document has an example of was answered as its example says.
 *
 * @param statuses those under which there is an answer of the example's name
 * @param again the accepted request once more, where the credentials were suddenly refused
 */
export function judgeNamed(
  operation: Operation,
  documentedRule: string,
  statuses: readonly string[],
  observations: readonly Attempted[],
  again: Exchange | undefined,
): Finding {
  return judgeEach(operation, documentedRule, observations, ({ what, exchange, code, cited }) => {
    const documented = answerFor(operation, code)?.status
    if (documented !== undefined && statuses.includes(documented)) return holds(`${what}: ${code}`, cited)
    if (documented === undefined && code !== 401 && code !== 403)
      return unobserved(`${what}: ${came(exchange)}`, `${documentedRule} holds`, [documentedRule], cited)
    if (code === 401 && !(again && isAccepted(again)))
      return unobserved(`${what}: drew a 401`, 'credentials that are taken', [], [...cited, again])
    return broken(`${listOr(statuses)} for ${what}`, `${what}: ${came(exchange)}`, [...cited, again])
  })
}
