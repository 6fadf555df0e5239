import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inertJson, unheard, visible, visibleDeep } from '../reports/inert.ts'
import { ACTIVE, HOSTILE } from './fixtures/hostile-report.ts'

const anything = fc.string({ unit: 'binary', maxLength: 40 })

describe('visible', () => {
  it('writes active characters as JavaScript would', () => {
    expect(visible('a\u001b[31m\u202eb\u0000\n\t\ud800é')).toBe('a\\x1b[31m\\u{202e}b\\x00\\n\\t\\u{d800}é')
    expect(visible('one\n\ttwo\r\n', { lines: true })).toBe('one\n\ttwo\\r\n')
  })

  it('leaves nothing active in any text, and plain text as it was', () => {
    expect(visible(HOSTILE)).not.toMatch(ACTIVE)
    fc.assert(
      fc.property(anything, (text) => {
        expect(visible(text)).not.toMatch(ACTIVE)
      }),
    )
    expect(visible('Åsa O’Brien — 漢字 👩‍⚕️')).toBe('Åsa O’Brien — 漢字 👩‍⚕️')
  })

  it('reaches every string of a value and nothing else', () => {
    expect(visibleDeep({ a: ['\u0007', 1, null], b: { c: true } })).toEqual({ a: ['\\x07', 1, null], b: { c: true } })
  })
})

describe('inertJson', () => {
  it('keeps the value and leaves nothing active but the line feeds of the layout', () => {
    fc.assert(
      fc.property(fc.dictionary(anything, anything), (value) => {
        const json = inertJson(JSON.stringify(value, null, 2))
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(json.replaceAll('\n', '')).not.toMatch(ACTIVE)
      }),
    )
  })
})

describe('text for a log', () => {
  it.each([
    ['##[add-mask]a', '#\\x23[add-mask]a'],
    ['itero: ####[group]b ##vso[task.complete]c', 'itero: ###\\x23[group]b #\\x23vso[task.complete]c'],
    ['::error::d\n  ::stop-commands::e', '\\x3a:error::d\n  \\x3a:stop-commands::e'],
    ['##teamcity[buildStop]', '#\\x23teamcity[buildStop]'],
    ['a ::b:: ## c [d] # e', 'a ::b:: ## c [d] # e'],
  ])('%j has no command in it', (text, expected) => {
    expect(unheard(text)).toBe(expected)
  })

  it('keeps the value of JSON that holds one', () => {
    const value = ['##[add-mask]a', '##vso[b]', '## c']
    expect(inertJson(JSON.stringify(value))).not.toMatch(/##(\[|vso)/)
    expect(JSON.parse(inertJson(JSON.stringify(value)))).toEqual(value)
  })
})
