import { mayBeLost } from './again.ts'
import { askedBy } from './asking.ts'
import type { Exchange } from './exchange.ts'
import { unobserved, worst } from './finding.ts'
import { explained, groundsOf } from './grounds.ts'
import { type EvidenceRecord, type Journal, reviveEvidence } from './journal.ts'
import { Memo } from './memo.ts'
import { Phases } from './phases.ts'
import { judgement, Precluded } from './precluded.ts'
import { type Ground, isUnjudgeable, type Premise, type Rule, type Rules, type Unjudgeable } from './rule.ts'
import { RunEnded } from './run-ended.ts'
import type { Finding } from './verdict.ts'

/** A rule's outcome, before levels and waivers. */
export interface Judged {
  id: string
  finding: Finding
  durationMs: number
}

/** Finds an exchange by its ID; undefined where there is none. */
type ExchangeOf = (id: string) => Exchange | undefined

/** What is stored of a rule, by its ID, or of experiments, by their names; undefined where nothing is. */
export type EvidenceOf = (what: string | readonly string[]) => unknown

/**
 * Judges a rule, or a part of one, by its own evidence: the same function at the time of the run and, from a stored run, afterwards. A fault
 * that rests on requests alone which were not answered is none: silence is no answer. Nor is a gateway's 502 or 504 to a
 * write, which is not made twice, but to a rule on every answer.
 */
export function judge(rule: Rule | Premise, evidence: unknown, exchangeOf: ExchangeOf = () => undefined): Finding {
  const finding = isUnjudgeable(evidence) ? evidence : judgement(() => judgeFor(rule, evidence)(evidence))
  if (finding.outcome !== 'broken' || finding.exchanges.length === 0) return finding
  const answered = finding.exchanges.some((id) => exchangeOf(id)?.error === undefined)
  const lost = finding.exchanges.some((id) => {
    const exchange = exchangeOf(id)
    return exchange !== undefined && mayBeLost(exchange)
  })
  const isOfEveryAnswer = 'last' in rule && rule.last
  return answered && (isOfEveryAnswer || !lost)
    ? finding
    : unobserved(finding.actual, 'the target answers this request', [], finding.exchanges)
}

/** The judge that some evidence is for: what a rule is judged by otherwise are other experiments. */
const judgeFor = (rule: Rule | Premise, evidence: unknown): ((evidence: unknown) => Finding) => {
  const otherwise = 'otherwise' in rule ? rule.otherwise : undefined
  const isForIt = otherwise?.needs.every((name) => Object.hasOwn(Object(evidence), name))
  return otherwise && isForIt ? otherwise.judge : rule.judge
}

/**
 * Judges a rule by stored evidence, with what explains a fault of it.
 *
 * @returns undefined where nothing is stored of the rule itself
 */
export function judgeStoredRule(
  rules: Rules['rules'],
  id: string,
  evidenceOf: EvidenceOf,
  exchangeOf: ExchangeOf,
): Finding | undefined {
  const own = (one: Ground): Finding | undefined => {
    const isWhole = typeof one === 'string'
    const [rule, evidence] = [isWhole ? rules[one] : one, evidenceOf(isWhole ? one : one.needs)]
    return rule === undefined || evidence === undefined ? undefined : judge(rule, evidence, exchangeOf)
  }
  const finding = own(id)
  return finding && explained(rules, id, finding, own)
}

/** What was judged of stored evidence for good: what was not observed then may be now. */
export function judgedBefore(
  { rules }: Rules,
  records: readonly EvidenceRecord[],
  exchanges: readonly Exchange[],
): Map<string, Judged> {
  const byId = new Map(exchanges.map((exchange) => [exchange.id, exchange]))
  const recordOf = storedEvidence(records)
  const target = records[0]?.target ?? ''
  const evidenceOf: EvidenceOf = (what) => reviveEvidence(recordOf(target, what)?.evidence, byId)
  const judged = Object.keys(rules).flatMap((id): Judged[] => {
    const finding = judgeStoredRule(rules, id, evidenceOf, (one) => byId.get(one))
    return finding ? [{ id, finding, durationMs: recordOf(target, id)?.durationMs ?? 0 }] : []
  })
  return new Map(judged.filter(({ finding }) => finding.outcome !== 'unobserved').map((one) => [one.id, one]))
}

