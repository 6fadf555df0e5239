import type { Requirement } from '../../engine/requirement.ts'
import type { Progress } from '../../engine/target.ts'
import { toVerdict } from '../../engine/verdict.ts'
import { type OfSides, ROLES } from '../../profiles/traffic.ts'
import type { TargetReport } from '../../reports/model.ts'
import { roleOfClient, titleOf } from '../../reports/verdicts.ts'
import type { JudgedSides, Observation } from './observe.ts'

/** Judging all there is again may take no more of the time than this. */
const SHARE = 0.02
const AT_LEAST_MS = 100

export type SeeJudged = (judged: JudgedSides) => void

/** Judges what passes while the traffic goes on. */
export class LiveJudging {
  #timer: NodeJS.Timeout | undefined
  #waitMs = AT_LEAST_MS
  #isStopped = false
  /** Something passed that was not looked at yet. */
  #isNew = false

  constructor(
    private readonly observation: Pick<Observation, 'judgeInSteps'>,
    private readonly see: SeeJudged,
  ) {}

  /** Something new passed. */
  seen(): void {
    this.#isNew = true
    this.#timer ??= setTimeout(() => void this.#judge(), this.#waitMs)
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  async #judge(): Promise<void> {
    const began = performance.now()
    this.#isNew = false
    const judged = await this.observation.judgeInSteps()
    if (this.#isStopped) return
    this.see(judged)
    this.#waitMs = Math.max(AT_LEAST_MS, (performance.now() - began) / SHARE)
    this.#timer = undefined
    if (this.#isNew) this.seen()
  }
}

/** Tells people each rule the first time that it breaks. */
export function firstBroken(
  requirements: OfSides<readonly Requirement[]>,
  nearMissOf: (exchanges: readonly string[]) => string,
  tell: (line: string) => void,
): SeeJudged {
  const told = new Set<string>()
  return (judged) => {
    for (const role of ROLES) {
      for (const { id, level } of requirements[role]) {
        const finding = judged[role].get(id)?.finding
        if (finding?.outcome !== 'broken' || told.has(`${role} ${id}`)) continue
        told.add(`${role} ${id}`)
        const near = nearMissOf(finding.exchanges)
        tell(`${toVerdict(finding, level)} ${id} expected ${finding.expected}; ${finding.actual}${near}`)
      }
    }
  }
}

/** Tells programs each verdict that is another one than before, or is given in other words. */
export function eachChange(
  report: (judged: JudgedSides) => TargetReport[],
  tell: (progress: Progress) => void,
): SeeJudged {
  const told = new Map<string, string>()
  return (judged) => {
    for (const target of report(judged)) {
      for (const { id, verdict, message } of target.requirements) {
        const key = `${titleOf(target)} ${id}`
        const said = `${verdict} ${message}`
        if (told.get(key) === said) continue
        told.set(key, said)
        tell({ kind: 'judged', target: target.name, ...roleOfClient(target), id, verdict, message })
      }
    }
  }
}
