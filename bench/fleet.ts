import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * A round of a fleet of embedded targets, the profiles in turn, in a folder: targets a minute, the most memory that the
 * process had, and the size of its store. Quality bars: 100 targets a minute on 2 cores, under 700 MB, linear in targets.
 * Processor time is told beside the clock's, which also counts what else the machine does.
 *
 *     npm run build && npx tsx bench/fleet.ts [targets…]
 */
const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10, 100, 1000]
const PROFILES = ['itero', 'opus', 'inbox']

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))

interface Used {
  seconds: number
  cpuSeconds: number
  mb: number
}

/** Runs the command to its end, and tells what it used; Linux keeps both figures in /proc. */
async function used(args: readonly string[], cwd: string): Promise<Used> {
  const began = performance.now()
  const child = spawn(process.execPath, [main, 'fleet', ...args], { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
  let mb = 0
  let cpuSeconds = 0
  const watch = setInterval(() => {
    try {
      const [, peak = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? []
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
      // Of a process that has ended there is no such line.
      mb = Math.max(mb, Number(peak) / 1024)
      cpuSeconds = (Number(fields[11]) + Number(fields[12])) / 100
    } catch {
      // It has just ended.
    }
  }, 100)
  const [status] = await once(child, 'exit')
  clearInterval(watch)
  if (status !== 0) throw new Error(`bitewing fleet ${args.join(' ')} ended with ${status}`)
  return { seconds: (performance.now() - began) / 1000, cpuSeconds, mb }
}

const bytesIn = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)

for (const size of SIZES) {
  const folder = mkdtempSync(join(tmpdir(), 'bitewing-bench-fleet-'))
  try {
    const lines = Array.from({ length: size }, (_, at) =>
      JSON.stringify({ name: `clinic-${at + 1}`, profile: PROFILES[at % PROFILES.length] }),
    )
    writeFileSync(join(folder, 'fleet.ndjson'), `${lines.join('\n')}\n`)
    await used(['add', 'fleet.ndjson'], folder)
    const empty = bytesIn(join(folder, '.bitewing'))
    const { seconds, cpuSeconds, mb } = await used(['run', '--quiet'], folder)
    const store = (bytesIn(join(folder, '.bitewing')) - empty) / 1024 / 1024
    console.log(
      `${String(size).padStart(5)} targets: ${seconds.toFixed(0)} s, ${((size / seconds) * 60).toFixed(0)} a minute; processor ${cpuSeconds.toFixed(0)} s; at most ${mb.toFixed(0)} MB; store +${store.toFixed(1)} MB`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
