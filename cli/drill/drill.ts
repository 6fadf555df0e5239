import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { answerInWords, type Driver, type Played, type Situation } from '../../engine/drill.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { fileJournal, type Journal } from '../../engine/journal.ts'
import { limitTo } from '../../engine/limit.ts'
import type { Requirement } from '../../engine/requirement.ts'
import { type Judged, runRules } from '../../engine/runner.ts'
import type { Target } from '../../engine/target.ts'
import { type Drilled, drilledBy, rulesShownBy } from '../../profiles/drill.ts'
import { requirementReport, targetReport, usageOf } from '../../reports/assemble.ts'
import type { Report, RequirementReport } from '../../reports/model.ts'
import { processDriver } from '../../targets/driver.ts'
import { asUsage } from '../as-usage.ts'
import type { Baseline } from '../baseline/read.ts'
import { loadConfiguration } from '../config/configuration.ts'
import { errorInWords } from '../error-words.ts'
import { type ExitStatus, exitStatus } from '../exit-status.ts'
import type { HistoryFile } from '../history/file.ts'
import { type Io, print, tell } from '../io.ts'
import { optionsFromEnvironment, type RunFlags, type Settled, settle, underVariableNames } from '../options.ts'
import type { Parts } from '../parts.ts'
import { eventLines } from '../progress/events.ts'
import { SILENT, type Teller } from '../progress/tally.ts'
import { handOut } from '../run/hand-out.ts'
import { historyOf, keptIn } from '../run/history.ts'
import { type ChosenFormat, chooseFormats, prepareFolder } from '../run/outputs.ts'
import { clearJournal } from '../run/resume.ts'
import { storeConfiguration } from '../run/stored-configuration.ts'
import { baselineOf, checkWaivers, underWaivers, withBaseline } from '../run/waivers.ts'
import { readExchanges } from '../stored-run.ts'
import { usageError } from '../usage-error.ts'
import { version } from '../version.ts'
import { chosenOf } from './choose.ts'
import { type Client, clientNamed } from './client.ts'
import { listOfSituations, planOf } from './list.ts'
import { type PlayHooks, play, type Setting } from './play.ts'

/** Options of `bitewing drill`, besides those that it has in common with `run`. */
export interface DrillFlags extends RunFlags {
  /** Leaves the server of the one situation that is played open until Ctrl-C. */
  hold?: true
}

/** What is drilled with what. */
interface Session {
  io: Io
  client: Client
  /** The client as reports have it, with the waivers of the configuration. */
  target: Target
  baseline: Baseline | undefined
  history: HistoryFile | undefined
  drilled: Drilled
  /** The requirements that are judged, and the situations that show them. */
  chosen: readonly Requirement[]
  situations: readonly Situation[]
  options: Settled
  formats: readonly ChosenFormat[]
  out: string
  hold: boolean
  driver: Driver
  setting: Setting
}

/**
 * `bitewing drill`: plays the situations of a client's profile with its driver, judges the client by what came, writes
 * the report, and resolves with the exit status.
 *
 * @throws UsageError before anything is played, with what is wrong with the command line and the configuration.
 */
export async function drill(name: string, flags: DrillFlags, io: Io, parts: Parts): Promise<ExitStatus> {
  const environment = optionsFromEnvironment(io.env)
  try {
    const configuration = await loadConfiguration(io.cwd, io.env, flags.config ?? environment.config)
    const options = settle(configuration.options, environment, flags)
    const client = await clientNamed(name, configuration, io.env)
    const drilled = await asUsage(() => drilledBy(client.found), 'client')
    const { chosen, situations } = chosenOf(drilled, options)
    if (flags.list) {
      print(io, listOfSituations(situations, drilled, flags.json ?? false))
      return 0
    }
    if (flags.plan) {
      print(io, planOf(situations, client, CONCURRENT))
      return 0
    }
    if (flags.hold && situations.length !== 1) {
      throw usageError(
        '--hold',
        `expected one situation, found ${situations.length}`,
        'Choose it by --only <situation>',
      )
    }
    const target = asTarget(client)
    await checkWaivers([target], new Map([[target.profile, drilled.requirements]]), 'clients')
    const baseline = await baselineOf(io.cwd, options, configuration, [client])
    if (options.json && options.events) throw usageError('--events', 'standard output has room for it or --json')
    const history = await historyOf(io.cwd, options.history)
    const formats = await parts.formats()
    const chosenFormats = chooseFormats(options.report, formats)
    const out = resolve(io.cwd, options.out)
    prepareFolder(out, formats)
    clearJournal(out)
    const { found } = client
    const setting = { found, drilled, seed: options.seed, startMock: parts.startMock }
    const driver = processDriver(client.driver)
    const hold = flags.hold ?? false
    return await perform({
      io,
      client,
      target,
      baseline,
      history,
      drilled,
      chosen,
      situations,
      options,
      formats: chosenFormats,
      out,
      hold,
      driver,
      setting,
    })
  } catch (error) {
    throw underVariableNames(error, environment, flags)
  }
}

/** So many jobs at once: a driver waits more than it works. */
const CONCURRENT = Math.min(8, 2 * availableParallelism())

