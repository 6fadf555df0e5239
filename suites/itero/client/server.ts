import { judgeEveryAnswer, judgeStatuses } from '../../../engine/every-answer.ts'
import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, unobserved } from '../../../engine/finding.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import { remembered, type Traffic, type TrafficRule } from '../../../engine/traffic.ts'
import { plural } from '../../../engine/words.ts'
import type { SendTo } from '../../../generators/order.ts'
import { brokenClauses } from '../../../generators/order-clauses.ts'
import { fieldsFit, type ResponseField } from '../answer-fields.ts'
import type { Account, CreateOperation } from '../api.ts'
import { everyAnswer } from '../every-answer.ts'
import { listOf } from '../map-list.ts'
import { type RequirementId, requirements } from '../requirements.gen.ts'
import { mapsFor, type Order, ordersIn } from './creations.ts'

const answersIn = ({ exchanges }: Traffic): Exchange[] =>
  exchanges.filter(({ response }) => response !== undefined && response.status !== 429)

/** Of accepted creations, what is whole: nothing can be said of fields that broke off. */
const accepted = (traffic: Traffic, operation: CreateOperation): Exchange[] =>
  traffic.exchanges.filter((one) => one.operation === operation && isAccepted(one) && !one.response?.truncated)

const fits =
  (operation: CreateOperation, ...fields: ResponseField[]): TrafficRule =>
  (traffic) => {
    const answers = accepted(traffic, operation)
    return answers.length === 0
      ? unobserved(`no ${operation} was accepted`, `a call of ${operation} that is accepted`)
      : fieldsFit(answers, fields)
  }

/** The clauses that an order breaks, by what traffic shows of the account: what is not known there is not held against it. */
function clausesOf({ exchange, fields, body }: Order, traffic: Traffic): string[] | undefined {
  const maps = mapsFor(exchange, traffic)
  if (!maps) return undefined
  const account = (traffic.settings.account ?? {}) as Partial<Account>
  const sendTo = maps.get(String(fields.procedureMapId))
  const lab = typeof fields.labId === 'number' ? fields.labId : undefined
  const labOf = (kind: SendTo, configured: number | undefined) => configured ?? (sendTo === kind ? lab : undefined)
  const restoLabId = labOf('restoLab', account.restoLabId)
  const orthoLabId = labOf('orthoLab', account.orthoLabId)
  return brokenClauses(exchange.operation as CreateOperation, body, {
    companyId: account.companyId ?? (fields.companyId as number),
    scannerSerialNumber: account.scannerSerialNumber ?? (fields.scannerSerialNumber as string),
    ...(restoLabId === undefined ? {} : { restoLabId }),
    ...(orthoLabId === undefined ? {} : { orthoLabId }),
    maps: [...maps].map(([id, kind]) => ({ procedureMapId: Number(id), sendTo: kind })),
    rxIds: typeof fields.rxId === 'string' ? [fields.rxId] : [],
    today: exchange.startedAt.slice(0, 10),
    seed: 1,
  })
}

/** The orders that break one clause alone, by its requirement: each is an experiment on the server. */
const experimentsIn = remembered((traffic) => {
  const found = new Map<string, Exchange[]>()
  for (const order of ordersIn(traffic)) {
    const { exchange } = order
    const code = status(exchange)
    // What else was refused, or crashed, says nothing of the clause.
    if (code === undefined || code === 401 || code === 429 || code >= 500) continue
    const [clause, ...more] = clausesOf(order, traffic) ?? []
    if (clause !== undefined && more.length === 0) found.set(clause, [...(found.get(clause) ?? []), exchange])
  }
  return found
})

const refuses =
  (id: string): TrafficRule =>
  (traffic) => {
    const tries = experimentsIn(traffic).get(id) ?? []
    if (tries.length === 0) {
      return unobserved('no request of this traffic breaks this clause and no other', '`bitewing run`, which tries it')
    }
    const taken = tries.filter(isAccepted)
    const [first] = taken
    return first
      ? broken('such a request is refused', `${first.operation}: ${came(first)}`, taken)
      : holds(`${plural(tries.length, 'such request was', 'such requests were')} refused`, tries)
  }

const unauthorized =
  (operation: CreateOperation): TrafficRule =>
  ({ exchanges }) => {
    const tries = exchanges.filter(
      (one) => one.operation === operation && one.response && one.request.headers.authorization === undefined,
    )
    if (tries.length === 0) return unobserved(`every ${operation} carried credentials`, '`bitewing run`')
    const taken = tries.filter(isAccepted)
    const [first] = taken
    return first
      ? broken('401 without credentials', came(first), taken)
      : holds(`${plural(tries.length, 'request')} without credentials were refused`, tries)
  }

const mapLists: TrafficRule = ({ exchanges }) => {
  const lists = exchanges.filter((one) => one.operation === 'getAvailableProcedureMaps' && one.response)
  if (lists.length === 0) return unobserved('nobody asked for the maps', 'a call of getAvailableProcedureMaps')
  const faulty = lists.filter(
    (one) => !one.response?.truncated && !((listOf(one)?.length ?? 0) > 0 && status(one) === 200),
  )
  const [first] = faulty
  return first
    ? broken('200 with procedureMaps, an array that is not empty', came(first), faulty)
    : holds(`${plural(lists.length, 'answer')} with maps`, lists)
}

/** What form of its own each request shows; maps and statuses that only one element excuses are the suite's. */
const FORM = /^ITERO-(REQ|TYPE|GENDER|DOB|LAB|MAP|ACC|RX)-/

/** What traffic shows of the server. */
export const server: Readonly<Partial<Record<RequirementId, TrafficRule>>> = {
  ...Object.fromEntries(
    requirements.filter(({ id, level }) => FORM.test(id) && level !== 'assumed').map(({ id }) => [id, refuses(id)]),
  ),
  'ITERO-AUTH-01': unauthorized('createNewOrder'),
  'ITERO-AUTH-04': unauthorized('createNewOrderByRx'),
  // What answers a request that no operation takes, or one of another media type, is no matter of the server's.
  'ITERO-CODE-01': (traffic) =>
    judgeStatuses(
      answersIn(traffic).filter((one) => one.operation !== '' && status(one) !== 415),
      everyAnswer['ITERO-CODE-01'],
    ),
  'ITERO-CODE-02': (traffic) => judgeEveryAnswer(answersIn(traffic), everyAnswer['ITERO-CODE-02']),
  'ITERO-CODE-03': (traffic) => judgeEveryAnswer(answersIn(traffic), everyAnswer['ITERO-CODE-03']),
  'ITERO-RESP-01': fits('createNewOrder', 'orderId'),
  'ITERO-RESP-02': fits('createNewOrder', 'orderCode'),
  'ITERO-RESP-03': fits('createNewOrder', 'patientGuid'),
  'ITERO-RESP-04': fits('createNewOrder', 'rxGuid'),
  'ITERO-MAPS-01': mapLists,
}
