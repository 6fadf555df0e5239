import type { Exchange } from '../../engine/exchange.ts'
import { type Operation, type Query, queryOf, questionOf } from './api.ts'

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
