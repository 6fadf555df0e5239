import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Change } from '../engine/exchange.ts'
import { differences, parsed } from '../engine/json-diff.ts'

test.each<[string, unknown, unknown, Change[]]>([
  ['nothing', { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
  ['a value', { a: { b: 1 } }, { a: { b: '1' } }, [{ at: 'body/a/b', from: 1, to: '1' }]],
  ['null for a value', { a: 1 }, { a: null }, [{ at: 'body/a', from: 1, to: null }]],
  ['a key that is gone', { a: 1, b: 2 }, { b: 2 }, [{ at: 'body/a', from: 1 }]],
  ['a key that has come', {}, { a: null }, [{ at: 'body/a', to: null }]],
  ['an array, as a whole', { a: [1, 2] }, { a: [2, 1] }, [{ at: 'body/a', from: [1, 2], to: [2, 1] }]],
  ['an object for an array', { a: {} }, { a: [] }, [{ at: 'body/a', from: {}, to: [] }]],
  ['keys that need escapes', { 'a/b~c': 1 }, { 'a/b~c': 2 }, [{ at: 'body/a~1b~0c', from: 1, to: 2 }]],
  [
    'keys that every object inherits',
    { toString: 1 },
    { valueOf: 2 },
    [
      { at: 'body/toString', from: 1 },
      { at: 'body/valueOf', to: 2 },
    ],
  ],
  ['the whole', 1, 2, [{ at: 'body', from: 1, to: 2 }]],
])('%s', (_, from, to, expected) => expect(differences(from, to, 'body')).toEqual(expected))

/** A copy of `value` with the changes made to it. */
function changed(value: unknown, changes: readonly Change[]): unknown {
  let copy = structuredClone(value)
  for (const change of changes) {
    const path = change.at.split('/').slice(1)
    const key = path.pop()?.replaceAll('~1', '/').replaceAll('~0', '~')
    if (key === undefined) {
      copy = change.to
      continue
    }
    let parent = copy as Record<string, unknown>
    for (const step of path) parent = parent[step.replaceAll('~1', '/').replaceAll('~0', '~')] as typeof parent
    if ('to' in change)
      Object.defineProperty(parent, key, { value: change.to, enumerable: true, configurable: true, writable: true })
    else delete parent[key]
  }
  return copy
}

test('making the changes turns the one value into the other, and without a change they are the same', () =>
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const [from, to] = [one, other].map((value) => JSON.parse(JSON.stringify(value)))
      const changes = differences(from, to, 'body')
      expect(changed(from, changes)).toEqual(to)
      expect(differences(from, from, 'body')).toEqual([])
    }),
  ))

test.each<[string | null | undefined, unknown]>([
  ['{"a":1}', { a: 1 }],
  ['null', null],
  ['"x"', 'x'],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
  ['{"a":', undefined],
  ['<html>', undefined],
])('the JSON value of %j', (text, value) => expect(parsed(text)).toEqual(value))
