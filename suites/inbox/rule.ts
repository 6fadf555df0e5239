import type { Exchange } from '../../engine/exchange.ts'
import type { Premise, Rule } from '../../engine/rule.ts'
import type { Finding } from '../../engine/verdict.ts'
import type { Configured, Inbox } from './context.ts'
import type { RequirementId } from './requirements.gen.ts'
import { SCENES, type SceneName, type Scenes } from './scenes/index.ts'
import type { Looking } from './scenes/looking.ts'

/** What a judge is given: the scenes that its rule is judged by, all that was sent for them, and what is configured. */
export type Seen<Name extends SceneName = SceneName> = Pick<Scenes, Name> & {
  calls: Exchange[]
  configured: Configured
}

interface Definition<Name extends SceneName> {
  scenes: readonly Name[]
  leansOn?: readonly (RequirementId | Premise)[]
  judge(seen: Seen<Name>): Finding
  /** How it is judged by reads alone, where nothing can be set up. */
  looking?(looking: Looking): Finding
}

const EVERY_SCENE = Object.keys(SCENES) as SceneName[]

/** What a rule, or a part of one, is judged by: scenes, in the order in which they are told best. */
const byScenes = <Name extends SceneName>({ scenes, leansOn = [], judge }: Definition<Name>) => ({
  needs: ['configured', ...EVERY_SCENE.filter((name) => (scenes as readonly string[]).includes(name))],
  leansOn,
  judge: (needed: Needed | Seen) => judge('calls' in needed ? needed : { ...needed, calls: callsIn(needed) }),
})

type Needed = Scenes & { configured: Configured }

/** The scenes of all that a judge is given. */
export const scenesOf = ({ calls: _calls, configured: _configured, ...scenes }: Seen): object => scenes

/** All that was sent for the scenes, each once. */
const callsIn = ({ configured: _, ...scenes }: Needed): Exchange[] => [
  ...new Set(Object.values(scenes).flatMap(({ calls }) => calls)),
]

/** A rule on what scenes show. */
export const rule = <Name extends SceneName>(definition: Definition<Name>): Rule<Inbox> => {
  const { looking } = definition
  return {
    ...byScenes(definition),
    ...(looking
      ? { otherwise: { needs: ['looking'], judge: (seen: { looking: Looking }) => looking(seen.looking) } }
      : {}),
  }
}

/** A rule on every read of the run. */
export const everyRead = (definition: Omit<Definition<SceneName>, 'scenes'>): Rule<Inbox> => ({
  ...rule({ scenes: EVERY_SCENE, ...definition }),
  last: true,
})

/** A part of a requirement that other rules lean on. */
export const premise = <Name extends SceneName>(
  id: RequirementId,
  definition: Omit<Definition<Name>, 'looking'>,
): Premise & Required<Pick<Definition<Name>, 'leansOn'>> => ({ id, ...byScenes(definition) })
