import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Requirement } from '../engine/requirement.ts'
import { readRegister } from '../scripts/generate/register.ts'
import { requirements as inboxClients } from '../suites/inbox/client/requirements.gen.ts'
import { requirements as inbox } from '../suites/inbox/requirements.gen.ts'
import { requirements as iteroClients } from '../suites/itero/client/requirements.gen.ts'
import { requirements as itero } from '../suites/itero/requirements.gen.ts'
import { requirements as opusClients } from '../suites/opus/client/requirements.gen.ts'
import { requirements as opus } from '../suites/opus/requirements.gen.ts'

const registers: Record<string, readonly Requirement[]> = { itero, opus, inbox }
const clients: Record<string, readonly Requirement[]> = {
  itero: iteroClients,
  opus: opusClients,
  inbox: inboxClients,
}

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** The cells of every table row of a reading, code quotes taken off. */
function tableRows(profile: string): string[][] {
  return read(`docs/reading/${profile}.md`)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')),
    )
}

/** The IDs of rows whose quote does not stand in their document. */
const misquotedIn = (requirements: readonly Requirement[]): string[] =>
  requirements
    .filter(({ clause }) => {
      const document = folded(read(`docs/vendor/${clause.document}`))
      return folded(clause.quote) !== clause.quote || !document.includes(clause.quote)
    })
    .map(({ id }) => id)

const withoutSigns = (text: string): string => text.replace(/[`*]/g, '')

describe.each(Object.entries(clients))("the register of %s's clients", (profile, requirements) => {
  const rows = tableRows('clients').filter(([id]) => id?.startsWith(`${profile.toUpperCase()}-CLIENT-`))

  it('has exactly the rows of the reading, in its order', () => {
    expect(rows.length).toBeGreaterThan(0)
    const told = requirements.map(({ id, level, seenBy }) => [id, level, seenBy])
    expect(told).toEqual(rows.map((row) => row.slice(0, 3)))
    const isRule = (title: string, nth: number) => withoutSigns(rows[nth]?.[3] ?? '').startsWith(title.slice(0, -1))
    expect(requirements.filter(({ title }, nth) => !isRule(title, nth)).map(({ id }) => id)).toEqual([])
  })

  it('quotes its document word for word', () => {
    expect(misquotedIn(requirements)).toEqual([])
  })
})

describe.each(Object.entries(registers))('the %s register', (profile, requirements) => {
  it('has exactly the IDs and levels of the reading, in its order', () => {
    const rows = tableRows(profile).filter(([id]) => /^[A-Z]+-[A-Z]+-\d\d$/.test(id ?? ''))
    expect(rows.length).toBeGreaterThan(0)
    expect(requirements.map(({ id, level }) => [id, level])).toEqual(rows.map(([id, level]) => [id, level]))
  })

  it('names each requirement once', () => {
    const ids = requirements.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('speaks of operations that the reading has', () => {
    const known = tableRows(profile)
      .filter(([, place]) => /^(GET|POST|PUT|DELETE) /.test(place ?? ''))
      .map(([operation]) => operation)
    const unknown = requirements.flatMap(({ id, operations }) =>
      operations.filter((operation) => !known.includes(operation)).map((operation) => `${id}: ${operation}`),
    )
    expect(unknown).toEqual([])
  })

  it('quotes its document word for word', () => {
    expect(misquotedIn(requirements)).toEqual([])
  })

  it('names headings under which the quote stands', () => {
    const misplaced = requirements.filter(({ clause }) => {
      const document = folded(read(`docs/vendor/${clause.document}`))
      let at = 0
      for (const words of [...clause.section.split(' › '), clause.quote]) {
        at = document.indexOf(words, at)
        if (at === -1) return true
      }
      return false
    })
    expect(misplaced.map(({ id }) => id)).toEqual([])
  })

  it('asks a question of the vendor in every assumed row', () => {
    const assumed = requirements.filter(({ level }) => level === 'assumed')
    expect(assumed.filter(({ clause }) => !clause.silent?.endsWith('?')).map(({ id }) => id)).toEqual([])
    expect(new Set(assumed.map(({ question }) => question)).size).toBe(assumed.length)
  })

  it('has titles that read alone', () => {
    expect(requirements.filter(({ title }) => title.includes('…') || !title.endsWith('.')).map(({ id }) => id)).toEqual(
      [],
    )
  })
})

describe('readRegister', () => {
  const row = `- id: ITERO-AUTH-01
  level: must
  area: Authorization
  title: createNewOrder without credentials answers 401.
  operations: [createNewOrder]
  clause: { document: itero-scanning-tool.txt, section: Returned Codes, quote: 401 Unauthorized error }
`

  it('reads a row', () => {
    expect(readRegister(row)).toMatchObject([{ id: 'ITERO-AUTH-01', clause: { section: 'Returned Codes' } }])
  })

  const assumed = row.replace('must', 'assumed').replace(' }', ', silent: Says no more. }')

  it('reads the question of an assumed row', () => {
    const question = 'Is it meant to be answered 401?'
    expect(readRegister(`${assumed}  question: ${question}\n`)).toMatchObject([{ question }])
  })

  it.each([
    ['an assumed row that asks nothing', assumed, "row 1 (ITERO-AUTH-01): it must have required property 'question'"],
    [
      'a question of two sentences',
      `${assumed}  question: It says nothing. Is it 401?\n`,
      'row 1 (ITERO-AUTH-01): question must match pattern',
    ],
    [
      'a level that is none',
      row.replace('must', 'may'),
      'row 1 (ITERO-AUTH-01): level must be equal to one of the allowed values',
    ],
    [
      'a missing quote',
      row.replace(', quote: 401 Unauthorized error', ''),
      "row 1 (ITERO-AUTH-01): clause must have required property 'quote'",
    ],
    [
      'a key that is none',
      row.replace('area:', 'aera:'),
      'row 1 (ITERO-AUTH-01): it must NOT have additional properties {"additionalProperty":"aera"}',
    ],
    [
      'an assumed row that asks nothing',
      row.replace('must', 'assumed'),
      "row 1 (ITERO-AUTH-01): clause must have required property 'silent'",
    ],
    ['an ID that was taken', row + row, 'row 2 (ITERO-AUTH-01): an earlier row has this id'],
    ['no row at all', 'id: ITERO-AUTH-01', 'expected a list of requirements'],
  ])('refuses %s, naming row and fault', (_, yaml, message) => {
    expect(() => readRegister(yaml)).toThrow(message)
  })
})
