import { identifyingFaults, notCreated } from '../patients/refusals.ts'
import { registrationFaults } from '../patients/trials.ts'
import { rule } from '../rule.ts'
import { refusedWith } from '../statuses.ts'

const getPatientRefuses = () =>
  rule({
    probe: (opus) => opus.during('made', () => identifyingFaults(opus, 'getPatient')),
    judge: refusedWith(400),
  })

const createPatientRefuses = () =>
  rule({
    probe: async (opus) => (await registrationFaults(opus)).observations,
    judge: refusedWith(400),
  })

/** Patients that are refused. */
export const rules = {
  // "Required: Year, Month, Day, Extradigits"
  'OPUS-PAT-02': getPatientRefuses(), // year missing
  'OPUS-PAT-03': getPatientRefuses(), // month missing
  'OPUS-PAT-04': getPatientRefuses(), // day missing
  'OPUS-PAT-05': getPatientRefuses(), // extra digits missing

  /** "Invalid SSN" */
  'OPUS-PAT-07': getPatientRefuses(), // impossible date
  'OPUS-PAT-08': getPatientRefuses(), // not numbers

  // "Required: ClinicID, ClinicianID, [patient]"
  'OPUS-PAT-11': createPatientRefuses(), // clinic missing
  'OPUS-PAT-12': createPatientRefuses(), // clinician missing
  'OPUS-PAT-13': createPatientRefuses(), // patient missing
  'OPUS-PAT-14': createPatientRefuses(), // personal number missing

  /** "Invalid SSN" */
  'OPUS-PAT-15': createPatientRefuses(), // impossible number

  /** That a patient has a name follows from what it is. */
  'OPUS-PAT-16': createPatientRefuses(), // name missing

  /** "a valid request for an entity that does not exist" */
  'OPUS-PAT-17': rule({
    probe: (opus) => registrationFaults(opus, true),
    judge: (strangers) => notCreated(strangers, refusedWith(400, 404)(strangers.observations)),
  }),
}