/** What a run's rules are judged in. */
export interface RunSetting<Context> {
  /** What a probe or an experiment is given, bound to the requirement that asks. */
  contextFor(rule: string): Context
  journal: Journal
  target: string
  exchangeOf?: ExchangeOf
  /** In a run that is resumed: what was judged before. */
  kept?: ReadonlyMap<string, Judged>
  onJudged(judged: Judged): void
}

/**
 * Starts the probes of the chosen rules together (they share experiments, and wait for one another's budget), judges each
 * as its evidence is complete, and resolves when all are. What may explain a fault is looked at only where there is one.
 * Rules that speak of every exchange come last; where one of them is chosen, every other rule's probe runs too, since its
 * subject is the whole suite.
 *
 * In a run that is resumed, a rule that was judged before keeps its verdict; its probe runs all the same, for what it
 * shares with others.
 *
 * A probe that throws is an error of Bitewing's own and rejects; one that the run's end interrupts is `unobserved`.
 */
export async function runRules<Context>(
  profile: Rules<Context>,
  chosen: ReadonlySet<string>,
  setting: RunSetting<Context>,
): Promise<void> {
  const evidence = new Evidence(profile, setting)
  const runOne = async (id: string): Promise<void> => {
    const before = setting.kept?.get(id)
    if (before && chosen.has(id)) setting.onJudged(before)
    const own = await evidence.own(id)
    if (before || !chosen.has(id)) return
    const judged = new Map<Ground, Finding>()
    if (own.finding.outcome === 'broken') {
      const grounds = groundsOf(profile.rules, id)
      await Promise.all(grounds.map(async (one) => judged.set(one, await evidence.ground(one, id))))
    }
    setting.onJudged({ ...own, finding: explained(profile.rules, id, own.finding, (one) => judged.get(one)) })
  }
  const probed = probedRules(profile, chosen)
  await allSettledOrThrow(probed.filter((id) => !profile.rules[id]?.last).map(runOne))
  await allSettledOrThrow(probed.filter((id) => profile.rules[id]?.last).map(runOne))
}

/** The rules whose probes run for a choice of requirements. */
export function probedRules({ rules }: Rules, chosen: ReadonlySet<string>): string[] {
  const everything = Object.entries(rules).some(([id, { last }]) => last && chosen.has(id))
  return Object.keys(rules).filter((id) => chosen.has(id) || (everything && !rules[id]?.last))
}

/** Gathers the evidence of rules and experiments, each once, and stores it. */
class Evidence<Context> {
  readonly #experiments = new Memo<unknown>()
  readonly #rules = new Memo<Judged>()
  readonly #phases: Phases<string>

  constructor(
    private readonly profile: Rules<Context>,
    private readonly setting: RunSetting<Context>,
  ) {
    this.#phases = new Phases(profile.phases ?? [])
  }

  /** A rule's own judgement. */
  own(id: string): Promise<Judged> {
    return this.#rules.get(id, () => askedBy(id, () => this.#judged(id)))
  }

