import { describe, expect, test } from 'vitest'
import { deviationsOf } from '../profiles/mock.ts'
import { requirements } from '../suites/inbox/requirements.gen.ts'
import { testDefects, unbroken } from './support/kill-matrix.ts'

const { defects } = await deviationsOf('inbox')

test('every requirement has a defect that breaks it, and no defect breaks anything else', () => {
  expect(unbroken(requirements, defects)).toEqual([])
  const known = requirements.map(({ id }) => id as string)
  expect(defects.filter(({ requirement }) => !known.includes(requirement))).toEqual([])
})

describe('the kill matrix of the inbox hub', () => testDefects('inbox', requirements, defects, 'their own rules'))
