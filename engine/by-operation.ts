import type { Exchange } from './exchange.ts'
import { groupedBy } from './grouped-by.ts'
import { came, status } from './status.ts'
import { plural, times } from './words.ts'

/** Operations of which an example is shown; of the others it is counted, and all answers are cited. */
export const SHOWN = 3

/** An answer, and in words what it answers. */
export interface Answered {
  what: string
  exchange: Exchange
  /** What came, in words, where it is not the status and the body that matter. */
  shows?: string
}

/**
 * What came, once for each operation and status, with how often it came: `createNewOrder drew 422, 81 times, first …`.
 *
 * @param bodies whether what the answers hold is told too
 */
export function byOperation(answers: readonly Answered[], bodies = true): string[] {
  const groups = groupedBy(answers, ({ exchange }) => `${exchange.operation} drew ${status(exchange)}`)
  return [...groups].map(([kind, [first, ...more]], nth) => {
    if (nth >= SHOWN) return howOften(kind, more.length + 1)
    const { what, exchange, shows = came(exchange, more.length === 0 ? 120 : 60) } = first
    const example = bodies ? `${what}: ${shows}` : what
    if (more.length > 0) return `${howOften(kind, more.length + 1)}, first ${example}`
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
      return `${operation}: ${[...words.slice(0, NAMED), ...rest].join(', ')}, in ${faulty} of ${plural(of, 'answer')}`
    })
    .join('; ')
}

export const howOften = (kind: string, count: number): string => `${kind}${count === 1 ? '' : ','} ${times(count)}`