  /** The own judgement of what the rule `asker` leans on. */
  async ground(ground: Ground, asker: string): Promise<Finding> {
    if (typeof ground === 'string') return (await this.own(ground)).finding
    const needed = await askedBy(asker, () => this.#needed(ground.needs, asker))
    return judge(ground, needed, this.setting.exchangeOf)
  }

  async #judged(id: string): Promise<Judged> {
    const { journal, target, contextFor, exchangeOf } = this.setting
    const rule = this.profile.rules[id] as Rule<Context>
    const gathered = await timed(`the probe of ${id}`, async () => {
      const needed = await this.#needed(rule.needs, id)
      if (isUnjudgeable(needed) && rule.otherwise) {
        const less = await this.#needed(rule.otherwise.needs, id)
        return isUnjudgeable(less) ? needed : less
      }
      return isUnjudgeable(needed) || !rule.probe ? needed : rule.probe(contextFor(id), needed)
    })
    const isOwn = rule.probe !== undefined || isUnjudgeable(gathered.evidence)
    const stored = isOwn
      ? gathered
      : { ...gathered, evidence: { $experiments: Object.keys(Object(gathered.evidence)) } }
    if (!this.setting.kept?.has(id)) journal.evidence({ target, rule: id, ...stored })
    return { id, finding: judge(rule, gathered.evidence, exchangeOf), durationMs: gathered.durationMs }
  }

  /** What the named experiments gathered, by name; or why they could not. */
  async #needed(names: readonly string[] = [], asker: string): Promise<Record<string, unknown> | Unjudgeable> {
    const gathered = await Promise.all(names.map((name) => this.#experiment(name, asker)))
    return together(names, gathered)
  }

  #experiment(name: string, asker: string): Promise<unknown> {
    return this.#experiments.get(name, async () => {
      const { journal, target, contextFor } = this.setting
      const experiment = this.profile.experiments?.[name]
      if (!experiment) throw new RangeError(`there is no experiment ${name}`)
      const { needs, phase } = experiment
      const needed = await this.#needed(needs, asker)
      const gather = async () => (isUnjudgeable(needed) ? needed : experiment.run(contextFor(asker), needed))
      const gathered = await timed(`the experiment ${name}`, () =>
        phase === undefined ? gather() : this.#phases.during(phase, gather),
      )
      journal.evidence({ target, experiment: name, ...gathered })
      return gathered.evidence
    })
  }
}

/** What experiments gathered, by name; or why those that could not could not. */
function together(names: readonly string[], gathered: readonly unknown[]): Record<string, unknown> | Unjudgeable {
  const [first, ...more] = gathered.filter(isUnjudgeable)
  if (first) return worst([first, ...more], first) as Unjudgeable
  return Object.fromEntries(names.map((name, nth) => [name, gathered[nth]]))
}

/** What is stored of a rule, that of its experiments included, or of experiments by their names. */
export function storedEvidence(
  records: readonly EvidenceRecord[],
): (target: string, what: string | readonly string[]) => Pick<EvidenceRecord, 'durationMs' | 'evidence'> | undefined {
  const known = new Map(records.map((one) => [`${one.target} ${one.rule ?? `experiment ${one.experiment}`}`, one]))
  return (target, what) => {
    const record = typeof what === 'string' ? known.get(`${target} ${what}`) : undefined
    const names = record ? (record.evidence as { $experiments?: string[] } | null)?.$experiments : what
    if (typeof names !== 'object') return record
    const gathered = names.map((name) => known.get(`${target} experiment ${name}`))
    if (gathered.includes(undefined)) return undefined
    const evidence = together(
      names,
      gathered.map((one) => one?.evidence),
    )
    return { durationMs: record?.durationMs ?? 0, evidence }
  }
}

async function timed(what: string, gather: () => Promise<unknown>): Promise<{ durationMs: number; evidence: unknown }> {
  const began = performance.now()
  let evidence: unknown
  try {
    evidence = await gather()
  } catch (error) {
    evidence = precludedBy(error)
    if (evidence === undefined) throw new Error(`${what} failed: ${(error as Error).message}`, { cause: error })
  }
  return { durationMs: Math.round(performance.now() - began), evidence }
}

/** What an error says of the rule; undefined for one of Bitewing's own. */
function precludedBy(error: unknown): Unjudgeable | undefined {
  if (error instanceof Precluded) return error.finding
  if (error instanceof RunEnded) return unobserved(error.message, 'a run that is not broken off')
  return undefined
}

/** Waits for all, then throws the first error: nothing that was gathered is lost by another's failure. */
async function allSettledOrThrow(promises: Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(promises)).find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}
