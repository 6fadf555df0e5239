import { relative, resolve } from 'node:path'
import type { Requirement } from '../../engine/requirement.ts'
import type { RunOptions, Target } from '../../engine/target.ts'
import { json } from '../../reports/json.ts'
import type { Writer } from '../../reports/model.ts'
import { summary } from '../../reports/summary.ts'
import { choose } from '../choose.ts'
import { completeTargets } from '../config/complete.ts'
import { loadConfiguration } from '../config/configuration.ts'
import { type Selected, select } from '../config/select.ts'
import { strayVariables } from '../config/stray-variables.ts'
import { type ExitStatus, exitStatus } from '../exit-status.ts'
import { type Io, print, tell } from '../io.ts'
import { optionsFromEnvironment, type RunFlags, type Settled, settle, underVariableNames } from '../options.ts'
import { paletteFor } from '../palette.ts'
import { type Parts, requirementsOf } from '../parts.ts'
import { formatPlan } from '../plan.ts'
import { liveProgress } from '../progress/live.ts'
import { plainProgress } from '../progress/plain.ts'
import type { Teller } from '../progress/tally.ts'
import { readExchanges } from '../stored-run.ts'
import { formatList, listAsJson } from './list.ts'
import { chooseWriters, prepareFolder, writeReports } from './outputs.ts'
import { rehearse } from './rehearse.ts'
import { printRedactor } from './secrecy.ts'
import { openTargets } from './targets.ts'
import { checkWaivers } from './waivers.ts'

/**
 * `bitewing run`: judges what the names stand for, writes the report, and resolves with the exit status.
 *
 * @throws UsageError before anything is sent, with all that is wrong with the command line and the configuration.
 */
export async function run(names: readonly string[], commandLine: RunFlags, io: Io, parts: Parts): Promise<ExitStatus> {
  const environment = optionsFromEnvironment(io.env)
  try {
    const configuration = await loadConfiguration(io.cwd, io.env, commandLine.config ?? environment.config)
    const options = settle(configuration.options, environment, commandLine)
    const wanted = options.list && names.length === 0 ? ['all'] : names
    const selected = select(wanted, configuration.targets, options.baseUrl)
    const registers = await registersOf(selected)
    const chosen = choose([...registers.values()].flat(), options.only, options.skip)
    if (options.list) {
      print(io, options.json ? listAsJson(chosen) : formatList(chosen))
      return 0
    }
    const judged = selected.filter(({ profile }) => registers.get(profile)!.some((one) => chosen.includes(one)))
    const live = await completeTargets(judged, configuration, options, io.env)
    checkWaivers(live, registers)
    const writers = await parts.writers()
    const checked: Run = {
      io,
      parts,
      options,
      selected: judged,
      live,
      writers: chooseWriters(options.report, writers),
      chosen,
    }
    const out = resolve(io.cwd, options.out)
    if (!options.plan) prepareFolder(out, writers)
    noteStrayVariables(checked)
    return await perform(checked, out)
  } catch (error) {
    throw underVariableNames(error, environment, commandLine)
  }
}

/** The registers of what was selected, by profile. */
async function registersOf(selected: readonly Selected[]): Promise<Map<string, readonly Requirement[]>> {
  const profiles = [...new Set(selected.map(({ profile }) => profile))]
  return new Map(await Promise.all(profiles.map(async (profile) => [profile, await requirementsOf(profile)] as const)))
}

function noteStrayVariables({ io, options }: Run): void {
  if (options.quiet) return
  for (const { name, meant } of strayVariables(io.env)) tell(io, `note: ${name} is not read; did you mean ${meant}?`)
}

/** A run whose every input has been checked. */
interface Run {
  io: Io
  parts: Parts
  options: Settled
  selected: readonly Selected[]
  live: readonly Target[]
  writers: readonly Writer[]
  chosen: readonly Requirement[]
}

const runOptions = ({ options, chosen }: Run): RunOptions => ({
  chosen: chosen.map(({ id }) => id),
  seed: options.seed,
  exhaustive: options.exhaustive ?? false,
  timeoutMs: options.timeout,
  maxTimeMs: options.maxTime,
  maxFailures: options.maxFailures,
})

/** From here on what goes wrong is no wrong usage: it is told, without secrets, and the run is not complete. */
async function perform(run: Run, out: string): Promise<ExitStatus> {
  const { io, options, selected, live, parts } = run
  const aborter = new AbortController()
  io.onInterrupt((signal) => aborter.abort(`the run was interrupted (${signal})`))
  let redact = printRedactor(live)
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
    tell(io, redact(`internal error: ${(error as Error).stack ?? error}`))
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
  const { io, options, writers, parts } = run
  const palette = await paletteFor(io, options.color)
  const harness = await parts.harness()
  const progress = await tellerFor(io, options, palette, redact)
  const request = { targets, options: runOptions(run), out, workers: options.workers }
  const report = await harness(request, progress.tell, signal).finally(() => progress.stop())
  const { paths, faults } = writeReports(out, { report, exchanges: readExchanges(out) }, writers)
  if (!options.quiet) {
    const reportFile = relative(io.cwd, paths[0] ?? out)
    // A terminal that does not know its width says 0.
    const columns = io.stderr.columns || Number.POSITIVE_INFINITY
    tell(io, redact(summary(report, { palette, columns, reportFile })))
  }
  if (options.json) io.stdout.write(redact(json.write({ report, exchanges: [] })))
  for (const { format, error } of faults) tell(io, redact(`internal error: the ${format} report: ${error.stack}`))
  return faults.length > 0 ? 3 : exitStatus(report, options)
}

const SILENT: Teller = { tell() {}, stop() {} }

async function tellerFor(
  io: Io,
  { quiet }: Settled,
  palette: Parameters<typeof liveProgress>[1],
  redact: (text: string) => string,
): Promise<Teller> {
  if (quiet) return SILENT
  const onTerminal = io.stderr.isTTY && !io.env.CI && io.env.TERM !== 'dumb'
  return onTerminal ? liveProgress(io.stderr, palette) : plainProgress((line) => tell(io, redact(line)))
}
