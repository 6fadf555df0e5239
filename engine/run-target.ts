import { setMaxListeners } from 'node:events'
import { type Clock, movableClock, realClock } from './clock.ts'
import type { Exchange } from './exchange.ts'
import type { Journal } from './journal.ts'
import type { LoadedProfile } from './loaded-profile.ts'
import { Pace, paced } from './pace.ts'
import { probeContexts } from './probe-context.ts'
import type { BudgetState, OpenTarget } from './profile.ts'
import { usersOf } from './redact.ts'
import { type Recorded, Resumed } from './resumed.ts'
import { RunEnded } from './run-ended.ts'
import { type Judged, judgedBefore, probedRules, runRules } from './runner.ts'
import { Session } from './session.ts'
import { ProviderStateError, type ProviderStates, providerStates } from './states.ts'
import type { RunOptions, Target } from './target.ts'
import { Trace } from './trace.ts'
import type { Transport } from './transport.ts'

export interface TargetRun {
  profile: LoadedProfile
  target: Target
  options: RunOptions
  transport: Transport
  journal: Journal
  /** Aborted, with a RunEnded, to end the run; the run itself aborts it where the target is lost. */
  controller: AbortController
  /** What is on disk of the part of this run that broke off, where it is resumed. */
  recorded?: Recorded
  onJudged(judged: Judged): void
  onExchange?(exchange: Exchange, budget: BudgetState | undefined): void
  /** The run waits for so long, and for what. */
  onWait?(ms: number, what: string): void
}

export interface TargetOutcome {
  exchanges: Exchange[]
  waitedMs: number
  discovered?: string[]
  leftBehind?: string[]
  /** Why the run broke off, where it did. */
  ended?: string
  /** Whether it did since the target does not answer. */
  isAway?: true
}

/**
 * Runs the chosen rules of a target's profile against it. What cannot be observed is `unobserved`; it rejects for an
 * error of Bitewing's own only.
 */
export async function runTarget(run: TargetRun): Promise<TargetOutcome> {
  const { profile, target, options, transport, journal, controller } = run
  // As many wait for it as requests are under way.
  setMaxListeners(0, controller.signal)
  const pace = new Pace(target.pace)
  const states =
    target.providerStatesUrl === undefined
      ? undefined
      : providerStates(paced(transport, pace), target.providerStatesUrl, controller.signal)
  const real = await clockFor(states, controller, run.onWait)
  const resumed = run.recorded && new Resumed(run.recorded, real)
  const chosen = new Set(options.chosen.filter((id) => Object.hasOwn(profile.rules, id)))
  let open: OpenTarget | undefined
  const session = new Session(target, {
    transport,
    clock: resumed?.clock ?? real,
    journal,
    controller,
    sign: await profile.sign(target),
    users: usersOf(target.secrets, target.settings),
    ...(resumed ? { resumed } : {}),
    pace,
    ...(options.trace === false ? {} : { trace: new Trace() }),
    ...(run.onWait ? { onWait: run.onWait } : {}),
    onExchange: (exchange) => run.onExchange?.(exchange, open?.budget?.()),
  })
  const settings = {
    probed: new Set(probedRules(profile, chosen)),
    seed: options.seed,
    exhaustive: options.exhaustive,
    ...(states ? { states } : {}),
  }
  open = await profile.open(session, settings)
  const { context = {}, told, problem } = open
  const base = probeContexts(session, settings)
  await runRules(profile, chosen, {
    contextFor: (rule) => ({ ...base(rule), ...context }),
    journal,
    target: target.name,
    exchangeOf: (id) => session.exchanges.find((one) => one.id === id),
    ...(run.recorded ? { kept: judgedBefore(profile, run.recorded.evidence, run.recorded.exchanges) } : {}),
    onJudged: run.onJudged,
  })
  const ended = controller.signal.aborted ? reasonOf(controller.signal) : problem?.()
  return {
    exchanges: [...session.exchanges, ...session.setAside, ...(resumed?.rest() ?? [])],
    waitedMs: Math.round(open.waitedMs?.() ?? base('').budget?.waitedMs ?? 0),
    ...(told ? told() : toldOf(session)),
    ...(ended === undefined ? {} : { ended }),
    ...(controller.signal.reason instanceof RunEnded && controller.signal.reason.isAway ? { isAway: true } : {}),
  }
}

function toldOf({ ledger }: Session): { leftBehind?: string[] } {
  const leftBehind = ledger.leftBehind()
  return leftBehind.length > 0 ? { leftBehind } : {}
}

const reasonOf = ({ reason }: AbortSignal): string => (reason instanceof RunEnded ? reason.message : String(reason))

/** Where the target's time can be moved, waiting is replaced by it. A control that does not offer it is not an error. */
async function clockFor(
  states: ProviderStates | undefined,
  controller: AbortController,
  onWait: TargetRun['onWait'],
): Promise<Clock> {
  if (!states) return realClock(onWait)
  try {
    await states.setup('time moves forward', { seconds: 0 })
    return movableClock({ ...states, setup: (state, params) => setupOrEnd(states, controller, state, params) })
  } catch (error) {
    if (error instanceof ProviderStateError) return realClock(onWait)
    throw error
  }
}

/** Time that cannot be moved any more ends the run: what waits for it would wait in vain. */
async function setupOrEnd(
  states: ProviderStates,
  controller: AbortController,
  ...args: Parameters<ProviderStates['setup']>
): Promise<Record<string, unknown>> {
  try {
    return await states.setup(...args)
  } catch (error) {
    if (!(error instanceof ProviderStateError)) throw error
    if (!controller.signal.aborted) controller.abort(new RunEnded(error.message, true))
    throw controller.signal.reason
  }
}
