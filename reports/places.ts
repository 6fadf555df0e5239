import { statements } from './statements.gen.ts'

/** Where something stands in a file of the repository; lines and columns count from 1, the end is past the last column. */
export interface Place {
  file: string
  line: number
  column: number
  endColumn: number
}

/**
 * The statements of a profile's OpenAPI document that a requirement is traced to, the one that speaks most of it first.
 * A requirement that this version knows no statement of stands for the whole document.
 */
export function placesOf(profile: string, requirement: string): [Place, ...Place[]] {
  const file = `openapi/${profile}.yaml`
  const [first = [1, 1, 1], ...rest] = statements[requirement] ?? []
  const place = ([line, column, endColumn]: readonly [number, number, number]) => ({ file, line, column, endColumn })
  return [place(first as [number, number, number]), ...rest.map(place)]
}
