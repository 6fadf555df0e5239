import { describe, expect, test } from 'vitest'
import { deviationsOf } from '../profiles/mock.ts'
import { newOrder, openMock, orderByRx } from './mock-itero-client.ts'
import { levelsIn } from './support/reading.ts'

const { defects, variants } = await deviationsOf('itero')

const register = levelsIn('itero')

describe('the register', () => {
  test('was read', () => {
    expect(register.size).toBeGreaterThan(100)
    expect(new Set(register.values())).toEqual(new Set(['must', 'should', 'assumed']))
  })

  test('has every requirement that a defect breaks', () => {
    expect(defects.filter(({ requirement }) => !register.has(requirement))).toEqual([])
  })

  test('has every requirement that may warn under a variant, and of the musts only those on the form of GUIDs', () => {
    const levels = variants.flatMap(({ mayWarn = [] }) => mayWarn.map((id) => [id, register.get(id)] as const))
    const others = levels.filter(([, level]) => level !== 'should' && level !== 'assumed')
    expect(new Set(others.map(([id]) => id))).toEqual(new Set(['ITERO-RESP-03', 'ITERO-RESP-04', 'ITERO-RX-16']))
  })
})

test('every deviation has an ID of its own, in kebab case, and is told in a sentence', () => {
  const all = [...defects, ...variants]
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  for (const { id, summary } of all) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(summary).toMatch(/^\S.*\.$/)
  }
})

/** The requests that nothing may refuse, and the one that nothing may accept, whatever liberty a target takes. */
test.each(variants)('$id accepts ten valid cases and refuses the eleventh', async ({ id }) => {
  const mock = await openMock({ variants: [id] })
  const { procedureMaps } = (await mock.maps()).json
  const { procedureMapId } = procedureMaps.find((map: { sendTo: string }) => map.sendTo === 'chairside')
  const order = newOrder({ procedureMapId }, 'chairside')
  const made = await mock.create(order)
  expect(made.status).toBe(200)
  const again = await mock.createByRx(orderByRx(made.json.rxGuid, { procedureMapId }, 'chairside'))
  expect(again.status).toBe(200)
  for (let count = 3; count <= 10; count++) expect((await mock.create(order)).status).toBe(200)
  expect((await mock.create(order)).status).toBeGreaterThanOrEqual(400)
  await mock.state('time moves forward', { seconds: 60 })
  expect((await mock.create(order)).status).toBe(200)
})
