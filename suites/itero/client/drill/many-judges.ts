import type { Answered, DrillJudge, Reached } from '../../../../engine/drill.ts'
import { answerInWords } from '../../../../engine/drill.ts'
import { broken, holds, unobserved } from '../../../../engine/finding.ts'
import { parsed } from '../../../../engine/json-diff.ts'
import { isAccepted, status } from '../../../../engine/status.ts'
import { plural } from '../../../../engine/words.ts'
import { creationsIn, isObject, type Order, ordersIn } from '../creations.ts'
import type { WantedScan } from './scans.ts'
import { fieldFaults } from './sent.ts'
import type { JobPatient } from './world.ts'

const wantedScans = ({ expected }: Pick<Answered, 'expected'>): readonly WantedScan[] =>
  (expected as { scans: readonly WantedScan[] }).scans

/** Which of the scans an order is, by whatever of its patient arrived; -1 where it cannot be told. */
export function indexOf(patient: Readonly<Record<string, unknown>>, scans: readonly WantedScan[]): number {
  const likeness = ({ patient: asked }: WantedScan) => {
    const { firstName, lastName, dateOfBirth, chartNumber } = asked as JobPatient
    return [
      patient.firstName === firstName,
      patient.lastName === lastName,
      String(patient.dateOfBirth).slice(0, 10) === dateOfBirth,
      chartNumber !== undefined && patient.chartNumber === chartNumber,
    ].filter(Boolean).length
  }
  const best = Math.max(...scans.map(likeness))
  const alike = scans.filter((scan) => likeness(scan) === best)
  return best < 2 || alike.length > 1 ? -1 : scans.indexOf(alike[0] as WantedScan)
}

const isMade = ({ operation, status: code }: Reached) => operation.startsWith('createNewOrder') && code < 300

/** What of the scans the mock made, how often each; undefined where it cannot be told which. */
function madeOf({ reached, expected }: Answered): number[] | undefined {
  const scans = wantedScans({ expected })
  const counts = scans.map(() => 0)
  for (const { body } of reached.filter(isMade)) {
    const value = parsed(body)
    const index = indexOf(isObject(value) && isObject(value.patient) ? value.patient : {}, scans)
    if (index < 0) return undefined
    counts[index] = (counts[index] ?? 0) + 1
  }
  return counts
}

/** The indexes that the client reports under a name. */
const indexes = ({ answer }: Answered, name: 'created' | 'refused'): unknown[] => {
  const list = answer.status === 'done' ? answer.result[name] : undefined
  return Array.isArray(list) ? list.map((one) => (isObject(one) ? one.index : undefined)) : []
}

const REFUSED = unobserved('scans were refused', 'a client that sends what it is asked for', ['ITERO-CLIENT-20'])

/** ITERO-CLIENT-25: all of them, each once. */
export const createsAll: DrillJudge = (played) => {
  const { traffic, answer, expected } = played
  const scans = wantedScans({ expected })
  const words = `done with all of ${plural(scans.length, 'scan')}, each created once`
  if (creationsIn(traffic).some((one) => [400, 401, 403].includes(status(one) ?? 0))) return REFUSED
  const made = madeOf(played)
  if (!made)
    return unobserved('which scans were created cannot be told', 'a client that sends the patients', [
      'ITERO-CLIENT-21',
    ])
  const missing = made.flatMap((count, nth) => (count === 0 ? [nth] : []))
  const twice = made.flatMap((count, nth) => (count > 1 ? [nth] : []))
  const told = indexes(played, 'created')
  const untold = made.flatMap((_, nth) => (told.includes(nth) ? [] : [nth]))
  const faults = [
    ...(missing.length > 0 ? [`scans ${missing.join(', ')} were not created`] : []),
    ...(twice.length > 0 ? [`scans ${twice.join(', ')} were created more than once`] : []),
    ...(answer.status !== 'done' ? [`the client answered ${answerInWords(answer)}`] : []),
    ...(answer.status === 'done' && untold.length > 0
      ? [`scans ${untold.join(', ')} were not reported as created`]
      : []),
    ...(told.length > new Set(told).size ? ['a scan was reported twice'] : []),
  ]
  return faults.length === 0
    ? holds(`all of ${plural(scans.length, 'scan was', 'scans were')} created, each once`)
    : broken(words, faults.join('; '))
}

/** Each order beside the scan that it is. */
const matched = (played: Answered): [Order, WantedScan][] => {
  const scans = wantedScans(played)
  return ordersIn(played.traffic).flatMap((order): [Order, WantedScan][] => {
    const scan = scans[indexOf(order.patient, scans)]
    return scan ? [[order, scan]] : []
  })
}

const eachOrder =
  (expected: string, kept: string, faultsOf: (order: Order, scan: WantedScan) => string[]): DrillJudge =>
  (played) => {
    const pairs = matched(played)
    if (pairs.length === 0) return unobserved('the client sent no creation that can be told', 'a client that does', [])
    const faults = pairs.flatMap(([order, scan]) => faultsOf(order, scan).map((fault) => ({ fault, order })))
    return faults.length === 0
      ? holds(kept)
      : broken(
          expected,
          [...new Set(faults.map(({ fault }) => fault))].slice(0, 3).join(', '),
          faults.map(({ order }) => order.exchange),
        )
  }

const sameText = (one: unknown, other: unknown) => String(one ?? null) === String(other ?? null)

