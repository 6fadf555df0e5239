import type { Requirement } from './requirement.ts'

/** The IDs of the other side's requirements that rest on the same words of the document and speak of the same operations. */
export function ofSameClause({ clause, operations }: Requirement, others: readonly Requirement[]): string[] {
  const speakOfOne = (one: Requirement) =>
    operations.length === 0 ||
    one.operations.length === 0 ||
    one.operations.some((operation) => operations.includes(operation))
  return others
    .filter(
      (one) =>
        one.clause.document === clause.document &&
        (one.clause.quote.includes(clause.quote) || clause.quote.includes(one.clause.quote)) &&
        speakOfOne(one),
    )
    .map(({ id }) => id)
}
