import type { Level } from '../../engine/requirement.ts'
import type { VerdictName } from '../../engine/verdict.ts'
import type { RequirementReport } from '../model.ts'

/** What the list of rules is narrowed to; an empty choice lets everything through. */
export interface Filter {
  words: string
  verdicts: readonly VerdictName[]
  levels: readonly Level[]
  operation: string
  /** An area, or the ID of one requirement. */
  requirement: string
}

export const everything: Filter = { words: '', verdicts: [], levels: [], operation: '', requirement: '' }

export function matches(rule: RequirementReport, filter: Filter): boolean {
  const { words, verdicts, levels, operation, requirement } = filter
  if (verdicts.length && !verdicts.includes(rule.verdict)) return false
  if (levels.length && !levels.includes(rule.level)) return false
  if (operation && !rule.operations.includes(operation)) return false
  if (requirement && requirement !== rule.id && requirement !== rule.area) return false
  const text = searchText(rule)
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

const texts = new WeakMap<RequirementReport, string>()

function searchText(rule: RequirementReport): string {
  const known = texts.get(rule)
  if (known !== undefined) return known
  const { id, area, title, message, operations, clause, expected = '', actual = '' } = rule
  const text = [id, area, title, message, ...operations, clause.quote, clause.section, expected, actual]
    .join('\n')
    .toLowerCase()
  texts.set(rule, text)
  return text
}

/** The choice with `item` in it where it was not, and without it where it was. */
export function toggled<T>(choice: readonly T[], item: T): T[] {
  return choice.includes(item) ? choice.filter((one) => one !== item) : [...choice, item]
}
