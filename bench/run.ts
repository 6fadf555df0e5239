import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Wall time of whole runs on the embedded mocks, from the start of the process to its end, as a multiple of a vitest run
 * with one trivial test. Quality bars: one profile under 3, all of them under 6. The contenders run in turn, under the
 * same load; the ratio is taken round by round, and its median is told.
 *
 *     npm run build && npx tsx bench/run.ts [rounds]
 */
const ROUNDS = Number(process.argv[2] ?? 9)

const root = fileURLToPath(new URL('..', import.meta.url))
const out = mkdtempSync(join(tmpdir(), 'bitewing-bench-'))
const run = (what: string) => ['dist/cli/main.js', 'run', what, '--quiet', '--out', join(out, what)]

const EMPTY = ['bench/empty/main.mjs']
const CONTENDERS = [
  { name: 'bitewing run itero', args: run('itero'), bar: 3 },
  { name: 'bitewing run opus', args: run('opus'), bar: 3 },
  { name: 'bitewing run inbox', args: run('inbox'), bar: 3 },
  { name: 'bitewing run all', args: run('all'), bar: 6 },
]

/** Milliseconds of the whole process. */
async function timed(args: readonly string[]): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  const [status] = await once(child, 'exit')
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`)
  return performance.now() - began
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

try {
  const empty: number[] = []
  const times = CONTENDERS.map(() => [] as number[])
  for (let round = 0; round < ROUNDS; round++) {
    empty.push(await timed(EMPTY))
    for (const [index, { args }] of CONTENDERS.entries()) times[index]!.push(await timed(args))
  }
  console.log(`${'empty vitest run'.padEnd(20)} ${median(empty).toFixed(0)} ms`)
  for (const [index, { name, bar }] of CONTENDERS.entries()) {
    const ratio = median(times[index]!.map((time, round) => time / empty[round]!))
    console.log(
      `${name.padEnd(20)} ${median(times[index]!).toFixed(0)} ms, ratio ${ratio.toFixed(2)} (quality bar: under ${bar})`,
    )
  }
} finally {
  rmSync(out, { recursive: true, force: true })
}
