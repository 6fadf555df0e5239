import type { RequirementReport } from '../model.ts'
import { question } from '../verdicts.ts'

/** Characters that a line in a list can have; narrower ones cut it once more. */
const BRIEF = 160

/** What a judge says of several requests is joined by semicolons: each of them apart. */
export function statements(text: string): string[] {
  return text.split('; ')
}

/** What the vendor is asked about a rule, for a line in a list. */
export function questionInBrief(rule: RequirementReport): string {
  return question({ ...rule, ...(rule.actual === undefined ? {} : { actual: brief(rule.actual) }) })
}

/** As much of a text as the mouse can show of it. */
export const hint = (text: string): string => (text.length > HINT ? `${text.slice(0, HINT)}…` : text)

const HINT = 500

/** The first thing that was said, without the body that came, for a line in a list. */
export function brief(text: string): string {
  const [first = '', ...more] = statements(text)
  const short = first.replace(/ with ["[{].*$/s, '')
  if (short.length > BRIEF) return `${short.slice(0, BRIEF)}…`
  return more.length > 0 ? `${short} …` : short
}
