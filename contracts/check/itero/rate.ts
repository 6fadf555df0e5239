import { document } from '../../../openapi/itero.gen.ts'
import { type Call, stateOf, wordsOf } from '../call.ts'

/** "Caller can create up to 10 cases per minute using the API." */
const LIMIT = document['x-rate-limit'] as { cases: number; windowSeconds: number; operations: readonly string[] }

const USED_UP =
  /(?<!not |n't |never |no )\b(?:(?:rate |case )?limit (?:is |was |has been |had been )?(?:already )?(?:used up|reached|exceeded|exhausted|hit)|(?:ten|10|eleven|11|1[2-9]|[2-9]\d) (?:cases|orders|scans) (?:(?:were|have been|had been|are) )?(?:already |just )?created|(?:eleventh|11th) (?:case|order|scan)|over the (?:rate )?limit|too many (?:cases|orders|scans|requests))\b/

const FRESH =
  /\bno (?:case|order|scan)s? (?:was|were|has been|have been)\b|\blimit (?:is |was |has been )?(?:not|un|reset|fresh|free)|\b(?:new|fresh|next) minute\b|\bminute (?:has |is )?(?:passed|over)\b/

/** Another caller's limit is that caller's own. */
const OF_ANOTHER = /\ban?other (?:doctor|caller|user|account)/

/**
 * Whether the minute's cases are used up when a call is made: a state says so, or the pact's own calls before it have
 * created them. A pact is verified in one go, faster than the minute passes; what a state says holds for its own call.
 */
export function isLimitUsedUp(call: Call): boolean {
  const words = wordsOf(call)
  if (USED_UP.test(words) && !OF_ANOTHER.test(words)) return !hasTimePassed(call)
  return casesBefore(call).length >= LIMIT.cases
}

/** Whether neither operation alone has used the minute's cases up. */
export function isUsedUpByBoth(call: Call): boolean {
  const cases = casesBefore(call)
  return cases.length >= LIMIT.cases && new Set(cases.map(({ operationId }) => operationId)).size > 1
}

/** The cases that the pact's calls before this one have created within the minute. */
function casesBefore(call: Call): Call[] {
  let cases: Call[] = []
  for (const one of call.all) {
    if (isMinuteOver(one)) cases = []
    if (one === call) break
    const { status } = one.interaction.response
    if (LIMIT.operations.includes(one.operationId) && status >= 200 && status < 300) cases.push(one)
  }
  return cases
}

/** Whether the states of a call begin a new minute. */
export const isMinuteOver = (call: Call): boolean => hasTimePassed(call) || FRESH.test(wordsOf(call))

const hasTimePassed = (call: Call): boolean =>
  Number(stateOf(call, 'time moves forward')?.params.seconds ?? 0) >= LIMIT.windowSeconds
