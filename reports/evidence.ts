import { visible } from './inert.ts'
import type { RequirementReport } from './model.ts'
import { standsForInWords } from './verdicts.ts'

/** What a verdict rests on, in lines: what was expected and what came, the clause, and the exchanges that show it. */
export function evidence({
  level,
  expected,
  actual,
  message,
  clause,
  standsFor,
  exchanges,
}: RequirementReport): string {
  return [
    // Elsewhere it says again what is expected and actual.
    ...(level === 'assumed' ? [visible(message)] : []),
    ...(expected === undefined ? [] : [`Expected:  ${visible(expected)}`]),
    ...(actual === undefined ? [] : [`Actual:    ${visible(actual)}`]),
    ...(standsFor ? [standsForInWords(standsFor)] : []),
    `Clause:    "${visible(clause.quote)}" (${visible(clause.document)}, ${visible(clause.section)})`,
    ...(exchanges.length ? [`Exchanges: ${exchanges.map((id) => visible(id)).join(', ')}`] : []),
  ].join('\n')
}
