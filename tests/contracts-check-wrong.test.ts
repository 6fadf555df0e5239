import { describe, expect, test } from 'vitest'
import type { Finding } from '../contracts/check/finding.ts'
import { readPact } from '../contracts/check/pact-file.ts'
import { checkPact } from './support/contracts.ts'
import { type Draft, type PactVersion, pactOf } from './support/pact-drafts.ts'
import { WRONG } from './support/partner-mistakes.ts'

/** Findings on the drafts as a pact of that version. */
async function findingsOn(profile: string, drafts: Draft[], version: PactVersion): Promise<Finding[]> {
  const pact = readPact(JSON.stringify(pactOf(profile, drafts, version)))
  return checkPact(pact, 'partner.json', profile)
}

const cases = Object.entries(WRONG).flatMap(([profile, mistakes]) =>
  mistakes.map(([requirement, what, drafts, also]) => ({
    profile: profile,
    requirement,
    what,
    drafts: [drafts].flat(),
    also: [also ?? []].flat(),
  })),
)

/** What needs params of states, or generators, cannot be said before version 3. */
const needsV3 = ({ drafts }: { drafts: Draft[] }) =>
  drafts.some(({ fromState, states }) => fromState !== undefined || states?.some(({ params }) => params !== undefined))

describe('a pact that asks for more than is promised is found under the requirement that it breaks, and no other', () => {
  for (const version of [2, 3, 4] as PactVersion[]) {
    test.each(cases.filter((one) => version > 2 || !needsV3(one)))(
      `$profile $requirement, $what, in version ${version}`,
      async ({ profile, requirement, drafts, also }) => {
        const findings = await findingsOn(profile, drafts, version)
        expect(new Set(findings.map((one) => one.requirement))).toEqual(new Set([requirement, ...also]))
      },
    )
  }
})
