import type { Requirement } from './requirement.ts'
import type { Finding } from './verdict.ts'

/**
 * A rule: a probe that does all the I/O and resolves with evidence (plain data in which exchanges stand), and a judge,
 * a pure function of that evidence. The evidence is stored, so that the judge can be asked again offline.
 */
export interface Rule<Context = never, Evidence = unknown, Id extends string = string> {
  id: Id
  probe(context: Context): Promise<Evidence> | Evidence
  judge(evidence: Evidence): Finding
  /** Judged over every exchange of the run: its probe is started once all other probes are through. */
  last?: true
}

/** Makes a profile's `rule` function, typed by its requirement IDs and its context. */
export function ruleMaker<Context, Id extends string>() {
  return <Evidence>(id: Id, rule: Omit<Rule<Context, Evidence, Id>, 'id'>): Rule<Context, unknown, Id> =>
    ({ id, ...rule }) as Rule<Context, unknown, Id>
}

/** What the engine needs to know of a profile. */
export interface Profile<Context = unknown> {
  name: string
  requirements: readonly Requirement[]
  rules: readonly Rule<Context>[]
}

/**
 * Holds the register and the rules against each other.
 *
 * @throws Error naming every rule without a requirement, every requirement without a rule, and every one that has two.
 */
export function checkRegister(profile: Profile<never>): void {
  const judged = profile.rules.map((rule) => rule.id)
  const listed = profile.requirements.map((requirement) => requirement.id)
  const faults = [
    ...judged.filter((id) => !listed.includes(id)).map((id) => `rule ${id} stands in no register`),
    ...listed.filter((id) => !judged.includes(id)).map((id) => `requirement ${id} is judged by no rule`),
    ...judged.filter((id, index) => judged.indexOf(id) !== index).map((id) => `${id} is judged by two rules`),
  ]
  if (faults.length > 0) throw new Error(`the ${profile.name} register and its rules do not fit: ${faults.join('; ')}`)
}
