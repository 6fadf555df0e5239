import { type Clock, movableClock, realClock } from '../engine/clock.ts'
import type { Exchange } from '../engine/exchange.ts'
import type { Journal } from '../engine/journal.ts'
import { Pace, paced } from '../engine/pace.ts'
import { type Recorded, Resumed } from '../engine/resumed.ts'
import { type Judged, judgedBefore, probedRules, runRules } from '../engine/runner.ts'
import { RunEnded, Session } from '../engine/session.ts'
import { ProviderStateError, type ProviderStates, providerStates } from '../engine/states.ts'
import type { RunOptions, Target } from '../engine/target.ts'
import type { Transport } from '../engine/transport.ts'
import { suiteOf } from './index.ts'
import type { BudgetState } from './profile.ts'

export interface TargetRun {
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
}

/**
 * Runs the chosen rules of a target's profile against it. What cannot be observed is `unobserved`; it rejects for an
 * error of Bitewing's own only.
 */
export async function runTarget(run: TargetRun): Promise<TargetOutcome> {
  const { target, options, transport, journal, controller } = run
  const pace = new Pace(target.pace)
  const suite = await suiteOf(target.profile)
  const states =
    target.providerStatesUrl === undefined
      ? undefined
      : providerStates(paced(transport, pace), target.providerStatesUrl, controller.signal)
  const real = await clockFor(states, controller, run.onWait)
  const resumed = run.recorded && new Resumed(run.recorded, real)
  const own = new Set(suite.profile.requirements.map((requirement) => requirement.id))
  const chosen = new Set(options.chosen.filter((id) => own.has(id)))
  const session = new Session(target, {
    transport,
    clock: resumed?.clock ?? real,
    journal,
    controller,
    sign: suite.sign(target),
    users: suite.users(target),
    ...(resumed ? { resumed } : {}),
    pace,
    ...(run.onWait ? { onWait: run.onWait } : {}),
    onExchange: (exchange) => run.onExchange?.(exchange, open.budget?.()),
  })
  const open = suite.open(session, {
    probed: new Set(probedRules(suite.profile, chosen).map((rule) => rule.id)),
    seed: options.seed,
    exhaustive: options.exhaustive,
    ...(states ? { states } : {}),
  })
  const kept = run.recorded && judgedBefore(suite.profile, run.recorded.evidence, run.recorded.exchanges)
  await runRules(suite.profile, chosen, open.context, journal, target.name, run.onJudged, kept)
  const ended = controller.signal.aborted ? reasonOf(controller.signal) : open.problem?.()
  return {
    exchanges: [...session.exchanges, ...session.setAside, ...(resumed?.rest() ?? [])],
    waitedMs: Math.round(open.waitedMs()),
    ...open.told?.(),
    ...(ended === undefined ? {} : { ended }),
  }
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
    if (!controller.signal.aborted) controller.abort(new RunEnded(error.message))
    throw controller.signal.reason
  }
}
