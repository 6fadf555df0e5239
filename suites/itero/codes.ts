import { bodyText, type EveryAnswer, judgeEveryAnswer, judgeStatuses, saysNothing } from '../../engine/every-answer.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { status } from '../../engine/status.ts'
import { CREATE_OPERATIONS } from './api.ts'
import { SEND_TO } from './map-list.ts'
import type { Itero } from './open.ts'
import type { RequirementId } from './requirements.gen.ts'
import { rule } from './rule.ts'
import { DOCUMENTED_STATUSES, refusedWith } from './statuses.ts'
import type { Variation } from './trials.ts'

const varyOnBoth = async (itero: Itero, id: RequirementId, variations: readonly Variation[]) =>
  (await Promise.all(CREATE_OPERATIONS.map((operation) => itero.vary(id, operation, variations)))).flat()

/** Bodies that are JSON and not what a server may expect: it must not fall over them. */
const NO_OBJECTS = ['[]', 'null', '"x"', '7'].map(
  (text): Variation => ({
    what: `the body ${text}`,
    on: SEND_TO,
    expected: 400,
    wire: () => text,
  }),
)

/**
 * A rule on every answer of the run, refusals by the rate limit and by a lock aside.
 *
 * @param own what is sent for this rule alone
 */
const onEveryAnswer = (
  id: RequirementId,
  of: (exchange: Exchange) => boolean,
  about: EveryAnswer,
  own: readonly Variation[] = [],
) =>
  rule(id, {
    last: true,
    probe: async (itero: Itero) => {
      await varyOnBoth(itero, id, own)
      const isLocked = await itero.isLocked()
      return itero.session.exchanges.filter(
        (exchange) => exchange.response && !itero.isLimitRefusal(exchange) && !isLocked(exchange) && of(exchange),
      )
    },
    judge: (answers: Exchange[]) => judgeEveryAnswer(answers, about),
  })

/** "415 for a body that is not application/json" is what HTTP has for it. */
const isOfMediaType = (exchange: Exchange): boolean =>
  status(exchange) === 415 && !/^application\/json\b/i.test(exchange.request.headers['content-type'] ?? '')

/** "APIs returned codes are described below" */
export const documentedStatuses = rule('ITERO-CODE-01', {
  last: true,
  probe: ({ session, isLimitRefusal }) => [
    ...session.exchanges.filter((exchange) => exchange.response && !isLimitRefusal(exchange)),
    ...session.passedOver,
  ],
  judge: (answers: Exchange[]) =>
    judgeStatuses(answers, {
      breaks: (exchange) =>
        !(DOCUMENTED_STATUSES as readonly number[]).includes(status(exchange) as number) && !isOfMediaType(exchange),
      expected: 'a status of 200, 400, 401 or 500',
      kept: (count) => `all ${count} answers have a documented status`,
      nothing: 'nothing was answered',
    }),
})

/** "500 Internal Server error": documented, and never right. */
export const noCrash = onEveryAnswer(
  'ITERO-CODE-02',
  () => true,
  {
    breaks: (exchange) => status(exchange) === 500,
    expected: 'no 500',
    kept: (count) => `none of ${count} answers is a 500`,
    nothing: 'nothing was answered',
  },
  NO_OBJECTS,
)

/** "One of the parameters is not valid": the document does not say whether the answer tells which. */
export const refusalsExplain = onEveryAnswer('ITERO-CODE-03', (exchange) => status(exchange) === 400, {
  breaks: (exchange) => saysNothing(exchange),
  expected: 'a 400 with a body that tells what is wrong',
  kept: (count) => `all ${count} answers with 400 tell something`,
  nothing: 'no request was answered 400',
})

const BROKEN_BODIES: Variation[] = [
  { what: 'a body that is not JSON', on: SEND_TO, expected: 400, wire: (sent) => sent.slice(0, -1) },
  { what: 'an empty body', on: SEND_TO, expected: 400, wire: () => '' },
  { what: 'a JSON body with words after it', on: SEND_TO, expected: 400, wire: (sent) => `${sent} trailing words` },
  {
    what: 'a body with a comma after its last value',
    on: SEND_TO,
    expected: 400,
    wire: (sent) => `${sent.slice(0, -1)},}`,
  },
  { what: 'a JSON body sent as text/plain', on: SEND_TO, expected: 400, contentType: 'text/plain' },
]

/** The document shows JSON bodies, and says nothing of others. */
export const onlyJson = rule('ITERO-CODE-04', {
  probe: (itero) => varyOnBoth(itero, 'ITERO-CODE-04', BROKEN_BODIES),
  judge: refusedWith(400),
})

/** The answers shown are JSON; their media type is not stated. */
export const answersAreJson = onEveryAnswer('ITERO-CODE-05', (exchange) => bodyText(exchange) !== '', {
  breaks: (exchange) =>
    !/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(exchange.response?.headers['content-type'] ?? ''),
  expected: 'application/json wherever there is a body',
  kept: (count) => `all ${count} answers with a body are JSON by their content type`,
  nothing: 'no answer had a body',
})
