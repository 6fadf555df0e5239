import { describe } from 'vitest'
import { requirements } from '../suites/opus/requirements.gen.ts'
import { deviationsOf } from '../targets/mock/index.ts'
import { testDefects } from './support/kill-matrix.ts'

const { defects } = await deviationsOf('opus')

describe('the kill matrix of the booking API, for the key and the outage', () => {
  testDefects(
    'opus',
    requirements,
    defects.filter(({ requirement }) => /^OPUS-(KEY|DOWN)-/.test(requirement)),
  )
})
