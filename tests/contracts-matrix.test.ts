import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { coverage, type KillMatrix, touchedBy, type Uncovered } from '../contracts/coverage.ts'
import { startVerifier, type Verifier } from '../contracts/verification/verifier.ts'
import { PROFILES } from '../profiles/index.ts'
import { profileNamed } from '../profiles/load.ts'
import { deviationsOf } from '../profiles/mock.ts'
import { notPassing, ownPact } from './support/contracts.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(`../contracts/${name}`, import.meta.url), 'utf8'))
const matrix = read('kill-matrix.json') as KillMatrix
const uncovered = read('uncovered.json') as Uncovered

let verifier: Verifier
beforeAll(() => {
  verifier = startVerifier()
})
afterAll(() => verifier.close())

describe.each(PROFILES)('the contracts with %s', async (profile) => {
  const { defects } = await deviationsOf(profile)
  const { requirements } = await profileNamed(profile)
  const own = ownPact(profile)
  const rows = coverage(requirements, defects, [own], matrix[profile]!, uncovered)

  test('are in a matrix that has every defect, and no other', () => {
    expect(Object.keys(matrix[profile]!).sort()).toEqual(defects.map(({ id }) => id).sort())
  })

  test('name requirements of the register', () => {
    const known = requirements.map(({ id }): string => id)
    expect(own.pact.interactions.flatMap(touchedBy).filter((id) => !known.includes(id))).toEqual([])
  })

  test('cover a requirement, or tell the reason why they do not', () => {
    const silent = rows.filter(({ caught, reason }) => caught === 0 && reason === undefined).map(({ id }) => id)
    const needless = rows.filter(({ caught, reason }) => caught > 0 && reason !== undefined).map(({ id }) => id)
    expect({ silent, needless }).toEqual({ silent: [], needless: [] })
  })

  // Of each requirement that is covered the defect that most interactions fail on, with two of those that touch it.
  const sampled = requirements.flatMap(({ id }) => {
    const touching = own.pact.interactions.filter((one) => touchedBy(one).includes(id)).map((one) => one.description)
    const [caught] = defects
      .filter(({ requirement }) => requirement === id)
      .map((defect) => ({ id: defect.id, all: matrix[profile]![defect.id]! }))
      .map(({ id, all }) => ({ id, all, failing: all.filter((one) => touching.includes(one)) }))
      .filter(({ failing }) => failing.length > 0)
      .toSorted((one, other) => other.all.length - one.all.length)
    return caught ? [[id, caught.id, caught.failing.slice(0, 2)] as const] : []
  })

  test.each(sampled)('name %s where the mock has the defect %s', async (_id, defect, failing) => {
    const failingIn = async (descriptions: string[]) => {
      const found = await notPassing(verifier, profile, { defects: [defect] }, ownPact(profile, descriptions))
      return found.map(({ description }) => description).filter((one) => failing.includes(one))
    }
    const alone = await failingIn(failing)
    // What shows on one clinic or slot alone shows where the interactions before it have led to that one.
    const descriptions = own.pact.interactions.map(({ description }) => description)
    const last = descriptions.findLastIndex((one) => failing.includes(one))
    const found = alone.length > 0 ? alone : await failingIn(descriptions.slice(0, last + 1))
    expect(found.sort()).toEqual([...failing].sort())
  })
})

test('reasons are given for requirements that there are', async () => {
  const profiles = await Promise.all(PROFILES.map((profile) => profileNamed(profile)))
  const known = profiles.flatMap(({ requirements }) => requirements.map(({ id }): string => id))
  const ids = Object.values(uncovered).flat()
  expect(ids.filter((id) => !known.includes(id))).toEqual([])
  expect(new Set(ids).size).toBe(ids.length)
})
