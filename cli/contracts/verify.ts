import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { BrokerError, type ProviderVersion } from '../../contracts/verification/broker.ts'
import { startVerifier } from '../../contracts/verification/verifier.ts'
import { type SourcedPact, verifyPacts } from '../../contracts/verification/verify.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { EVIDENCE_FILE, EXCHANGES_FILE, noJournal } from '../../engine/journal.ts'
import type { Target } from '../../engine/target.ts'
import { targetReport, usageOf } from '../../reports/assemble.ts'
import { countOutcomes, withContracts } from '../../reports/contracts.ts'
import { json } from '../../reports/json.ts'
import type { ContractsReport, Report, TargetReport } from '../../reports/model.ts'
import { liveClient } from '../../targets/live.ts'
import { completeTargets } from '../config/complete.ts'
import { loadConfiguration } from '../config/configuration.ts'
import { select } from '../config/select.ts'
import type { ExitStatus } from '../exit-status.ts'
import { type Io, tell } from '../io.ts'
import { optionsFromEnvironment, type RunFlags, type Settled, settle, underVariableNames } from '../options.ts'
import { paletteFor } from '../palette.ts'
import type { Parts } from '../parts.ts'
import { tellGitHub } from '../run/github.ts'
import { type ChosenFormat, chooseFormats, faultLines, prepareFolder, writeReports } from '../run/outputs.ts'
import { printRedactor } from '../run/secrecy.ts'
import { openTargets } from '../run/targets.ts'
import { readExchanges } from '../stored-run.ts'
import { usageError } from '../usage-error.ts'
import { version } from '../version.ts'
import { revisionOf } from './git.ts'
import { brokerFrom, pactsOf } from './sources.ts'
import { toldOf } from './told.ts'

/** Options of `bitewing contracts verify`. */
export type VerifyFlags = RunFlags & { pact?: string[]; publishResults?: true }

type Verified = Omit<ContractsReport, 'disagreements'>

/**
 * `bitewing contracts verify`: replays pacts on what the names stand for, lays what came out into the report of the
 * folder, and resolves with the exit status.
 *
 * @throws UsageError before anything is sent to a provider.
 */
export async function verifyContracts(
  names: readonly string[],
  commandLine: VerifyFlags,
  io: Io,
  parts: Parts,
): Promise<ExitStatus> {
  const { pact: paths, publishResults, ...flags } = commandLine
  const environment = optionsFromEnvironment(io.env)
  const aborter = new AbortController()
  io.onInterrupt((signal) => aborter.abort(new Error(`the verification was interrupted (${signal})`)))
  try {
    const configuration = await loadConfiguration(io.cwd, io.env, flags.config ?? environment.config)
    const options = settle(configuration.options, environment, flags)
    const selected = await select(names, configuration, io.cwd, options.baseUrl)
    const live = await completeTargets(selected, configuration, options, io.env)
    const formats = chooseFormats(options.report, await parts.formats())
    const transport = liveClient({ timeoutMs: options.timeout, userAgent: `bitewing/${version()}` })
    try {
      const broker = brokerFrom(io.env, { transport, signal: aborter.signal })
      if (publishResults && (!broker || paths)) {
        throw usageError('--publish-results', 'expected pacts that come from a broker', 'PACT_BROKER_BASE_URL names it')
      }
      const revision = publishResults ? revisionOf(io.cwd, io.env) : undefined
      const pacts = await pactsOf(selected, paths, io.cwd, broker)
      const out = resolve(io.cwd, options.out)
      const stored = storedReport(out)
      prepareFolder(out, {})
      const { targets, close } = await openTargets(selected, live, options, parts)
      try {
        const found = await verifyAll(targets, pacts, transport, aborter)
        const status = await report(found, { out, stored, formats, options, io, all: await parts.formats() })
        if (broker && revision) await publishAll(broker.publish.bind(broker), found, pacts, revision)
        return status
      } finally {
        await close()
      }
    } finally {
      await transport.close()
    }
  } catch (error) {
    if (!(error instanceof BrokerError)) throw underVariableNames(error, environment, flags)
    tell(io, `error: ${error.message}`)
    return 3
  }
}

/** What came out at a target, and the exchanges of it. */
interface Found {
  target: Target
  verified: Verified
  exchanges: Exchange[]
}

/** Every target has a verifier of its own: they work side by side. */
async function verifyAll(
  targets: readonly Target[],
  pacts: ReadonlyMap<string, SourcedPact[]>,
  transport: ReturnType<typeof liveClient>,
  aborter: AbortController,
): Promise<Found[]> {
  return Promise.all(
    targets.map(async (target) => {
      const verifier = startVerifier()
      const exchanges: Exchange[] = []
      // A target that does not answer any more ends its own verification alone.
      const controller = new AbortController()
      const end = () => controller.abort(aborter.signal.reason)
      aborter.signal.addEventListener('abort', end)
      if (aborter.signal.aborted) end()
      try {
        const journal = { ...noJournal, exchange: (exchange: Exchange) => void exchanges.push(exchange) }
        const verified = await verifyPacts(target, pacts.get(target.name)!, {
          transport,
          journal,
          verifier,
          controller,
        })
        return { target, verified, exchanges }
      } finally {
        aborter.signal.removeEventListener('abort', end)
        verifier.close()
      }
    }),
  )
}

