import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prettyJson } from '../reports/page/pretty-json.ts'

function laidOut(text: string): string {
  return prettyJson(text)!
    .map(({ depth, tokens }) => '  '.repeat(depth) + tokens.map((token) => token.text).join(''))
    .join('\n')
}

describe('JSON laid out for reading', () => {
  it('is what JSON.stringify makes of it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())), (value) => {
        expect(laidOut(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2))
        expect(laidOut(JSON.stringify(value, null, '\t'))).toBe(JSON.stringify(value, null, 2))
      }),
    )
  })

  it('shows what came where JSON.parse would lose it', () => {
    const text = '{"orderId":700123456789012345678,"a":1.0,"a":"\\u0041","b":1e3}'
    expect(laidOut(text).replace(/\s/g, '')).toBe(text)
  })

  it('names the value on each line by its JSON pointer', () => {
    const lines = prettyJson('{"a/b":[1,{"c~":null}],"d":{}}')!
    expect(lines.map(({ pointer, closes }) => (closes ? `${pointer} closes` : pointer))).toEqual([
      '',
      '/a~1b',
      '/a~1b/0',
      '/a~1b/1',
      '/a~1b/1/c~0',
      '/a~1b/1 closes',
      '/a~1b closes',
      '/d',
      ' closes',
    ])
  })

  it('leaves text that is no JSON object or array alone', () => {
    for (const text of ['', 'busy', '12', '"text"', '{"a":', '[1,]', 'null']) expect(prettyJson(text)).toBeUndefined()
  })
})
