import { describe } from 'vitest'
import { deviationsOf } from '../profiles/mock.ts'
import { requirements } from '../suites/inbox/requirements.gen.ts'
import { isAboutConnecting } from './support/inbox.ts'
import { testDefects } from './support/kill-matrix.ts'

const { defects } = await deviationsOf('inbox')

describe('the kill matrix of the inbox hub, of what is collected', () => {
  testDefects(
    'inbox',
    requirements,
    defects.filter(({ requirement }) => !isAboutConnecting(requirement)),
  )
})
