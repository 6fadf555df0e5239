import { describe, expect, test } from 'vitest'
import { drilledWith } from './support/drill.ts'
import { iteroDriver } from './support/itero-example.ts'
import { FAULTS, isOfTraffic } from './support/itero-faults.ts'

describe('a client of iTero whose traffic shows a fault in a drill', () => {
  test.concurrent.each(FAULTS.filter(isOfTraffic))('$breaks: $what', async ({ breaks, shows, seed }) => {
    const { broken } = await drilledWith('itero', iteroDriver(seed), { only: (name) => shows.test(name) })
    expect(broken).toEqual([breaks])
  })
})
