import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { generate } from '../cli/generate.ts'
import { nouns } from '../generators/index.ts'
import { command, Kept } from './fixtures/command.ts'

const values = async (...argv: string[]) => {
  const { status, stdout, stderr } = await command(['generate', ...argv])
  expect([status, stderr]).toEqual([0, ''])
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}

test('values are JSON lines, one for each seed from the first on', async () => {
  const three = await values('order', '--seed', '7', '--count', '3')
  expect(three).toHaveLength(3)
  expect(three).toEqual([
    ...(await values('order', '--seed', '7')),
    ...(await values('order', '--seed', '8', '--count', '2')),
  ])
  expect(await values('order')).toEqual(await values('order', '--seed', '1'))
})

test('an invalid value names what it breaks', async () => {
  for (const one of await values('order', '--invalid', '--count', '5')) {
    expect(one).toMatchObject({ breaks: expect.stringMatching(/^ITERO-/), what: expect.any(String) })
  }
})

test('every noun is listed', async () => {
  const { status, stdout } = await command(['generate', '--list'])
  expect(status).toBe(0)
  expect(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}/)),
  ).toEqual(Object.entries(nouns).map(([noun, { summary }]) => [noun, summary]))
})

test.each([
  [['ordr'], 'found "ordr". Did you mean "order"?'],
  [[], 'found nothing'],
  [['constructor'], 'found "constructor"'],
  [
    ['patient', '--invalid'],
    'error: --invalid: there are no invalid values of patient. There are of order, order-by-rx,',
  ],
  [['order', '--count', '0'], 'error: --count: expected a whole number from 1 to 4294967295, found "0"'],
])('%j is wrong usage', async (argv, told) => {
  const { status, stdout, stderr } = await command(['generate', ...argv])
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain(told)
})

test('a slow reader is waited for', async () => {
  const slow = new PassThrough({ highWaterMark: 64 })
  let read = 0
  slow.on('data', (chunk: Buffer) => {
    read += chunk.toString().split('\n').length - 1
    expect(slow.readableLength).toBeLessThan(10_000)
  })
  const io = { cwd: '/', env: {}, stdout: slow, stderr: new Kept(), onInterrupt: () => {} }
  await generate(['order'], { count: 50 }, io)
  slow.end()
  expect(read).toBe(50)
})
