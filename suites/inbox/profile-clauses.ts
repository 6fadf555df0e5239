import { faultsByOperation } from '../../engine/by-operation.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { broken, holds, holdsUnless, unobserved } from '../../engine/finding.ts'
import { status } from '../../engine/status.ts'
import type { Finding } from '../../engine/verdict.ts'
import { listOr, plural } from '../../engine/words.ts'
import { findOperation } from '../../openapi/document.ts'
import { document } from '../../openapi/inbox.gen.ts'
import { all, DOCUMENTED_STATUSES, inCases } from './judging.ts'
import { vendorsAsked } from './reading.ts'
import { faultsIn } from './shapes.ts'
import { iso } from './shown-clauses.ts'

const documented = new Map<string, number[]>()

/** The statuses that the profile gives an operation. */
function statusesOf(operation: string): number[] {
  const known =
    documented.get(operation) ?? Object.keys(findOperation(document, operation).operation.responses).map(Number)
  documented.set(operation, known)
  return known
}

/** What is wrong with an answer's status; another rule may have asked for just that one. */
function statusFault(exchange: Exchange): string | undefined {
  const code = status(exchange)
  if (code === undefined) return undefined
  if (!(DOCUMENTED_STATUSES as readonly number[]).includes(code)) return `the status ${code}`
  // What answers a request that is to be refused is the matter of the rule that sent it.
  if (exchange.purpose === 'variation' || code >= 400) return undefined
  const own = statusesOf(exchange.operation)
  return own.includes(code) ? undefined : `${code}, where ${listOr(own.filter((one) => one < 400))} is documented`
}

export function profile(calls: readonly Exchange[], more: readonly Finding[]): Finding {
  const answers = calls.filter(({ response }) => response)
  if (answers.length === 0) return unobserved('nothing was answered', 'a target that answers')
  const asked = vendorsAsked(calls)
  const faults = answers.flatMap((exchange) =>
    [statusFault(exchange), ...faultsIn(exchange, asked)].flatMap((what) =>
      what === undefined ? [] : [{ what, exchange }],
    ),
  )
  if (faults.length > 0) {
    return broken(
      'statuses, fields and formats of the inbox profile',
      faultsByOperation(faults, answers),
      faults.map(({ exchange }) => exchange),
    )
  }
  return all([
    holds(`${plural(answers.length, 'answer has', 'answers have')} the statuses, fields and formats of the profile`),
    ...more,
  ])
}

const newestFirst = (cases: Exchange): Finding =>
  inCases(cases, (listed) => {
    const received = listed.map(({ receivedAt }) => receivedAt)
    if (received.includes(undefined))
      return unobserved('a case shows no time', 'INBOX-HTTP-01 holds', ['INBOX-HTTP-01'], [cases])
    const times = received as number[]
    const later = times.findIndex((at, nth) => nth > 0 && at > (times[nth - 1] as number))
    if (later > 0)
      return broken(
        'the newest case first',
        `${iso(times[later - 1] as number)} stands before ${iso(times[later] as number)}, at place ${later + 1} of ${times.length}: ${cases.what}`,
        [cases],
      )
    return new Set(times).size > 1
      ? holds(`${plural(times.length, 'case')}, the newest first`, [cases])
      : unobserved('all listed cases were received at one time', 'cases of several times', [], [cases])
  })

/** The cases of one list may all have come at one time: that says nothing as long as those of another have not. */
export function ordered(lists: readonly Exchange[]): Finding[] {
  const findings = lists.map(newestFirst)
  const telling = findings.filter(({ outcome }) => outcome !== 'unobserved')
  return telling.length > 0 ? telling : findings
}

/** Lists of cases as they stand: their order, and that those of one vendor have no other's. */
export const caseLists = (
  whole: readonly Exchange[],
  filtered: readonly { vendor: string; exchange: Exchange }[],
): Finding =>
  all([
    ...ordered([...whole, ...filtered.map(({ exchange }) => exchange)]),
    ...filtered.map(({ vendor, exchange }) =>
      inCases(
        exchange,
        (listed) => {
          const others = listed.filter((one) => one.vendor !== vendor)
          return holdsUnless(
            others.length > 0 && `${others.length} of ${listed.length} are of other vendors`,
            `the cases of ${vendor} alone`,
            [exchange],
          )
        },
        `the cases of ${vendor}`,
      ),
    ),
  ])
