import type { Requirement } from '../../engine/requirement.ts'
import { toVerdict } from '../../engine/verdict.ts'
import type { Observation } from './observe.ts'

/** Judging all there is again may take no more of the time than this. */
const SHARE = 0.05
const AT_LEAST_MS = 100

/** Tells each rule the first time that it breaks, while the traffic goes on. */
export class LiveLines {
  readonly #told = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #waitMs = AT_LEAST_MS
  #isStopped = false

  constructor(
    private readonly observation: Observation,
    private readonly requirements: readonly Requirement[],
    private readonly tell: (line: string) => void,
  ) {}

  /** Something new passed. */
  seen(): void {
    this.#timer ??= setTimeout(() => void this.#judge(), this.#waitMs)
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  async #judge(): Promise<void> {
    const began = performance.now()
    await this.observation.judgeInSteps(({ id, finding }) => {
      const requirement = this.requirements.find((one) => one.id === id)
      if (this.#isStopped || !requirement || finding.outcome !== 'broken' || this.#told.has(id)) return
      this.#told.add(id)
      const near = this.observation.nearMissOf(finding.exchanges)
      this.tell(`${toVerdict(finding, requirement.level)} ${id} expected ${finding.expected}; ${finding.actual}${near}`)
    })
    this.#waitMs = Math.max(AT_LEAST_MS, (performance.now() - began) / SHARE)
    this.#timer = undefined
  }
}
