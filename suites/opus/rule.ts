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
) =>
  rule(id, {
    probe: (opus) =>
      opus.during('reads', async () =>
        settled(
          await gather(opus),
          (answers) => judge(new Book(answers)),
          (exchange) => opus.client.again(exchange),
        ),
      ),
    judge: (answers: Exchange[]) => judge(new Book(answers)),
  })
