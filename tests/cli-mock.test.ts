import { describe, expect, test } from 'vitest'
import { parts } from '../cli/parts.ts'
import { deviationsOf } from '../profiles/mock.ts'
import { command, fakeParts } from './fixtures/command.ts'

const { defects, variants } = await deviationsOf('itero')

describe('lists', () => {
  test('of defects name the requirement that each breaks', async () => {
    const { status, stdout, stderr } = await command(['mock', 'itero', '--list-defects'])
    expect([status, stderr]).toEqual([0, ''])
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}/))
    expect(rows).toEqual(defects.map(({ id, requirement, summary }) => [id, requirement, summary]))
  })

  test('of variants name the requirements that may warn', async () => {
    const { stdout } = await command(['mock', 'itero', '--list-variants', '--json'])
    expect(JSON.parse(stdout)).toEqual(variants.map(({ id, mayWarn = [], summary }) => ({ id, mayWarn, summary })))
  })

  test('of defects as JSON', async () => {
    const { stdout } = await command(['mock', 'itero', '--list-defects', '--json'])
    expect(JSON.parse(stdout)).toEqual(defects.map(({ id, requirement, summary }) => ({ id, requirement, summary })))
  })
})

describe('a mock', () => {
  test('is started with what was asked for, on the real clock, and closed by the first signal', async () => {
    const fake = fakeParts()
    const [first, second] = defects.map(({ id }) => id)
    const argv = [
      'mock',
      'itero',
      '--defect',
      `${first},${second}`,
      '--variant',
      variants[0]!.id,
      '--seed',
      '7',
      '--rate-limit',
      '10/2s',
    ]
    const onListen = (send: (signal: string) => void) => send('SIGINT')
    const { status, stdout, stderr } = await command(argv, { parts: fake.parts, onListen })
    expect(status).toBe(0)
    expect(fake.mocks).toEqual([
      {
        profile: 'itero',
        options: {
          port: undefined,
          defects: [first, second],
          variants: [variants[0]!.id],
          seed: 7,
          rateLimit: { cases: 10, windowSeconds: 2 },
          clock: 'real',
        },
        closed: true,
      },
    ])
    expect(stderr).toBe(
      `The itero mock listens at http://127.0.0.1:4010
Provider states are set up at http://127.0.0.1:4010/states
Seeded defects: ${first}, ${second}
Conforming variants: ${variants[0]!.id}
Ctrl-C stops it. A configuration that fits it:
`,
    )
    expect(JSON.parse(stdout).targets.itero).toMatchObject({ profile: 'itero', baseUrl: 'http://127.0.0.1:4010' })
  })

  test('of two that decide the same is wrong usage, which names both', async () => {
    const argv = ['mock', 'itero', '--defect', 'limit-over-all-callers', '--variant', 'one-limit-for-all-callers']
    const { status, stderr } = await command(argv, { parts })
    expect(status).toBe(2)
    expect(stderr).toMatch(
      /^error: --defect, --variant: "one-limit-for-all-callers" and "limit-over-all-callers" cannot be combined/,
    )
  })

  test.each([
    [
      ['itreo'],
      'error: profile: expected itero, opus or inbox, a path or a package, found "itreo". Did you mean "itero"?\n',
    ],
    [
      ['itero', '--defect', 'gender-0-refusd'],
      'error: --defect: expected a defect, found "gender-0-refusd". Did you mean "gender-0-refused" or "gender-1-refused"?\n',
    ],
    [
      ['itero', '--variant', 'x'],
      'error: --variant: expected a variant, found "x". bitewing mock itero --list-variants has them\n',
    ],
    [['itero', '--clock', 'fast'], 'error: --clock: expected real or virtual, found "fast"\n'],
    [['itero', '--port', '70000'], 'error: --port: expected a whole number from 0 to 65535, found "70000"\n'],
    [[], "error: missing required argument 'profile'\n(--help lists what there is)\n"],
  ])('%j is wrong usage, and none is started', async (argv, stderr) => {
    const fake = fakeParts()
    expect(await command(['mock', ...argv], { parts: fake.parts })).toEqual({ status: 2, stdout: '', stderr })
    expect(fake.mocks).toEqual([])
  })
})
