import type { Exchange } from './exchange.ts'
import { unobserved } from './finding.ts'
import { type EvidenceRecord, type Journal, reviveEvidence } from './journal.ts'
import type { Profile, Rule } from './rule.ts'
import { RunEnded } from './session.ts'
import type { Finding } from './verdict.ts'

/** A rule's outcome, before levels and waivers. */
export interface Judged {
  id: string
  finding: Finding
  durationMs: number
}

/** What a probe's end is stored as, where it could not gather its evidence. */
interface Interrupted {
  interrupted: string
}

const isInterrupted = (evidence: unknown): evidence is Interrupted =>
  typeof evidence === 'object' && evidence !== null && typeof (evidence as Interrupted).interrupted === 'string'

/** What was judged of stored evidence for good: what was not observed then may be now. */
export function judgedBefore<Context>(
  { rules }: Profile<Context>,
  evidence: readonly EvidenceRecord[],
  exchanges: readonly Exchange[],
): Map<string, Judged> {
  const byId = new Map(exchanges.map((exchange) => [exchange.id, exchange]))
  const judged = rules.flatMap((rule): Judged[] => {
    const record = evidence.findLast((one) => one.rule === rule.id)
    if (!record) return []
    return [{ id: rule.id, finding: judge(rule, reviveEvidence(record.evidence, byId)), durationMs: record.durationMs }]
  })
  return new Map(judged.filter(({ finding }) => finding.outcome !== 'unobserved').map((one) => [one.id, one]))
}

/** Judges evidence: the same function at the time of the run and, from a stored run, afterwards. */
export function judge(rule: Rule<never>, evidence: unknown): Finding {
  if (isInterrupted(evidence)) {
    return unobserved(`it could not be tried: ${evidence.interrupted}`, 'a run that is not broken off')
  }
  return rule.judge(evidence)
}

/**
 * Starts the probes of the chosen rules together (they share exchanges, and wait for one another's budget), judges each
 * as its evidence is complete, and resolves when all are. Rules that speak of every exchange come last; where one of
 * them is chosen, every other rule's probe runs too, since its subject is the whole suite.
 *
 * In a run that is resumed, a rule that was judged before keeps its verdict; its probe runs all the same, for what it
 * shares with others.
 *
 * A probe that throws is an error of Bitewing's own and rejects; one that the run's end interrupts is `unobserved`.
 */
export async function runRules<Context>(
  profile: Profile<Context>,
  chosen: ReadonlySet<string>,
  context: Context,
  journal: Journal,
  target: string,
  onJudged: (judged: Judged) => void,
  kept: ReadonlyMap<string, Judged> = new Map(),
): Promise<void> {
  const wanted = probedRules(profile, chosen)
  const runOne = async (rule: Rule<Context>) => {
    const before = kept.get(rule.id)
    if (before && chosen.has(rule.id)) onJudged(before)
    const began = performance.now()
    let evidence: unknown
    try {
      evidence = await rule.probe(context)
    } catch (error) {
      if (!(error instanceof RunEnded))
        throw new Error(`the probe of ${rule.id} failed: ${(error as Error).message}`, { cause: error })
      evidence = { interrupted: error.message }
    }
    if (before) return
    const durationMs = Math.round(performance.now() - began)
    journal.evidence({ target, rule: rule.id, durationMs, evidence })
    if (chosen.has(rule.id)) onJudged({ id: rule.id, finding: judge(rule, evidence), durationMs })
  }
  await allSettledOrThrow(wanted.filter((rule) => !rule.last).map(runOne))
  await allSettledOrThrow(wanted.filter((rule) => rule.last).map(runOne))
}

/** The rules whose probes run for a choice of requirements. */
export function probedRules<Context>(profile: Profile<Context>, chosen: ReadonlySet<string>): Rule<Context>[] {
  const everything = profile.rules.some((rule) => rule.last && chosen.has(rule.id))
  return profile.rules.filter((rule) => chosen.has(rule.id) || (everything && !rule.last))
}

/** Waits for all, then throws the first error: nothing that was gathered is lost by another's failure. */
async function allSettledOrThrow(promises: Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(promises)).find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}
