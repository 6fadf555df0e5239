import { describe, expect, test } from 'vitest'
import { deviationsOf } from '../profiles/mock.ts'
import { requirements } from '../suites/itero/requirements.gen.ts'
import { testDefects, unbroken } from './support/kill-matrix.ts'

const { defects } = await deviationsOf('itero')

test('every requirement has a defect that breaks it, and no defect breaks anything else', () => {
  expect(unbroken(requirements, defects)).toEqual([])
  const known = requirements.map(({ id }) => id as string)
  expect(defects.filter(({ requirement }) => !known.includes(requirement))).toEqual([])
})

describe('the kill matrix of the scanning tool', () => testDefects('itero', requirements, defects))
