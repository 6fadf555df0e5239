import { unobserved } from '../../engine/finding.ts'
import type { OpenTarget } from '../../engine/profile.ts'
import type { Unjudgeable } from '../../engine/rule.ts'
import type { RunSettings } from '../../engine/run-settings.ts'
import type { Session } from '../../engine/session.ts'
import type { ProviderStates } from '../../engine/states.ts'
import { type Company, companiesOf, type InboxSettings, isLogin, VENDORS } from './api.ts'
import type { Configured, Inbox } from './context.ts'
import { Hub, send } from './hub.ts'
import type { Setting } from './scenario.ts'
import { RESET, SCENARIOS, type ScenarioName, type Scenarios } from './scenarios/index.ts'
import { readAsItStands } from './scenarios/reads.ts'

/** Opens a run on one target. Nothing is sent before a rule needs it. */
export function openInbox(session: Session, { states, seed, exhaustive }: RunSettings): OpenTarget<Inbox> {
  const settings = session.target.settings as InboxSettings
  const companies = companiesOf(settings)
  const [company, other] = companies
  const closed = whyClosed(session, states, companies)
  const run = Math.floor(session.clock.now()).toString(36)
  let hubs = 0
  let asked: Promise<unknown> | undefined
  const movable = () => {
    asked ??= states?.setup('time moves forward', { seconds: 0 })
    return Promise.resolve(asked)
  }
  const setting = company &&
    states && {
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
      newHub: () =>
        new Hub(session, states, settings.login, `bw${run}${(++hubs).toString(36).padStart(3, '0')}`, movable),
    }
  let turn: Promise<unknown> = Promise.resolve()

  async function scenario<Name extends ScenarioName>(name: Name): Promise<Scenarios[Name] | Unjudgeable> {
    if (closed || !setting) return needing(closed as Unjudgeable, name)
    const play = SCENARIOS[name].play as (setting: Setting) => Promise<Scenarios[Name]>
    const mine = turn.then(() => play(setting))
    // A scenario that failed is told to whoever asked for it; the next one begins anew.
    turn = mine.catch(() => {})
    return mine
  }

  async function reads() {
    const read = await readAsItStands(companies, settings, (call) => send(session, { purpose: 'discovery', ...call }))
    return closed && read.companies.length === 0 ? closed : read
  }

  return { context: { configured: configuredIn(session, settings, companies), scenario, reads }, waitedMs: () => 0 }
}

function configuredIn({ target }: Session, settings: InboxSettings, companies: readonly Company[]): Configured {
  const { password, username } = settings.login ?? {}
  const key = Object.entries(target.secrets).find(([, value]) => value === password)?.[0]
  return {
    pushSecret: settings.pushSecret !== undefined,
    login: settings.login !== undefined,
    otherCompany: companies.length > 1,
    colleague: (companies[0]?.employees.length ?? 0) > 1,
    password: password === undefined ? null : key === undefined ? password : `[redacted:${key}]`,
    username: username ?? null,
  }
}

/** Names the provider states that a scenario is in want of. */
function needing({ outcome, ...why }: Unjudgeable, name: ScenarioName): Unjudgeable {
  if (outcome !== 'unobserved' || !('remedy' in why)) return { outcome, ...why } as Unjudgeable
  const states = [RESET, ...SCENARIOS[name].needs].map((state) => `"${state}"`).join(', ')
  return unobserved(why.reason, `${why.remedy}; it needs ${states}`)
}

/** Why nothing can be set up at a target. */
function whyClosed(
  { target }: Session,
  states: ProviderStates | undefined,
  companies: readonly Company[],
): Unjudgeable | undefined {
  if (!companies[0] || companies[0].employees.length === 0) {
    const key = companies[0] ? 'companies[0].tokens' : 'companies'
    return unobserved(`${key} is not configured`, `set ${key} in the target's configuration`)
  }
  if (!states) {
    return unobserved(
      'the target offers no provider states',
      "set providerStatesUrl in the target's configuration, with the states of the inbox profile (docs/reading/inbox.md)",
    )
  }
  if (target.allowWrites) return undefined
  return unobserved(
    'it changes data, and writing to this host is not allowed',
    '--allow-writes, or allowWrites in the configuration',
  )
}
