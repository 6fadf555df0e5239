import type { Finding } from './verdict.ts'

/** Why something cannot be judged: the one form for it, whether a rule, its probe or an experiment says so. */
export type Unjudgeable = Extract<Finding, { outcome: 'unobserved' | 'not-applicable' }>

/** Evidence, or why there is none. */
export type Gathered<Evidence> = Evidence | Unjudgeable | Promise<Evidence | Unjudgeable>

/**
 * A rule: what it needs, and a judge, a pure function of that evidence. The evidence is stored, so that the judge can be
 * asked again offline. Rules are kept in a record under the IDs of their requirements.
 *
 * The judge is called only with evidence that is there. Where its probe, or an experiment that it needs, resolves with an
 * `unobserved` or `notApplicable` finding, that is the rule's finding.
 */
// biome-ignore lint/suspicious/noExplicitAny: a record holds rules of different evidence; `rule` ties probe and judge
export interface Rule<Context = any, Evidence = any, Needed = any> {
  /** Experiments of the profile whose evidence it is judged by. */
  needs?: readonly string[]
  /**
   * What has to hold for a fault to be this rule's own, a requirement or a part of one: where it is broken, a fault that is
   * found here is `inconclusive`, and names it.
   */
  leansOn?: readonly Ground[]
  /** All the I/O of the rule itself; without it the judge is given what the needed experiments gathered, by name. */
  probe?(context: Context, needed: Needed): Gathered<Evidence>
  judge(evidence: Evidence): Finding
  /** How it is judged by less, where what it needs cannot be had; by other experiments than those. */
  otherwise?: { needs: readonly string[]; judge(needed: Needed): Finding }
  /** Judged over every exchange of the run: its probe is started once all other probes are through. */
  last?: true
}

/** What a rule leans on: a requirement, or a part of one. */
export type Ground = string | Premise

/** A part of a requirement that other rules lean on, where the whole of it would say too much; it is judged by experiments. */
// biome-ignore lint/suspicious/noExplicitAny: as for rules
export interface Premise<Needed = any> {
  /** The requirement that it is a part of. */
  id: string
  needs: readonly string[]
  leansOn?: readonly Ground[]
  judge(needed: Needed): Finding
}

/** I/O that several rules are judged by: carried out once, and only where a chosen rule needs it. */
// biome-ignore lint/suspicious/noExplicitAny: as for rules
export interface Experiment<Context = any, Evidence = any, Needed = any> {
  /** Experiments that it builds on. */
  needs?: readonly string[]
  /** The stretch of the run in which it has its place, one of the profile's `phases`; without it, at once. */
  phase?: string
  run(context: Context, needed: Needed): Gathered<Evidence>
}

/** What the engine needs to know of a profile to judge by it. */
// biome-ignore lint/suspicious/noExplicitAny: as for rules
export interface Rules<Context = any> {
  rules: Readonly<Record<string, Rule<Context>>>
  experiments?: Readonly<Record<string, Experiment<Context>>>
  /** Stretches of a run that must not overlap, in their order. */
  phases?: readonly string[]
}

/** Whether evidence is none: the finding in its place. */
export const isUnjudgeable = (evidence: unknown): evidence is Unjudgeable =>
  typeof evidence === 'object' &&
  evidence !== null &&
  ['unobserved', 'not-applicable'].includes((evidence as Partial<Finding>).outcome as string)

/** What experiments gather, by their names: what a rule that needs them is judged by. */
export type GatheredBy<Experiments> = {
  [Name in keyof Experiments]: Experiments[Name] extends { run(...given: never[]): infer Result }
    ? Exclude<Awaited<Result>, Unjudgeable>
    : never
}

/** Makes rules, and ties each one's judge to what it is judged by: what its probe gathers, or the experiments that it needs. */
export interface MakeRule<Context, Known> {
  <Name extends keyof Known & string>(
    definition: Omit<Rule<Context>, 'needs' | 'probe' | 'judge'> & {
      needs: readonly Name[]
      probe?: undefined
      judge(needed: Pick<Known, Name>): Finding
    },
  ): Rule<Context>
  <Evidence, Name extends keyof Known & string = never>(
    definition: Omit<Rule<Context>, 'needs' | 'probe' | 'judge'> & {
      needs?: readonly Name[]
      probe(context: Context, needed: Pick<Known, Name>): Gathered<Evidence>
      judge(evidence: Evidence): Finding
    },
  ): Rule<Context>
}

/** Makes the `rule` function of a profile whose probes are given `Context`, and whose experiments gather what is `Known`. */
// biome-ignore lint/suspicious/noExplicitAny: experiments of a profile from outside
export const ruleIn = <Context, Known = Record<string, any>>(): MakeRule<Context, Known> =>
  ((definition: Rule) => definition) as MakeRule<Context, Known>
