import type { Exchange } from '../../engine/exchange.ts'
import { unobserved } from '../../engine/finding.ts'
import { type Rule, ruleMaker } from '../../engine/rule.ts'
import type { Finding } from '../../engine/verdict.ts'
import type { Inbox } from './open.ts'
import type { RequirementId } from './requirements.gen.ts'
import { RESET, SCENES, type SceneName, type Scenes } from './scenes/index.ts'
import type { Looking } from './scenes/looking.ts'
import type { Stopped } from './stage.ts'

/** What a judge is given: the scenes that its rule is judged by, and all that was sent for them. */
export type Seen<Name extends SceneName = SceneName> = Pick<Scenes, Name> & { calls: Exchange[]; told: Told }

/** What of the configuration a judgement rests on, secrets as they are shown in the evidence. */
export interface Told {
  pushSecret: boolean
  login: boolean
  otherCompany: boolean
  colleague: boolean
  /** What the configured password is shown as. */
  password: string | null
  username: string | null
}

/** A rule's own judgement, of which another rule may be in need. */
export interface Premise<Name extends SceneName = SceneName> {
  id: RequirementId
  scenes: readonly Name[]
  judge(seen: Seen<Name>): Finding
  /** What has to hold for a fault to be this rule's: where one of them is broken, it explains the fault, and names it. */
  leansOn?: readonly (RequirementId | Premise)[]
}

export interface Definition<Name extends SceneName> extends Omit<Premise<Name>, 'id'> {
  /** How it is judged by reads alone, where nothing can be set up. */
  looking?(looking: Looking): Finding
}

interface Evidence {
  scenes?: Partial<Scenes>
  told?: Told
  closed?: Stopped
  looking?: Looking
}

const make = ruleMaker<Inbox, RequirementId>()
const premises = new Map<RequirementId, Premise>()
const EVERY_SCENE = Object.keys(SCENES) as SceneName[]

/** Makes a rule of this profile. */
export function rule<Name extends SceneName>(
  id: RequirementId,
  definition: Definition<Name>,
): Rule<Inbox, unknown, RequirementId> {
  const premise = { id, ...definition } as unknown as Premise
  premises.set(id, premise)
  return make<Evidence>(id, {
    async probe(inbox) {
      const { closed } = inbox
      if (closed)
        return {
          closed: needing(closed, definition.scenes),
          ...(definition.looking ? { looking: await inbox.looking(id) } : {}),
        }
      const evidence: Evidence = { scenes: await play(inbox, definition.scenes, id), told: tell(inbox) }
      if (own(premise, evidence)?.outcome !== 'broken') return evidence
      // What may explain the fault is looked at only where there is one.
      const names = groundsOf(premise).flatMap(({ scenes }) => scenes)
      return { ...evidence, scenes: { ...evidence.scenes, ...(await play(inbox, names, id)) } }
    },
    judge(evidence) {
      const { closed, looking } = evidence
      if (closed) {
        return looking && definition.looking && looking.companies.length > 0
          ? definition.looking(looking)
          : unobserved(closed.reason, closed.remedy, closed.leansOn)
      }
      const finding = own(premise, evidence) as Finding
      return finding.outcome === 'broken' ? explained(premise, finding, evidence) : finding
    },
  })
}

/** A rule on every read of the run. */
export const everyRead = (
  id: RequirementId,
  definition: Omit<Definition<SceneName>, 'scenes'>,
): Rule<Inbox, unknown, RequirementId> => ({ ...rule(id, { scenes: EVERY_SCENE, ...definition }), last: true })

/** Every rule's own judgement. */
export const everyPremise = (): Premise[] => [...premises.values()]

/** All that a rule leans on, and what that leans on in turn. */
export function groundsOf({ leansOn = [] }: Premise, known = new Set<Premise>()): Premise[] {
  for (const one of leansOn) {
    const ground = typeof one === 'string' ? premises.get(one) : one
    if (!ground) throw new RangeError(`${one} is judged by no rule`)
    if (known.has(ground)) continue
    known.add(ground)
    groundsOf(ground, known)
  }
  return [...known]
}

/** A premise's own judgement; undefined where the evidence lacks one of its scenes. */
function own({ scenes: names, judge }: Premise, { scenes = {}, told }: Evidence): Finding | undefined {
  if (!told || names.some((name) => !scenes[name])) return undefined
  const played = names.map((name) => scenes[name] as Scenes[SceneName])
  const calls = [...new Set(played.flatMap((scene) => scene.calls))]
  return judge({ ...(scenes as Scenes), calls, told })
}

/**
 * A fault that something else explains says nothing of its own rule. What explains it is a broken ground that no other
 * broken ground explains in turn.
 */
function explained(premise: Premise, finding: Finding, evidence: Evidence): Finding {
  if (finding.outcome !== 'broken') return finding
  const faulty = groundsOf(premise).filter((ground) => own(ground, evidence)?.outcome === 'broken')
  const roots = faulty.filter((one) => !groundsOf(one).some((ground) => faulty.includes(ground)))
  const ids = [...new Set(roots.map(({ id }) => id))]
  // A part of the rule itself may be what others lean on.
  if (ids.length === 0 || ids.includes(premise.id)) return finding
  return unobserved(
    `${finding.actual}, which ${ids.join(', ')} may explain`,
    `${ids.join(', ')} ${ids.length > 1 ? 'hold' : 'holds'}`,
    ids,
    finding.exchanges,
  )
}

async function play(inbox: Inbox, names: readonly SceneName[], id: RequirementId): Promise<Partial<Scenes>> {
  const distinct = EVERY_SCENE.filter((name) => names.includes(name))
  const played = await Promise.all(distinct.map(async (name) => [name, await inbox.scene(name, id)] as const))
  return Object.fromEntries(played)
}

/** Names the provider states that are wanting. */
function needing(closed: Stopped, names: readonly SceneName[]): Stopped {
  const states = [...new Set([RESET, ...names.flatMap((name) => SCENES[name].needs)])]
  return { ...closed, remedy: `${closed.remedy}; it needs ${states.map((state) => `"${state}"`).join(', ')}` }
}

function tell({ settings, companies, session }: Inbox): Told {
  const { password, username } = settings.login ?? {}
  const key = Object.entries(session.target.secrets).find(([, value]) => value === password)?.[0]
  return {
    pushSecret: settings.pushSecret !== undefined,
    login: settings.login !== undefined,
    otherCompany: companies.length > 1,
    colleague: (companies[0]?.employees.length ?? 0) > 1,
    password: password === undefined ? null : key === undefined ? password : `[redacted:${key}]`,
    username: username ?? null,
  }
}
