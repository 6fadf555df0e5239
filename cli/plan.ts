import type { Exchange, Purpose } from '../engine/exchange.ts'
import type { PaceLimit } from '../engine/pace.ts'
import { plural } from '../engine/words.ts'
import type { Report } from '../reports/model.ts'
import { duration, untried } from '../reports/verdicts.ts'

/** What a run would send to one target. */
export interface TargetPlan {
  target: string
  baseUrl: string
  rules: number
  requests: number
  /** Cases of the rate limit that would be created. */
  cases: number
  /** Of the requests, those with wrong credentials: an account may be locked by as many. */
  wrongCredentials: number
  rateLimit?: { cases: number; windowSeconds: number }
  /** How fast it may be asked, where that is held down. */
  pace?: PaceLimit
  /** Milliseconds from the first request to the last answer on a server that answers at once. */
  leastMs: number
  operations: { operation: string; purposes: Partial<Record<Purpose, number>>; requests: number }[]
  /** Rules that could not be tried with this configuration, under their common reason. */
  untried: { message: string; ids: string[] }[]
  /** Its profile has no mock to rehearse on: what would be sent is not known. */
  unrehearsed?: true
}

const PURPOSES: readonly Purpose[] = ['control', 'variation', 'discovery', 'read', 'limit']

/**
 * Makes the plan of a run from a rehearsal: the report and the exchanges of the same run against embedded mocks whose
 * clock is virtual, so that an exchange's `at` counts the waiting without anybody having waited.
 *
 * @param baseUrls the targets' own base URLs by name, since the rehearsal's are the mocks'
 * @param paces how fast each may be asked, since the mocks are asked as fast as they answer
 */
export function plan(
  report: Report,
  exchanges: readonly Exchange[],
  baseUrls: Readonly<Record<string, string>>,
  paces: Readonly<Record<string, PaceLimit | undefined>> = {},
): TargetPlan[] {
  return report.targets.map((target) => {
    const sent = exchanges.filter((exchange) => exchange.target === target.name)
    const pace = paces[target.name]
    const operations = [...new Set(sent.map(({ operation }) => operation))]
    return {
      target: target.name,
      baseUrl: baseUrls[target.name] ?? target.baseUrl,
      rules: target.requirements.length,
      requests: sent.length,
      cases: target.usage.cases,
      wrongCredentials: sent.filter(hasWrongCredentials).length,
      ...(target.rateLimit ? { rateLimit: target.rateLimit } : {}),
      ...(pace ? { pace } : {}),
      leastMs: Math.max(
        pace ? (sent.length * pace.seconds * 1000) / pace.requests : 0,
        ...sent.map(({ at, durationMs }) => at + durationMs),
      ),
      operations: operations.map((operation) => {
        const ofOperation = sent.filter((exchange) => exchange.operation === operation)
        return { operation, purposes: countBy(ofOperation), requests: ofOperation.length }
      }),
      untried: untried(target),
    }
  })
}

/** Whether a request shows credentials, and the mock refuses them. */
const hasWrongCredentials = ({ request, response }: Exchange): boolean =>
  (response?.status === 401 || response?.status === 403) &&
  Object.keys(request.headers).some((name) => CREDENTIALS.test(name))

/** Headers that credentials are sent in. */
const CREDENTIALS = /^(authorization|api[-_]?key|x-.*(key|secret|token))$/i

function countBy(exchanges: readonly Exchange[]): Partial<Record<Purpose, number>> {
  const counts: Partial<Record<Purpose, number>> = {}
  for (const { purpose } of exchanges) counts[purpose] = (counts[purpose] ?? 0) + 1
  return counts
}

/** The plan as a table for each target. */
export const formatPlan = (targets: readonly TargetPlan[]) => targets.map(formatTarget).join('\n\n')

function formatTarget(target: TargetPlan): string {
  const heading = `${target.target}: ${plural(target.rules, 'rule')} on ${target.baseUrl}; nothing was sent to it`
  if (target.unrehearsed)
    return `${heading}\n  its profile has no mock to rehearse on, so how many requests there would be is not known`
  const purposes = PURPOSES.filter((purpose) => target.operations.some((one) => one.purposes[purpose]))
  const rows = [
    ['operation', ...purposes, 'requests'],
    ...target.operations.map(({ operation, purposes: counts, requests }) => [
      operation,
      ...purposes.map((purpose) => String(counts[purpose] ?? 0)),
      String(requests),
    ]),
  ]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const table = rows.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '),
  )
  const { rateLimit } = target
  const cases = rateLimit
    ? [`${plural(target.cases, 'case')} (${rateLimit.cases} in any ${rateLimit.windowSeconds} s)`]
    : []
  const { pace } = target
  const paced = pace ? [`no more than ${pace.requests} in ${pace.seconds} s`] : []
  const sums = [plural(target.requests, 'request'), ...paced, ...cases, `${duration(target.leastMs)} at the least`]
  return [
    heading,
    ...table.map((line) => `  ${line}`),
    `  ${sums.join(', ')}`,
    ...(target.wrongCredentials > 0
      ? [`  of them ${target.wrongCredentials} with wrong credentials: use an account that none of yours depends on`]
      : []),
    ...target.untried.map(({ message, ids }) => `  not tried: ${ids.join(', ')}: ${message}`),
  ].join('\n')
}
