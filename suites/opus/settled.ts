import type { Exchange } from '../../engine/exchange.ts'
import type { Finding } from '../../engine/verdict.ts'

/** Answers that are asked for once more in one round. */
const AGAIN_AT_ONCE = 6
const ROUNDS = 3

/**
 * A live target's data changes between two reads (a slot passes, somebody books): the answers in which a fault shows are
 * asked for once more, and the fault stands where they are the same.
 *
 * @returns the answers to judge
 */
export async function settled(
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
