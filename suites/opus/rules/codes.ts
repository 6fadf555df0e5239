import {
  bodyText,
  type EveryAnswer,
  judgeEveryAnswer,
  judgeStatuses,
  saysNothing,
} from '../../../engine/every-answer.ts'
import type { Exchange } from '../../../engine/exchange.ts'
import type { Observation } from '../../../engine/experiment.ts'
import { toJson } from '../../../engine/json.ts'
import { status } from '../../../engine/status.ts'
import { plural } from '../../../engine/words.ts'
import { everyAnswer, onlyDocumented } from '../answer-clauses.ts'
import { hasRightKey, type WriteOperation } from '../api.ts'
import { folded, type Named } from '../client.ts'
import type { Opus } from '../context.ts'
import { rule } from '../rule.ts'
import { isRefused, refusedAnyhow, refusedWith } from '../statuses.ts'
import { vary } from '../trials.ts'

/** A rule on every answer of the run. */
const onEveryAnswer = (about: EveryAnswer, of: (exchange: Exchange, opus: Opus) => boolean = () => true) =>
  rule({
    last: true,
    probe: (opus) => opus.session.exchanges.filter((exchange) => exchange.response && of(exchange, opus)),
    judge: (answers: Exchange[]) => judgeEveryAnswer(answers, about),
  })

interface Answers {
  answers: Exchange[]
  /** Those to requests for a slot that is taken, and for one that was never offered, by ID. */
  ofTakenSlots: string[]
  ofSlotsNeverOffered: string[]
}

/** Statuses that are not documented, and right where the document names none. */
const isAside =
  ({ ofTakenSlots, ofSlotsNeverOffered }: Answers) =>
  (exchange: Exchange): boolean => {
    const code = status(exchange)
    // Any 4xx will do for a slot that is taken.
    if (ofTakenSlots.includes(exchange.id)) return isRefused(exchange)
    if (code === 401 || code === 403) return !hasRightKey(exchange)
    if (code === 415) return exchange.request.headers['content-type'] === OTHER_TYPE
    if (!/^(create|update)Booking$/.test(exchange.operation)) return false
    // One that was free may have been taken by somebody else meanwhile.
    return code === 409 && (exchange.purpose !== 'variation' || ofSlotsNeverOffered.includes(exchange.id))
  }

/** A request with a body, as it is changed; each operation that takes one. */
const onBodies = async (
  opus: Opus,
  changes: Readonly<Record<string, (body: string) => { wire: string } | { contentType: string }>>,
  operations: readonly WriteOperation[] = ['createPatient', 'createBooking'],
): Promise<Observation[]> => {
  const tried = operations.map((operation) =>
    vary(opus, operation, ({ call }) =>
      Object.entries(changes).map(([what, change]) => ({
        what: `${operation} with ${what}`,
        call: { ...call, ...change(toJson(call.body)) },
      })),
    ),
  )
  return (await Promise.all(tried)).flatMap(({ observations }) => observations)
}

const OTHER_TYPE = 'text/plain'

/** Texts that a lenient parser takes for JSON. */
const NOT_JSON = {
  'a body that is cut short': (body: string) => ({ wire: body.slice(0, -1) }),
  'a body with something after its JSON': (body: string) => ({ wire: `${body}x` }),
  'a body with a comma too many': (body: string) => ({ wire: `${body.slice(0, -1)},}` }),
}

/** Statuses, and what answers are in general. */
export const rules = {
  'OPUS-CODE-01': rule({
    last: true,
    probe: ({ session, client }): Answers => ({
      answers: [...session.exchanges.filter((exchange) => exchange.response), ...session.passedOver],
      ofTakenSlots: client.ofTakenSlots,
      ofSlotsNeverOffered: client.ofSlotsNeverOffered,
    }),
    judge: (all) => judgeStatuses(all.answers, onlyDocumented(isAside(all))),
  }),
  'OPUS-CODE-02': onEveryAnswer(everyAnswer['OPUS-CODE-02']),
  'OPUS-CODE-03': onEveryAnswer(everyAnswer['OPUS-CODE-03']),

  /** "… more information about what needs to be corrected" */
  'OPUS-CODE-04': rule({
    last: true,
    probe: ({ client }) => client.named.filter(({ exchange }) => status(exchange) === 400),
    judge: (refused: Named[]) => {
      const named = refused.filter(({ exchange }) => !saysNothing(exchange))
      const names = new Map(named.map((one) => [one.exchange.id, one.names]))
      return judgeEveryAnswer(
        named.map(({ exchange }) => exchange),
        {
          breaks: (exchange) => {
            const body = folded(bodyText(exchange))
            return !names.get(exchange.id)?.some((name) => body.includes(name))
          },
          expected: 'the body of a 400 names the parameter that has to be corrected',
          kept: (count) => `${plural(count, 'answer')} with 400 name what is wrong`,
          nothing: 'no request with an invalid parameter was answered 400 with a body',
          ...(refused.length > 0 ? { leansOn: 'OPUS-CODE-03' } : {}),
        },
      )
    },
  }),

  /** "parameters have missing or invalid data" */
  'OPUS-CODE-05': rule({
    async probe(opus) {
      const observations = await onBodies(opus, NOT_JSON, ['createPatient', 'createBooking', 'updateBooking'])
      // Nor may a server fall over JSON that is no object: what comes is judged as every answer is.
      await onBodies(opus, { 'the body null': () => ({ wire: 'null' }) })
      return observations
    },
    judge: refusedWith(400),
  }),

  /** "the content type should be application/json" */
  'OPUS-CT-01': rule({
    probe: (opus) => onBodies(opus, { [`a JSON body sent as ${OTHER_TYPE}`]: () => ({ contentType: OTHER_TYPE }) }),
    judge: refusedAnyhow,
  }),

  /** "503: Unable to contact the backend service" */
  'OPUS-CODE-06': onEveryAnswer(
    {
      breaks: (exchange) => status(exchange) === 503,
      expected: 'no 503 outside an outage',
      kept: (count) => `none of ${plural(count, 'answer')} outside an outage is a 503`,
      nothing: 'nothing was answered',
    },
    (exchange, { client }) => !client.sinceOutage.includes(exchange.id),
  ),
}
