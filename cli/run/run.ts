import { resolve } from 'node:path'
import type { Requirement } from '../../engine/requirement.ts'
import type { RunOptions, Target } from '../../engine/target.ts'
import { plural } from '../../engine/words.ts'
import type { FoundProfile } from '../../profiles/found-profile.ts'
import { PROFILES } from '../../profiles/index.ts'
import { loadProfile } from '../../profiles/load.ts'
import { requirementsOf } from '../../profiles/requirements.ts'
import { asUsage } from '../as-usage.ts'
import type { Baseline } from '../baseline/read.ts'
import { reportBrokenOff } from '../broken-off.ts'
import { choose } from '../choose.ts'
import { completeTargets } from '../config/complete.ts'
import { loadConfiguration } from '../config/configuration.ts'
import { type Selected, select } from '../config/select.ts'
import { strayVariables } from '../config/stray-variables.ts'
import { errorInWords } from '../error-words.ts'
import { type ExitStatus, exitStatus, type Gate } from '../exit-status.ts'
import type { HistoryFile } from '../history/file.ts'
import { type Io, print, tell } from '../io.ts'
import { optionsFromEnvironment, type RunFlags, type Settled, settle, underVariableNames } from '../options.ts'
import { paletteFor } from '../palette.ts'
import type { Parts } from '../parts.ts'
import { formatPlan } from '../plan.ts'
import { eventLines } from '../progress/events.ts'
import { liveProgress } from '../progress/live.ts'
import { onTerminal } from '../progress/on-terminal.ts'
import { plainProgress } from '../progress/plain.ts'
import { SILENT, type Teller } from '../progress/tally.ts'
import { fromFolder, readExchanges } from '../stored-run.ts'
import { UsageError, usageError } from '../usage-error.ts'
import { handOut } from './hand-out.ts'
import { historyOf, keptIn } from './history.ts'
import { leaveReport } from './leave-report.ts'
import { type KeptLedger, setLedgerAside } from './ledger.ts'
import { formatList, listAsJson } from './list.ts'
import { type ChosenFormat, chooseFormats, prepareFolder } from './outputs.ts'
import { rehearse } from './rehearse.ts'
import { type BrokenOff, clearJournal, openBrokenOff } from './resume.ts'
import { printRedactor } from './secrecy.ts'
import { storeConfiguration } from './stored-configuration.ts'
import { openTargets } from './targets.ts'
import { baselineOf, checkWaivers, underWaivers, withBaseline } from './waivers.ts'

/**
 * `bitewing run`: judges what the names stand for, writes the report, and resolves with the exit status.
 *
 * @throws UsageError before anything is sent, with all that is wrong with the command line and the configuration.
 */
export async function run(given: readonly string[], flags: RunFlags, io: Io, parts: Parts): Promise<ExitStatus> {
  const environment = optionsFromEnvironment(io.env)
  const brokenOff = flags.resume === undefined ? undefined : openBrokenOff(flags.resume, given, flags, io.cwd)
  const { names, commandLine } = brokenOff ?? { names: given, commandLine: flags }
  try {
    const configuration = await loadConfiguration(io.cwd, io.env, commandLine.config ?? environment.config)
    const options = settle(configuration.options, environment, commandLine)
    const wanted = options.list && names.length === 0 ? ['all'] : names
    const selected = await select(wanted, configuration, io.cwd, options.baseUrl)
    const registers = await registersOf(selected)
    const chosen = choose([...registers.values()].flat(), options.only, options.skip)
    if (options.list) {
      print(io, options.json ? listAsJson(chosen) : formatList(chosen))
      return 0
    }
    if (options.json && options.events) throw usageError('--events', 'standard output has room for it or --json')
    refuseWithoutServer(selected)
    const judged = selected.filter(({ profile }) => registers.get(profile)!.some((one) => chosen.includes(one)))
    const completed = await completeTargets(judged, configuration, options, io.env)
    const live = brokenOff ? brokenOff.asBefore(completed) : completed
    await checkWaivers(live, registers)
    const baseline = await baselineOf(io.cwd, options, configuration, judged)
    const formats = await parts.formats()
    const wantedFormats = chooseFormats(options.report, formats)
    const history = options.plan ? undefined : await historyOf(io.cwd, options.history)
    const checked: Run = {
      io,
      parts,
      options,
      selected: judged,
      live,
      formats: wantedFormats,
      chosen,
      ...(baseline ? { baseline } : {}),
      ...(history ? { history } : {}),
      ...(brokenOff ? { brokenOff } : {}),
    }
    const out = resolve(io.cwd, options.out)
    if (!options.plan) {
      prepareFolder(out, formats)
      if (brokenOff) for (const line of await brokenOff.takeUp()) tell(io, line)
      else {
        tellOfLedger(checked, setLedgerAside(out))
        clearJournal(out)
      }
    }
    noteStrayVariables(checked)
    return await perform(checked, out)
  } catch (error) {
    throw underVariableNames(error, environment, commandLine)
  }
}

/** @throws UsageError where there is neither a server nor a mock to judge. */
function refuseWithoutServer(selected: readonly Selected[]): void {
  const without = selected.filter(({ from, found }) => from === 'mock' && !found.manifest.mock)
  if (without.length === 0) return
  throw new UsageError(
    without.map(({ name }) => ({
      where: name,
      what: 'expected a server, and its profile has no mock',
      next: 'Give it by --base-url, or as a target of the configuration',
    })),
  )
}

