import type { Exchange } from '../../engine/exchange.ts'
import { type GatheredBy, ruleIn } from '../../engine/rule.ts'
import type { Finding } from '../../engine/verdict.ts'
import { Book } from './book.ts'
import type { BookingStory, Opus } from './context.ts'
import type { experiments } from './experiments.ts'
import { settled } from './settled.ts'

/** Makes a rule of this profile. */
export const rule = ruleIn<Opus, GatheredBy<typeof experiments>>()

/** A rule on answers that are compared with one another, before anything is written at the target. */
export const onAnswers = (gather: (opus: Opus) => Promise<Exchange[]>, judge: (answers: Book) => Finding) => {
  const judged = new WeakMap<readonly Exchange[], Finding>()
  const judgeOnce = (answers: readonly Exchange[]): Finding => {
    const finding = judged.get(answers) ?? judge(new Book(answers))
    judged.set(answers, finding)
    return finding
  }
  return rule({
    probe: (opus) =>
      opus.during('reads', async () => settled(await gather(opus), judgeOnce, (one) => opus.client.again(one))),
    judge: judgeOnce,
  })
}

/** A rule on the bookings that the run makes. */
export const onBookings = (judge: (story: BookingStory) => Finding) =>
  rule({ needs: ['bookings'], judge: ({ bookings }) => judge(bookings) })
