import { describe } from 'vitest'
import { deviationsOf } from '../profiles/mock.ts'
import { testVariants } from './support/kill-matrix.ts'

const { variants } = await deviationsOf('inbox')

describe('a conforming variant of the inbox hub', () => testVariants('inbox', variants))
