import type { Exchange } from '../../engine/exchange.ts'
import type { Premise, Rule } from '../../engine/rule.ts'
import type { Finding } from '../../engine/verdict.ts'
import { shownIn } from './comparing.ts'
import type { Configured, Inbox } from './context.ts'
import type { RequirementId } from './requirements.gen.ts'
import { SCENARIOS, type ScenarioName, type Scenarios } from './scenarios/index.ts'
import type { Reads } from './scenarios/reads.ts'

/** What a judge is given: the scenarios that its rule is judged by, all that was sent for them, and what is configured. */
export type Seen<Name extends ScenarioName = ScenarioName> = Pick<Scenarios, Name> & {
  calls: Exchange[]
  configured: Configured
}

interface Definition<Name extends ScenarioName> {
  scenarios: readonly Name[]
  leansOn?: readonly (RequirementId | Premise)[]
  judge(seen: Seen<Name>): Finding
  /** How it is judged by reads alone, where nothing can be set up. */
  byReads?(reads: Reads): Finding
}

const EVERY_SCENARIO = Object.keys(SCENARIOS) as ScenarioName[]

/** What a rule, or a part of one, is judged by: scenarios, in the order in which they are told best. */
const byScenarios = <Name extends ScenarioName>({ scenarios, leansOn = [], judge }: Definition<Name>) => ({
  needs: ['configured', ...EVERY_SCENARIO.filter((name) => (scenarios as readonly string[]).includes(name))],
  leansOn,
  judge: (needed: Needed | Seen) => judge('calls' in needed ? needed : { ...needed, calls: callsIn(needed) }),
})

type Needed = Scenarios & { configured: Configured }

/** The scenarios of all that a judge is given. */
export const scenariosOf = ({ calls: _calls, configured: _configured, ...scenarios }: Seen) => Object.values(scenarios)

/** All that was sent for the scenarios, each once. */
const callsIn = ({ configured: _, ...scenarios }: Needed): Exchange[] => [
  ...new Set(Object.values(scenarios).flatMap(({ calls }) => calls)),
]

/** A rule on what scenarios show. */
export const rule = <Name extends ScenarioName>(definition: Definition<Name>): Rule<Inbox> => {
  const { byReads } = definition
  return {
    ...byScenarios(definition),
    ...(byReads ? { otherwise: { needs: ['reads'], judge: ({ reads }: { reads: Reads }) => byReads(reads) } } : {}),
  }
}

/** A rule on every read of the run. */
export const everyRead = (definition: Omit<Definition<ScenarioName>, 'scenarios'>): Rule<Inbox> => ({
  ...rule({ scenarios: EVERY_SCENARIO, ...definition }),
  last: true,
})

/** A part of a requirement that other rules lean on. */
export const premise = <Name extends ScenarioName>(
  id: RequirementId,
  definition: Omit<Definition<Name>, 'byReads'>,
): Premise & Required<Pick<Definition<Name>, 'leansOn'>> => ({ id, ...byScenarios(definition) })

/** What a rule finds in these scenarios, as the oracle has it. */
export const shown =
  <Name extends ScenarioName>(id: RequirementId, scenarios: readonly Name[], more?: Parameters<typeof shownIn>[2]) =>
  (seen: Seen<Name>): Finding =>
    shownIn(
      scenarios.map((name) => seen[name]),
      id,
      more,
    )

/** A rule on what is shown of inboxes and cases, by the oracle alone. */
export const shows = <Name extends ScenarioName>(
  id: RequirementId,
  scenarios: readonly Name[],
  leansOn: Definition<Name>['leansOn'],
  more?: Parameters<typeof shownIn>[2],
): Rule<Inbox> => rule({ scenarios, leansOn: leansOn ?? [], judge: shown(id, scenarios, more) })
