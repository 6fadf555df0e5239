import { plural } from '../engine/words.ts'

/**
 * The text where it has so many characters at most; otherwise its beginning, and a word on how much is left out and
 * where all of it is. What is added to it is not counted: {@link CUT_WORDS} is its length at the most.
 */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text
  // Half of a surrogate pair would be a character that nobody wrote.
  const kept = text.slice(0, max).replace(/[\ud800-\udbff]$/, '')
  return `${kept}… (cut: ${plural(text.length - kept.length, 'more character')} in report.json)`
}

/** The length of what {@link shorten} may add to a text. */
export const CUT_WORDS = 60
