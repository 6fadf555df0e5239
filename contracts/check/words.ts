import { type Call, wordsOf } from './call.ts'
import type { Fault } from './profile.ts'

/** Words of a description or a state that tell of something which cannot be seen in the request. */
export interface Telling {
  /** Of the words in lower case. */
  words: RegExp
  requirement: string
  refusedWith: readonly number[]
  /** Operations that it is about; all by default. */
  operations?: readonly string[]
  isDoubtful?: true
}

/** What the words of a call tell, as faults of its request. */
export function toldBy(call: Call, tellings: readonly Telling[]): Fault[] {
  const words = wordsOf(call)
  const path = [...call.interaction.response.at, 'status']
  return tellings
    .filter(({ operations }) => !operations || operations.includes(call.operationId))
    .flatMap(({ words: pattern, requirement, refusedWith, isDoubtful }): Fault[] => {
      const said = pattern.exec(words)?.[0]
      if (!said) return []
      return [
        { requirement, path, what: `the pact tells of "${said}"`, refusedWith, ...(isDoubtful ? { isDoubtful } : {}) },
      ]
    })
}

/** Words for something that a server refuses. "No" and "without" are left out: they are said of orders that are right. */
const REASON =
  /\b(?:unknown|nonexistent|non-existent|foreign|unrelated|wrong|incorrect|invalid|bad|illegal|malformed|forged|fake|stale|expired|revoked|reused|replayed|duplicate|already|twice|taken|occupied|conflict\w*|unsupported|unauthori[sz]ed|unauthenticated|forbidden|denied|rejects?|rejected|refuses?|refused|limit\w*|exceed\w*|exhausted|outage|unreachable|unavailable|down|full|missing|absent|nobody|thrott\w+)\b|\b(?:not|never|cannot|\w+n't|no such|no longer)\b|\bno (?!lab\b|notes?\b|optional)\w+ (?:has|have|with|exists?|of|for)\b|\bout of\b|\b(?:an?other|different|someone else's)\b(?: \S+){0,2} (?:clinic|company|doctor|user|account|employee|patient|lab|scanner|practice)\b/

/** Words for a server that fails. */
export const FAILURE = /\b(?:errors?|fail\w*|crash\w*)\b/

/** Values that are written for something that is not there. */
const PLACEHOLDER =
  /^(?:0|-\d+|9{3,}|0{3,}|f{8}.*|[0-]+)$|unknown|wrong|invalid|no-?such|missing|nobody|not-?exist|fake|bad/i

/** Whether the pact gives a reason for a refusal, in words or by a value that names nothing. */
export function hasReason(call: Call): boolean {
  const { request, response } = call.interaction
  const words = wordsOf(call)
  if (REASON.test(words) || (response.status >= 500 && FAILURE.test(words))) return true
  const values = [
    ...Object.values(call.route.pathParams),
    ...request.query.flatMap((field) => field.values),
    ...request.headers.filter(({ name }) => !/^(?:content-type|accept)/i.test(name)).flatMap((field) => field.values),
    ...(request.body.kind === 'json' ? idsIn(request.body.value) : []),
  ]
  return values.some((value) => PLACEHOLDER.test(value))
}

/** Values of properties that name something, at any depth. */
function idsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    /(?:id|number|serial|code|username|password)$/i.test(name) && typeof inner !== 'object'
      ? [String(inner)]
      : idsIn(inner),
  )
}
