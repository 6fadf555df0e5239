import { resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileJournal, markExchange } from '../../engine/journal.ts'
import { usersOf } from '../../engine/redact.ts'
import type { RunOptions, Target } from '../../engine/target.ts'
import { type Observed, observedBy } from '../../profiles/traffic.ts'
import type { Report } from '../../reports/model.ts'
import { type RunningProxy, startProxy } from '../../targets/proxy/proxy.ts'
import { asUsage } from '../as-usage.ts'
import type { Baseline } from '../baseline/read.ts'
import { completeTargets } from '../config/complete.ts'
import { loadConfiguration } from '../config/configuration.ts'
import { type Selected, select } from '../config/select.ts'
import { errorInWords } from '../error-words.ts'
import { type ExitStatus, exitStatus } from '../exit-status.ts'
import type { HistoryFile } from '../history/file.ts'
import { type Io, print, tell } from '../io.ts'
import { optionsFromEnvironment, type RunFlags, type Settled, settle, underVariableNames } from '../options.ts'
import type { Parts } from '../parts.ts'
import { portFault } from '../port-fault.ts'
import { eventLines } from '../progress/events.ts'
import { handOut } from '../run/hand-out.ts'
import { historyOf, keptIn } from '../run/history.ts'
import { type ChosenFormat, chooseFormats, prepareFolder } from '../run/outputs.ts'
import { clearJournal } from '../run/resume.ts'
import { printRedactor } from '../run/secrecy.ts'
import { storeConfiguration } from '../run/stored-configuration.ts'
import { openTargets } from '../run/targets.ts'
import { baselineOf, checkWaivers, underWaivers, withBaseline } from '../run/waivers.ts'
import { readExchanges } from '../stored-run.ts'
import { usageError } from '../usage-error.ts'
import { version } from '../version.ts'
import { type CommandEnd, startCommand } from './command.ts'
import { eachChange, firstBroken, LiveJudging } from './live.ts'
import { withNearMisses } from './near-miss.ts'
import { type JudgedSides, Observation } from './observe.ts'
import { premiseOf } from './premise.ts'

/** Options of `bitewing proxy`, besides those that it has in common with `run`. */
export interface ProxyFlags extends RunFlags {
  port?: number
  /** Milliseconds. */
  for?: number
}

/**
 * `bitewing proxy`: stands between a client and a target, or the embedded mock, judges both by what passes, writes the
 * report, and resolves with the exit status.
 *
 * @param command what stands after `--`; none lets it go on until it is stopped, or the time is over
 * @throws UsageError before it listens, with what is wrong with the command line and the configuration.
 */
export async function proxy(
  name: string,
  command: readonly string[],
  flags: ProxyFlags,
  io: Io,
  parts: Parts,
): Promise<ExitStatus> {
  const environment = optionsFromEnvironment(io.env)
  try {
    const configuration = await loadConfiguration(io.cwd, io.env, flags.config ?? environment.config)
    const options = { ...settle(configuration.options, environment, flags), clock: 'real' as const }
    const [selected, ...more] = await select([name], configuration, io.cwd, options.baseUrl)
    if (!selected || more.length > 0) {
      const names = [selected, ...more].map((one) => one?.name).join(', ')
      throw usageError('target', `expected one target, found ${names}`, 'Choose one of them')
    }
    const observed = await asUsage(() => observedBy(selected.found), 'target')
    const live = await completeTargets([selected], configuration, options, io.env)
    await checkWaivers(live, new Map([[selected.profile, observed.requirements.server]]))
    const baseline = await baselineOf(io.cwd, options, configuration, [selected])
    const history = await historyOf(io.cwd, options.history)
    const formats = await parts.formats()
    const chosen = chooseFormats(options.report, formats)
    const out = resolve(io.cwd, options.out)
    prepareFolder(out, formats)
    clearJournal(out)
    return await perform({
      io,
      parts,
      options,
      selected,
      live,
      baseline,
      history,
      observed,
      formats: chosen,
      out,
      command,
      flags,
    })
  } catch (error) {
    throw underVariableNames(error, environment, flags)
  }
}

interface Session {
  io: Io
  parts: Parts
  options: Settled & { clock: 'real' }
  selected: Selected
  live: readonly Target[]
  baseline: Baseline | undefined
  history: HistoryFile | undefined
  observed: Observed
  formats: readonly ChosenFormat[]
  out: string
  command: readonly string[]
  flags: ProxyFlags
}

async function perform(session: Session): Promise<ExitStatus> {
  const { io, selected, live, options, parts } = session
  const { targets, close } = await openTargets([selected], live, options, parts)
  const redact = printRedactor(targets)
  try {
    return await watch(session, targets[0] as Target, redact)
  } catch (error) {
    if ((error as Error).name === 'UsageError') throw error
    tell(io, redact(errorInWords(error)))
    return 3
  } finally {
    await close()
  }
}

