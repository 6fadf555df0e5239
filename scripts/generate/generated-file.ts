/** One file that this repository keeps in step with its source. */
export interface GeneratedFile {
  /** From the repository's root, with forward slashes. */
  path: string
  text: string
}

/** The command that every generated file names in its first line. */
export const COMMAND = 'node --import tsx scripts/generate.ts'

/** The first line of a file generated from `source` (a path from the repository's root). */
export function header(source: string): string {
  return `// Generated from ${source} by \`${COMMAND}\`. Do not edit.\n`
}
