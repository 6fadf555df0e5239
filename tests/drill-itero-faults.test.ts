import { describe, expect, test } from 'vitest'
import { drilledWith } from './support/drill.ts'
import { iteroDriver } from './support/itero-example.ts'
import { FAULTS, isOfTraffic } from './support/itero-faults.ts'

describe('a client of iTero that makes something else of a situation', () => {
  test.concurrent.each(FAULTS.filter((one) => !isOfTraffic(one)))('$breaks: $what', async ({ breaks, shows, seed }) => {
    const { broken } = await drilledWith('itero', iteroDriver(seed), { only: (name) => shows.test(name) })
    expect(broken).toEqual([breaks])
  })
})

test('every rule has a fault that breaks it', () => {
  const broken = new Set(FAULTS.map(({ breaks }) => breaks.split(' ')[1]))
  const ids = [...Array.from({ length: 15 }, (_, nth) => nth + 1), ...Array.from({ length: 11 }, (_, nth) => nth + 20)]
  expect([...broken].sort()).toEqual(ids.map((nth) => `ITERO-CLIENT-${String(nth).padStart(2, '0')}`))
})
