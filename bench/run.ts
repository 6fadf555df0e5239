import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/**
 * Wall time of whole runs on the embedded mocks, from the start of the process to its end, as a multiple of a vitest run
 * with one trivial test. Quality bars: one profile under 3, all of them under 6. The contenders run in turn, under the
 * same load; the ratio is taken round by round, and its median is told. So is where the time of one profile's run goes, by
 * what it tells as it goes on.
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
async function timed(args: readonly string[], onLine: (line: string) => void = () => {}): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  for await (const line of createInterface({ input: child.stdout })) onLine(line)
  const [status] = await ended
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`)
  return performance.now() - began
}

/** The parts of a run, in their order, each with what is told at its end; the last one ends with the process. */
const PARTS = {
  starting: (kind: string) => kind === 'started',
  loading: (kind: string, before: string) => kind === 'budget' && before === 'started',
  requests: (kind: string) => kind === 'budget',
  judging: (kind: string) => kind === 'finished',
  writing: () => false,
}

/** How much of a run each part takes, from 0 to 1. */
async function partsOf(what: string): Promise<Record<string, number>> {
  const began = performance.now()
  const ends: Record<string, number> = {}
  let before = ''
  const took = await timed([...run(what), '--events'], (line) => {
    const { kind } = JSON.parse(line) as { kind: string }
    const [part] = Object.entries(PARTS).find(([, ends]) => ends(kind, before)) ?? []
    if (part) ends[part] = performance.now() - began
    before = kind
  })
  const marks = Object.keys(PARTS).map((part) => ends[part] ?? took)
  return Object.fromEntries(Object.keys(PARTS).map((part, nth) => [part, (marks[nth]! - (marks[nth - 1] ?? 0)) / took]))
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
  console.log(`\nshare of a run: ${Object.keys(PARTS).join(', ')}`)
  for (const what of ['itero', 'opus', 'inbox']) {
    const rounds: Record<string, number>[] = []
    for (let round = 0; round < ROUNDS; round++) rounds.push(await partsOf(what))
    const shares = Object.keys(PARTS).map((part) => `${(100 * median(rounds.map((one) => one[part]!))).toFixed(0)} %`)
    console.log(`${what.padEnd(20)} ${shares.join(', ')}`)
  }
} finally {
  rmSync(out, { recursive: true, force: true })
}
