import { documentedStatuses, type EveryAnswer, noCrash, refusalsTell } from '../../engine/every-answer.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { DOCUMENTED_STATUSES } from './statuses.ts'

/** What holds of every answer, whoever asked: clauses that the suite and traffic are judged by alike. */
export const everyAnswer = {
  /** "You are not supposed to run into any 500 errors" */
  'OPUS-CODE-02': noCrash,
  /** "In those cases the body should contain more information" */
  'OPUS-CODE-03': refusalsTell('a 400 with a body that is not empty'),
} satisfies Record<string, EveryAnswer>

/**
 * "There are only a few http-status codes that are used."
 *
 * @param isAside whether another status is right where the document names none
 */
export const onlyDocumented = (isAside: (exchange: Exchange) => boolean): EveryAnswer =>
  documentedStatuses(DOCUMENTED_STATUSES, isAside)
