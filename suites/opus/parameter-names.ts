import type { Change } from '../../engine/exchange.ts'
import type { Operation } from './api.ts'

/** "Some examples: 'Invalid SSN'": any of these will do for any part of a personal number. */
const PERSONAL_NUMBER = ['ssn', 'personalnumber', 'birth']

/** Without regard to case, spaces and signs. */
export const folded = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/**
 * What the body of a 400 may name where these parameters are missing or invalid: each of them, what they are part of, and
 * "SSN" for parts of a personal number. None where the body as a whole is what is wrong.
 */
export function namesOf(operation: Operation, changes: readonly Change[]): string[] {
  const places = changes.map(({ at }) => at.split('/').slice(1)).filter((place) => place.length > 0)
  if (places.length === 0 || changes.some(({ at }) => at.startsWith('header/'))) return []
  const inBody = changes.some(({ at }) => at.startsWith('body/'))
  // createPatient's body is the patient itself.
  const whole = operation === 'createPatient' && inBody ? ['patient'] : []
  const names = [...places.flat(), ...whole].map((name) => folded(name).replace(/id$/, ''))
  const ofPatient = operation === 'getPatient' || operation === 'getBookings'
  const isNumber = ofPatient || places.some((place) => place.includes('PersonalNumber'))
  return [...new Set([...names, ...(isNumber ? PERSONAL_NUMBER : [])])]
}
