import { faultsByOperation } from '../../engine/by-operation.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { broken, holds, unobserved } from '../../engine/finding.ts'
import { status } from '../../engine/status.ts'
import type { Finding } from '../../engine/verdict.ts'
import { listOr, plural } from '../../engine/words.ts'
import { findOperation } from '../../openapi/document.ts'
import { document } from '../../openapi/inbox.gen.ts'
import { all, DOCUMENTED_STATUSES, unreadable } from './judging.ts'
import { casesIn, vendorsAsked } from './reading.ts'
import { faultsIn } from './shapes.ts'

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

function newestFirst(cases: Exchange): Finding {
  const listed = casesIn(cases)
  if (!listed) return unreadable('the cases', cases)
  const received = listed.map(({ receivedAt }) => receivedAt)
  if (received.includes(undefined))
    return unobserved('a case shows no time', 'INBOX-HTTP-01 holds', ['INBOX-HTTP-01'], [cases])
  const later = received.findIndex((at, nth) => nth > 0 && (at as number) > (received[nth - 1] as number))
  if (later > 0)
    return broken(
      'the newest case first',
      `${iso(received[later - 1])} stands before ${iso(received[later])}, at place ${later + 1} of ${listed.length}: ${cases.what}`,
      [cases],
    )
  return new Set(received).size > 1
    ? holds(`${plural(listed.length, 'case')}, the newest first`, [cases])
    : unobserved('all listed cases were received at one time', 'cases of several times', [], [cases])
}

/** The cases of one list may all have come at one time: that says nothing as long as those of another have not. */
export function ordered(lists: readonly Exchange[]): Finding[] {
  const findings = lists.map(newestFirst)
  const telling = findings.filter(({ outcome }) => outcome !== 'unobserved')
  return telling.length > 0 ? telling : findings
}

const iso = (instant: number | undefined): string => new Date(instant ?? 0).toISOString()

/** Lists of cases as they stand: their order, and that those of one vendor have no other's. */
export function caseLists(
  whole: readonly Exchange[],
  filtered: readonly { vendor: string; exchange: Exchange }[],
): Finding {
  return all([
    ...ordered([...whole, ...filtered.map(({ exchange }) => exchange)]),
    ...filtered.map(({ vendor, exchange }) => {
      const listed = casesIn(exchange)
      if (!listed) return unreadable(`the cases of ${vendor}`, exchange)
      const others = listed.filter((one) => one.vendor !== vendor)
      return others.length > 0
        ? broken(`the cases of ${vendor} alone`, `${others.length} of ${listed.length} are of other vendors`, [
            exchange,
          ])
        : holds(`${plural(listed.length, 'case')} of ${vendor}`, [exchange])
    }),
  ])
}
