import { describe, expect, test } from 'vitest'
import { deviationsOf } from '../profiles/mock.ts'
import { testVariants } from './support/kill-matrix.ts'
import { conformanceOfMock } from './support/run.ts'

/** Time slots in a shape of their own: almost everything needs them. */
const OTHER_SLOTS = 'slot-ids-nested'

const { variants } = await deviationsOf('opus')

describe('a conforming variant of the booking API', () =>
  testVariants(
    'opus',
    variants.filter(({ id }) => id !== OTHER_SLOTS),
  ))

test('time slots of another shape cost one warn, and what needs them is left open', async () => {
  const { rows } = await conformanceOfMock('opus', { variants: [OTHER_SLOTS] })
  const of = (verdict: string) => [...rows.values()].filter((row) => row.verdict === verdict)
  expect(of('fail')).toEqual([])
  expect(of('warn').map(({ id }) => id)).toEqual(['OPUS-SHAPE-04'])
  for (const row of of('inconclusive').filter(({ leansOn }) => leansOn)) {
    expect([row.id, row.leansOn]).toEqual([row.id, expect.arrayContaining(['OPUS-SHAPE-04'])])
  }
})