async function watch(session: Session, configured: Target, redact: (text: string) => string): Promise<ExitStatus> {
  const { io, options, observed, out, command, flags, formats, baseline } = session
  const [target = configured] = withBaseline([configured], baseline)
  const began = new Date()
  const premise = await premiseOf(observed.side, target)
  const journal = fileJournal(out)
  if (premise) journal.exchange(markExchange(premise))
  const observation = new Observation(observed, target, premise)
  const rows = [...observed.requirements.client, ...observed.requirements.server]
  const today = began.toISOString().slice(0, 10)
  const events = options.events ? eventLines((line) => print(io, redact(line))) : undefined
  const see = events
    ? eachChange((judged) => observation.report(judged, today), events.tell)
    : firstBroken(
        observed.requirements,
        (ids) => observation.nearMissOf(ids),
        (line) => options.quiet || tell(io, redact(line)),
      )
  const live = new LiveJudging(observation, see)
  const running = await listen(flags.port ?? 0, {
    target,
    users: usersOf(target.secrets, target.settings),
    operationOf: (request) => observed.side.operationOf(request, target) ?? '',
    onExchange(seen) {
      const counts = observed.side.caseOf?.(seen)
      const exchange = counts ? { ...seen, case: counts } : seen
      journal.exchange(exchange)
      observation.take(exchange)
      events?.tell({ kind: 'passed', target: target.name })
      live.seen()
    },
    onStall: (stall) => observation.stall(stall),
  })
  storeConfiguration(out, [target], runOptions(options, rows), began.toISOString(), 'proxy')
  const reportOf = (judged: JudgedSides, incompleteReason: string | undefined): Report => ({
    schemaVersion: 2,
    tool: { name: 'bitewing', version: version() },
    startedAt: began.toISOString(),
    durationMs: Date.now() - began.getTime(),
    seed: options.seed,
    complete: incompleteReason === undefined,
    ...(incompleteReason === undefined ? {} : { incompleteReason }),
    targets: observation.report(judged, today),
  })
  const { quiet, color } = options
  const leave = (report: Report, lines: string[] = []) =>
    handOut(report, {
      io,
      out,
      formats,
      options: { quiet, color },
      redact,
      exchanges: withNearMisses(readExchanges(out), wrongIn(report)),
      lines,
    })
  let leaving: Promise<unknown> | undefined
  io.onAsk?.(() => {
    // One at a time: whoever asks again meanwhile gets the one under way.
    leaving ??= observation
      .judge()
      .then((judged) =>
        leave(reportOf(judged, `judged at ${new Date().toISOString()}, while the proxy went on`), ['So far:']),
      )
      .catch((error) => tell(io, redact(errorInWords(error))))
      .finally(() => {
        leaving = undefined
      })
  })
  const { url, port } = running
  const credentials = target.kind === 'mock' ? observed.side.credentials(target) : undefined
  // An embedded mock's credentials are nobody's secret, and what a client needs.
  if (events)
    eventLines((line) => print(io, line)).tell({
      kind: 'listening',
      target: target.name,
      url,
      ...(credentials ? { credentials } : {}),
    })
  else print(io, JSON.stringify({ url, port, profile: target.profile, target: target.name }))
  const end = await ending(session, url, credentials)
  live.stop()
  await running.close()
  await leaving
  const judged = await observation.judge(journal)
  if (events) see(judged)
  journal.close()
  const away = observation.isAway ? `${target.name}: the target could not be reached` : undefined
  const {
    report: underThem,
    lines,
    fault: notWritten,
  } = underWaivers(reportOf(judged, away), [configured], baseline, options)
  const { report, fault: notKept } = await keptIn(session.history, underThem)
  const written = await leave(report, lines)
  const unkept = [notWritten, notKept].filter((fault) => fault !== undefined)
  for (const fault of unkept) tell(io, redact(fault))
  const fault = end && faultOf(end, command)
  if (fault) tell(io, redact(`error: ${fault}`))
  if (written.faults.length > 0 || unkept.length > 0) return 3
  const verdict = exitStatus({ ...report, complete: true }, options)
  return verdict !== 0 ? verdict : fault || observation.isAway ? 3 : 0
}

/** The requests by which the client breaks a rule. */
const wrongIn = ({ targets }: Report): Set<string> =>
  new Set(
    targets
      .filter(({ role }) => role === 'client')
      .flatMap(({ requirements }) => requirements.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn'))
      .flatMap(({ exchanges }) => exchanges),
  )

async function listen(port: number, options: Omit<Parameters<typeof startProxy>[0], 'port'>): Promise<RunningProxy> {
  try {
    return await startProxy({ ...options, port })
  } catch (error) {
    throw portFault(error, port)
  }
}

/** Waits until the command has ended, the time is over, or a signal comes; resolves with what became of the command, if it ended by itself. */
async function ending(
  { io, command, flags }: Session,
  url: string,
  credentials: Readonly<Record<string, unknown>> | undefined,
): Promise<CommandEnd | undefined> {
  const stopped = new AbortController()
  io.onInterrupt(() => stopped.abort())
  const variables = {
    BITEWING_BASE_URL: url,
    ...(credentials ? { BITEWING_CREDENTIALS: JSON.stringify(credentials) } : {}),
  }
  const running = command.length > 0 ? startCommand(command, variables, io) : undefined
  const isOver = new Promise<undefined>((resolve) => stopped.signal.addEventListener('abort', () => resolve(undefined)))
  const time = flags.for === undefined ? [] : [delay(flags.for, undefined, { signal: stopped.signal })]
  const end = await Promise.race([...(running ? [running.ended] : []), isOver, ...time]).catch(() => undefined)
  stopped.abort()
  if (!end) await running?.end()
  return end
}

function faultOf(end: CommandEnd, [program]: readonly string[]): string | undefined {
  if ('notStarted' in end) return `${program} could not be started: ${end.notStarted}`
  if ('signal' in end) return `${program} was ended by ${end.signal}`
  return end.status === 0 ? undefined : `${program} ended with status ${end.status}`
}

const runOptions = ({ seed, timeout }: Settled, rows: readonly { id: string }[]): RunOptions => ({
  chosen: rows.map(({ id }) => id),
  seed,
  exhaustive: false,
  timeoutMs: timeout,
})
