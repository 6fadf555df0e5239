import { describe } from 'vitest'
import { deviationsOf } from '../profiles/mock.ts'
import { requirements } from '../suites/itero/requirements.gen.ts'
import { isAboutRequests } from './support/itero.ts'
import { testDefects } from './support/kill-matrix.ts'

const { defects } = await deviationsOf('itero')

// Apart from the rest, so that both halves of the matrix run at once.
describe('the kill matrix of the scanning tool, for the requests of createNewOrder', () => {
  testDefects(
    'itero',
    requirements,
    defects.filter((defect) => isAboutRequests(defect.requirement)),
  )
})
