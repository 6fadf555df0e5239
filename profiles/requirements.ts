import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { loaded } from '../engine/lazy.ts'
import { ProfileError } from '../engine/profile-error.ts'
import type { Requirement, Row } from '../engine/requirement.ts'
import type { FoundProfile } from './found-profile.ts'
import { PROFILES } from './index.ts'

/**
 * A profile's register.
 *
 * @throws ProfileError with all that is wrong with it.
 */
export async function requirementsOf({ ref, manifest, folder }: FoundProfile): Promise<readonly Requirement[]> {
  const { requirements = [] } = manifest
  // The built-in registers were checked when they were generated. Rows that are derived are sound as they are made, and
  // their clauses are looked up only when somebody reads them.
  if (PROFILES.includes(ref) || ref === manifest.openapi)
    return (await loaded(requirements as Exclude<typeof requirements, string>)) as Requirement[]
  const { completeRow, flawsOfRegister, readRegister } = await import('./register.ts')
  if (typeof requirements !== 'string') {
    const rows = await loaded(requirements)
    const flaws = flawsOfRegister(rows)
    if (flaws.length > 0) throw new ProfileError(ref, flaws)
    return rows.map(completeRow)
  }
  let rows: Row[]
  try {
    rows = readRegister(readFileSync(resolve(folder, requirements), 'utf8'))
  } catch (error) {
    throw new ProfileError(requirements, (error as Error).message.split('\n'))
  }
  return rows.map(completeRow)
}
