import { isObject } from '../body.ts'
import type { Attempt, Problem } from './attempt.ts'
import { absence, idShape, numberShape, optionalText, problem, requiredText } from './shapes.ts'

/** A field's check: what is wrong with it, or undefined. Whose clinic it is, is not held against a stranger. */
export type Check = (at: Attempt) => Problem | undefined

export function checkBody({ sent }: Attempt): Problem | undefined {
  if (sent.empty) return problem('body', 'not-json', 'is empty; a JSON object is expected')
  if (!sent.declared) return problem('body', 'not-json', 'is not declared as application/json')
  if (!sent.valid) return problem('body', 'not-json', 'is not valid JSON')
  return isObject(sent.value) ? undefined : problem('body', 'type', 'is not a JSON object')
}

export function checkCompanyId({ body: { companyId }, doctor }: Attempt): Problem | undefined {
  const wrong = absence('companyId', companyId) ?? idShape('companyId', companyId)
  if (wrong || !doctor || companyId === doctor.companyId) return wrong
  return problem('companyId', 'not-yours', "is not the doctor's clinic")
}

export function checkScannerSerialNumber({ body: { scannerSerialNumber }, clinic }: Attempt): Problem | undefined {
  const wrong = requiredText('scannerSerialNumber', scannerSerialNumber)
  if (wrong || !clinic || clinic.scannerSerialNumbers.includes(scannerSerialNumber as string)) return wrong
  return problem('scannerSerialNumber', 'not-yours', 'is not a scanner of the clinic')
}

export function checkProcedureMapId({ body: { procedureMapId }, map }: Attempt): Problem | undefined {
  const wrong = absence('procedureMapId', procedureMapId) ?? idShape('procedureMapId', procedureMapId)
  if (wrong || map) return wrong
  return problem('procedureMapId', 'unknown', 'is not among the available procedure maps')
}

export function checkPatient({ body: { patient } }: Attempt): Problem | undefined {
  return (
    absence('patient', patient) ?? (isObject(patient) ? undefined : problem('patient', 'type', 'must be an object'))
  )
}

/** A check of a property of the patient; without a patient there is nothing more to say about it. */
function ofPatient(name: string, check: (field: string, value: unknown, at: Attempt) => Problem | undefined): Check {
  const field = `patient.${name}`
  return (at) => at.patient && check(field, at.patient[name], at)
}

export const checkFirstName = ofPatient('firstName', requiredText)
export const checkLastName = ofPatient('lastName', requiredText)
export const checkMi = ofPatient('mi', optionalText)
export const checkChartNumber = ofPatient('chartNumber', optionalText)
export const checkZipCode = ofPatient('zipCode', optionalText)

export function checkNotes({ body: { notes } }: Attempt): Problem | undefined {
  return optionalText('notes', notes)
}

export const checkGender = ofPatient('gender', (field, value) => {
  const wrong = absence(field, value) ?? numberShape(field, value)
  if (wrong || value === 0 || value === 1) return wrong
  return problem(field, 'value', 'must be 0 (male) or 1 (female)')
})

/** `YYYY-MM-DDTHH:MM:ss.SSSZ` or `YYYY-MM-DD`. */
const BIRTH = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})\.\d{3}Z)?$/

export const checkDateOfBirth = ofPatient('dateOfBirth', (field, value, { now }) => {
  const wrong = absence(field, value)
  if (wrong) return wrong
  if (typeof value !== 'string') return problem(field, 'type', 'must be a string')
  const parts = BIRTH.exec(value)
  if (!parts) return problem(field, 'format', 'must be YYYY-MM-DD or YYYY-MM-DDTHH:MM:ss.SSSZ')
  const [, year, month, day, hour = 0, minute = 0, second = 0] = parts
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  const exists =
    date.getUTCMonth() === Number(month) - 1 && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60
  if (!exists) return problem(field, 'no-such-date', 'is a date that does not exist')
  return date.getTime() > now ? problem(field, 'future', 'is in the future') : undefined
})

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function checkRxId({ body: { rxId }, rx, doctor }: Attempt): Problem | undefined {
  const absent = absence('rxId', rxId)
  if (absent) return absent
  if (typeof rxId !== 'string') return problem('rxId', 'type', 'must be a string')
  if (!GUID.test(rxId)) return problem('rxId', 'format', 'is not a GUID')
  if (!rx) return problem('rxId', 'unknown', 'names no existing RX')
  return !doctor || rx.companyId === doctor.companyId
    ? undefined
    : problem('rxId', 'not-yours', 'is the RX of another clinic')
}

/** The document does not say what becomes of properties that it does not have; this mock passes over them. */
export function checkProperties(_at: Attempt): Problem | undefined {
  return undefined
}
