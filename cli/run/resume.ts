import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { EVIDENCE_FILE, EXCHANGES_FILE, LEDGER_FILE, REQUESTS_FILE } from '../../engine/journal.ts'
import { leftBehind } from '../../engine/ledger.ts'
import type { Target } from '../../engine/target.ts'
import { listAnd, plural } from '../../engine/words.ts'
import { findProfile } from '../../profiles/find.ts'
import { visible } from '../../reports/inert.ts'
import type { Report } from '../../reports/model.ts'
import { readConfiguration } from '../broken-off.ts'
import { RUN_OPTIONS, type RunFlags } from '../options.ts'
import { readRecorded, recordedOf } from '../recorded.ts'
import type { RunFiles } from '../run-files.ts'
import { fromFolder } from '../stored-run.ts'
import { usageError } from '../usage-error.ts'
import { version } from '../version.ts'
import { writeWhole } from '../write-whole.ts'
import { asStored, type StoredConfiguration } from './stored-configuration.ts'

/** A run that broke off, to go on with. */
export interface BrokenOff {
  /** Its targets. */
  names: string[]
  /** The command line that gives it once more. */
  commandLine: RunFlags
  /** When it began. */
  began: Date
  /**
   * The targets as they were then.
   *
   * @throws UsageError where the configuration gives other ones by now
   */
  asBefore(targets: readonly Target[]): Target[]
  /** Makes its journal ready to go on with, and tells in lines what stands of it. */
  takeUp(): Promise<string[]>
}

/** What is judged, and how, was said when the run was begun. */
const SAID_BEFORE = [
  'baseUrl',
  'out',
  'rateLimit',
  'allowWrites',
  'only',
  'skip',
  'list',
  'plan',
  'seed',
  'exhaustive',
  'maxFailures',
] as const

/**
 * Opens the folder of a run that broke off.
 *
 * @throws UsageError where there is none, or it was completed, and for targets and options that only a new run can have
 */
export function openBrokenOff(folder: string, names: readonly string[], flags: RunFlags, cwd: string): BrokenOff {
  const given = SAID_BEFORE.filter((key) => flags[key] !== undefined)
  const said = given.map((key) => /--[a-z-]+/.exec(RUN_OPTIONS[key].flags)![0])
  if (names.length + said.length > 0) {
    throw usageError('--resume', `the run goes on as it was begun: expected nothing of ${listAnd([...names, ...said])}`)
  }
  const path = resolve(cwd, folder)
  const files = fromFolder(path, folder)
  const stored = readConfiguration(files)
  if (stored.by) throw usageError(folder, `expected a run, found what bitewing ${stored.by} left`, 'Start it anew')
  if (isCompleted(files)) throw usageError(folder, 'expected a run that broke off, found one that was completed')
  if (stored.tool.version !== version()) {
    throw usageError(folder, `expected a run of version ${version()}, found one of ${visible(stored.tool.version)}`)
  }
  const { targets, options } = stored
  const rateLimit = targets.find(({ kind }) => kind === 'mock')?.rateLimit
  const { chosen, seed, exhaustive, timeoutMs, maxTimeMs, maxFailures, strict, requireComplete, trace } = options
  return {
    names: targets.map(({ name }) => name),
    began: new Date(stored.startedAt ?? Date.now()),
    commandLine: {
      timeout: timeoutMs,
      ...(maxTimeMs === undefined ? {} : { maxTime: maxTimeMs }),
      ...(strict ? { strict } : {}),
      ...(requireComplete ? { requireComplete } : {}),
      ...flags,
      ...(trace === false ? { trace } : {}),
      out: path,
      only: chosen,
      skip: [],
      seed,
      exhaustive,
      ...(maxFailures === undefined ? {} : { maxFailures }),
      ...(rateLimit ? { rateLimit } : {}),
      ...(targets.length === 1 && targets[0]!.kind === 'live' ? { baseUrl: targets[0]!.baseUrl } : {}),
    },
    asBefore: (completed) => asBefore(completed, stored, folder),
    takeUp: () => takeUp(path, files, stored),
  }
}

function isCompleted(files: RunFiles): boolean {
  const bytes = files.read('report.json')
  return bytes !== undefined && (JSON.parse(Buffer.from(bytes).toString('utf8')) as Report).complete
}

function asBefore(completed: readonly Target[], stored: StoredConfiguration, folder: string): Target[] {
  const now = asStored(completed)
  return completed.map((target, nth) => {
    const before = stored.targets.find(({ name }) => name === target.name)
    const { profile, kind, baseUrl, paths, settings, providerStatesUrl } = now[nth]!
    const own = { profile, kind, baseUrl, paths, settings, providerStatesUrl }
    const differs = Object.entries(own).find(
      ([key, value]) => !isDeepStrictEqual(value, before?.[key as keyof typeof own]),
    )
    if (!before || differs) {
      throw usageError(
        folder,
        `expected ${target.name} as it was when the run began, found another ${differs?.[0] ?? 'target'}`,
        'Give the configuration and the environment of then, or begin a new run',
      )
    }
    const { allowWrites, rateLimit } = before
    return { ...target, allowWrites, ...(rateLimit ? { rateLimit } : {}) }
  })
}

async function takeUp(path: string, files: RunFiles, { targets, startedAt }: StoredConfiguration): Promise<string[]> {
  const recorded = readRecorded(files)
  const kept: string[] = []
  const lines: string[] = []
  for (const { name, kind, profile, module } of targets) {
    const own = recordedOf(name, recorded)
    if (own.exchanges.length === 0) continue
    if (kind === 'mock' || (await findProfile(module ?? profile, process.cwd())).manifest.resumes === false) {
      const why = kind === 'mock' ? 'its mock went with the process' : 'its answers depend on the moment'
      lines.push(`${name}: ${why}; it is judged from the beginning`)
      continue
    }
    kept.push(name)
    const answers = own.exchanges.filter(({ response }) => response).length
    lines.push(`${name}: ${plural(answers, 'answer of before stands', 'answers of before stand')}`)
    const doubtful = own.ledger.filter(({ write, state }, at) => {
      const isLast = own.ledger.findLastIndex((one) => one.write === write) === at
      return isLast && (state === 'sending' || state === 'unknown')
    })
    for (const made of leftBehind(doubtful)) lines.push(`${name}: not sent again: ${made}`)
  }
  const write = (file: string, all: readonly { target: string }[]) =>
    writeWhole(
      join(path, file),
      all.flatMap((one) => (kept.includes(one.target) ? [`${JSON.stringify(one)}\n`] : [])).join(''),
    )
  write(EXCHANGES_FILE, recorded.exchanges)
  write(EVIDENCE_FILE, recorded.evidence)
  write(LEDGER_FILE, recorded.ledger)
  rmSync(join(path, REQUESTS_FILE), { force: true })
  return [`The run of ${startedAt} goes on.`, ...lines].map((line) => visible(line))
}

/** Takes out of the folder what an earlier run has written down. Its ledger is another matter. */
export function clearJournal(folder: string): void {
  for (const file of [EXCHANGES_FILE, EVIDENCE_FILE, REQUESTS_FILE]) rmSync(join(folder, file), { force: true })
}
