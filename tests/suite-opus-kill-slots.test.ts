import { describe } from 'vitest'
import { deviationsOf } from '../profiles/mock.ts'
import { requirements } from '../suites/opus/requirements.gen.ts'
import { testDefects } from './support/kill-matrix.ts'

const { defects } = await deviationsOf('opus')

describe('the kill matrix of the booking API, for time slots', () => {
  testDefects(
    'opus',
    requirements,
    defects.filter(({ requirement }) => /^OPUS-(SLOT)-/.test(requirement)),
  )
})
