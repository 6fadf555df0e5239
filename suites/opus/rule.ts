import type { Exchange } from '../../engine/exchange.ts'
import { ruleMaker } from '../../engine/rule.ts'
import type { Finding } from '../../engine/verdict.ts'
import { Book } from './book.ts'
import type { Opus } from './open.ts'
import type { RequirementId } from './requirements.gen.ts'
import { settled } from './settled.ts'

/** Makes a rule of this profile. */
export const rule = ruleMaker<Opus, RequirementId>()

/** A rule on answers that are compared with one another, before anything is written at the target. */
export const onAnswers = (
  id: RequirementId,
  gather: (opus: Opus) => Promise<Exchange[]>,
  judge: (answers: Book) => Finding,
) => {
  const judged = new WeakMap<readonly Exchange[], Finding>()
  const judgeOnce = (answers: readonly Exchange[]): Finding => {
    const finding = judged.get(answers) ?? judge(new Book(answers))
    judged.set(answers, finding)
    return finding
  }
  return rule(id, {
    probe: (opus) =>
      opus.during('reads', async () => settled(await gather(opus), judgeOnce, (one) => opus.client.again(one))),
    judge: judgeOnce,
  })
}
