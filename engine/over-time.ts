import type { Exchange } from './exchange.ts'
import type { TimelineFigure, Tone } from './figure.ts'
import { endOf, nameOf } from './traffic.ts'

type Lane = TimelineFigure['lanes'][number]

/** So many requests are drawn, and so many of them before the first one that is odd, unless a stretch begins sooner. */
const MOST = 40
const BEFORE = 5

/** A stretch of time that a rule speaks of, on the clock of {@link Exchange.at}. */
export interface Stretch {
  label: string
  from: number
  to: number
}

/**
 * Draws when requests were sent, and what the client let pass between them: for a finding that is about time.
 *
 * @param odd those that are not as they should be
 */
export function overTime(
  title: string,
  exchanges: readonly Exchange[],
  odd: ReadonlySet<Exchange>,
  stretches: readonly Stretch[] = [],
): TimelineFigure {
  const all = [...exchanges].sort((one, other) => one.at - other.at)
  const start = stretches.length > 0 ? 0 : Math.max(0, all.findIndex((one) => odd.has(one)) - BEFORE)
  const drawn = all.slice(start, start + MOST)
  const [first] = drawn as [Exchange]
  const began = Date.parse(first.startedAt)
  const instant = (at: number) => new Date(began + at - first.at).toISOString()
  const span = ({ label, from, to }: Stretch): Lane['spans'][number] => ({
    label,
    from: instant(from),
    to: instant(to),
    tone: 'neutral',
  })
  const operations = [...new Set(drawn.map(nameOf))]
  const waits = drawn.slice(1).flatMap((one, nth) => {
    const from = endOf(drawn[nth] as Exchange)
    return one.at > from ? [{ label: `${(one.at - from) / 1000} s`, from, to: one.at }] : []
  })
  const lanes: Lane[] = [
    ...operations.map((label) => ({
      label,
      spans: [],
      points: drawn
        .filter((one) => nameOf(one) === label)
        .map((one) => ({ at: instant(one.at), label: outcomeOf(one), tone: toneOf(one, odd) })),
    })),
    { label: 'waited', spans: waits.map(span), points: [] },
    ...(stretches.length > 0 ? [{ label: 'the rule', spans: stretches.map(span), points: [] }] : []),
  ]
  const ends = [...drawn.map(endOf), ...stretches.map(({ to }) => to)]
  return { kind: 'timeline', title, from: instant(first.at), to: instant(Math.max(...ends)), lanes }
}

const outcomeOf = ({ response }: Exchange): string => (response ? String(response.status) : 'no answer')

function toneOf(exchange: Exchange, odd: ReadonlySet<Exchange>): Tone {
  if (odd.has(exchange)) return 'bad'
  return exchange.response && exchange.response.status < 400 ? 'good' : 'attention'
}
