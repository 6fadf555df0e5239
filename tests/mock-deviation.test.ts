import { describe, expect, test } from 'vitest'
import { startMock } from '../profiles/mock.ts'
import { type Deviation, deviate } from '../targets/mock/deviation.ts'

interface Greeting {
  word(name: string): string
  end(): string
}

const polite: Greeting = { word: (name) => `hello ${name}`, end: () => '.' }
const deviation = (id: string, patch: Deviation<Greeting>['patch']): Deviation<Greeting> => ({ id, summary: id, patch })

const known = [
  deviation('short', () => ({ word: (name) => name })),
  deviation('rude', ({ end }) => ({ word: () => `go away${end()}` })),
  deviation('loud', ({ word }) => ({ word: (name) => word(name).toUpperCase() })),
  deviation('late', (table) => ({ word: (name) => `${table.word(name)} at last` })),
  deviation('excited', () => ({ end: () => '!' })),
]
const said = (...ids: string[]) => {
  const table = deviate(polite, known, ids)
  return table.word('you') + table.end()
}

describe('deviations', () => {
  test.each([
    [['short', 'loud', 'excited'], 'YOU!'],
    // What makes the decision anew comes first, wherever it is named, so that nothing is lost.
    [['loud', 'short'], 'YOU.'],
    [['loud', 'late', 'short'], 'YOU at last.'],
    [['short', 'short'], 'you.'],
  ])('%j stack', (ids, words) => {
    expect(said(...ids)).toBe(words)
  })

  test.each([
    [['short', 'rude'], '"short" and "rude" cannot be combined: both decide word; start a mock for each'],
    [['loud', 'rude', 'short'], '"rude" and "short" cannot be combined'],
    [['short', 'polite'], 'unknown defect or variant "polite"; known: short, rude, loud, late, excited'],
  ])('%j do not', (ids, message) => {
    expect(() => said(...ids)).toThrow(message)
  })
})

test('a mock refuses two defects of which one would be lost, and names them', async () => {
  const defects = ['body-checked-before-credentials', 'body-checked-before-password']
  const start = startMock('itero', { defects })
  await expect(start).rejects.toThrow(`"${defects[0]}" and "${defects[1]}" cannot be combined`)
})
