import { listAnd } from '../engine/words.ts'
import type { ContractsReport, Disagreement, InteractionReport, RequirementReport, TargetReport } from './model.ts'

/** The interactions of all pacts. */
export const interactionsOf = ({ pacts }: Pick<ContractsReport, 'pacts'>): InteractionReport[] =>
  pacts.flatMap(({ interactions }) => interactions)

/**
 * Names of a pact's interactions, each another one: the description, the states that it is told apart by, and where that
 * is not enough its number.
 */
export function namesOf(interactions: readonly InteractionReport[]): string[] {
  const named = interactions.map(({ description, states, requirements }) => {
    const given = states.length > 0 ? `, given ${listAnd(states)}` : ''
    return `${description}${given}${requirements.length > 0 ? ` (${requirements.join(', ')})` : ''}`
  })
  return named.map((name, nth) => {
    const before = named.slice(0, nth).filter((other) => other === name).length
    return before > 0 ? `${name} #${before + 1}` : name
  })
}

/** An interaction that counts against a target: of which consumer, under which name, and what is wrong. */
export interface Unkept {
  consumer: string
  name: string
  outcome: 'failed' | 'error'
  mismatches: string[]
}

/** The interactions that failed or could not be verified; what is pending may fail. */
export const unkeptOf = ({ pacts }: Pick<ContractsReport, 'pacts'>): Unkept[] =>
  pacts.flatMap(({ consumer, interactions }) =>
    namesOf(interactions).flatMap((name, at): Unkept[] => {
      const { outcome, pending, mismatches } = interactions[at]!
      return outcome === 'passed' || (outcome === 'failed' && pending) ? [] : [{ consumer, name, outcome, mismatches }]
    }),
  )

/** How many interactions came out how; one that is pending and failed is counted apart. */
export function countOutcomes(contracts: Pick<ContractsReport, 'pacts'>) {
  const interactions = interactionsOf(contracts)
  const count = (is: (one: InteractionReport) => boolean) => interactions.filter(is).length
  return {
    passed: count(({ outcome }) => outcome === 'passed'),
    failed: count(({ outcome, pending }) => outcome === 'failed' && !pending),
    pending: count(({ outcome, pending }) => outcome === 'failed' && pending === true),
    errors: count(({ outcome }) => outcome === 'error'),
  }
}

/**
 * Where the pacts and the suite do not say the same of a requirement: an interaction that fails though the suite found
 * every requirement that it touches kept, and a requirement that the suite found broken though every interaction that
 * touches it passes. What either side could not try says nothing.
 */
function disagreements(
  requirements: readonly RequirementReport[],
  contracts: Pick<ContractsReport, 'pacts'>,
): Disagreement[] {
  const interactions = interactionsOf(contracts).filter(({ outcome }) => outcome !== 'error')
  const verdictOf = new Map(requirements.map(({ id, verdict }) => [id, verdict]))
  const isUnexplained = (one: InteractionReport) =>
    one.outcome === 'failed' &&
    one.requirements.length > 0 &&
    one.requirements.every((id) => verdictOf.get(id) === 'pass')
  return requirements.flatMap(({ id, verdict }): Disagreement[] => {
    const touching = interactions.filter((one) => one.requirements.includes(id))
    const unexplained = verdict === 'pass' ? touching.filter(isUnexplained) : []
    const others = touching.filter(({ outcome }) => outcome === 'failed')
    if (unexplained.length > 0) {
      const message = `The suite found ${id} kept, and ${quoted(unexplained)} ${unexplained.length > 1 ? 'fail' : 'fails'}.`
      return [{ requirement: id, verdict, interactions: names(unexplained), message }]
    }
    if (verdict !== 'fail' || touching.length === 0 || others.length > 0) return []
    const message = `The suite found ${id} broken, and every interaction that touches it passes: the pacts do not rest on the part that is broken.`
    return [{ requirement: id, verdict, interactions: names(touching), message }]
  })
}

/** The target's report with what the pacts showed. */
export const withContracts = (
  target: TargetReport,
  contracts: Omit<ContractsReport, 'disagreements'>,
): TargetReport => ({
  ...target,
  contracts: { ...contracts, disagreements: disagreements(target.requirements, contracts) },
})

const names = (interactions: readonly InteractionReport[]) => interactions.map(({ description }) => description)
const quoted = (interactions: readonly InteractionReport[]) => {
  const [first, ...more] = names(interactions)
  return `the interaction "${first}"${more.length > 0 ? ` (and ${more.length} more that ${more.length > 1 ? 'touch' : 'touches'} it)` : ''}`
}
