/** Levels and values beyond which JSON is not read: nobody's answer has so many, and all that walks it would take its time. */
const MOST_LEVELS = 64
const MOST_VALUES = 200_000

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c]
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])

/** How much JSON a text is. */
export interface Extent {
  /** Objects, arrays and what they hold, for as far as they were counted; 0 for what is no JSON. */
  values: number
  /** In which way it is more than is read, in words. */
  excess?: string
}

/** Counts the values of a JSON text, as far as it can be read. */
export function extentOf(text: string): Extent {
  let levels = 0
  let values = 0
  if (!/^\s*[[{]/.test(text)) return { values }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = endOfString(text, at)
    else if (code === COMMA) values++
    else if (CLOSING.has(code)) levels--
    else if (OPENING.has(code)) {
      values++
      if (++levels > MOST_LEVELS) return { values, excess: `JSON of more than ${MOST_LEVELS} levels is not read` }
    }
    if (values > MOST_VALUES) {
      return { values, excess: `JSON of more than ${MOST_VALUES.toLocaleString('en-US')} values is not read` }
    }
  }
  return { values }
}

function endOfString(text: string, from: number): number {
  let at = from + 1
  for (; at < text.length && text.charCodeAt(at) !== QUOTE; at++) if (text.charCodeAt(at) === BACKSLASH) at++
  return at
}
