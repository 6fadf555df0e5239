import type { Observation } from '../../../engine/experiment.ts'
import { broken, unobserved } from '../../../engine/finding.ts'
import { came, isAccepted } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import type { Operation } from '../api.ts'
import { faultsFor, withFault, worldOf } from '../faults.ts'
import { isUnavailable, type Opus } from '../open.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { rule } from '../rule.ts'
import { refusedWith } from '../statuses.ts'
import { notAccepted } from '../trials.ts'
import { byNumber, isPatient } from './registry.ts'
import { notTried, registrationFaults, type Strangers } from './trials.ts'

/** Faults in the query that names a patient, as changes of a read that was accepted: for a patient of this run. */
export async function identifyingFaults(
  opus: Opus,
  id: RequirementId,
  operation: Extract<Operation, 'getPatient' | 'getBookings'>,
  leansOn: RequirementId,
): Promise<Observation[]> {
  const people = await opus.people()
  if (isUnavailable(people)) return [notTried(people)]
  const made = operation === 'getBookings' ? await opus.bookings() : people
  if (isUnavailable(made)) return [notTried(made)]
  const found = await opus.found()
  const { patient } = people.base
  const call = { operation, query: byNumber(patient.PersonalNumber) }
  const exchange = await opus.client.read(operation, call.query, {
    rule: id,
    purpose: 'control',
    what: `a valid ${operation}`,
  })
  const world = worldOf(found, opus.seed, patient.PersonalNumber)
  return Promise.all(
    faultsFor(id, operation, world).map((fault): Observation | Promise<Observation> => {
      const what = `${operation} with ${fault.what}`
      if (!isAccepted(exchange)) return notAccepted(what, operation, leansOn)
      return opus.client.vary(id, { call, exchange }, { what, call: withFault(call, fault, world) })
    }),
  )
}

const getPatientRefuses = (id: RequirementId) =>
  rule(id, {
    probe: (opus) => opus.during('made', () => identifyingFaults(opus, id, 'getPatient', 'OPUS-PAT-01')),
    judge: refusedWith(400),
  })

// "Required: Year, Month, Day, Extradigits"
export const yearMissing = getPatientRefuses('OPUS-PAT-02')
export const monthMissing = getPatientRefuses('OPUS-PAT-03')
export const dayMissing = getPatientRefuses('OPUS-PAT-04')
export const extraDigitsMissing = getPatientRefuses('OPUS-PAT-05')
/** "Invalid SSN" */
export const impossibleDate = getPatientRefuses('OPUS-PAT-07')
export const notNumbers = getPatientRefuses('OPUS-PAT-08')

const createPatientRefuses = (id: RequirementId) =>
  rule(id, {
    probe: async (opus) => (await registrationFaults(opus, id)).observations,
    judge: refusedWith(400),
  })

// "Required: ClinicID, ClinicianID, [patient]"
export const clinicMissing = createPatientRefuses('OPUS-PAT-11')
export const clinicianMissing = createPatientRefuses('OPUS-PAT-12')
export const patientMissing = createPatientRefuses('OPUS-PAT-13')
export const personalNumberMissing = createPatientRefuses('OPUS-PAT-14')
/** "Invalid SSN" */
export const impossibleNumber = createPatientRefuses('OPUS-PAT-15')
/** That a patient has a name follows from what it is. */
export const nameMissing = createPatientRefuses('OPUS-PAT-16')

/** "a valid request for an entity that does not exist" */
export const unknownPlace = rule('OPUS-PAT-17', {
  probe: (opus) => registrationFaults(opus, 'OPUS-PAT-17', true),
  judge: (strangers) => notCreated(strangers, refusedWith(400, 404)(strangers.observations)),
})

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
    return unobserved(reason, 'OPUS-PAT-06 holds', ['OPUS-PAT-06'], [after])
  }
  const actual = 'it was refused, and getPatient knows the patient'
  return broken('the request is refused and no patient is created', actual, [...trials, after])
}
