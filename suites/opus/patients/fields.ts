import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds } from '../../../engine/finding.ts'
import { toJson } from '../../../engine/json.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import type { OpusPatient } from '../../../generators/opus-patient.ts'
import { bodyOf, leavesOf, type PATIENT_TEXTS, property, readNumber, sameNumber } from '../shapes.ts'
import { heldBy, leaning, unjudgeable } from '../statuses.ts'
import { isPatient } from './registry.ts'

type Field = (typeof PATIENT_TEXTS)[number]

/** getPatient answers a registered patient with that patient; a 404 is OPUS-PAT-10's matter. */
export function isThatPatient(patient: OpusPatient, exchange: Exchange): Finding {
  const expected = '200 with that patient'
  const what = 'getPatient of a registered patient'
  if (exchange.response?.status === 404) {
    return leaning(`${what}: 404`, 'OPUS-PAT-10', [exchange])
  }
  if (!isAccepted(exchange)) {
    return unjudgeable(what, exchange) ?? broken(expected, `${what}: ${came(exchange)}`, [exchange])
  }
  const number = readNumber(bodyOf(exchange))
  if (!number) {
    return leaning(`${what}: no PersonalNumber can be read`, 'OPUS-SHAPE-01', [exchange])
  }
  if (sameNumber({ ...patient.PersonalNumber }, number))
    return heldBy([200], `${what}: ${status(exchange)}`, [exchange])
  const { Year, Month, Day, ExtraDigits } = number
  const actual = `the answer is ${Year}-${Month}-${Day}-${ExtraDigits}, asked for was ${Object.values(patient.PersonalNumber).join('-')}`
  return broken(expected, actual, [exchange])
}

/** getPatient answers fields as they were sent. */
export function cameBack(patient: OpusPatient, fields: readonly Field[], exchange: Exchange): Finding {
  const what = 'getPatient of the created patient'
  const expected = `200 with ${fields.join(', ')} as they were sent`
  if (exchange.response?.status === 404) return broken(expected, `${what}: 404`, [exchange])
  if (!isAccepted(exchange)) {
    return unjudgeable(what, exchange) ?? leaning(`${what}: ${came(exchange)}`, 'OPUS-PAT-01', [exchange])
  }
  const body = bodyOf(exchange)
  const number = readNumber(body)
  if (number && !isPatient(exchange, patient.PersonalNumber)) {
    return leaning(`${what}: another patient's answer`, 'OPUS-PAT-01', [exchange])
  }
  const leaves = leavesOf(body)
  const wrong = fields.filter((field) => property(body, field) !== patient[field])
  // Under another name, or in an object of its own, it did come back.
  const elsewhere = wrong.filter((field) => property(body, field) === undefined && leaves.includes(patient[field]))
  const lost = wrong.filter((field) => !elsewhere.includes(field))
  if (lost.length > 0 && number) {
    const actual = lost.map(
      (field) => `${field} ${inWords(patient[field])} came back as ${inWords(property(body, field))}`,
    )
    return broken(expected, actual.join('; '), [exchange])
  }
  if (wrong.length > 0) {
    const reason = `${what}: ${wrong.join(', ')} cannot be read`
    return leaning(reason, 'OPUS-SHAPE-01', [exchange])
  }
  return holds(`${what}: ${fields.join(', ')} as sent`, [exchange])
}

const inWords = (value: unknown): string => (value === undefined ? 'nothing' : toJson(value))
