import type { MockOptions, RunningMock } from '../../../engine/mock.ts'
import { createClock } from '../clock.ts'
import { serve } from '../server.ts'
import { defects } from './defects/index.ts'
import { COMPANIES, createHub, type HubOptions } from './hub.ts'
import { SECOND } from './model.ts'
import { createApp } from './routes.ts'
import { inboxStates } from './states.ts'
import { variants } from './variants.ts'

export { defects, variants }

export type InboxMockOptions = MockOptions & HubOptions

/**
 * Starts a scanner inbox hub with simulated vendors. Without deviations it behaves as the reading in
 * `docs/reading/inbox.md` says.
 *
 * @throws RangeError for an unknown defect or variant, and for an interval that is not positive.
 */
export async function start(options: InboxMockOptions = {}): Promise<RunningMock> {
  // A whole second to begin with: Date has no fraction, and no instant that is shown is to lie after it.
  const clock = createClock(options.clock, Math.floor(Date.now() / SECOND) * SECOND)
  const hub = createHub(options, clock)
  const app = createApp(hub)
  const server = await serve({ app, clock, states: inboxStates(hub, app), port: options.port })
  const { baseUrl, providerStatesUrl } = server
  return {
    profile: 'inbox',
    ...server,
    target: {
      profile: 'inbox',
      baseUrl,
      providerStatesUrl,
      pushSecret: hub.pushSecret,
      vendors: hub.behaviour.vendors,
      companies: options.companies ?? COMPANIES,
      login: hub.login,
    },
  }
}
