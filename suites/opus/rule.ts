import type { Exchange } from '../../engine/exchange.ts'
import { holds, worst } from '../../engine/finding.ts'
import { judgement } from '../../engine/precluded.ts'
import { type GatheredBy, ruleIn } from '../../engine/rule.ts'
import type { Finding } from '../../engine/verdict.ts'
import { Book } from './book.ts'
import type { BookingStory, Opus } from './context.ts'
import type { experiments } from './experiments.ts'
import { settled } from './settled.ts'

/** Makes a rule of this profile. */
export const rule = ruleIn<Opus, GatheredBy<typeof experiments>>()

/** Questions that are asked together, and their answers. */
export type Ask = (opus: Opus) => Promise<Exchange[]>

/** A rule on the answers to some questions, compared with one another before anything is written at the target. */
export const onAnswers = (asks: readonly Ask[], judge: (answers: Book) => Finding) => {
  const known = new WeakMap<readonly Exchange[], Finding>()
  const judgeOnce = (answers: readonly Exchange[]): Finding => {
    const finding = known.get(answers) ?? judgement(() => judge(new Book(answers)))
    known.set(answers, finding)
    return finding
  }
  return rule({
    probe: (opus) =>
      opus.during('reads', async () => {
        const answers: Exchange[] = []
        for (const ask of asks) answers.push(...(await ask(opus)))
        return settled(answers, judgeOnce, (one) => opus.client.again(one))
      }),
    judge: judgeOnce,
  })
}

/** A rule on the bookings that the run makes. */
export const onBookings = (judge: (story: BookingStory) => Finding) =>
  rule({ needs: ['bookings'], judge: ({ bookings }) => judge(bookings) })

/**
 * The finding of many things of one rule, each judged for itself; undefined where one has nothing to do with it.
 *
 * @param kept what is told of them together where all are right
 */
export function each<Item>(
  items: readonly Item[],
  judge: (item: Item) => Finding | undefined,
  nothing: Finding,
  kept?: string,
): Finding {
  const findings = items.flatMap((item) => judgement(() => judge(item) ?? NONE)).filter((one) => one !== NONE)
  const finding = worst(findings, nothing)
  return kept !== undefined && finding.outcome === 'holds' && findings.length > 0
    ? holds(`${findings.length} ${kept}`, finding.exchanges)
    : finding
}

const NONE: Finding = holds('')
