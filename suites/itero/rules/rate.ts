import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, unobserved, worst } from '../../../engine/finding.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import type { RateLimit } from '../../../engine/target.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { listAnd, plural } from '../../../engine/words.ts'
import {
  acceptedBetween,
  fullTooEarly,
  inSameClockWindow,
  isNoTurn,
  isRefusal,
  limitedAlone,
  overranInRush,
  overrunOf,
  type RateEvidence,
  refusedBetween,
  staysShut,
  tookTooLong,
} from '../rate/evidence.ts'
import { rule } from '../rule.ts'
import { heldBy, unjudgeable } from '../statuses.ts'

/** A rule on what the experiment on the limit saw (`evidence.ts`). */
const onRate = (judge: (evidence: RateEvidence) => Finding) =>
  rule({ needs: ['rate'], judge: ({ rate }) => judge(rate) })

const inWords = ({ cases, windowSeconds }: RateLimit) => `${cases} cases in ${windowSeconds} seconds`

const fullBursts = ({ bursts, limit }: RateEvidence) =>
  bursts.filter(({ cases }) => cases.length >= limit.cases && !tookTooLong(cases.slice(0, limit.cases), limit))

const code = (exchange: Exchange) => status(exchange) ?? 0

const NOT_USED_UP = unobserved('the window could not be used up', 'ten cases in a window', ['ITERO-RATE-01'])
const NEVER_REFUSED = unobserved('cases were never refused', 'ITERO-RATE-02 holds', ['ITERO-RATE-02'])

const tooSlow = (windows: readonly Exchange[][]): Finding =>
  unobserved(
    'creating the eleven cases took longer than the window',
    'a target that answers faster',
    [],
    windows.at(-1),
  )

function judgeReads({ readsOpen, readsFull, bursts }: RateEvidence): Finding {
  const expected =
    'getAvailableProcedureMaps answers 200 fifteen times in a row, also while cases are refused, and is no case'
  for (const [when, reads] of [
    ['while the window had room', readsOpen],
    ['while cases were refused', readsFull ?? []],
  ] as const) {
    const refused = reads.find((one) => !isAccepted(one) && code(one) !== 500 && !one.error)
    if (refused) {
      const nth = reads.indexOf(refused) + 1
      return broken(expected, `${when} call ${nth} of ${reads.length} was answered ${came(refused)}`, [refused])
    }
    const doubt = reads.map((one) => unjudgeable(`a list of maps ${when}`, one)).find((one) => one)
    if (doubt) return doubt
  }
  const counted = fullTooEarly(bursts, 'reads')
  if (counted) {
    const actual = `after ${plural(counted.reads.length, 'list')} of maps the window was full with ${plural(counted.cases.length, 'case')}; the same in a second window`
    return broken(expected, actual, [...counted.reads, counted.limitedAt])
  }
  if (readsOpen.length === 0) return unobserved('it was not tried', 'a target that accepts an order', ['ITERO-OPT-01'])
  if (!readsFull) return NEVER_REFUSED
  const words = `${plural(readsOpen.length, 'call')} with room, ${readsFull.length} while cases were refused`
  return heldBy([200], words, [...readsOpen, ...readsFull])
}

/** Seconds, or an HTTP date. */
const isRetryAfter = (value: string | undefined): boolean =>
  value !== undefined && (/^\d+$/.test(value.trim()) || /^[A-Z][a-z]{2}, .* GMT$/.test(value.trim()))