async function perform(session: Session): Promise<ExitStatus> {
  const { io, client, target, baseline, chosen, options, formats, out } = session
  const began = new Date()
  const journal = fileJournal(out)
  const stopped = new AbortController()
  let release: (() => void) | undefined
  io.onInterrupt(() => (release ? release() : stopped.abort()))
  const hold = (url: string) => {
    tell(io, `The situation's server is left open at ${url}; Ctrl-C ends it`)
    return new Promise<void>((resolve) => {
      release = resolve
    })
  }
  const known = withBaseline([target], baseline)
  storeConfiguration(
    out,
    known,
    { ...options, chosen: chosen.map(({ id }) => id), exhaustive: false, timeoutMs: options.timeout },
    began.toISOString(),
    'drill',
  )
  const teller = options.events ? eventLines((line) => print(io, line)) : SILENT
  teller.tell({ kind: 'started', target: client.name, rules: chosen.length, situations: session.situations.length })
  const today = began.toISOString().slice(0, 10)
  const rows = new Map<string, RequirementReport>()
  const onJudged = ({ id, finding, durationMs }: Judged) => {
    const requirement = chosen.find((one) => one.id === id)!
    const row = requirementReport(
      requirement,
      finding,
      durationMs,
      known.flatMap(({ waivers }) => waivers),
      today,
    )
    rows.set(id, row)
    teller.tell({ kind: 'judged', target: client.name, id, verdict: row.verdict, message: row.message })
  }
  let jobs: readonly Played[]
  try {
    jobs = await playAll(session, journal, stopped.signal, teller, onJudged, session.hold ? hold : undefined)
  } catch (error) {
    tell(io, errorInWords(error))
    return 3
  } finally {
    journal.close()
  }
  const isAnswered = jobs.some(({ answer }) => answer.status !== 'none')
  const why = stopped.signal.aborted
    ? 'the drill was broken off'
    : isAnswered
      ? undefined
      : `the driver answered no job: ${[...new Set(jobs.map(({ answer }) => answerInWords(answer)))].slice(0, 3).join('; ')}`
  const exchanges = readExchanges(out)
  teller.tell({ kind: 'finished', target: client.name })
  const found: Report = {
    schemaVersion: 2,
    tool: { name: 'bitewing', version: version() },
    startedAt: began.toISOString(),
    durationMs: Date.now() - began.getTime(),
    seed: options.seed,
    complete: why === undefined,
    ...(why === undefined ? {} : { incompleteReason: `${client.name}: ${why}` }),
    targets: [
      targetReport(
        { ...target, role: 'client', kind: 'driver' },
        chosen.flatMap(({ id }) => rows.get(id) ?? []),
        usageOf(exchanges, 0),
      ),
    ],
  }
  // What is drawn for a drill is nobody's secret, and the driver's log is redacted as it is kept.
  const { report: underThem, lines, fault: notWritten } = underWaivers(found, [target], baseline, options)
  const { report, fault: notKept } = await keptIn(session.history, underThem)
  const written = await handOut(report, { io, out, formats, options, redact: (text) => text, exchanges, lines })
  const unkept = [notWritten, notKept].filter((fault) => fault !== undefined)
  for (const fault of unkept) tell(io, fault)
  return written.faults.length > 0 || unkept.length > 0 ? 3 : exitStatus(report, options)
}

/** A client has no server of its own: each situation's listens on this machine. */
const asTarget = ({ name, found, waivers }: Client): Target => ({
  name,
  profile: found.manifest.name,
  ...(found.ref === found.manifest.name ? {} : { module: found.ref }),
  baseUrl: 'http://127.0.0.1',
  kind: 'mock',
  allowWrites: true,
  paths: {},
  waivers: [...waivers],
  settings: {},
  secrets: {},
})

/** Plays what is chosen, several situations at once, and judges by all that came. */
async function playAll(
  session: Session,
  journal: Journal,
  signal: AbortSignal,
  teller: Teller,
  onJudged: (judged: Judged) => void,
  hold: PlayHooks['hold'],
) {
  const { io, client, drilled, chosen, situations, driver, setting, options } = session
  const atOnce = limitTo(CONCURRENT)
  const jobs: Played[] = []
  const names = new Set(situations.map(({ name }) => name))
  const { name: target } = client
  const experiments = Object.fromEntries(
    situations.map((situation, nth) => [
      situation.name,
      {
        run: () =>
          atOnce(async () => {
            const prefix = `${client.name}-${String(nth + 1).padStart(2, '0')}`
            const hooks = {
              client: client.name,
              prefix,
              signal,
              onExchange(exchange: Exchange) {
                journal.exchange(exchange)
                teller.tell({ kind: 'passed', target })
              },
              ...(hold ? { hold } : {}),
            }
            const { name, summary, job } = situation
            teller.tell({ kind: 'situation', target, name, summary, job, jobTimeoutMs: client.driver.jobTimeoutMs })
            const began = performance.now()
            const one = await play(situation, driver, setting, hooks)
            jobs.push(one)
            teller.tell({ kind: 'answered', target, name, answer: answerInWords(one.answer) })
            if (!options.quiet) {
              const seconds = ((performance.now() - began) / 1000).toFixed(1)
              tell(
                io,
                `${jobs.length}/${situations.length} ${situation.name}: ${answerInWords(one.answer)} (${seconds} s)`,
              )
            }
            return one
          }),
      },
    ]),
  )
  const rules = rulesShownBy(drilled, names)
  await runRules({ rules, experiments }, new Set(chosen.map(({ id }) => id)), {
    contextFor: () => undefined,
    journal,
    target: client.name,
    onJudged,
  })
  return jobs
}
