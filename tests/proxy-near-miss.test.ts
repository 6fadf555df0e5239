import { expect, test } from 'vitest'
import { nearMissInWords, withNearMisses } from '../cli/proxy/near-miss.ts'
import type { Exchange } from '../engine/exchange.ts'

const asked = (id: string, body: object, path = '/orders', operation = 'create'): Exchange => ({
  id,
  target: 'acme',
  rule: '',
  purpose: 'traffic',
  operation,
  what: `POST ${path}`,
  startedAt: '2026-01-05T08:00:00.000Z',
  at: 0,
  durationMs: 1,
  request: {
    method: 'POST',
    url: `http://127.0.0.1${path}`,
    headers: { 'x-trace-id': id },
    body: JSON.stringify(body),
  },
})

const RIGHT = asked('a-1', { lab: null, name: 'Ada' })
const marksOf = (wrong: Exchange, others = [RIGHT]) => {
  const marked = withNearMisses([...others, wrong], new Set([wrong.id])).at(-1)
  return [marked?.controlId, marked?.changes]
}

test('a wrong request stands beside a right one that differs in one place alone', () => {
  const wrong = asked('a-2', { lab: 5, name: 'Ada' })
  expect(marksOf(wrong)).toEqual(['a-1', [{ at: 'body/lab', from: null, to: 5 }]])
  expect(nearMissInWords([RIGHT, wrong], ['a-2'])).toBe(' (beside a-1, a-2 differs in body/lab alone: 5, not null)')
  expect(marksOf(asked('a-2', { lab: null, name: 'Ada' }, '/order', ''))).toEqual([
    'a-1',
    [{ at: 'path', from: '/orders', to: '/order' }],
  ])
  expect(marksOf(asked('a-2', { name: 'Ada' }))).toEqual(['a-1', [{ at: 'body/lab', from: null }]])
})

test('none is told where more differs, or where an equal request is right', () => {
  expect(marksOf(asked('a-2', { lab: 5, name: 'Eva' }))).toEqual([undefined, undefined])
  expect(marksOf(asked('a-2', { lab: null, name: 'Ada' }))).toEqual([undefined, undefined])
  expect(nearMissInWords([RIGHT], [])).toBe('')
})
