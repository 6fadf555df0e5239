import { bodyText, documentedStatuses, type EveryAnswer, noCrash, refusalsTell } from '../../engine/every-answer.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { status } from '../../engine/status.ts'
import { plural } from '../../engine/words.ts'
import { DOCUMENTED_STATUSES } from './statuses.ts'

/** "415 for a body that is not application/json" is what HTTP has for it. */
const isOfMediaType = (exchange: Exchange): boolean =>
  status(exchange) === 415 && !/^application\/json\b/i.test(exchange.request.headers['content-type'] ?? '')

/** What holds of every answer, whoever asked: clauses that the suite and traffic are judged by alike. */
export const everyAnswer = {
  /** "APIs returned codes are described below" */
  'ITERO-CODE-01': documentedStatuses(DOCUMENTED_STATUSES, isOfMediaType),
  /** "500 Internal Server error": documented, and never right. */
  'ITERO-CODE-02': noCrash,
  /** "One of the parameters is not valid": the document does not say whether the answer tells which. */
  'ITERO-CODE-03': refusalsTell('a 400 with a body that tells what is wrong'),
  /** The answers shown are JSON; their media type is not stated. */
  'ITERO-CODE-05': {
    of: (exchange) => bodyText(exchange) !== '',
    breaks: (exchange) =>
      !/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(exchange.response?.headers['content-type'] ?? ''),
    shows: (exchange) => {
      const type = exchange.response?.headers['content-type']
      return `${status(exchange)} with ${type === undefined ? 'no Content-Type' : `Content-Type ${type}`}`
    },
    expected: 'application/json wherever there is a body',
    kept: (count) => `all ${plural(count, 'answer')} with a body are JSON by their content type`,
    nothing: 'no answer had a body',
  },
} satisfies Record<string, EveryAnswer>
