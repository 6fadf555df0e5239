import fc from 'fast-check'
import { expect, test } from 'vitest'
import { choose } from '../cli/choose.ts'
import { requirements } from '../suites/itero/requirements.gen.ts'

const ids = requirements.map(({ id }) => id)
const chosen = (only?: string[], skip?: string[]) => choose(requirements, only, skip).map(({ id }) => id)

test('without patterns everything is chosen, in register order', () => {
  expect(chosen()).toEqual(ids)
})

test('the choice is in register order whatever the order of the patterns', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(ids, { minLength: 1 }), (some) => {
      expect(chosen(some)).toEqual(ids.filter((id) => some.includes(id)))
    }),
  )
})

test('--only and --skip of the same patterns part the register in two', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(ids, { minLength: 1, maxLength: ids.length - 1 }), (some) => {
      expect([...chosen(some), ...chosen(undefined, some)].sort()).toEqual([...ids].sort())
    }),
  )
})

test('globs match whole IDs, in any case', () => {
  expect(chosen(['itero-gender-*'])).toEqual(['ITERO-GENDER-01', 'ITERO-GENDER-02'])
  expect(chosen(['ITERO-DOB-0?'], ['*-05'])).toEqual(['ITERO-DOB-01', 'ITERO-DOB-02', 'ITERO-DOB-03', 'ITERO-DOB-04'])
  expect(() => chosen(['ITERO-DOB'])).toThrow('matches no rule')
  expect(() => chosen(['ITERO.DOB-01'])).toThrow('matches no rule')
})

test('every pattern that matches nothing is told, with what is nearest', () => {
  const asked = () => chosen(['ITERO-GENDER-3', 'ITERO-GENDR-*'], ['OPUS-KEY-01'])
  expect(asked).toThrow(
    [
      '--only: "ITERO-GENDER-3" matches no rule. The nearest are ITERO-GENDER-01 or ITERO-GENDER-02',
      '--only: "ITERO-GENDR-*" matches no rule. The nearest are ITERO-GENDER-*',
      '--skip: "OPUS-KEY-01" matches no rule. --list shows the rules',
    ].join('\n'),
  )
})

test('choosing no rule at all is an error', () => {
  expect(() => chosen(['ITERO-RX-*'], ['ITERO-*'])).toThrow('--only with --skip: no rule is left of 107')
  expect(() => chosen(undefined, ['*'])).toThrow('--skip: no rule is left of 107')
})
