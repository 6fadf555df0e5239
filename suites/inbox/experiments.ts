import type { Experiment } from '../../engine/rule.ts'
import type { Inbox } from './context.ts'
import { SCENES, type SceneName } from './scenes/index.ts'

/** What the rules are judged by: the scenes, what the hub shows as it stands, and what is configured. */
export const experiments: Readonly<Record<string, Experiment<Inbox>>> = {
  configured: { run: ({ configured }) => configured },
  looking: { run: ({ looking }) => looking() },
  ...Object.fromEntries(
    (Object.keys(SCENES) as SceneName[]).map((name) => [name, { run: ({ scene }: Inbox) => scene(name) }]),
  ),
}
