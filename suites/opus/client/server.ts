import { judgeEveryAnswer, judgeStatuses } from '../../../engine/every-answer.ts'
import type { Exchange } from '../../../engine/exchange.ts'
import { status } from '../../../engine/status.ts'
import type { Traffic, TrafficRule } from '../../../engine/traffic.ts'
import { everyAnswer, onlyDocumented } from '../answer-clauses.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { refusals } from './experiments.ts'
import { relations } from './relations.ts'
import { callsIn } from './requests.ts'

/** 401 and 403 are a refused key's, 409 a taken slot's, 415 another media type's: right where the document names none. */
const ASIDE = [401, 403, 409, 415, 429]
const isAside = (exchange: Exchange) => ASIDE.includes(status(exchange) ?? 0)

const answersIn = (traffic: Traffic) => callsIn(traffic).filter(({ response }) => response)

/** What traffic shows of the server. */
export const server: Readonly<Partial<Record<RequirementId, TrafficRule>>> = {
  ...refusals,
  ...relations,
  'OPUS-CODE-01': (traffic) => judgeStatuses(answersIn(traffic), onlyDocumented(isAside)),
  'OPUS-CODE-02': (traffic) => judgeEveryAnswer(answersIn(traffic), everyAnswer['OPUS-CODE-02']),
  'OPUS-CODE-03': (traffic) => judgeEveryAnswer(answersIn(traffic), everyAnswer['OPUS-CODE-03']),
}
