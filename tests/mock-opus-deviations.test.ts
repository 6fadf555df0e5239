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
})

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

/** Whether some answer differs from the conforming mock's. */
async function shows(options: OpusMockOptions): Promise<boolean> {
  for (const area of Object.keys(AREAS)) {
    let index = 0
    for await (const answer of answersTo(area, options)) if (answer !== conforming[area]![index++]) return true
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

  test.each(variants)('$id shows in an answer', async ({ id }) => {
    expect(await shows({ variants: [id] })).toBe(true)
  })
})
