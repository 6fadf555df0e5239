import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startVerifier, type Verifier } from '../../contracts/verification/verifier.ts'
import { deviationsOf } from '../../profiles/mock.ts'
import { notPassing } from './contracts.ts'

/** The tests that the package's pact with a profile asks nothing that a conforming server may do otherwise. */
export function holdsOnEveryVariant(profile: string): void {
  let verifier: Verifier
  beforeAll(() => {
    verifier = startVerifier()
  })
  afterAll(() => verifier.close())

  describe(`the pact with ${profile} passes`, async () => {
    const { variants } = await deviationsOf(profile)
    test('on the mock as it is', async () => {
      expect(await notPassing(verifier, profile, {})).toEqual([])
    })

    test.each(variants.map(({ id }) => id))('on the variant %s', async (id) => {
      expect(await notPassing(verifier, profile, { variants: [id] })).toEqual([])
    })
  })
}
