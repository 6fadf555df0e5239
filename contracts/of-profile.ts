import { resolve } from 'node:path'
import { loaded } from '../engine/lazy.ts'
import { ProfileError } from '../engine/profile-error.ts'
import type { Target } from '../engine/target.ts'
import { findProfile } from '../profiles/find.ts'
import type { FoundProfile } from '../profiles/found-profile.ts'
import { checkPact } from './check/check.ts'
import type { Finding } from './check/finding.ts'
import type { Pact } from './check/pact.ts'
import type { ProfileRules } from './check/profile.ts'
import type { ProfileParts } from './verification/states/arranger.ts'

/** What is found of a pact, by the file's name. */
export type Check = (pact: Pact, name: string) => Finding[] | Promise<Finding[]>

/**
 * How pacts of a profile are checked: by what it has about them, or else by its OpenAPI document.
 *
 * @throws ProfileError for a profile that has neither.
 */
export async function checkOf(found: FoundProfile): Promise<Check> {
  const { pact, name } = found.manifest
  if (pact) {
    const rules = (await loaded(pact.rules)) as ProfileRules
    return (one, file) => checkPact(one, file, rules)
  }
  const [document, { checkByDocument }] = await Promise.all([documentOf(found), import('./check-document.ts')])
  return (one, file) => checkByDocument(document, name, one, file)
}

/**
 * What verification needs to know of a target's profile.
 *
 * @throws ProfileError for a profile that has nothing about pacts, and no OpenAPI document.
 */
export async function providerParts(target: Target): Promise<ProfileParts> {
  const found = await findProfile(target.module ?? target.profile, process.cwd())
  const { pact } = found.manifest
  if (pact) return (await loaded(pact.provider)) as ProfileParts
  const [document, { partsByDocument }] = await Promise.all([
    documentOf(found),
    import('./verification/by-document.ts'),
  ])
  return partsByDocument(document, target)
}

/** A document's parser is loaded only for a profile that is judged by it. */
async function documentOf({ ref, manifest: { openapi }, folder }: FoundProfile) {
  if (openapi === undefined)
    throw new ProfileError(
      ref,
      ['it has no OpenAPI document, by which pacts would be judged'],
      'Add `openapi` to its manifest',
    )
  return (await import('../derive/compat.ts')).loadDocument(resolve(folder, openapi))
}
