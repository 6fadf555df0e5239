import { faker } from '@faker-js/faker/locale/en'
import { seeded } from './seeded.ts'

const plain = [
  'Upper right first molar, shade A2.',
  'Check the contact point before milling.',
  'Lower arch only, no bite registration.',
  'Please call the clinic before shipping.',
]

const nonAscii = [
  "Överkäke före underkäke, l'arcade supérieure d'abord, blöt kant på 26-27.",
  "Próg na zębie 14-15, patient d'origine polonaise, lätt förskjutning åt höger.",
  "Señal de desgaste en 46-47, l'occlusion à vérifier, górny łuk bez zmian.",
]

/** A short note to the lab: ASCII sentences, or one with non-ASCII letters, apostrophes and hyphens. */
export function notes(seed: number, spelling: 'plain' | 'non-ascii'): string {
  return seeded(faker, seed, 'notes').helpers.arrayElement(spelling === 'plain' ? plain : nonAscii)
}

/** Length of {@link longNotes}. */
const LONG = 2000

/**
 * A note of exactly 2,000 UTF-16 units (what .NET, Java, JavaScript and most databases call a character), with line
 * breaks of both kinds, quotes, angle brackets and emoji. One emoji lies outside the Basic Multilingual Plane, so that
 * a store without four-byte UTF-8 shows, and one inside it: that makes 1,999 code points, and a server that takes 2,000
 * characters takes the note whichever of the two it counts. It neither begins nor ends with white space.
 */
export function longNotes(seed: number): string {
  const drawn = seeded(faker, seed, 'long notes')
  const head = `Dr "A" wrote: 'use <b>shade A2</b>, keep < 2 mm & > 1 mm' 🦷 ✨\r\nSecond line\n`
  const sentences = drawn.helpers.shuffle(plain).join('\n')
  const filler = `${sentences}\n`.repeat(Math.ceil(LONG / sentences.length))
  return (head + filler)
    .slice(0, LONG - 1)
    .trimEnd()
    .padEnd(LONG, '.')
}
