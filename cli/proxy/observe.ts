import { setImmediate } from 'node:timers/promises'
import type { Exchange } from '../../engine/exchange.ts'
import { type Journal, markExchange, noJournal } from '../../engine/journal.ts'
import { redactedIn, redactor, usersOf } from '../../engine/redact.ts'
import { type Judged, runRules } from '../../engine/runner.ts'
import type { Target } from '../../engine/target.ts'
import type { Stall, Traffic } from '../../engine/traffic.ts'
import { type Observed, type OfSides, ROLES, TRAFFIC } from '../../profiles/traffic.ts'
import { requirementReport, targetReport, usageOf, waived } from '../../reports/assemble.ts'
import type { RequirementReport, TargetReport } from '../../reports/model.ts'
import { nearMissInWords } from './near-miss.ts'

/** What is judged of the traffic, in the order in which it was sent. */
export const inOrder = (exchanges: readonly Exchange[]): Exchange[] =>
  exchanges
    .filter(({ error, request }) => error?.kind !== 'unreachable' && !/^(HEAD|OPTIONS)$/.test(request.method))
    .sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1))

/** What was judged of each side, by the IDs of its requirements. */
export type JudgedSides = OfSides<ReadonlyMap<string, Judged>>

/** What passes by a proxy, gathered and judged. */
export class Observation {
  readonly #exchanges: Exchange[] = []
  readonly #stalls: Stall[] = []
  #isAway = false

  constructor(
    private readonly observed: Observed,
    private readonly target: Target,
    private readonly premise: Exchange | undefined,
  ) {}

  take(exchange: Exchange): void {
    this.#exchanges.push(markExchange(exchange))
    if (exchange.error?.kind === 'unreachable') this.#isAway = true
  }

  stall(stall: Stall): void {
    this.#stalls.push(stall)
  }

  /** Whether a request could not be passed on, since the target was not there. */
  get isAway(): boolean {
    return this.#isAway
  }

  get #traffic(): Traffic {
    const { kind, rateLimit, settings, secrets } = this.target
    // They come as they end, and are judged in the order in which they were sent.
    const exchanges = inOrder(this.#exchanges)
    return {
      exchanges,
      stalls: [...this.#stalls],
      kind,
      settings: redactedIn(settings, redactor(secrets, usersOf(secrets, settings))),
      ...(rateLimit ? { rateLimit } : {}),
      ...(this.premise ? { premise: this.premise } : {}),
    }
  }

  /** Judges what was seen so far, by both registers. */
  async judge(journal: Journal = noJournal): Promise<JudgedSides> {
    const traffic = this.#traffic
    // What is written down of the traffic is the same for both.
    const [client, server] = await Promise.all([
      this.#judge('client', traffic, journal),
      this.#judge('server', traffic),
    ])
    return { client, server }
  }

  /** As {@link judge}, rule by rule, so that what passes meanwhile is not held up. */
  async judgeInSteps(): Promise<JudgedSides> {
    const judged = { client: new Map<string, Judged>(), server: new Map<string, Judged>() }
    const traffic = this.#traffic
    for (const role of ROLES) {
      for (const id of Object.keys(this.observed.rules[role])) {
        for (const [, one] of await this.#judge(role, traffic, noJournal, [id])) judged[role].set(id, one)
        await setImmediate()
      }
    }
    return judged
  }

  async #judge(
    role: keyof JudgedSides,
    traffic: Traffic,
    journal: Journal = noJournal,
    ids: readonly string[] = Object.keys(this.observed.rules[role]),
  ): Promise<Map<string, Judged>> {
    const judged = new Map<string, Judged>()
    const rules = this.observed.rules[role]
    await runRules({ rules, experiments: { [TRAFFIC]: { run: () => traffic } } }, new Set(ids), {
      contextFor: () => undefined,
      journal,
      target: this.target.name,
      onJudged: (one) => judged.set(one.id, one),
    })
    return judged
  }

  /** What the first of these requests that is a near miss differs in, in words. */
  nearMissOf(ids: readonly string[]): string {
    return nearMissInWords(inOrder(this.#exchanges), ids)
  }

  /** The two entries of the report. */
  report(judged: JudgedSides, today: string): TargetReport[] {
    const { target, observed } = this
    const usage = usageOf(this.#exchanges, 0)
    return ROLES.map((role) => {
      const rows = observed.requirements[role].flatMap((requirement): RequirementReport[] => {
        const one = judged[role].get(requirement.id)
        return one ? [requirementReport(requirement, one.finding, one.durationMs, target.waivers, today)] : []
      })
      return waived(targetReport({ ...target, role }, rows, usage), target.waivers, today)
    })
  }
}
