import type { Exchange } from '../../engine/exchange.ts'
import { judgement } from '../../engine/precluded.ts'
import type { Finding } from '../../engine/verdict.ts'
import { type Operation, type Query, queryOf, questionOf } from './api.ts'
import type { Opus } from './context.ts'
import { rule } from './rule.ts'

/** Answers by the question that they answer; what was asked again is known by its last answer. Pure. */
export class Book {
  readonly #answers: Map<string, Exchange>

  constructor(readonly exchanges: readonly Exchange[]) {
    this.#answers = new Map(exchanges.map((exchange) => [questionOf(exchange.operation, queryOf(exchange)), exchange]))
  }

  find(operation: Operation, query: Query): Exchange | undefined {
    return this.#answers.get(questionOf(operation, query))
  }

  /** The last answer to each question. */
  get answers(): Exchange[] {
    return [...this.#answers.values()]
  }

  of(operation: Operation): Exchange[] {
    return this.answers.filter((exchange) => exchange.operation === operation)
  }
}

/** Answers that are asked for once more in one round. */
const AGAIN_AT_ONCE = 6
const ROUNDS = 3

/**
 * A live target's data changes between two reads (a slot passes, somebody books): the answers in which a fault shows are
 * asked for once more, and the fault stands where they are the same.
 *
 * @returns the answers to judge
 */
async function confirmed(
  answers: readonly Exchange[],
  judge: (answers: readonly Exchange[]) => Finding,
  again: (exchange: Exchange) => Promise<Exchange>,
): Promise<Exchange[]> {
  let known = [...answers]
  for (let round = 0; round < ROUNDS; round++) {
    const finding = judge(known)
    if (finding.outcome !== 'broken') break
    const cited = known.filter((exchange) => finding.exchanges.includes(exchange.id)).slice(0, AGAIN_AT_ONCE)
    const fresh = await Promise.all(cited.map(again))
    if (cited.every((exchange, nth) => exchange.response?.body === fresh[nth]?.response?.body)) break
    known = known.map((exchange) => fresh[cited.indexOf(exchange)] ?? exchange)
  }
  return known
}

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
        return confirmed(answers, judgeOnce, (one) => opus.client.again(one))
      }),
    judge: judgeOnce,
  })
}
