import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startVerifier, type Verifier } from '../contracts/verification/verifier.ts'
import { deviationsOf } from '../profiles/mock.ts'
import { notPassing } from './support/contracts.ts'
import { goTogether, together } from './support/together.ts'

let verifier: Verifier
beforeAll(() => {
  verifier = startVerifier()
})
afterAll(() => verifier.close())

// A pact asks nothing that a conforming server may do otherwise.
describe.each(['itero', 'opus', 'inbox'])('the package’s own pact with %s passes', async (profile) => {
  const { variants } = await deviationsOf(profile)
  const attempt = (group: readonly { id: string }[]) =>
    notPassing(verifier, profile, { variants: group.map(({ id }) => id) })
  const inGroup = together(variants, (group) => goTogether(profile, 'variants', group), attempt)

  test('on the mock as it is', async () => {
    expect(await attempt([])).toEqual([])
  })

  test.each(variants.map((variant) => [variant.id, variant] as const))('on the variant %s', async (_id, variant) => {
    if ((await inGroup(variant)).attempt.length > 0) expect(await attempt([variant])).toEqual([])
  })
})
