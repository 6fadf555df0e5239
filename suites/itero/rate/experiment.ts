import type { Exchange } from '../../../engine/exchange.ts'
import { unobserved } from '../../../engine/finding.ts'
import { toJson } from '../../../engine/json.ts'
import type { Unjudgeable } from '../../../engine/rule.ts'
import { isAccepted, status } from '../../../engine/status.ts'
import { basic } from '../api.ts'
import type { Admission } from './admission.ts'
import { type BurstParts, createBurst, READS } from './burst.ts'
import {
  acceptedBetween,
  type Burst,
  fullTooEarly,
  inSameClockWindow,
  type LateTries,
  overranInRush,
  type RateEvidence,
} from './evidence.ts'
import { tryAfter, tryApart, tryLate, untilLate, watchReopening } from './late.ts'

/** Windows of silence that are granted to a target that does not let a case through after its window. */
const SILENT_WINDOWS = 3

/**
 * The experiment on the rate limit. It creates the ten cases with all that the other rules need of accepted orders, the
 * eleventh and the late tries, and the case after the window. A refusal where none is expected is looked into: the
 * experiment is repeated without what might have caused it.
 */
export class RateExperiment {
  readonly #evidence: RateEvidence

  constructor(
    private readonly parts: BurstParts,
    private readonly admission: Admission,
  ) {
    this.#evidence = {
      limit: parts.window.limit,
      bursts: [],
      readsOpen: [],
      hasSecondAccount: parts.sender.secondAccount !== undefined,
    }
  }

  /** @param onComposed called once the orders of the first window are through: experiments on them may begin */
  async observe(onComposed: () => void): Promise<RateEvidence | Unjudgeable> {
    const { controls, window, sender, reads } = this.parts
    const evidence = this.#evidence
    await this.#burst('mixed')
    // Whoever else uses the account may have used its window up.
    if (!controls.repeatable() && controls.placed.some(({ exchange }) => isTurnedAway(exchange))) {
      await this.#burstAgain('mixed')
    }
    if (!controls.repeatable()) {
      onComposed()
      return unobserved('no valid createNewOrder was accepted', 'a target that accepts a valid order', ['ITERO-OPT-01'])
    }
    await this.#untilFull()
    evidence.readsOpen = evidence.bursts.find((burst) => burst.reads.length > 0)?.reads ?? []
    await this.#eleventh()
    if (!evidence.overrun) await this.#rushAgain()
    onComposed()
    if (isRefused(evidence.overrun ? evidence.overrun.alone.createNewOrder?.at(-1) : evidence.eleventh?.create)) {
      await this.#secondCaller()
      evidence.readsFull = await reads.row(READS, 'the maps while cases are refused')
      if (!evidence.overrun && sender.limitRefusal.distinct) await this.admission.enter('full')
      if (!evidence.overrun && window.cases.length >= window.limit.cases) await this.#late()
    }
    await this.#after()
    await this.admission.enter('open')
    return evidence
  }

  /** A burst of the orders of which nothing is known yet, and as many more as the window allows. */
  async #burst(kind: Burst['kind']): Promise<Burst> {
    const { controls } = this.parts
    const burst = await createBurst(this.parts, kind, controls.pending(controls.ten))
    this.#evidence.bursts.push(burst)
    return burst
  }

  async #burstAgain(kind: Burst['kind']): Promise<Burst> {
    await this.parts.window.fresh()
    return this.#burst(kind)
  }

  /** Repeats the ten, without what was sent in between, until it is known why a window was full too early. */
  async #untilFull(): Promise<void> {
    const { sender } = this.parts
    const first = this.#evidence.bursts.at(-1) as Burst
    if (!first.limitedAt && !isUnclean(first)) return
    const clean = await this.#burstAgain('clean')
    if (clean.limitedAt) {
      const repeated = await this.#burstAgain('clean')
      if (repeated.cases.length === clean.cases.length) sender.budget.lower(clean.cases.length)
      return
    }
    if (!first.limitedAt) return
    await this.#twiceWhereLimited('reads')
    const refused = await this.#twiceWhereLimited('refused')
    sender.refusalsCount = fullTooEarly(this.#evidence.bursts, 'refused') !== undefined && !isUnclean(refused)
    if (refused.limitedAt || isUnclean(refused)) await this.#burstAgain('clean')
  }

  /** With a window of the clock the rush may have lain in two: unless the target's clock says otherwise, once more at another phase. */
  async #rushAgain(): Promise<void> {
    const { window } = this.parts
    const last = this.#evidence.bursts.at(-1) as Burst
    if (!overranInRush(last) || inSameClockWindow(last.cases, window.limit)) return
    await window.fresh(window.lengthMs / 2)
    await this.#burst('rush')
    await window.attempt('one case more than the limit, after several at the same time')
  }

  /** Another caller of the account may have filled the window up as well, but hardly twice with as many cases. */
  async #twiceWhereLimited(kind: Burst['kind']): Promise<Burst> {
    const burst = await this.#burstAgain(kind)
    return burst.limitedAt ? this.#burstAgain(kind) : burst
  }

  /** One case more than the limit; where it is accepted, how far either operation goes by itself. */
  async #eleventh(): Promise<void> {
    const { window, controls } = this.parts
    const attempt = async () => {
      const burst = this.#evidence.bursts.at(-1) as Burst
      return burst.limitedAt ?? (await window.attempt('one case more than the limit, right after the last'))
    }
    let create = await attempt()
    // Too slow with all that was sent in between: once more with nothing but the cases.
    if (isAccepted(create) && window.isOver) {
      await this.#burstAgain('clean')
      create = await attempt()
      if (isAccepted(create) && window.isOver) return
    }
    const last = this.#evidence.bursts.at(-1) as Burst
    this.#evidence.eleventh = { create }
    if (!isAccepted(create)) return
    const overrun = { windows: [[...last.cases, create]], alone: {} as Record<string, Exchange[]> }
    this.#evidence.overrun = overrun
    // With a clock-aligned window the cases may have lain in two: unless the target's clock says otherwise, once more at another phase.
    if (!inSameClockWindow([...last.cases, create], window.limit)) {
      await window.fresh(window.lengthMs / 2)
      const { cases, limitedAt } = await this.#burst('clean')
      const further = limitedAt ?? (await window.attempt('one case more than the limit, at another phase'))
      if (!isAccepted(further)) {
        // It was the window that had turned over: this is the eleventh.
        this.#evidence.eleventh = { create: further }
        delete this.#evidence.overrun
        return
      }
      overrun.windows.push([...cases, further])
    }
    for (const operation of ['createNewOrderByRx', 'createNewOrder'] as const) {
      if (!controls.repeatable(operation)) continue
      await window.fresh()
      const tries = await window.fill(`a case by ${operation} alone`, operation)
      overrun.alone[operation] = tries
      // What keeps the limit refuses the next one too.
      const isFull = tries.filter(isAccepted).length === window.limit.cases
      if (isFull) tries.push(await window.attempt(`a further case by ${operation} alone`, operation))
    }
  }

  /** Another doctor's order while this one's are refused. */
  async #secondCaller(): Promise<void> {
    const { sender, controls } = this.parts
    const second = sender.secondAccount
    const like = controls.control('createNewOrder', ['N/A', 'chairside', 'midc_only'])
    if (!second || !like) return
    const { companyId, scannerSerialNumber } = second
    this.#evidence.secondCaller = await sender.send(
      {
        purpose: 'control',
        operation: 'createNewOrder',
        what: "another doctor's order while this one's are refused",
        body: toJson({ ...like.body, companyId, scannerSerialNumber }),
        authorization: basic(second.user, second.password, 'secondAccount.user:secondAccount.password'),
      },
      // The other doctor's cases are not this one's.
      { settle() {} },
    )
  }

  /** Tries late in the window; a target that lets one through is followed until the kind of its window is known. */
  async #late(): Promise<void> {
    const { window, controls } = this.parts
    await untilLate(window)
    await this.admission.enter('silent')
    let late = await tryLate(window, controls)
    // All came too late: once more in a window that is for this alone.
    if (late.tries.length === 0) late = (await this.#lateUndisturbed()) ?? late
    this.#evidence.late = late
    const { bursts, eleventh } = this.#evidence
    const cases = (bursts.at(-1) as Burst).cases
    const through = late.tries.find(isAccepted)
    if (!through) return
    const apart = await tryApart(window, controls, through)
    if (apart) late.apart = apart
    else {
      late.reopened = await watchReopening(window, cases, eleventh?.create ?? through, through)
    }
  }

  /** A window of nothing but cases, used up, and tried late; none where it was full too early. */
  async #lateUndisturbed(silenceMs = 0): Promise<LateTries | undefined> {
    const { window, controls } = this.parts
    await window.fresh(silenceMs)
    if ((await this.#burst('clean')).limitedAt) return undefined
    await window.attempt('one case more than the limit, undisturbed')
    await untilLate(window)
    return tryLate(window, controls)
  }

  /** Once the window has passed, a case is accepted again. */
  async #after(): Promise<void> {
    const { window, sender } = this.parts
    const { late } = this.#evidence
    if (late?.reopened) return
    await this.admission.enter('silent')
    const tries = late?.afterTheEnd ? [late.afterTheEnd] : await tryAfter(window)
    const after: RateEvidence['after'] = { tries }
    this.#evidence.after = after
    if (tries.some(isAccepted)) {
      // Refused by the limit that was still up, or for being the same order?
      const limited = status(this.#evidence.eleventh?.create ?? (tries[0] as Exchange))
      if (tries.length > 1 && status(tries[0] as Exchange) !== limited)
        after.wordForWord = await window.repeat('the earlier order, word for word, with room')
      return
    }
    // Whatever holds it shut: whole windows of silence, so that the other rules can be tried.
    for (let nth = 0; nth < SILENT_WINDOWS && !after.later; nth++) {
      await window.fresh()
      const exchange = await window.attempt('a case after a window of silence')
      if (isAccepted(exchange)) after.later = exchange
    }
    const refusedMeanwhile = this.admission.triedAtLimit
    if (refusedMeanwhile === 0 || !after.later) return
    // Invalid requests were sent while the window was full: once more without them, to see whether it was they.
    if (!(await this.#lateUndisturbed(window.lengthMs))) return
    after.undisturbed = { tries: await tryAfter(window), refusedMeanwhile }
    sender.refusalsCount = after.undisturbed.tries.some(isAccepted)
    if (!sender.refusalsCount) await window.fresh()
  }
}

const isRefused = (exchange: Exchange | undefined): boolean =>
  exchange !== undefined && !isAccepted(exchange) && status(exchange) !== undefined

/** Any 4xx or 503 may be the limit's; a 401 says that the credentials are wrong. */
const isTurnedAway = (exchange: Exchange): boolean => {
  const code = status(exchange) ?? 0
  return (code >= 400 && code < 500 && code !== 401) || code === 503
}

/** A request that should have been refused, and was not: whose case it is cannot be said, so the window is not the caller's alone. */
const isUnclean = (burst: Burst): boolean => acceptedBetween(burst).length > 0
