import type { MockOptions, RunningMock } from '../../../engine/mock.ts'
import { createClock } from '../clock.ts'
import { behaviourOf } from '../deviation.ts'
import { serve } from '../server.ts'
import { createApp } from './app.ts'
import { conforming } from './behaviour.ts'
import { accountsOf, defaultData, type IteroData } from './data.ts'
import { defects } from './defects/index.ts'
import { Service } from './service.ts'
import { iteroStates } from './states.ts'
import { variants } from './variants/index.ts'

export { defects, variants }

export interface IteroMockOptions extends MockOptions {
  /** What the mock holds when it starts, where it is not to be the default data. */
  data?: Partial<IteroData>
}

/** "Caller can create up to 10 cases per minute using the API." */
const DOCUMENTED_LIMIT = { cases: 10, windowSeconds: 60 }

/**
 * Starts the mock of the iTero scanning tool. Without deviations it answers as the reading in `docs/reading/itero.md` says.
 *
 * @throws RangeError for an unknown defect or variant.
 */
export async function start(options: IteroMockOptions = {}): Promise<RunningMock> {
  const { rateLimit = DOCUMENTED_LIMIT, seed = 1 } = options
  const behaviour = behaviourOf(conforming, { defects, variants }, options)
  const data = { ...defaultData, ...options.data }
  const clock = createClock(options.clock)
  const service = new Service({ data, behaviour, clock, seed, rateLimit })
  const server = await serve({
    app: createApp(service, behaviour),
    clock,
    states: iteroStates(service, data, clock),
    port: options.port,
  })
  return {
    profile: 'itero',
    ...server,
    target: {
      profile: 'itero',
      baseUrl: server.baseUrl,
      providerStatesUrl: server.providerStatesUrl,
      ...accountsOf(data),
      rateLimit,
    },
  }
}
