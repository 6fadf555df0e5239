import { faker } from '@faker-js/faker/locale/en'
import type { Id } from './opus-world.ts'
import { seeded } from './seeded.ts'

/** A number that is none of those known, from the upper end of 31 bits, where no target's own counter has got to. */
export function unusedId(seed: number, subject: string, known: readonly unknown[]): number {
  const drawn = seeded(faker, seed, subject)
  let id: number
  do id = drawn.number.int({ min: 2_000_000_000, max: 2 ** 31 - 1 })
  while (known.includes(id))
  return id
}

const GUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i

/**
 * An ID of the form of those known (a number, a string of digits, a string with a GUID in it, any other string) that is
 * none of them.
 */
export function unusedIdLike(seed: number, subject: string, known: readonly Id[]): string | number {
  const [example] = known
  if (typeof example !== 'string') return unusedId(seed, subject, known)
  if (GUID.test(example)) return example.replace(GUID, seeded(faker, seed, subject).string.uuid())
  const number = unusedId(seed, subject, known.map(Number))
  return /^\d+$/.test(example) ? String(number) : `${example}-${number}`
}
