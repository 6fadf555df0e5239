import { bodyText, type EveryAnswer, judgeEveryAnswer, judgeStatuses, saysNothing } from '../../engine/every-answer.ts'
import type { Exchange } from '../../engine/exchange.ts'
import type { Observation } from '../../engine/experiment.ts'
import { toJson } from '../../engine/json.ts'
import { status } from '../../engine/status.ts'
import { hasRightKey } from './api.ts'
import { varyBooking, varyMove } from './bookings/trials.ts'
import type { Named } from './client.ts'
import type { Opus } from './open.ts'
import { folded } from './parameter-names.ts'
import { varyRegistration } from './patients/trials.ts'
import type { RequirementId } from './requirements.gen.ts'
import { rule } from './rule.ts'
import { DOCUMENTED_STATUSES, isRefused, refusedAnyhow, refusedWith } from './statuses.ts'

/** A rule on every answer of the run. */
const onEveryAnswer = (id: RequirementId, of: (exchange: Exchange, opus: Opus) => boolean, about: EveryAnswer) =>
  rule(id, {
    last: true,
    probe: (opus) => opus.session.exchanges.filter((exchange) => exchange.response && of(exchange, opus)),
    judge: (answers: Exchange[]) => judgeEveryAnswer(answers, about),
  })

/** Statuses that are not documented, and right where the document names none. */
function isAside(exchange: Exchange): boolean {
  const code = status(exchange)
  const isOfTakenSlot = exchange.rule === 'OPUS-BOOK-17' && exchange.purpose === 'variation'
  // Any 4xx will do for a slot that is taken.
  if (isOfTakenSlot) return isRefused(exchange)
  if (code === 401 || code === 403) return !hasRightKey(exchange)
  if (code === 415) return exchange.request.headers['content-type'] === OTHER_TYPE
  if (!/^(create|update)Booking$/.test(exchange.operation)) return false
  // One that was free may have been taken by somebody else meanwhile.
  return code === 409 && (exchange.purpose !== 'variation' || exchange.rule === 'OPUS-BOOK-26')
}

/** "There are only a few http-status codes that are used." */
export const documentedStatuses = rule('OPUS-CODE-01', {
  last: true,
  probe: ({ session }) => [...session.exchanges.filter((exchange) => exchange.response), ...session.passedOver],
  judge: (answers: Exchange[]) =>
    judgeStatuses(answers, {
      breaks: (exchange) =>
        !(DOCUMENTED_STATUSES as readonly number[]).includes(status(exchange) as number) && !isAside(exchange),
      expected: 'a status of 200, 400, 404, 500 or 503',
      kept: (count) => `all ${count} answers have a documented status`,
      nothing: 'nothing was answered',
    }),
})

/** "You are not supposed to run into any 500 errors" */
export const noCrash = onEveryAnswer('OPUS-CODE-02', () => true, {
  breaks: (exchange) => status(exchange) === 500,
  expected: 'no 500',
  kept: (count) => `none of ${count} answers is a 500`,
  nothing: 'nothing was answered',
})

/** "In those cases the body should contain more information" */
export const refusalsHaveABody = onEveryAnswer('OPUS-CODE-03', (exchange) => status(exchange) === 400, {
  breaks: saysNothing,
  expected: 'a 400 with a body that is not empty',
  kept: (count) => `all ${count} answers with 400 tell something`,
  nothing: 'no request was answered 400',
})

/** "… more information about what needs to be corrected" */
export const refusalsNameTheParameter = rule('OPUS-CODE-04', {
  last: true,
  probe: ({ client }) => client.named.filter(({ exchange }) => status(exchange) === 400 && !saysNothing(exchange)),
  judge: (named: Named[]) => {
    const names = new Map(named.map((one) => [one.exchange.id, one.names]))
    return judgeEveryAnswer(
      named.map(({ exchange }) => exchange),
      {
        breaks: (exchange) => {
          const body = folded(bodyText(exchange))
          return !names.get(exchange.id)?.some((name) => body.includes(name))
        },
        expected: 'the body of a 400 names the parameter that has to be corrected',
        kept: (count) => `${count} answers with 400 name what is wrong`,
        nothing: 'no request with an invalid parameter was answered 400 with a body',
      },
    )
  },
})

/** A request with a body, as it is changed; each operation that takes one. */
const onBodies = async (
  opus: Opus,
  id: RequirementId,
  changes: Readonly<Record<string, (body: string) => { wire: string } | { contentType: string }>>,
  withMove: boolean,
): Promise<Observation[]> => {
  const changed = <Call extends { operation: string; body?: unknown }>(call: Call) =>
    Object.entries(changes).map(([what, change]) => ({
      what: `${call.operation} with ${what}`,
      call: { ...call, ...change(toJson(call.body)) },
    }))
  const [patients, bookings, moves] = await Promise.all([
    varyRegistration(opus, id, changed),
    varyBooking(opus, id, ({ call }) => changed(call)),
    ...(withMove ? [varyMove(opus, id, ({ call }) => changed(call))] : []),
  ])
  return [...patients.observations, ...bookings.observations, ...(moves?.observations ?? [])]
}

const OTHER_TYPE = 'text/plain'

/** Texts that a lenient parser takes for JSON. */
const NOT_JSON = {
  'a body that is cut short': (body: string) => ({ wire: body.slice(0, -1) }),
  'a body with something after its JSON': (body: string) => ({ wire: `${body}x` }),
  'a body with a comma too many': (body: string) => ({ wire: `${body.slice(0, -1)},}` }),
}

/** "parameters have missing or invalid data" */
export const bodyIsJson = rule('OPUS-CODE-05', {
  probe: (opus) => onBodies(opus, 'OPUS-CODE-05', NOT_JSON, true),
  judge: refusedWith(400),
})

/** "the content type should be application/json" */
export const typeIsJson = rule('OPUS-CT-01', {
  probe: (opus) =>
    onBodies(opus, 'OPUS-CT-01', { [`a JSON body sent as ${OTHER_TYPE}`]: () => ({ contentType: OTHER_TYPE }) }, false),
  judge: refusedAnyhow,
})

/** "503: Unable to contact the backend service" */
export const backendIsThere = onEveryAnswer(
  'OPUS-CODE-06',
  (exchange, { client }) => !client.sinceOutage.includes(exchange.id),
  {
    breaks: (exchange) => status(exchange) === 503,
    expected: 'no 503 outside an outage',
    kept: (count) => `none of ${count} answers outside an outage is a 503`,
    nothing: 'nothing was answered',
  },
)
