import type { Exchange } from './exchange.ts'
import type { Observation, Trial } from './experiment.ts'
import { unobserved, worst } from './finding.ts'
import { came, status } from './status.ts'
import type { Finding } from './verdict.ts'

/** Operations of which an example is shown; of the others it is counted, and all answers are cited. */
const SHOWN = 3

/** An answer, and in words what it answers. */
export interface Answered {
  what: string
  exchange: Exchange
}

/**
 * What came, once for each operation and status, with how often it came: `createNewOrder drew 422, 81 times, first …`.
 *
 * @param bodies whether what the answers hold is told too
 */
export function byOperation(answers: readonly Answered[], bodies = true): string[] {
  const groups = new Map<string, [Answered, ...Answered[]]>()
  for (const one of answers) {
    const kind = `${one.exchange.operation} drew ${status(one.exchange)}`
    const group = groups.get(kind)
    if (group) group.push(one)
    else groups.set(kind, [one])
  }
  return [...groups].map(([kind, [first, ...more]], nth) => {
    if (nth >= SHOWN) return times(kind, more.length + 1)
    const { what, exchange } = first
    const example = bodies ? `${what}: ${came(exchange, more.length === 0 ? 120 : 60)}` : what
    if (more.length > 0) return `${times(kind, more.length + 1)}, first ${example}`
    const alone = bodies ? example : `${what}: ${status(exchange)}`
    return what.startsWith(exchange.operation) ? alone : `${exchange.operation}, ${alone}`
  })
}

/** Faults of one operation's answers that are named. */
const NAMED = 4

/**
 * What is wrong with answers, once for each operation, with how many of its answers it is in: `getClinics: there is no
 * Name, in 3 of 7 answers`.
 *
 * @param faults what is wrong, in words, and with which answer
 */
export function faultsByOperation(faults: readonly Answered[], answers: readonly Exchange[]): string {
  const operations = [...new Set(faults.map(({ exchange }) => exchange.operation))]
  return operations
    .map((operation) => {
      const own = faults.filter(({ exchange }) => exchange.operation === operation)
      const words = [...new Set(own.map(({ what }) => what))]
      const rest = words.length > NAMED ? [`and ${words.length - NAMED} more`] : []
      const faulty = new Set(own.map(({ exchange }) => exchange)).size
      const of = answers.filter((exchange) => exchange.operation === operation).length
      return `${operation}: ${[...words.slice(0, NAMED), ...rest].join(', ')}, in ${faulty} of ${of} answers`
    })
    .join('; ')
}

export const times = (kind: string, count: number): string => (count === 1 ? `${kind} once` : `${kind}, ${count} times`)

/**
 * The finding of several experiments that should all be refused: the worst one's, in words that count by operation what
 * would be too long a list.
 *
 * @param expected what should have come, in words: `400 or 401`
 * @param judge the finding of one of them
 */
export function worstOf(
  observations: readonly Observation[],
  expected: string,
  judge: (observation: Observation) => Finding,
): Finding {
  const judged = observations.map((observation) => ({ observation, finding: judge(observation) }))
  const found = worst(
    judged.map(({ finding }) => finding),
    unobserved('nothing could be tried', 'a target that accepts a control'),
  )
  const alike = judged.flatMap(({ observation, finding }) =>
    finding.outcome === found.outcome && observation.kind === 'trial' ? [observation] : [],
  )
  if (alike.length < 2) return found
  if (found.outcome === 'broken')
    return { ...found, expected: `${expected} for ${named(alike)}`, actual: byOperation(alike).join('; ') }
  const isLong = new Set(alike.map(({ what }) => what)).size > SHOWN
  return found.outcome === 'holds' && isLong ? { ...found, message: byOperation(alike, false).join('; ') } : found
}

/** What was tried, or how much of it where there is more than can be named. */
function named(trials: readonly Trial[]): string {
  const whats = [...new Set(trials.map(({ what }) => what))]
  return whats.length > SHOWN ? `each of ${trials.length} requests` : whats.join(', and for ')
}
