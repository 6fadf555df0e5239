import { readFileSync } from 'node:fs'

/** Level by requirement, as the tables of a profile's reading have them. */
export function levelsIn(profile: string): Map<string, string> {
  const rows = readFileSync(`docs/reading/${profile}.md`, 'utf8').matchAll(
    new RegExp(`^\\| (${profile.toUpperCase()}-\\S+) +\\| (\\w+) +\\|`, 'gm'),
  )
  return new Map([...rows].map(([, id, level]) => [id!, level!] as const))
}
