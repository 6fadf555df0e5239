import type { PersonalNumber } from '../personal-number.ts'
import type { Patient } from '../world.ts'
import type { Patch } from './effects.ts'

/** Answers another patient than the one who is stored; what createPatient answers is left alone. */
export function presents(change: (patient: Patient) => unknown): Patch {
  return ({ patientAnswer }) => ({
    patientAnswer: (patient, call) =>
      call.operation === 'getPatient' ? change(patient) : patientAnswer(patient, call),
  })
}

/** The patient under another personal number. */
export function renumbered(patient: Patient, change: (number: PersonalNumber) => Partial<PersonalNumber>): Patient {
  return { ...patient, PersonalNumber: { ...patient.PersonalNumber, ...change(patient.PersonalNumber) } }
}
