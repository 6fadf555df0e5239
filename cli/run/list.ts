import type { Requirement } from '../../engine/requirement.ts'

/** The rules as a table: ID, level, title. */
export function formatList(requirements: readonly Requirement[]): string {
  const width = Math.max(...requirements.map(({ id }) => id.length))
  return requirements.map(({ id, level, title }) => `${id.padEnd(width)}  ${level.padEnd(7)}  ${title}`).join('\n')
}

/** The rules as JSON, with what they are chosen and grouped by. */
export const listAsJson = (requirements: readonly Requirement[]) =>
  JSON.stringify(
    requirements.map(({ id, level, area, title, operations }) => ({ id, level, area, title, operations })),
    null,
    2,
  )
