/** A seeded source of the values that a mock makes up. Not for secrets. */
export interface Random {
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number
  /** One of the items, which must not be empty. */
  pick<Item>(items: readonly Item[]): Item
  /** So many characters of the alphabet. */
  text(length: number, alphabet: string): string
  /** A GUID of version 4 in lower case, with hyphens. */
  guid(): string
}

const DIGITS = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0))
const HYPHEN = '-'.charCodeAt(0)

/** The same seed gives the same values in the same order. The generator is Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0

  /** 32 random bits, unsigned. */
  function bits(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }

  const integer = (min: number, max: number) => min + Math.floor((bits() / 2 ** 32) * (max - min + 1))

  return {
    integer,
    pick: (items) => items[integer(0, items.length - 1)]!,
    text(length, alphabet) {
      let text = ''
      while (text.length < length) text += alphabet[integer(0, alphabet.length - 1)]
      return text
    },
    guid: () => formatGuid([bits(), (bits() & 0xffff0fff) | 0x00004000, (bits() & 0x3fffffff) | 0x80000000, bits()]),
  }
}

/** Where the hyphens of a GUID stand. */
const HYPHENS = new Set([8, 13, 18, 23])
const guidBytes = Buffer.alloc(36, HYPHEN)
const digitPlaces = Array.from(guidBytes.keys()).filter((place) => !HYPHENS.has(place))

/**
 * Four words of 32 bits as a GUID. It is written to bytes first: put together from pieces it would be a rope of strings,
 * which is slow to keep and to look up, and mocks keep many.
 */
function formatGuid(words: readonly number[]): string {
  for (let digit = 0; digit < 32; digit++)
    guidBytes[digitPlaces[digit]!] = DIGITS[(words[digit >> 3]! >>> (28 - 4 * (digit & 7))) & 0xf]!
  return guidBytes.toString('latin1')
}
