import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import base from '../cli/config/base.schema.json' with { type: 'json' }
import { didYouMean, nearest } from '../cli/nearest.ts'
import {
  BadValue,
  oneOf,
  parseDuration,
  parseList,
  parsePace,
  parseRateLimit,
  parseSwitch,
  wholeNumber,
} from '../cli/parse.ts'

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }
const amount = fc.integer({ min: 1, max: 500 })
const unit = fc.constantFrom(...(Object.keys(UNITS) as (keyof typeof UNITS)[]))

describe('durations', () => {
  test('are an amount in a unit', () => {
    fc.assert(
      fc.property(amount, unit, (n, u) => {
        expect(parseDuration(`${n}${u}`)).toBe(n * UNITS[u])
      }),
    )
    expect(parseDuration('1.5s')).toBe(1500)
  })

  test.each(['', '10', 's', '-1s', '0s', '10 s', '1e3s', '10S', '1s1s', '600h'])('%j is none', (text) => {
    expect(() => parseDuration(text)).toThrow(BadValue)
  })

  test('the complaint tells what was expected and what was there', () => {
    expect(() => parseDuration('10')).toThrow('expected a duration such as 500ms, 10s, 2m or 1h, found "10"')
  })
})

describe('rate limits', () => {
  test('are cases per window', () => {
    fc.assert(
      fc.property(amount, amount, unit, (cases, n, u) => {
        expect(parseRateLimit(`${cases}/${n}${u}`)).toEqual({ cases, windowSeconds: (n * UNITS[u]) / 1000 })
      }),
    )
    expect(parseRateLimit('10/500ms')).toEqual({ cases: 10, windowSeconds: 0.5 })
  })

  test.each(['10', '10/', '/60s', '0/60s', '10/0s', '10/60', '10/60s/1', '1.5/60s', '-1/60s'])('%j is none', (text) => {
    expect(() => parseRateLimit(text)).toThrow('expected cases per window such as 10/60s or 10/500ms')
  })
})

describe('paces', () => {
  /** Whether the schema of the configuration takes a text; what stands around a value on the command line is no part of it. */
  const fits = (text: string) => new RegExp(base.$defs.pace.pattern, 'u').test(text)
  const isRead = (text: string) => {
    try {
      return parsePace(text) !== undefined
    } catch (error) {
      if (error instanceof BadValue) return false
      throw error
    }
  }
  const number = fc.oneof(
    fc.stringMatching(/^[0-9]{0,4}(\.[0-9]{0,3})?$/),
    fc.constantFrom('', '0', '00', '0.0', '007', '.5', '5.', '+1', '-1', '1e3', '0x1', '1_000', '٣'),
  )
  const time = fc.constantFrom('ms', 's', 'm', 'min', 'h', '', 'S', 'mins', 'sec', ' s', 's\n')
  const slash = fc.constantFrom('/', '', '//', ' / ', 'per')

  test('are the same on the command line and in a configuration', () => {
    const built = fc.tuple(number, slash, number, time).map((parts) => parts.join(''))
    const any = fc.oneof({ weight: 9, arbitrary: built }, fc.stringMatching(/^[0-9./msinh]{0,9}$/), fc.string())
    const taken = new Set<boolean>()
    fc.assert(
      fc.property(any, (text) => {
        const isTaken = fits(text.trim())
        taken.add(isTaken)
        expect([text, isRead(text)]).toEqual([text, isTaken])
      }),
      { numRuns: 2000, seed: 1 },
    )
    expect(taken.size).toBe(2)
  })

  test.each([
    ['20/s', { requests: 20, seconds: 1 }],
    ['600/min', { requests: 600, seconds: 60 }],
    ['0.5/2s', { requests: 0.5, seconds: 2 }],
    ['3/500ms', { requests: 3, seconds: 0.5 }],
  ])('%s is one', (text, pace) => expect(parsePace(text)).toEqual(pace))
})

describe('whole numbers', () => {
  test('are taken within their range, and told where they are not', () => {
    const parse = wholeNumber(3, 9)
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 9 }), (n) => {
        expect(parse(String(n))).toBe(n)
      }),
    )
    fc.assert(
      fc.property(
        fc.integer().filter((n) => n < 3 || n > 9),
        (n) => {
          expect(() => parse(String(n))).toThrow('expected a whole number from 3 to 9')
        },
      ),
    )
  })

  test.each(['', '1.5', '0x5', '5e0', 'five', '+5'])('%j is none', (text) => {
    expect(() => wholeNumber(0)(text)).toThrow('expected a whole number from 0 on')
  })
})

test('lists are separated by commas, whatever blanks are around them', () => {
  const item = fc.stringMatching(/^[A-Z*-]{1,8}$/)
  fc.assert(
    fc.property(fc.array(item, { minLength: 1 }), (items) => {
      expect(parseList(items.join(' , '))).toEqual(items)
    }),
  )
  expect(() => parseList(' , ')).toThrow('expected a list separated by commas')
})

test('words and switches are taken as they are written', () => {
  expect(oneOf('real', 'virtual')('real')).toBe('real')
  expect(() => oneOf('real', 'virtual')('Real')).toThrow('expected real or virtual, found "Real"')
  expect(['true', '1', 'false', '0'].map(parseSwitch)).toEqual([true, true, false, false])
  expect(() => parseSwitch('yes')).toThrow('expected true, 1, false or 0, found "yes"')
})

describe('the nearest name', () => {
  test('is the one with the fewest edits', () => {
    expect(nearest('acount', ['accounts', 'account', 'baseUrl'], 2)).toEqual(['account', 'accounts'])
    expect(nearest('BASEURL', ['baseUrl'])).toEqual(['baseUrl'])
  })

  test('is none where nothing is near', () => {
    expect(nearest('x', ['account', 'paths'])).toEqual([])
    expect(didYouMean('password', ['account', 'paths'])).toBeUndefined()
  })

  test('one edit off is always found', () => {
    const word = fc.stringMatching(/^[a-z]{4,12}$/)
    fc.assert(
      fc.property(word, fc.nat(), (name, at) => {
        expect(nearest(name.slice(0, at % name.length) + name.slice((at % name.length) + 1), [name])).toEqual([name])
      }),
    )
  })

  test('is asked for in a sentence', () => {
    expect(didYouMean('ITERO-LAB-9', ['ITERO-LAB-09', 'ITERO-LAB-19', 'OPUS-KEY-01'])).toBe(
      'Did you mean "ITERO-LAB-09" or "ITERO-LAB-19"?',
    )
  })
})
