import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import baseline from '../cli/config/bitewing.baseline.schema.json' with { type: 'json' }
import { CONFIG_SCHEMA, follow, type SchemaNode, targetSchema } from '../cli/config/schema.ts'
import { settingVariables } from '../cli/config/setting-variables.ts'
import { OPTION_VARIABLES, type OptionSpec, RUN_OPTIONS } from '../cli/options.ts'
import { BUILT_IN } from '../profiles/index.ts'
import { command } from './fixtures/command.ts'

const doc = (name: string) => readFileSync(join(fileURLToPath(new URL('../docs', import.meta.url)), name), 'utf8')

/** Where each profile's settings begin in docs/configuration.md; what stands before is common to all. */
const section = (text: string, heading: string) =>
  text.split(/^#{2,3} /m).find((part) => part.startsWith(heading)) ?? ''

describe('docs/configuration.md', () => {
  const text = doc('configuration.md')

  test('has every key of the run', () => {
    const rows = Object.entries(CONFIG_SCHEMA.properties!)
      .filter(([key]) => key !== 'targets')
      .map(([key, node]) => `| \`${key}\` | ${follow(node).title} | ${follow(node).description} |`)
    for (const row of rows) expect(section(text, 'The run')).toContain(row)
  })

  test.each(BUILT_IN)('has every key of a target of $name, with its variable', (profile) => {
    const own = section(text, `\`${profile.name}\``)
    for (const { name, path, node } of settingVariables(profile)) {
      const common = path[0] === 'providerStatesUrl' || path[0] === 'waivers'
      if (path[0] === 'paths') continue
      expect(common ? section(text, 'Targets') : own).toContain(
        `| \`${path.join('.')}\` | \`${name}\` | ${node.description} |`,
      )
    }
    for (const key of Object.keys(targetSchema(profile).properties!)) expect(text).toContain(`| \`${key}`)
  })
})

describe('docs/configuration.md, of a baseline', () => {
  test('has every key of a waiver', () => {
    const { waivers } = (baseline as SchemaNode).properties!
    for (const [key, { title, description }] of Object.entries(waivers!.items!.properties!))
      expect(section(doc('configuration.md'), 'Baseline')).toContain(`| \`${key}\` | ${title} | ${description} |`)
  })
})

describe('docs/command.md', () => {
  const text = doc('command.md')

  test('has every option of run, with its variable', () => {
    for (const [key, spec] of Object.entries<OptionSpec>(RUN_OPTIONS)) {
      const variable = OPTION_VARIABLES.find((one) => one.key === key)
      const row = `| \`${spec.flags}\` | ${variable ? `\`${variable.name}\`` : ''} | ${spec.summary} |`
      expect(text).toContain(row.replace('|  |', '| |'))
    }
  })

  test.each([
    'mock',
    'proxy',
    'drill',
    'generate',
    'report',
    'judge',
    'diff',
    'history',
    'init',
    'doctor',
    'serve',
    'mcp',
  ])('has every option of %s', async (name) => {
    const { stdout } = await command([name, '--help'])
    const options = [...stdout.matchAll(/^ +(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option!)
    expect(options).toContain('--help')
    for (const option of options.filter((one) => one !== '--help'))
      expect(section(text, `\`bitewing ${name}`)).toContain(option)
  })

  test('names every subcommand', async () => {
    const { stdout } = await command(['--help'])
    const names = [...stdout.split('Commands:')[1]!.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name!)
    expect(names).toEqual(expect.arrayContaining(['run', 'mock']))
    for (const name of names.filter((one) => one !== 'help')) expect(text).toContain(`bitewing ${name}`)
  })
})
