import { mayBeGateways, mayBeLost } from './again.ts'
import { byOperation, howOften } from './by-operation.ts'
import type { Exchange } from './exchange.ts'
import { broken, holds, mildlyBroken, unobserved } from './finding.ts'
import { status } from './status.ts'
import type { Finding } from './verdict.ts'
import { listOr, plural } from './words.ts'

/** A rule on every answer of a run. */
export interface EveryAnswer {
  /** The answers that it is about; by default all. */
  of?(exchange: Exchange): boolean
  breaks(exchange: Exchange): boolean
  /** What came, in words, where it is not the status and the body that matter. */
  shows?(exchange: Exchange): string
  /** In the document's words. */
  expected: string
  kept(count: number): string
  /** What to say where no answer is the rule's subject. */
  nothing: string
  /** The rule that has to hold for there to be one. */
  leansOn?: string
}

/** "Every status is a documented one", those aside that are right where the document names none. */
export const documentedStatuses = (
  documented: readonly number[],
  isAside: (exchange: Exchange) => boolean = () => false,
): EveryAnswer => ({
  breaks: (exchange) => !documented.includes(status(exchange) as number) && !isAside(exchange),
  expected: `a status of ${listOr(documented)}`,
  kept: (count) => `all ${plural(count, 'answer has', 'answers have')} a documented status`,
  nothing: 'nothing was answered',
})

/** "No answer is a 500". */
export const noCrash: EveryAnswer = {
  breaks: (exchange) => status(exchange) === 500,
  expected: 'no 500',
  kept: (count) => `none of ${plural(count, 'answer')} is a 500`,
  nothing: 'nothing was answered',
}

/** "A 400 tells something". */
export const refusalsTell = (expected: string): EveryAnswer => ({
  of: (exchange) => status(exchange) === 400,
  breaks: saysNothing,
  expected,
  kept: (count) => `all ${plural(count, 'answer')} with 400 tell something`,
  nothing: 'no request was answered 400',
})

/** Judges all answers that a rule is about. */
export function judgeEveryAnswer(all: readonly Exchange[], rule: EveryAnswer): Finding {
  const answers = all.filter(rule.of ?? (() => true))
  const faulty = answers.filter(rule.breaks)
  if (faulty.length > 0) {
    const answered = faulty.map((exchange) => ({
      what: exchange.what,
      exchange,
      ...(rule.shows ? { shows: rule.shows(exchange) } : {}),
    }))
    return broken(rule.expected, byOperation(answered).join('; '), faulty)
  }
  if (answers.length === 0) {
    const { nothing, leansOn } = rule
    return leansOn
      ? unobserved(nothing, `${leansOn} holds`, [leansOn])
      : unobserved(nothing, 'a run in which there is one')
  }
  return holds(rule.kept(answers.length))
}

/**
 * Judges the statuses of all answers. What a gateway answered before the API did warns once, with how often it came; so
 * does its 502 or 504 to a write, which is not made twice, where others of the operation were answered by the API.
 *
 * @param answers also those of {@link Session.passedOver}
 */
export function judgeStatuses(answers: readonly Exchange[], rule: EveryAnswer): Finding {
  const own = answers.filter((exchange) => !exchange.repeated)
  const isAnswered = ({ operation, purpose }: Exchange) =>
    own.some((one) => one.operation === operation && one.purpose === purpose && !mayBeGateways(one) && one.response)
  const between = [
    ...answers.filter((exchange) => exchange.repeated),
    ...own.filter((one) => mayBeLost(one) && isAnswered(one)),
  ]
  const finding = judgeEveryAnswer(
    own.filter((exchange) => !between.includes(exchange)),
    rule,
  )
  if (finding.outcome === 'broken' || between.length === 0) return finding
  const codes = [...new Set(between.map(status))].sort()
  const often = codes.map((code) => howOften(String(code), between.filter((one) => status(one) === code).length))
  const actual = `${often.join('; ')}: it seems to be a gateway's, since asked again more slowly the API answered`
  return mildlyBroken(rule.expected, actual, between)
}

/** The text of an answer's body, `''` for none. */
export const bodyText = (exchange: Exchange): string => exchange.response?.body.trim() ?? ''

/** Whether a body is none, or a JSON value that tells nothing. */
export const saysNothing = (exchange: Exchange): boolean => /^(\{\s*\}|\[\s*\]|""|null)?$/.test(bodyText(exchange))
