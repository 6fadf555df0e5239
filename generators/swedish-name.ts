import { faker as sv } from '@faker-js/faker/locale/sv'
import { draw, hasNonAscii, namesOf, type PersonName, type Sex } from './name.ts'
import { seeded } from './seeded.ts'

/**
 * A made-up Swedish name of letters alone, with some outside ASCII in the first name and in the last: `Åsa Strömberg`.
 */
export function swedishName(seed: number, sex: Sex): PersonName {
  const faker = seeded(sv, seed, 'swedish name')
  const { firstNames, lastNames } = namesOf(sv, sex)
  return { firstName: draw(faker, firstNames, hasNonAscii), lastName: draw(faker, lastNames, hasNonAscii) }
}
