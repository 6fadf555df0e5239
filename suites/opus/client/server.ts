import { judgeEveryAnswer, judgeStatuses, saysNothing } from '../../../engine/every-answer.ts'
import type { Exchange } from '../../../engine/exchange.ts'
import { status } from '../../../engine/status.ts'
import type { TrafficRule } from '../../../engine/traffic.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { DOCUMENTED_STATUSES } from '../statuses.ts'
import { refusals } from './experiments.ts'
import { relations } from './relations.ts'
import { callsIn } from './requests.ts'

/** 401 and 403 are a refused key's, 409 a taken slot's, 415 another media type's: right where the document names none. */
const ASIDE = [401, 403, 409, 415, 429]
const isDocumented = (exchange: Exchange) =>
  [...DOCUMENTED_STATUSES, ...ASIDE].includes(status(exchange) as (typeof DOCUMENTED_STATUSES)[number])

/** What traffic shows of the server. */
export const server: Readonly<Partial<Record<RequirementId, TrafficRule>>> = {
  ...refusals,
  ...relations,
  'OPUS-CODE-01': (traffic) =>
    judgeStatuses(
      callsIn(traffic).filter(({ response }) => response),
      {
        breaks: (exchange) => !isDocumented(exchange),
        expected: 'a status of 200, 400, 404, 500 or 503',
        kept: (count) => `all ${count} answers have a documented status`,
        nothing: 'nothing was answered',
      },
    ),
  'OPUS-CODE-02': (traffic) =>
    judgeEveryAnswer(
      callsIn(traffic).filter(({ response }) => response),
      {
        breaks: (exchange) => status(exchange) === 500,
        expected: 'no 500',
        kept: (count) => `none of ${count} answers is a 500`,
        nothing: 'nothing was answered',
      },
    ),
  'OPUS-CODE-03': (traffic) =>
    judgeEveryAnswer(
      callsIn(traffic).filter((exchange) => status(exchange) === 400),
      {
        breaks: saysNothing,
        expected: 'a 400 with a body that is not empty',
        kept: (count) => `all ${count} answers with 400 tell something`,
        nothing: 'no request was answered 400',
      },
    ),
}
