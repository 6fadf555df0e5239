import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../cli/config/read.ts'
import { type Findings, substitute } from '../cli/config/variables.ts'
import { inFolder, reference } from './fixtures/command.ts'

const filled = (value: unknown, env: Record<string, string> = {}) => {
  const found: Findings = { origins: new Map(), problems: [] }
  return { value: substitute(value, undefined, [], env, found), problems: found.problems.length }
}

test('two dollar signs stand for one that begins no variable', () => {
  expect(filled(`pa$${reference('HOME')}ss`)).toEqual({ value: `pa${reference('HOME')}ss`, problems: 0 })
  expect(filled(`$${reference('a-b')}`)).toEqual({ value: reference('a-b'), problems: 0 })
  expect(filled(reference('a-b')).problems).toBe(1)
})

test("a variable's value is taken as it is", () => {
  expect(filled(`${reference('KEY')}!`, { KEY: reference('HOME') }).value).toBe(`${reference('HOME')}!`)
})

test('what code gives is taken as it is', () =>
  inFolder({}, async (folder) => {
    writeFileSync(join(folder, 'bitewing.config.js'), `export default { key: 'pa' + '$' + '{HOME}ss' }\n`)
    const file = await readConfig(folder)
    expect(filled(file?.content)).toEqual({ value: { key: `pa${reference('HOME')}ss` }, problems: 0 })
  }))

test.each(['\ufeff{"seed":2}', '{"seed":2}'])('a byte order mark is no part of a configuration', (text) =>
  inFolder({ 'bitewing.config.json': text }, async (folder) => {
    expect((await readConfig(folder))?.content).toEqual({ seed: 2 })
  }),
)

test.each([
  ['bitewing.config.json', '\ufeff{"seed":2}'],
  ['bitewing.config.json', '{"seed":2}'],
  ['bitewing.config.js', '\ufeffexport default { seed: 2 }'],
  ['bitewing.config.ts', 'export default { seed: 2 }'],
])('UTF-16 of %s is named', (name, text) =>
  inFolder({}, async (folder) => {
    writeFileSync(join(folder, name), text, 'utf16le')
    await expect(readConfig(folder)).rejects.toMatchObject({
      problems: [{ where: name, what: 'it is UTF-16: save it as UTF-8' }],
    })
  }),
)
