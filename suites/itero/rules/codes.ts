import { judgeEveryAnswer, judgeStatuses } from '../../../engine/every-answer.ts'
import type { Exchange } from '../../../engine/exchange.ts'
import { BROKEN_BODIES, NO_OBJECTS } from '../bodies.ts'
import type { Itero } from '../context.ts'
import { everyAnswer } from '../every-answer.ts'
import { rule } from '../rule.ts'
import { refusedWith } from '../statuses.ts'

/** Every answer of the run, refusals by the rate limit and by a lock aside. */
const ownAnswers = ({ session, isLimitRefusal, isLocked }: Itero): Exchange[] =>
  session.exchanges.filter((exchange) => exchange.response && !isLimitRefusal(exchange) && !isLocked(exchange))

/** A rule on them. */
const onEveryAnswer = (id: keyof typeof everyAnswer, beforehand?: (itero: Itero) => Promise<unknown>) =>
  rule({
    last: true,
    probe: async (itero) => {
      await beforehand?.(itero)
      return ownAnswers(itero)
    },
    judge: (answers: Exchange[]) => judgeEveryAnswer(answers, everyAnswer[id]),
  })

/** Statuses, and what answers are in general. */
export const rules = {
  'ITERO-CODE-01': rule({
    last: true,
    probe: (itero) => [...ownAnswers(itero), ...itero.session.passedOver],
    judge: (answers: Exchange[]) => judgeStatuses(answers, everyAnswer['ITERO-CODE-01']),
  }),
  'ITERO-CODE-02': onEveryAnswer('ITERO-CODE-02', async (itero) => itero.hasOrders && itero.varyBoth(NO_OBJECTS)),
  'ITERO-CODE-03': onEveryAnswer('ITERO-CODE-03'),
  /** The document shows JSON bodies, and says nothing of others. */
  'ITERO-CODE-04': rule({
    probe: (itero) => itero.varyBoth(BROKEN_BODIES),
    judge: refusedWith(400),
  }),
  'ITERO-CODE-05': onEveryAnswer('ITERO-CODE-05'),
}
