import { readFileSync } from 'node:fs'
import { coverage, type KillMatrix, type Uncovered } from '../../contracts/coverage.ts'
import { deviationsOf } from '../../profiles/mock.ts'
import { requirements as inbox } from '../../suites/inbox/requirements.gen.ts'
import { requirements as itero } from '../../suites/itero/requirements.gen.ts'
import { requirements as opus } from '../../suites/opus/requirements.gen.ts'
import type { GeneratedFile } from './generated-file.ts'

const REGISTERS = { itero, opus, inbox }

const INTRO = `# What the contracts cover

The package's pacts, verified on each mock with each of its seeded defects. An interaction covers a requirement where it
touches it, and fails on a defect of it. Which interactions fail on which defect is in \`contracts/kill-matrix.json\`, which
\`npm run contracts:matrix\` writes; the reasons are in \`contracts/uncovered.json\`.
`

const HEAD = `| requirement | interactions that touch it | defects caught | why no interaction covers it |
| --- | --- | --- | --- |`

/** `docs/contracts-coverage.md`, from the kill matrix, the pacts and the reasons. */
export async function contractsCoverage(root: string): Promise<GeneratedFile> {
  const read = (path: string) => JSON.parse(readFileSync(`${root}contracts/${path}`, 'utf8'))
  const matrix = read('kill-matrix.json') as KillMatrix
  const uncovered = read('uncovered.json') as Uncovered
  const sections = Object.entries(REGISTERS).map(async ([profile, requirements]) => {
    const { defects } = await deviationsOf(profile)
    const pact = read(`pacts/bitewing-${profile}.json`)
    const rows = coverage(requirements, defects, [{ pact }], matrix[profile] ?? {}, uncovered)
    const covered = rows.filter(({ caught }) => caught > 0).length
    const lines = rows.map(({ id, interactions, caught, defects: all, reason = '' }) =>
      `| ${id} | ${interactions} | ${caught} of ${all} | ${reason} |`.replace('|  |', '| |'),
    )
    return `## \`${profile}\`\n\n${covered} of ${rows.length} requirements are covered.\n\n${[HEAD, ...lines].join('\n')}\n`
  })
  return { path: 'docs/contracts-coverage.md', text: [INTRO, ...(await Promise.all(sections))].join('\n') }
}
