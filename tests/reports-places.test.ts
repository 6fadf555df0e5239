import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { placesOf } from '../reports/places.ts'
import { requirements as inbox } from '../suites/inbox/requirements.gen.ts'
import { requirements as itero } from '../suites/itero/requirements.gen.ts'
import { requirements as opus } from '../suites/opus/requirements.gen.ts'

describe.each([
  ['itero', itero],
  ['opus', opus],
  ['inbox', inbox],
])('a requirement of %s', (profile, requirements) => {
  const lines = readFileSync(new URL(`../openapi/${profile}.yaml`, import.meta.url), 'utf8').split('\n')

  /** The lines of the statement that begins at a place: what is below its name, or what stands beside its first key. */
  function statement({ line, column }: { line: number; column: number }): string[] {
    const first = lines[line - 1]!
    const beside = first.startsWith('openapi:') || first.slice(0, column - 1).endsWith('- ')
    const indent = beside ? column - 1 : column
    const rest = lines.slice(line)
    const end = rest.findIndex((one) => one.trim() !== '' && one.search(/\S/) < indent)
    return [first, ...rest.slice(0, end < 0 ? undefined : end)]
  }

  it('stands at the name of a statement that is traced to it', () => {
    for (const { id } of requirements) {
      for (const place of placesOf(profile, id)) {
        expect(place.file).toBe(`openapi/${profile}.yaml`)
        const name = lines[place.line - 1]!.slice(place.column - 1)
        expect(name.slice(0, place.endColumn - place.column), id).toMatch(/^["\w/$-][^:]*$/)
        expect(name.slice(place.endColumn - place.column), id).toMatch(/^:( |$)/)
        expect(statement(place).join('\n'), id).toContain(id)
      }
    }
  })
})

it('a requirement that this version does not know stands for the document', () => {
  expect(placesOf('itero', 'ITERO-NEW-01')).toEqual([{ file: 'openapi/itero.yaml', line: 1, column: 1, endColumn: 1 }])
})
