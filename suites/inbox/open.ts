import type { OpenTarget, RunSettings } from '../../engine/profile.ts'
import type { Session } from '../../engine/session.ts'
import type { ProviderStates } from '../../engine/states.ts'
import {
  type Company,
  type Credentials,
  companiesOf,
  type InboxSettings,
  isLogin,
  requestLine,
  VENDORS,
  type Vendor,
} from './api.ts'
import type { RequirementId } from './requirements.gen.ts'
import { SCENES, type SceneName, type Scenes } from './scenes/index.ts'
import { type Looking, playLooking } from './scenes/looking.ts'
import { Stage, type Stopped } from './stage.ts'

/** What a scene is played with. */
export interface World {
  session: Session
  states: ProviderStates
  company: Company
  /** Undefined where one company alone is configured. */
  other: Company | undefined
  vendors: readonly Vendor[]
  login: Credentials | undefined
  pushSecret: string | undefined
  seed: number
  exhaustive: boolean
  /** A fresh stage, whose case IDs differ from every other one's. */
  stage(rule: RequirementId): Stage
}

/** What the rules' probes are given. */
export interface Inbox {
  session: Session
  companies: Company[]
  settings: InboxSettings
  /** Why no scene can be played. */
  closed: Stopped | undefined
  /** Plays a scene, once; scenes are played one after the other, since they share the target's clock. */
  scene<Name extends SceneName>(name: Name, rule: RequirementId): Promise<Scenes[Name]>
  /** Reads what the hub shows as it stands, once. */
  looking(rule: RequirementId): Promise<Looking>
}

/** Opens a run on one target. Nothing is sent before a probe asks. */
export function openInbox(session: Session, { states, seed, exhaustive }: RunSettings): OpenTarget<Inbox> {
  const settings = session.target.settings as InboxSettings
  const companies = companiesOf(settings)
  const closed = whyClosed(session, states, companies)
  const run = Math.floor(session.clock.now()).toString(36)
  const played = new Map<SceneName, Promise<unknown>>()
  let turn: Promise<unknown> = Promise.resolve()
  let stages = 0
  let asked: Promise<unknown> | undefined
  const movable = () => {
    asked ??= states?.setup('time moves forward', { seconds: 0 })
    return Promise.resolve(asked)
  }

  function scene<Name extends SceneName>(name: Name, rule: RequirementId): Promise<Scenes[Name]> {
    const known = played.get(name)
    if (known) return known as Promise<Scenes[Name]>
    const mine = turn.then(() => playOne(name, rule))
    // A scene that failed is told to whoever asked for it; the next one begins anew.
    turn = mine.catch(() => {})
    played.set(name, mine)
    return mine
  }

  async function playOne<Name extends SceneName>(name: Name, rule: RequirementId): Promise<Scenes[Name]> {
    const [company, other] = companies
    if (closed || !states || !company) return { calls: [], happenings: [], stopped: closed } as unknown as Scenes[Name]
    const world: World = {
      session,
      states,
      company,
      other: other?.employees.length ? other : undefined,
      // Without a login a login-based vendor cannot be connected: only the rules on it are in need of one.
      vendors: VENDORS.filter(
        (vendor) =>
          (settings.vendors ?? VENDORS).includes(vendor) && (!isLogin(vendor) || settings.login !== undefined),
      ),
      login: settings.login,
      pushSecret: settings.pushSecret,
      seed,
      exhaustive,
      stage: (asking) =>
        new Stage(session, states, asking, `bw${run}${(++stages).toString(36).padStart(3, '0')}`, movable),
    }
    return SCENES[name].play(world, rule)
  }

  let looked: Promise<Looking> | undefined
  function looking(rule: RequirementId): Promise<Looking> {
    looked ??= playLooking(companies, settings, ({ by, companyId, inboxId, query, ...call }) => {
      const line = requestLine(session.target, call.operation, {
        companyId: companyId ?? by.companyId,
        inboxId: inboxId ?? '',
      })
      return session.send({
        rule,
        purpose: 'discovery',
        ...call,
        method: line.method,
        path: line.path + (query ?? ''),
        headers: { accept: 'application/json', ...(by.authorization ? { authorization: by.authorization } : {}) },
      })
    })
    return looked
  }

  return { context: { session, companies, settings, closed, scene, looking }, waitedMs: () => 0 }
}

/** Why nothing can be set up at a target. */
function whyClosed(
  { target }: Session,
  states: ProviderStates | undefined,
  companies: readonly Company[],
): Stopped | undefined {
  if (!companies[0] || companies[0].employees.length === 0) {
    const key = companies[0] ? 'companies[0].tokens' : 'companies'
    return { reason: `${key} is not configured`, remedy: `set ${key} in the target's configuration`, leansOn: [] }
  }
  if (!states) {
    return {
      reason: 'the target offers no provider states',
      remedy:
        "set providerStatesUrl in the target's configuration, with the states of the inbox profile (docs/reading/inbox.md)",
      leansOn: [],
    }
  }
  if (!target.allowWrites) {
    return {
      reason: 'it changes data, and writing to this host is not allowed',
      remedy: '--allow-writes, or allowWrites in the configuration',
      leansOn: [],
    }
  }
  return undefined
}
