import { faker as en } from '@faker-js/faker/locale/en'
import { faker as es } from '@faker-js/faker/locale/es'
import { faker as pl } from '@faker-js/faker/locale/pl'
import { faker as sv } from '@faker-js/faker/locale/sv'
import { draw, hasNonAscii, isWord, namesOf, type PersonName, type Sex } from './name.ts'
import { seeded } from './seeded.ts'

/**
 * A made-up name of two Swedish, Polish or Spanish first names joined by a hyphen and a double last name, each with an
 * apostrophe and a non-ASCII letter: `Łucja-D'Maria Podgórski-O'Hara`.
 */
export function doubleName(seed: number, sex: Sex): PersonName {
  const faker = seeded(en, seed, 'double name')
  const { firstNames, lastNames } = namesOf(faker.helpers.arrayElement([sv, pl, es]), sex)
  return {
    firstName: `${draw(faker, firstNames, hasNonAscii)}-D'${draw(faker, firstNames, isWord)}`,
    lastName: `${draw(faker, lastNames, hasNonAscii)}-${draw(faker, namesOf(en, sex).lastNames, hasApostrophe)}`,
  }
}

const hasApostrophe = (name: string) => name.includes("'")