interface Outputs {
  out: string
  stored: Report | undefined
  formats: readonly ChosenFormat[]
  /** Every format that there is. */
  all: Awaited<ReturnType<Parts['formats']>>
  options: Settled
  io: Io
}

async function report(
  found: readonly Found[],
  { out, stored, formats, all, options, io }: Outputs,
): Promise<ExitStatus> {
  const redact = printRedactor(found.map(({ target }) => target))
  const run =
    stored && found.every(({ target }) => stored.targets.some((one) => isSame(one, target))) ? stored : undefined
  const exchanges = exchangesWith(run && existsSync(join(out, EXCHANGES_FILE)) ? readExchanges(out) : [], found)
  const input = { report: run ? laidInto(run, found) : reportOf(found, options), exchanges }
  if (!run) {
    // Of a run on something else nothing is left that could be taken for this one's.
    prepareFolder(out, all)
    rmSync(join(out, EVIDENCE_FILE), { force: true })
  }
  writeFileSync(join(out, EXCHANGES_FILE), input.exchanges.map((one) => `${JSON.stringify(one)}\n`).join(''))
  const written = await writeReports(out, input, formats)
  const { paths, faults } = written
  const told = input.report.targets.filter(({ name }) => found.some(({ target }) => target.name === name))
  if (!options.quiet) {
    const palette = await paletteFor(io, options.color)
    for (const line of toldOf(told, palette)) tell(io, redact(line))
    if (paths[0] !== undefined) tell(io, `Report: ${relative(io.cwd, paths[0])}`)
  }
  await tellGitHub({ ...input.report, targets: told }, io, { quiet: options.quiet, redact })
  if (options.json) io.stdout.write(redact(json.write({ report: input.report, exchanges: [] })))
  for (const line of faultLines(written)) tell(io, redact(line))
  const counts = found.map(({ verified }) => countOutcomes(verified))
  if (faults.length > 0 || counts.some(({ errors }) => errors > 0)) return 3
  return counts.some(({ failed }) => failed > 0) ? 1 : 0
}

/** The report of an earlier run in the folder, where there is one. */
function storedReport(out: string): Report | undefined {
  const file = join(out, 'report.json')
  if (!existsSync(file)) return undefined
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report
    return [1, 2].includes(report.schemaVersion) && Array.isArray(report.targets) ? report : undefined
  } catch {
    // Half a report, of a run that was killed: this one takes its place.
    return undefined
  }
}

/** Whether a target of the stored report is the one that was verified; an embedded mock has another port every time. */
const isSame = (one: TargetReport, { name, profile, kind, baseUrl }: Target) =>
  one.name === name && one.profile === profile && one.kind === kind && (kind === 'mock' || one.baseUrl === baseUrl)

/** The report of a run that the verified targets are in, with what came out. */
const laidInto = (run: Report, found: readonly Found[]): Report => ({
  ...run,
  targets: run.targets.map((one) => {
    const own = found.find(({ target }) => isSame(one, target))
    return own ? withContracts(one, own.verified) : one
  }),
})

/** A report that has nothing but what came out. */
const reportOf = (found: readonly Found[], { seed }: Settled): Report => ({
  schemaVersion: 2,
  tool: { name: 'bitewing', version: version() },
  startedAt: found.map(({ verified }) => verified.verifiedAt).sort()[0]!,
  durationMs: Math.max(...found.map(({ verified }) => verified.durationMs)),
  seed,
  complete: true,
  targets: found.map(({ target, verified, exchanges }) =>
    withContracts(targetReport(target, [], usageOf(exchanges, 0)), verified),
  ),
})

/** A run's exchanges, but for those of an earlier verification of the same targets, and the new ones. */
function exchangesWith(earlier: readonly Exchange[], found: readonly Found[]): Exchange[] {
  const isOlder = ({ id }: Exchange) => found.some(({ target }) => id.startsWith(`${target.name}-pact-`))
  return [...earlier.filter((one) => !isOlder(one)), ...found.flatMap(({ exchanges }) => exchanges)]
}

async function publishAll(
  publish: (pact: SourcedPact, success: boolean, version: ProviderVersion) => Promise<void>,
  found: readonly Found[],
  pacts: ReadonlyMap<string, SourcedPact[]>,
  revision: ProviderVersion,
): Promise<void> {
  for (const { target, verified } of found) {
    for (const [index, pact] of pacts.get(target.name)!.entries()) {
      const { failed, errors } = countOutcomes({ pacts: [verified.pacts[index]!] })
      // What could not be verified was not shown to fail, and is not told.
      if (errors === 0) await publish(pact, failed === 0, revision)
    }
  }
}
