import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { inFolder } from './fixtures/command.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** What a reader types, in the page's order. */
const blocksOf = (page: string): string[] =>
  [...readFileSync(join(ROOT, 'docs', page), 'utf8').matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block!)

describe.each(['partner-qa.md', 'ci.md', 'vendor.md'])('docs/%s', (page) => {
  test(
    'shows commands that do what they are shown for',
    () =>
      inFolder({}, async (cwd) => {
        const blocks = blocksOf(page)
        expect(blocks.length).toBeGreaterThan(2)
        for (const block of blocks) {
          const npx = `npx() { shift; "${process.execPath}" "${ROOT}dist/cli/main.js" "$@"; }\n`
          const env = { PATH: process.env.PATH, HOME: cwd }
          const { status, stderr } = spawnSync('bash', ['-e', '-c', npx + block], { cwd, env, encoding: 'utf8' })
          expect({ block, status }, stderr).toEqual({ block, status: 0 })
        }
      }),
    120_000,
  )
})