/** The limit on cases. */
export const rules = {
  /** "Caller can create up to 10 cases per minute using the API" */
  'ITERO-RATE-01': onRate((evidence) => {
    const { bursts, limit } = evidence
    const [full] = fullBursts(evidence)
    if (full) return holds(`${plural(full.cases.length, 'case')} created within the window`, full.cases)
    if (bursts.some(({ cases }) => cases.length >= limit.cases)) {
      return unobserved(
        'creating the ten cases took longer than the window',
        'a target that answers faster',
        [],
        bursts.at(-1)?.cases,
      )
    }
    const crash = bursts.flatMap((burst) => burst.cases).length === 0
    const clean = bursts.filter((burst) => burst.kind === 'clean' && burst.limitedAt)
    const [one, other] = clean
    if (one?.limitedAt && other?.limitedAt && one.cases.length === other.cases.length) {
      const actual = `${one.cases.length} were accepted, the next was answered ${came(one.limitedAt)}; the same in a second window`
      return broken(`${inWords(limit)} are all accepted`, actual, [...one.cases, one.limitedAt, other.limitedAt])
    }
    if (clean.length > 1) {
      return unobserved(
        'two windows let different numbers of cases through',
        'an account that nobody else uses meanwhile',
      )
    }
    return unobserved(
      'the ten cases could not be created',
      'a target that answers valid orders',
      crash ? ['ITERO-OPT-01'] : [],
    )
  }),
  /** "Caller can create up to 10 cases per minute": the eleventh is one too many. */
  'ITERO-RATE-02': onRate((evidence) => {
    const { limit, eleventh, late, overrun, bursts } = evidence
    const expected = `the case after ${inWords(limit)} is refused`
    if (!eleventh) return NOT_USED_UP
    const over = overrunOf(evidence)
    if (over && limitedAlone(evidence).length === 0) {
      const alone = Object.entries(overrun?.alone ?? {}).map(
        ([operation, tries]) => `${tries.filter(isAccepted).length} by ${operation} alone`,
      )
      const also = alone.length > 0 ? `, and in windows of their own ${listAnd(alone)}` : ''
      return broken(
        expected,
        `${plural(over.filter(isAccepted).length, 'case was', 'cases were')} accepted in one window${also}`,
        over,
      )
    }
    if (over)
      return holds(
        `${listAnd(limitedAlone(evidence))} alone is refused after ten cases`,
        Object.values(overrun?.alone ?? {}).flat(),
      )
    if (overrun) return tooSlow(overrun.windows)
    const doubt = isRefusal(eleventh.create) ? undefined : unjudgeable('the eleventh case', eleventh.create)
    if (doubt) return doubt
    const findings = [holds(`the eleventh was answered ${code(eleventh.create)}`, [eleventh.create])]
    const through = late?.tries.find(isAccepted)
    if (late && late.tries.length === 0)
      findings.push(unobserved('no try was answered late in the window', 'a target that answers faster'))
    else if (late && !through)
      findings.push(holds(`${plural(late.tries.length, 'try')} late in the window were refused`, late.tries))
    const overran = bursts.filter((burst) => overranInRush(burst) && !tookTooLong(burst.cases, limit))
    const windows = overran.map(({ cases }) => cases)
    const rush = overran[0]?.rush
    if (rush && isNoTurn(windows, limit)) {
      const actual = `${rush.filter(isAccepted).length} of ${plural(rush.length, 'creation')} at the same time were accepted, with room for one`
      findings.push(broken(expected, actual, rush))
    }
    if (through && late?.reopened) {
      const tooEarly = late.reopened.find((one) => one.tooEarly)
      const cases = bursts.at(-1)?.cases ?? []
      if (tooEarly) {
        const cited = [tooEarly.opened, ...tooEarly.watched]
        findings.push(
          broken(expected, 'a case was accepted before the window can have passed, whatever its kind', cited),
        )
      } else if (inSameClockWindow([...cases, through], limit)) {
        findings.push(
          broken(expected, `late in the window a further case was accepted (${through.id})`, [...cases, through]),
        )
      }
    }
    return worst(findings, unobserved('nothing was tried', 'ten cases in a window'))
  }),
  /** "per minute": once it has passed, the next ten begin. */
  'ITERO-RATE-03': onRate(({ after, late, limit, eleventh }) => {
    const stuck = late?.reopened?.find((window) => staysShut(window, limit))
    if (stuck)
      return broken(
        `a case is accepted once ${limit.windowSeconds} seconds have passed`,
        'none was, watched for longer',
        [stuck.opened, ...stuck.watched],
      )
    if (late?.reopened) return holds('a case was accepted in the next window', [late.tries.find(isAccepted)])
    const tries = after?.undisturbed?.tries ?? after?.tries ?? []
    const accepted = tries.find(isAccepted)
    if (accepted) return holds('a case was accepted once the window had passed', [accepted])
    const last = tries.at(-1)
    if (!last) {
      const leansOn = [eleventh ? 'ITERO-RATE-02' : 'ITERO-RATE-01']
      return unobserved('the window could not be used up and awaited', 'ten cases in a window', leansOn)
    }
    const doubt = isRefusal(last) ? undefined : unjudgeable('a case after the window', last)
    if (doubt) return doubt
    const then = after?.later
      ? 'one was accepted only after a further window of silence'
      : 'none was accepted later either'
    return broken(`a case is accepted once ${limit.windowSeconds} seconds have passed`, `${came(last)}; ${then}`, [
      ...tries,
      after?.later,
    ])
  }),
  /** "using the API": the limit is on cases, whichever operation makes them. */
  'ITERO-RATE-04': onRate((evidence) => {
    const { late, bursts, eleventh, overrun } = evidence
    const expected = 'the limit counts the cases of both operations together, and refuses both'
    if (late?.apart) {
      const { accepted, refused } = late.apart
      const actual = `${accepted[0]?.operation} was accepted while ${refused[0]?.operation} was refused`
      return broken(expected, actual, [...accepted, ...refused])
    }
    const over = overrunOf(evidence)
    if (over) {
      const limited = limitedAlone(evidence)
      if (limited.length === 0)
        return unobserved('the eleventh case was not refused at all', 'ITERO-RATE-02 holds', ['ITERO-RATE-02'])
      const made = ['createNewOrder', 'createNewOrderByRx'].map(
        (operation) =>
          `${over.filter((exchange) => exchange.operation === operation && isAccepted(exchange)).length} by ${operation}`,
      )
      const alone = Object.values(overrun?.alone ?? {}).flat()
      return broken(
        expected,
        `${listAnd(made)} were accepted in one window; ${listAnd(limited)} alone keeps to the limit`,
        [...over, ...alone],
      )
    }
    if (overrun) return tooSlow(overrun.windows)
    if (!eleventh) return NOT_USED_UP
    const made = new Set(bursts.flatMap((burst) => burst.cases.map((exchange) => exchange.operation)))
    if (made.size < 2)
      return unobserved('only one of the operations made cases', 'both operations accept orders', ['ITERO-RX-01'])
    return holds('the case after ten by both operations was refused, whichever made it', [
      eleventh.create,
      ...(late?.tries ?? []),
    ])
  }),
  /** The limit is on cases that are created; a list of maps is none. */
  'ITERO-RATE-05': rule({
    needs: ['maps', 'rate'],
    judge: ({ maps, rate }) => {
      const calls = [...maps.calls, ...maps.withCredentials]
      return calls.some(isAccepted)
        ? judgeReads(rate)
        : unobserved('the list of maps was never answered', 'the target lists its maps', ['ITERO-MAPS-01'], calls)
    },
  }),
  /** The document gives no status for a caller who is over the limit. */
  'ITERO-RATE-06': onRate(({ eleventh, bursts, overrun }) => {
    const beyond = overrun ? [...overrun.windows.flat(), ...Object.values(overrun.alone).flat()] : []
    const refusals = [eleventh?.create, ...bursts.map((burst) => burst.limitedAt), ...beyond]
    const refusal = refusals.find((one) => one && isRefusal(one))
    if (!refusal) return unobserved('no case was refused by the limit', 'ITERO-RATE-02 holds', ['ITERO-RATE-02'])
    const retryAfter = refusal.response?.headers['retry-after']
    if (code(refusal) === 429 && isRetryAfter(retryAfter)) return holds(`429 with Retry-After ${retryAfter}`, [refusal])
    const actual = `${code(refusal)} ${retryAfter === undefined ? 'without Retry-After' : `with Retry-After ${JSON.stringify(retryAfter)}`}`
    return broken('429 with Retry-After', actual, [refusal])
  }),
  /** "can create up to 10 cases": what was refused was not created. */
  'ITERO-RATE-07': onRate(({ bursts, limit, after }) => {
    const expected = 'requests refused with 400 or 401 do not count as cases'
    const clean = bursts.filter((burst) => acceptedBetween(burst).length === 0)
    const counted = fullTooEarly(clean, 'refused')
    if (counted) {
      const refused = refusedBetween(counted)
      const actual = `with ${plural(refused.length, 'refused request')} among them, the window was full after ${plural(counted.cases.length, 'case')}; the same in a second window`
      return broken(expected, actual, [...refused, counted.limitedAt])
    }
    const undisturbed = after?.undisturbed
    if (undisturbed?.tries.some(isAccepted)) {
      const actual = `after ${undisturbed.refusedMeanwhile} refused requests in a full window no case was accepted at its end; without them one was`
      return broken(expected, actual, [...(after?.tries ?? []), ...undisturbed.tries])
    }
    const full = bursts.filter((burst) => burst.cases.length >= limit.cases)
    const refused = full.map(refusedBetween).find((between) => between.length > 0)
    return refused
      ? holds(`${plural(refused.length, 'refused request')} stood between ten cases that were all accepted`, refused)
      : unobserved('no refused request stood between the cases of a full window', 'ten cases in a window', [
          'ITERO-RATE-01',
        ])
  }),
  /** "Caller can create": the limit is the caller's own. */
  'ITERO-RATE-08': rule({
    needs: ['rate'],
    judge: ({ rate }) => {
      if (!rate.hasSecondAccount)
        return unobserved('no second account is configured', "set secondAccount in the target's configuration")
      const { secondCaller, eleventh } = rate
      if (!secondCaller) return NEVER_REFUSED
      if (isAccepted(secondCaller))
        return holds("another doctor's order was accepted while this one's were refused", [secondCaller])
      if (secondCaller.case === 'refused') {
        return broken(
          "another doctor's credentials are not held back",
          `another doctor's order: ${came(secondCaller)}`,
          [eleventh?.create, secondCaller],
        )
      }
      return unobserved(
        `the second account's order was answered ${came(secondCaller)}`,
        'check secondAccount in the configuration',
        [],
        [secondCaller],
      )
    },
  }),
}
