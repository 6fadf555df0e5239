import type { Observation } from '../../../engine/experiment.ts'
import { broken } from '../../../engine/finding.ts'
import { isUnjudgeable } from '../../../engine/rule.ts'
import { came, isAccepted } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import type { Operation } from '../api.ts'
import type { Opus } from '../context.ts'
import { faultsFor, withFault, worldOf } from '../faults.ts'
import { leaning } from '../statuses.ts'
import { notAccepted } from '../trials.ts'
import { byNumber, isPatient } from './registry.ts'
import { notTried, type Strangers } from './trials.ts'

/** Faults in the query that names a patient, as changes of a read that was accepted: for a patient of this run. */
export async function identifyingFaults(
  opus: Opus,
  operation: Extract<Operation, 'getPatient' | 'getBookings'>,
): Promise<Observation[]> {
  const people = await opus.people()
  if (isUnjudgeable(people)) return [notTried(people)]
  const made = operation === 'getBookings' ? await opus.bookings() : people
  if (isUnjudgeable(made)) return [notTried(made)]
  const found = await opus.found()
  const { patient } = people.base
  const call = { operation, query: byNumber(patient.PersonalNumber) }
  const exchange = await opus.client.read(operation, call.query, {
    purpose: 'control',
    what: `a valid ${operation}`,
  })
  const world = worldOf(found, opus.seed, patient.PersonalNumber)
  return Promise.all(
    faultsFor(operation, world).map((fault): Observation | Promise<Observation> => {
      const what = `${operation} with ${fault.what}`
      if (!isAccepted(exchange)) return notAccepted(what, operation)
      return opus.client.vary({ call, exchange }, { what, call: withFault(call, fault, world) })
    }),
  )
}

/** What was refused was not done either: getPatient still knows nobody by that number. */
export function notCreated({ observations, after }: Strangers, refused: Finding): Finding {
  const trials = observations.flatMap((one) => (one.kind === 'trial' ? [one.exchange] : []))
  const isThere = after !== undefined && isAccepted(after)
  if (refused.outcome === 'broken' || !isThere || trials.some(isAccepted)) return refused
  const [sent] = trials
  const body = sent?.request.body
  const number = body
    ? (JSON.parse(body) as { PersonalNumber?: Parameters<typeof isPatient>[1] }).PersonalNumber
    : undefined
  if (!number || !isPatient(after, number)) {
    const reason = `getPatient answers ${came(after)} for that number`
    return leaning(reason, 'OPUS-PAT-06', [after])
  }
  const actual = 'it was refused, and getPatient knows the patient'
  return broken('the request is refused and no patient is created', actual, [...trials, after])
}
