import { expect, test } from 'vitest'
import { coverage } from '../contracts/check/coverage.ts'
import { findProfile } from '../profiles/find.ts'
import { requirementsOf } from '../profiles/requirements.ts'
import { WRONG } from './support/partner-mistakes.ts'

const profiles = Object.keys(coverage) as (keyof typeof coverage)[]

test.each(profiles)(
  '%s: every requirement has a check, or a reason why a pact cannot contradict it',
  async (profile) => {
    const requirements = await requirementsOf(await findProfile(profile, '/'))
    expect(Object.keys(coverage[profile]).sort()).toEqual(requirements.map(({ id }) => id).sort())
  },
)

test.each(profiles)('%s: each check has a pact that it finds, and nothing else is found', (profile) => {
  const shown = WRONG[profile].flatMap(([requirement, , , also]) => [requirement, also ?? []].flat())
  const checked = Object.entries(coverage[profile]).filter(([, row]) => 'check' in row)
  expect([...new Set(shown.filter((id) => id !== null))].sort()).toEqual(checked.map(([id]) => id).sort())
})
