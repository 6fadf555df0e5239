import type { RequirementReport, TargetReport } from '../model.ts'

/** The questions as a text to send to the vendor: what the document says, how we read it, and what the server does. */
export function questionsAsText(rules: readonly RequirementReport[], target: TargetReport): string {
  const questions = rules.map(({ id, title, clause, question, expected, actual, message }, at) =>
    [
      `${at + 1}. ${id}: ${title}`,
      `   ${clause.document}, ${clause.section}: "${clause.quote}"`,
      ...(clause.silent === undefined ? [] : [`   ${clause.silent}`]),
      ...(expected === undefined ? [`   ${message}`] : [`   We read it so: ${expected}.`, `   The server: ${actual}.`]),
      `   ${question ?? 'Is that what is meant?'}`,
    ].join('\n'),
  )
  return [`Questions on ${target.baseUrl} (profile ${target.profile}):`, ...questions].join('\n\n')
}
