import type { Faker } from '@faker-js/faker'
import { faker as en } from '@faker-js/faker/locale/en'
import { seeded } from './seeded.ts'

export interface PersonName {
  firstName: string
  lastName: string
}

export type Sex = 'male' | 'female'

/** A made-up name of one first and one last name, of ASCII letters alone: `Ola Murray`. */
export function plainName(seed: number, sex: Sex): PersonName {
  const faker = seeded(en, seed, 'name')
  const { firstNames, lastNames } = namesOf(en, sex)
  return { firstName: draw(faker, firstNames, isPlain), lastName: draw(faker, lastNames, isPlain) }
}

/** How the names of an order are spelt, besides plainly. */
export type Names = 'non-ascii' | 'one-letter' | 'fifty-letters'

/** A made-up name whose parts have one letter each, or fifty: `O M`. */
export function lengthNames(seed: number, length: 'one-letter' | 'fifty-letters'): PersonName {
  const { firstName, lastName } = plainName(seed, 'male')
  const letters = length === 'one-letter' ? 1 : 50
  const cut = (name: string) =>
    name.charAt(0) +
    name
      .slice(1)
      .toLowerCase()
      .repeat(letters)
      .slice(0, letters - 1)
  return { firstName: cut(firstName), lastName: cut(lastName) }
}

/** The names that a locale has. */
export function namesOf(faker: Faker, sex: Sex) {
  const { first_name, last_name } = faker.definitions.person
  return {
    firstNames: first_name?.[sex] ?? first_name?.generic ?? [],
    lastNames: last_name?.[sex] ?? last_name?.generic ?? [],
  }
}

/** One of the names that suit, by the faker's next draw. */
export function draw(faker: Faker, names: readonly string[], suits: (name: string) => boolean): string {
  return faker.helpers.arrayElement(names.filter(suits))
}

const isPlain = (name: string) => /^[A-Za-z]+$/.test(name)
export const isWord = (name: string) => /^\p{L}+$/u.test(name)
export const hasNonAscii = (name: string) => isWord(name) && !isPlain(name)