/** ITERO-CLIENT-20, of each of the scans. */
export const sendsEachMap = eachOrder(
  'the map of each scan, with its lab',
  'each scan was sent with its map and lab',
  ({ fields }, { procedureMapId, labId }) => [
    ...(sameText(fields.procedureMapId, procedureMapId)
      ? []
      : [`map ${fields.procedureMapId} instead of ${procedureMapId}`]),
    ...(sameText(fields.labId, labId) ? [] : [`labId ${fields.labId} instead of ${labId}`]),
  ],
)

/** ITERO-CLIENT-21, of each of the scans. */
export const sendsEachAsAsked = eachOrder('what was asked for', 'each scan was sent as it was asked for', fieldFaults)

/** ITERO-CLIENT-22, of each of the scans. */
export const reportsEach: DrillJudge = (played) => {
  const { answer, traffic } = played
  if (answer.status !== 'done') return unobserved('the job was not done', 'a client that does it', ['ITERO-CLIENT-25'])
  const scans = wantedScans(played)
  const answers = ordersIn(traffic)
    .filter(({ exchange }) => isAccepted(exchange))
    .map(({ exchange, patient }) => ({ index: indexOf(patient, scans), came: parsed(exchange.response?.body) }))
  const told = Array.isArray(answer.result.created) ? (answer.result.created as unknown[]) : []
  const wrong = told.flatMap((one) => {
    const { index, orderId } = (one ?? {}) as { index?: number; orderId?: unknown }
    // Of one that was created more than once, which is ITERO-CLIENT-25's matter, each answer will do.
    const came = answers.flatMap((other) => (other.index === index && isObject(other.came) ? [other.came.orderId] : []))
    return came.length === 0 || came.includes(orderId)
      ? []
      : [`scan ${index} as ${JSON.stringify(orderId)} instead of ${came.join(' or ')}`]
  })
  return wrong.length === 0
    ? holds('each orderId was reported as answered')
    : broken('each orderId as answered', `it reported ${wrong.slice(0, 3).join(', ')}`)
}

/** The scan that is answered otherwise than the others. */
export const ODD_ONE = 1

/** ITERO-CLIENT-23: the one that is refused is reported so, and no other way. */
export const reportsTheRefused: DrillJudge = (played) => {
  const { answer, traffic } = played
  const refused = creationsIn(traffic).filter((one) => status(one) === 400)
  if (refused.length === 0) return REFUSED
  if (answer.status === 'refused') return holds('a 400 is reported as refused')
  const isTold = indexes(played, 'refused').includes(ODD_ONE) && !indexes(played, 'created').includes(ODD_ONE)
  return isTold
    ? holds('the scan that was answered 400 is reported as refused')
    : broken(
        `scan ${ODD_ONE}, which was answered 400, among the refused`,
        answer.status === 'done' ? 'it was not reported as refused' : `the client answered ${answerInWords(answer)}`,
        refused,
      )
}

export const notCreated =
  (words: string, isFaulty: (answeredStatus: number | undefined) => boolean): DrillJudge =>
  (played) => {
    const { traffic } = played
    const faulty = creationsIn(traffic).filter((one) => isFaulty(status(one)) || !isObject(parsed(one.response?.body)))
    if (faulty.length === 0) return REFUSED
    return indexes(played, 'created').includes(ODD_ONE)
      ? broken(`scan ${ODD_ONE} not among the created`, `it was reported as created, after ${words}`, faulty)
      : holds(`what was answered ${words} is not reported as created`)
  }

/** ITERO-CLIENT-27, where one of many is lost. */
export const cannotKnowOne: DrillJudge = (played) => {
  const { traffic, answer } = played
  const lost = creationsIn(traffic).filter((one) => !one.response)
  if (lost.length === 0) return REFUSED
  const isTold = ['created', 'refused'].some((name) => indexes(played, name as 'created').includes(ODD_ONE))
  return ['uncertain', 'failed'].includes(answer.status) || (answer.status === 'done' && !isTold)
    ? holds(`a creation without an answer ends as ${answer.status}`)
    : broken(
        `uncertain or failed, scan ${ODD_ONE} being lost`,
        answer.status === 'done'
          ? 'it was reported as created or refused'
          : `the client answered ${answerInWords(answer)}`,
        lost,
      )
}

/** ITERO-CLIENT-24, where each of many would be refused. */
export const givesUp: DrillJudge = (played) => {
  const { traffic, answer } = played
  const refused = creationsIn(traffic).filter((one) => status(one) === 401)
  if (refused.length === 0) return REFUSED
  const nothing =
    answer.status === 'done' && indexes(played, 'created').length === 0 && indexes(played, 'refused').length > 0
  return ['refused', 'failed'].includes(answer.status) || nothing
    ? holds(`a 401 is reported as ${answer.status}`)
    : broken('refused or failed after a 401', `the client answered ${answerInWords(answer)}`, refused)
}

/** ITERO-CLIENT-28, where one of many is not listed. */
export const leavesTheUnlisted: DrillJudge = (played) => {
  const { traffic, expected } = played
  if (traffic.exchanges.length === 0) return unobserved('the client sent nothing', 'a client that does its job')
  const sent = matched(played).filter(
    ([order, scan]) => scan === wantedScans({ expected })[ODD_ONE] && isAccepted(order.exchange),
  )
  if (sent.length === 0 && !indexes(played, 'created').includes(ODD_ONE))
    return holds('what is not listed was not created')
  return broken(
    `scan ${ODD_ONE}, whose map is not listed, not created`,
    sent.length === 0 ? 'it was reported as created' : 'it was created on another map',
    sent.map(([{ exchange }]) => exchange),
  )
}
