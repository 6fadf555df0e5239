import { plural } from '../../engine/words.ts'
import { countOutcomes, interactionsOf } from '../../reports/contracts.ts'
import { visible } from '../../reports/inert.ts'
import type { ContractsReport, Disagreement, InteractionReport, TargetReport } from '../../reports/model.ts'
import type { Palette } from '../../reports/summary.ts'

/** What a person is told of a verification, in lines; nothing in them comes to a terminal as anything but text. */
export function toldOf(targets: readonly TargetReport[], palette: Palette): string[] {
  return targets.flatMap(({ name, contracts }) => (contracts ? linesOf(name, contracts, palette) : []))
}

function linesOf(
  name: string,
  contracts: ContractsReport,
  { fail: red, pass: green, warn: yellow, dim }: Palette,
): string[] {
  const { passed, failed, pending, errors } = countOutcomes(contracts)
  const counts = [
    green(`${passed} passed`),
    ...(failed > 0 ? [red(`${failed} failed`)] : []),
    ...(pending > 0 ? [yellow(`${pending} pending`)] : []),
    ...(errors > 0 ? [red(plural(errors, 'error'))] : []),
  ]
  const rows = alike(interactionsOf(contracts).filter(({ outcome }) => outcome !== 'passed')).flatMap(
    ([{ outcome, pending: isPending, description, requirements, mismatches }, more]) => {
      const word = outcome === 'error' ? red('error') : isPending ? yellow('pending') : red('failed')
      const touched = requirements.length > 0 ? dim(` (${visible(requirements.join(', '))})`) : ''
      return [
        `  ${word} ${visible(description)}${touched}${more > 0 ? `, and ${more} more alike` : ''}`,
        ...mismatches.map((line) => `      ${visible(line)}`),
      ]
    },
  )
  return [
    `${name}: ${counts.join(', ')}, of ${plural(contracts.pacts.length, 'pact')}`,
    ...rows,
    ...contracts.disagreements.map((one: Disagreement) => `  ${yellow('differs')} ${visible(one.message)}`),
  ]
}

/** The first of all interactions that did not pass for the same reason, and how many more there are. */
function alike(interactions: readonly InteractionReport[]): [first: InteractionReport, more: number][] {
  const groups = new Map<string, InteractionReport[]>()
  for (const one of interactions) {
    const reason = JSON.stringify([one.outcome, one.pending, one.mismatches])
    groups.set(reason, [...(groups.get(reason) ?? []), one])
  }
  return [...groups.values()].map((group) => [group[0]!, group.length - 1])
}
