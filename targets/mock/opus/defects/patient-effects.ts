import { alters, type Patch } from '../patches.ts'
import type { PersonalNumber } from '../personal-number.ts'
import type { Patient } from '../world.ts'

/** Answers another patient than the one who is stored; what createPatient answers is left alone. */
export function presents(change: (patient: Patient) => unknown): Patch {
  return ({ patientAnswer }) => ({
    patientAnswer: (patient, call) =>
      call.operation === 'getPatient' ? change(patient) : patientAnswer(patient, call),
  })
}

/** Stores a patient with other fields. */
export function stores(change: (patient: Patient) => Partial<Patient>): Patch {
  return alters('storedPatient', (stored) => ({ ...stored, ...change(stored) }))
}

/** The patient under another personal number. */
export function renumbered(patient: Patient, change: (number: PersonalNumber) => Partial<PersonalNumber>): Patient {
  return { ...patient, PersonalNumber: { ...patient.PersonalNumber, ...change(patient.PersonalNumber) } }
}
