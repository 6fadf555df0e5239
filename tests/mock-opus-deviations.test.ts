import { beforeAll, describe, expect, test } from 'vitest'
import { deviationsOf } from '../profiles/mock.ts'
import type { OpusMockOptions } from '../targets/mock/opus/index.ts'
import { AREAS, sceneOf } from './mock-opus-calls.ts'
import { startClient } from './mock-opus-client.ts'
import type { Scene } from './mock-opus-samples.ts'
import { levelsIn } from './support/reading.ts'

const { defects, variants } = await deviationsOf('opus')

const register = levelsIn('opus')

describe('the register', () => {
  test('was read', () => {
    expect(register.size).toBe(127)
    expect(new Set(register.values())).toEqual(new Set(['must', 'should', 'assumed']))
  })

  test('has every requirement that a defect breaks, and every one that a variant may have warn', () => {
    expect(defects.filter(({ requirement }) => !register.has(requirement))).toEqual([])
    expect(variants.flatMap(({ mayWarn = [] }) => mayWarn).filter((id) => !register.has(id))).toEqual([])
  })

  test.each([...register.keys()])('%s has a defect', (id) => {
    expect(defects.filter(({ requirement }) => requirement === id)).not.toEqual([])
  })
})

/** Where a deviation of a requirement shows, likeliest first. */
function areasOf(requirement: string): string[] {
  const [, area] = requirement.split('-') as [string, string]
  const likely: Record<string, string[]> = {
    KEY: ['keys'],
    PAT: ['patients', 'bookings', 'nearlyValid'],
    BOOK: ['bookings', 'nearlyValid'],
    CLINIC: ['lists', 'filteredLists'],
    CLINICIAN: ['lists', 'filteredLists'],
    TREAT: ['lists', 'filteredLists'],
    FILTER: ['lists', 'slots', 'nearlyValid'],
    SLOT: ['slots', 'nearlyValid', 'filteredSlots'],
    DOWN: ['outage'],
  }
  return likely[area] ?? Object.keys(AREAS)
}

const conforming: Record<string, string[]> = {}
let scene: Scene

/** Status and body of each answer of an area. */
async function* answersTo(area: string, options: OpusMockOptions = {}): AsyncGenerator<string> {
  const client = await startClient(options)
  try {
    for (const call of AREAS[area]!(client, scene)) {
      const { status, text } = await call(client, scene)
      yield `${status} ${text}`
    }
  } finally {
    await client.close()
  }
}

/** Whether an answer of these areas differs from the conforming mock's, in the way that is meant. */
async function shows(
  areas: string[],
  options: OpusMockOptions,
  isMeant = (answer: string, usual: string) => answer !== usual,
): Promise<boolean> {
  for (const area of areas) {
    let index = 0
    for await (const answer of answersTo(area, options)) if (isMeant(answer, conforming[area]![index++]!)) return true
  }
  return false
}

describe('deviations', () => {
  beforeAll(async () => {
    const client = await startClient()
    scene = await sceneOf(client)
    await client.close()
    for (const area of Object.keys(AREAS)) {
      conforming[area] = []
      for await (const answer of answersTo(area)) conforming[area].push(answer)
    }
  })

  test('have IDs of their own', () => {
    const ids = [...defects, ...variants].map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([])
  })

  test('are not there unless they are asked for', () => {
    const statuses = new Set(
      Object.values(conforming).flatMap((answers) => answers.map((answer) => answer.slice(0, 3))),
    )
    expect(statuses).toEqual(new Set(['200', '400', '401', '404', '503']))
  })

  /** What a defect lets pass has to be answered with 200, not be refused for the next thing that is wrong. */
  const isLax = ({ id }: { id: string }) => /^(create|update|get)-.*-(optional|unchecked|accepted)$/.test(id)

  test.each(defects.filter((one) => !isLax(one)))('$id shows in an answer', async ({ id, requirement }) => {
    expect(await shows(areasOf(requirement), { defects: [id] })).toBe(true)
  })

  test.each(variants)('$id shows in an answer', async ({ id }) => {
    expect(await shows(Object.keys(AREAS), { variants: [id] })).toBe(true)
  })

  test.each(defects.filter(isLax))('$id accepts more than the conforming mock', async ({ id, requirement }) => {
    const isMore = (answer: string, usual: string) => answer.startsWith('200') && usual.startsWith('4')
    expect(await shows(areasOf(requirement), { defects: [id] }, isMore)).toBe(true)
  })
})
