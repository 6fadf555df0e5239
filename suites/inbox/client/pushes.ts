import type { Exchange } from '../../../engine/exchange.ts'
import { jsonBodyFault } from '../../../engine/json-body.ts'
import { type Again, asLearnt, judgeAgain } from '../../../engine/sent-again.ts'
import { status } from '../../../engine/status.ts'
import { isUncertain, judgeRequests, type Traffic, type TrafficRule } from '../../../engine/traffic.ts'
import { plural } from '../../../engine/words.ts'
import { document } from '../../../openapi/inbox.gen.ts'
import { validatorFor } from '../../../openapi/validators.ts'
import { isBlank } from '../reading.ts'
import { callsIn, fieldsOf } from './requests.ts'

const NO_PUSH = { nothing: 'the client pushed nothing', remedy: 'a call of receivePush' }

const pushesIn = (traffic: Traffic) => callsIn(traffic).filter(({ operation }) => operation === 'receivePush')

/** Whether a text has the secret that pushes prove themselves by. */
export function showsSecret(text: string | null, { request }: Exchange): boolean {
  const { 'x-push-secret': own = '' } = request.headers
  return (
    text !== null && (/\[redacted:(pushSecret|x-push-secret(-\d+)?)\]/.test(text) || (own !== '' && text.includes(own)))
  )
}

/** Where a push shows its secret besides the header that is for it. */
function secretElsewhere(exchange: Exchange): string | undefined {
  const { request } = exchange
  const { 'x-push-secret': _, ...others } = request.headers
  const isSecret = (text: string | null) => showsSecret(text, exchange)
  if (isSecret(request.url)) return 'the secret stands in the URL'
  if (isSecret(request.body)) return 'the secret stands in the body'
  const other = Object.entries(others).find(([, value]) => isSecret(value))
  return other && `the secret stands in the header ${other[0]}`
}

function fieldFaults(exchange: Exchange): string[] {
  const { request } = exchange
  // What is no JSON is INBOX-CLIENT-02's matter.
  if (request.truncated || jsonBodyFault(exchange) !== undefined) return []
  const fields = fieldsOf(exchange)
  const faults = validatorFor(
    document,
    'Push',
  )(fields).map(({ instancePath, keyword, params, message }) =>
    keyword === 'required' ? `without ${params.missingProperty}` : `${instancePath.slice(1)} ${message}`,
  )
  const blank = ['eventId', 'caseId'].filter((name) => /^\s+$/.test(String(fields[name])) && isBlank(fields[name]))
  return [...faults, ...blank.map((name) => `${name} is blank`)]
}

export const wholePushes: TrafficRule = (traffic) =>
  judgeRequests(
    pushesIn(traffic),
    (exchange) => {
      const secret =
        (exchange.request.headers['x-push-secret'] ?? '').trim() === '' ? 'no X-Push-Secret' : secretElsewhere(exchange)
      const faults = [...(secret === undefined ? [] : [secret]), ...fieldFaults(exchange)]
      return faults.length === 0 ? undefined : faults.join(', ')
    },
    {
      expected: 'a push with its five fields, createdAt with a zone, and the secret in its header alone',
      kept: (count) => `${plural(count, 'push is', 'pushes are')} whole`,
      ...NO_PUSH,
    },
  )

const text = (...values: unknown[]) => JSON.stringify(values.map(String))
const eventOf = (exchange: Exchange) => text(fieldsOf(exchange).eventId)
const caseOf = (exchange: Exchange) => text(fieldsOf(exchange).accountId, fieldsOf(exchange).caseId)
const contentOf = (exchange: Exchange) => {
  const { eventId: _, ...content } = fieldsOf(exchange)
  return text(content.accountId, content.caseId, content.createdAt, content.patientName)
}

const wasTaken = (exchange: Exchange) => status(exchange) === 202
/** It may be accepted later as it is: what is refused for what it is, is not sent again at all. */
const isLost = (exchange: Exchange) => isUncertain(exchange) || [408, 429].includes(status(exchange) ?? 0)

/** Each push that comes after one of the same event or case, with what the client had been answered for it last. */
function pushedAgain(pushes: readonly Exchange[], traffic: Traffic): Again[] {
  const taken = new Map<string, Exchange>()
  const lastOf = new Map<string, Exchange>()
  return [...asLearnt(pushes, traffic)].flatMap(({ exchange, learnt }) => {
    for (const one of learnt) {
      if (wasTaken(one)) for (const name of [eventOf(one), contentOf(one)]) taken.set(name, one)
      lastOf.set(caseOf(one), one)
    }
    const again = (last: Exchange): Again[] => [{ exchange, failures: 1, last, since: 0 }]
    const same = taken.get(eventOf(exchange)) ?? taken.get(contentOf(exchange))
    if (same) return again(same)
    const last = lastOf.get(caseOf(exchange))
    return last && isLost(last) ? again(last) : []
  })
}

/** "No cases missed by the push mechanism", and none told twice. */
export const eachEventOnce: TrafficRule = (traffic) => {
  const pushes = pushesIn(traffic).filter((one) => typeof fieldsOf(one).eventId === 'string')
  return judgeAgain(
    pushedAgain(pushes, traffic),
    ({ exchange, last: before }) => {
      if (wasTaken(before)) return 'was sent again after a 202'
      return eventOf(before) === eventOf(exchange)
        ? undefined
        : `was sent again after ${before.response ? `a ${status(before)}` : 'no answer came'}, with another eventId`
    },
    {
      expected: 'a push is sent again with the same eventId until it is answered 202, and not after that',
      kept: (count) => `${plural(count, 'push')} that were accepted, or lost`,
      nothing: 'no push was answered 202, and none was lost',
      remedy: 'a push that the target accepts',
    },
    pushes.filter((one) => wasTaken(one) || isLost(one)).length,
  )
}
