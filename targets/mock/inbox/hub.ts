import type { MockOptions } from '../../../engine/mock.ts'
import type { Clock } from '../clock.ts'
import { behaviourOf } from '../deviation.ts'
import { createRandom } from '../random.ts'
import { type Behaviour, conforming } from './behaviour.ts'
import { defects } from './defects/index.ts'
import { type Credentials, freshAccount, type Hub, SECOND } from './model.ts'
import { variants } from './variants.ts'
import { freshPortals } from './vendors.ts'

/** What the hub is to know of the world. */
export interface HubOptions extends Pick<MockOptions, 'defects' | 'variants' | 'seed'> {
  /** Companies, and the tokens of their employees. */
  companies?: readonly { companyId: string; tokens: readonly string[] }[]
  pushSecret?: string
  /** The login that Medit Link accepts at first. */
  login?: Credentials
  /** Seconds from one poll to the next: 300 unless told, at most 600 for a hub that conforms. */
  pollSeconds?: number
  /** Seconds from one cross-check of Shining 3D to the next: 6 hours unless told, at most 8 for a hub that conforms. */
  crossCheckSeconds?: number
}

export const COMPANIES = [
  { companyId: 'synthetic-company-a', tokens: ['synthetic-token-a1', 'synthetic-token-a2'] },
  { companyId: 'synthetic-company-b', tokens: ['synthetic-token-b1'] },
]

/**
 * A hub with nothing connected.
 *
 * @throws RangeError for an unknown defect or variant, and for an interval that is not positive.
 */
export function createHub(options: HubOptions, clock: Clock): Hub {
  const { companies = COMPANIES, pushSecret = 'synthetic-push-secret', seed = 1 } = options
  const login = options.login ?? { username: 'synthetic-user', password: 'synthetic-password-1' }
  return {
    clock,
    random: createRandom(seed),
    behaviour: behaviourOf(paced(options), { defects, variants }, options),
    companies: companies.map(({ companyId }) => ({
      companyId,
      account: freshAccount(),
      inboxes: [],
      cases: [],
      collected: new Set(),
      portals: freshPortals(login),
    })),
    employees: companies.flatMap(({ companyId, tokens }) => tokens.map((token) => ({ token, companyId }))),
    pushSecret,
    login,
    signIns: new Map(),
    codes: new Map(),
  }
}

/** The conforming behaviour at the pace that was asked for. */
function paced({ pollSeconds = 300, crossCheckSeconds = 6 * 3600 }: HubOptions): Behaviour {
  for (const seconds of [pollSeconds, crossCheckSeconds])
    if (!(seconds > 0)) throw new RangeError(`an interval must be more than 0 seconds, not ${seconds}`)
  return {
    ...conforming,
    pollInterval: () => pollSeconds * SECOND,
    crossCheckInterval: () => crossCheckSeconds * SECOND,
  }
}
