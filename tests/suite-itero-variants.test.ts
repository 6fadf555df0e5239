import { describe } from 'vitest'
import { deviationsOf } from '../profiles/mock.ts'
import { testVariants } from './support/kill-matrix.ts'

const { variants } = await deviationsOf('itero')

describe('a conforming variant of the scanning tool', () => testVariants('itero', variants))
