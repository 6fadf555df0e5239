import type { Desk } from './desk.ts'
import { keyOf, type PartialNumber, type PersonalNumber } from './personal-number.ts'
import {
  areKnown,
  propertiesOf,
  queryOf,
  readBody,
  readNumber,
  readNumberInBody,
  readNumberInQuery,
  readRequired,
} from './reading.ts'
import type { Patient } from './world.ts'

export function getPatient(desk: Desk): unknown {
  const wanted = readNumberInQuery(desk)
  desk.admit()
  const patient = desk.behaviour.findPatient(desk.world, wanted)
  if (patient) return desk.behaviour.patientAnswer(patient, desk.call)
  desk.object({ reason: 'no-data' })
  return null
}

export function createPatient(desk: Desk): unknown {
  const { behaviour, world, call } = desk
  const query = queryOf(desk)
  const clinicID = readRequired(desk, query, 'clinicID')
  const clinicianID = readNumber(desk, readRequired(desk, query, 'clinicianID'), 'clinicianID')
  const body = readBody(desk, 'PersonalNumber')
  const number = readNumberInBody(desk, body)
  for (const name of ['FirstName', 'LastName']) readRequired(desk, propertiesOf(body), name)
  desk.admit()
  areKnown(desk, { clinicID, clinicianID })
  if (world.patients.has(keyOf(number))) desk.object({ reason: 'registered', parameter: 'SSN' })
  const patient = behaviour.storedPatient(patientOf(body, number))
  behaviour.storePatient(world, patient)
  return behaviour.patientAnswer(patient, call)
}

/** The patient whom a body describes; what it leaves out is stored as an empty text. */
export function patientOf(body: Record<string, unknown>, number: PartialNumber): Patient {
  const text = propertiesOf(body)
  return {
    FirstName: text('FirstName') ?? '',
    LastName: text('LastName') ?? '',
    PostalCode: text('PostalCode') ?? '',
    Email: text('Email') ?? '',
    MobilePhoneNumber: text('MobilePhoneNumber') ?? '',
    // A part can only be missing where the behaviour lets it.
    PersonalNumber: number as PersonalNumber,
  }
}
