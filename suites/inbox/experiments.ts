import type { Experiment } from '../../engine/rule.ts'
import type { Inbox } from './context.ts'
import { SCENARIOS, type ScenarioName } from './scenarios/index.ts'

/** What the rules are judged by: the scenarios, what the hub shows as it stands, and what is configured. */
export const experiments: Readonly<Record<string, Experiment<Inbox>>> = {
  configured: { run: ({ configured }) => configured },
  reads: { run: ({ reads }) => reads() },
  ...Object.fromEntries(
    (Object.keys(SCENARIOS) as ScenarioName[]).map((name) => [name, { run: ({ scenario }: Inbox) => scenario(name) }]),
  ),
}
