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
    clearTimeout(this.#timer)
  }

  async #judge(): Promise<void> {
    const began = performance.now()
    const judged = await this.observation.judge()
    for (const requirement of this.requirements) {
      const finding = judged.get(requirement.id)?.finding
      if (finding?.outcome !== 'broken' || this.#told.has(requirement.id)) continue
      this.#told.add(requirement.id)
      this.tell(
        `${toVerdict(finding, requirement.level)} ${requirement.id} expected ${finding.expected}; ${finding.actual}`,
      )
    }
    this.#waitMs = Math.max(AT_LEAST_MS, (performance.now() - began) / SHARE)
    this.#timer = undefined
  }
}
