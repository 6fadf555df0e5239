import { distance } from 'fastest-levenshtein'
import { listOr } from '../engine/words.ts'

/**
 * The candidates that a misspelt word may stand for, nearest first: those within two edits (one for words of three
 * letters or fewer), or a third of the word's length where that is more. What is more than one edit further off than the nearest is left out. Case does not count.
 */
export function nearest(word: string, candidates: Iterable<string>, atMost = 1): string[] {
  const within = Math.max(word.length < 4 ? 1 : 2, Math.floor(word.length / 3))
  const byEdits = [...new Set(candidates)]
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)
  const fewest = byEdits[0]?.edits ?? 0
  return byEdits
    .filter(({ edits }) => edits <= Math.min(within, fewest + 1))
    .slice(0, atMost)
    .map(({ candidate }) => candidate)
}

/** `Did you mean "account"?`, or nothing where no candidate is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const found = nearest(word, candidates, 3)
  return found.length === 0 ? undefined : `Did you mean ${listOr(found.map((name) => `"${name}"`))}?`
}
