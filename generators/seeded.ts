import type { Faker } from '@faker-js/faker'

/**
 * The locale's faker with its draws fixed by the seed and by their subject, so that the values of one noun do not shift
 * when another draws once more. A locale's faker is shared: draw all that is needed before it is seeded again.
 *
 * @param seed any integer
 * @param subject what is drawn: `patient`, `order`
 */
export function seeded(faker: Faker, seed: number, subject: string): Faker {
  faker.seed([seed, ...Array.from(subject, (letter) => letter.charCodeAt(0))])
  return faker
}