/** A register; of a profile from outside its rules are held against it, before anything is sent. */
const registerOf = async (found: FoundProfile) =>
  PROFILES.includes(found.ref) ? requirementsOf(found) : (await loadProfile(found)).requirements

/** The registers of what was selected, by profile. */
async function registersOf(selected: readonly Selected[]): Promise<Map<string, readonly Requirement[]>> {
  const found = new Map(selected.map((one) => [one.profile, one.found]))
  return new Map(
    await Promise.all(
      [...found].map(async ([profile, one]) => [profile, await asUsage(() => registerOf(one))] as const),
    ),
  )
}

function noteStrayVariables({ io, options, selected }: Run): void {
  if (options.quiet) return
  for (const note of selected.flatMap(({ found }) => found.notes ?? [])) tell(io, `note: ${note}`)
  for (const { name, meant } of strayVariables(io.env)) tell(io, `note: ${name} is not read; did you mean ${meant}?`)
}

/** A run whose every input has been checked. */
interface Run {
  io: Io
  parts: Parts
  options: Settled
  selected: readonly Selected[]
  live: readonly Target[]
  formats: readonly ChosenFormat[]
  chosen: readonly Requirement[]
  baseline?: Baseline
  history?: HistoryFile
  /** The run that this one goes on with. */
  brokenOff?: BrokenOff
}

/** An interrupted run may have left things at a vendor's: where they are written down is told even with `--quiet`. */
function tellOfLedger({ io }: Run, kept: KeptLedger | undefined): void {
  if (!kept) return
  const what = plural(kept.writes, 'write')
  tell(io, `note: an earlier run in this folder may have left the result of ${what} at its targets; see ${kept.file}`)
}

const runOptions = ({ options, chosen }: Run): RunOptions => ({
  chosen: chosen.map(({ id }) => id),
  seed: options.seed,
  exhaustive: options.exhaustive ?? false,
  timeoutMs: options.timeout,
  maxTimeMs: options.maxTime,
  maxFailures: options.maxFailures,
  ...(options.trace ? {} : { trace: false }),
})

/** From here on what goes wrong is no wrong usage: it is told, without secrets, and the run is not complete. */
async function perform(run: Run, out: string): Promise<ExitStatus> {
  const { io, options, selected, live, parts } = run
  const aborter = new AbortController()
  let redact = printRedactor(live)
  io.onInterrupt(
    (signal) => aborter.abort(`the run was interrupted (${signal})`),
    (why) => leaveReport(out, run.formats, redact(why)),
  )
  try {
    const { targets, close } = await openTargets(selected, live, options, parts)
    redact = printRedactor(targets)
    try {
      return await (options.plan
        ? tellPlan(run, targets, aborter.signal)
        : judge(run, targets, out, redact, aborter.signal))
    } finally {
      await close()
    }
  } catch (error) {
    tell(io, redact(errorInWords(error)))
    return 3
  }
}

async function tellPlan(run: Run, targets: Target[], signal: AbortSignal): Promise<ExitStatus> {
  const { io, options, parts } = run
  const plans = await rehearse(targets, runOptions(run), parts, signal)
  print(io, options.json ? JSON.stringify(plans, null, 2) : formatPlan(plans))
  return signal.aborted ? 3 : 0
}

async function judge(
  run: Run,
  targets: Target[],
  out: string,
  redact: (text: string) => string,
  signal: AbortSignal,
): Promise<ExitStatus> {
  const { io, options, formats, parts, baseline, history, brokenOff } = run
  const palette = await paletteFor(io, options.color)
  const harness = await parts.harness()
  const progress = await tellerFor(io, options, palette, redact)
  const judged = withBaseline(targets, baseline)
  const began = brokenOff?.began ?? new Date()
  storeConfiguration(out, judged, { ...runOptions(run), ...gateOf(options) }, began.toISOString())
  const request = { targets: judged, options: runOptions(run), out, workers: options.workers }
  const resumes = brokenOff ? { resumes: began } : {}
  let broke = false
  const found = await harness({ ...request, ...resumes }, progress.tell, signal)
    .catch(async (error) => {
      broke = true
      tell(io, redact(errorInWords(error)))
      return (await reportBrokenOff(fromFolder(out), redact(`an error: ${(error as Error).message}`))).report
    })
    .finally(() => progress.stop())
  const { report: underThem, lines, fault: notWritten } = underWaivers(found, targets, baseline, options)
  const { report, fault: notKept } = await keptIn(history, underThem)
  const reports = await handOut(report, {
    io,
    out,
    formats,
    options,
    redact,
    exchanges: readExchanges(out),
    lines,
  })
  const unkept = [notWritten, notKept].filter((fault) => fault !== undefined)
  for (const fault of unkept) tell(io, redact(fault))
  return broke || reports.faults.length > 0 || unkept.length > 0 ? 3 : exitStatus(report, options)
}

const gateOf = ({ strict, requireComplete }: Settled): Gate => ({
  ...(strict ? { strict } : {}),
  ...(requireComplete ? { requireComplete } : {}),
})

async function tellerFor(
  io: Io,
  { quiet, events }: Settled,
  palette: Parameters<typeof liveProgress>[1],
  redact: (text: string) => string,
): Promise<Teller> {
  if (events) return eventLines((line) => print(io, redact(line)))
  if (quiet) return SILENT
  return onTerminal(io) ? liveProgress(io.stderr, palette) : plainProgress((line) => tell(io, redact(line)))
}
