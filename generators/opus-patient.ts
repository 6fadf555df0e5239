import { faker } from '@faker-js/faker/locale/sv'
import type { components } from '../openapi/types/opus.ts'
import { plainName } from './name.ts'
import { type PersonalNumber, type PersonalNumberSeries, personalNumber } from './personal-number.ts'
import { seeded } from './seeded.ts'
import { swedishName } from './swedish-name.ts'

/** Body of `createPatient`, with every field. */
export type OpusPatient = Required<components['schemas']['PatientRequest']> & { PersonalNumber: PersonalNumber }

export interface OpusPatientOptions {
  /** ASCII letters alone (the default), or Swedish names with letters outside ASCII in both. */
  spelling?: 'plain' | 'non-ascii'
  series?: PersonalNumberSeries
}

/**
 * A made-up patient. The e-mail address is at a reserved domain (RFC 2606), the mobile number one of those that the
 * Swedish regulator keeps for books and films: 070-174 06 05 to 070-174 06 99
 * (https://www.pts.se/sv/bransch/telefoni/nummer-och-adressering/telefonnummer-for-anvandning-i-bocker-och-filmer-etc/).
 */
export function opusPatient(seed: number, options: OpusPatientOptions = {}): OpusPatient {
  const drawn = seeded(faker, seed, 'opus patient')
  const sex = drawn.helpers.arrayElement(['male', 'female'] as const)
  const PostalCode = drawn.string.numeric({ length: 5, allowLeadingZeros: false })
  const mailbox = `patient-${drawn.string.numeric(8)}`
  const mobile = drawn.number.int({ min: 605, max: 699 })
  const { firstName, lastName } = options.spelling === 'non-ascii' ? swedishName(seed, sex) : plainName(seed, sex)
  return {
    FirstName: firstName,
    LastName: lastName,
    PostalCode,
    Email: `${mailbox}@example.com`,
    MobilePhoneNumber: `+46701740${mobile}`,
    PersonalNumber: personalNumber(seed, options.series),
  }
}
