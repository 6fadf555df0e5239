import { Observation } from '../../cli/proxy/observe.ts'
import { premiseOf } from '../../cli/proxy/premise.ts'
import { usersOf } from '../../engine/redact.ts'
import type { Judged } from '../../engine/runner.ts'
import type { Target } from '../../engine/target.ts'
import type { Stall } from '../../engine/traffic.ts'
import { toVerdict } from '../../engine/verdict.ts'
import { findProfile } from '../../profiles/find.ts'
import { startMock } from '../../profiles/mock.ts'
import { type Observed, observedBy } from '../../profiles/traffic.ts'
import { startProxy } from '../../targets/proxy/proxy.ts'
import { targetOf } from './run.ts'
import { type Interception, proxyTo, type Seen } from './servers.ts'

/** What a client is given: where the proxy listens, and what the mock's clients are given. */
// biome-ignore lint/suspicious/noExplicitAny: each profile's credentials are its own
export type Play = (baseUrl: string, credentials: any) => Promise<void>

export interface Watched {
  judged: ReadonlyMap<string, Judged>
  /** The IDs of rules about the client that do not hold: `fail ITERO-CLIENT-06`. */
  broken: string[]
  /** As {@link broken}, of the server. */
  brokenByServer: string[]
  outcome(id: string): string | undefined
}

const profiles = new Map<string, Promise<Observed>>()

/** Has a client play by way of a proxy before the embedded mock, and judges what passed. */
export async function watched(
  profile: string,
  play: Play,
  {
    intercept,
    defects = [],
    target: more = {},
    now,
  }: {
    intercept?: (seen: Seen) => Interception
    defects?: string[]
    target?: Partial<Target>
    /** The proxy's clock, where the client waits by another than the machine's. */
    now?: () => number
  } = {},
): Promise<Watched> {
  const known = profiles.get(profile) ?? findProfile(profile, process.cwd()).then(observedBy)
  profiles.set(profile, known)
  const observed = await known
  const mock = await startMock(profile, { clock: 'real', defects })
  await using between = intercept && (await proxyTo(mock.baseUrl, intercept))
  const target: Target = { ...targetOf({ ...mock.target, profile, baseUrl: (between ?? mock).baseUrl }), ...more }
  const observation = new Observation(
    observed,
    target,
    await premiseOf(observed.side, { ...target, baseUrl: mock.baseUrl }),
  )
  const proxy = await startProxy({
    target,
    users: usersOf(target.secrets, target.settings),
    port: 0,
    operationOf: (request) => observed.side.operationOf(request, target) ?? '',
    onExchange: (exchange) => observation.take(exchange),
    ...(now ? {} : { onStall: (stall: Stall) => observation.stall(stall) }),
    ...(now ? { now } : {}),
  })
  try {
    await play(proxy.url, observed.side.credentials(target))
  } finally {
    await proxy.close()
    await mock.close()
  }
  const sides = await observation.judge()
  const judged = new Map([...sides.client, ...sides.server])
  const brokenIn = (role: 'client' | 'server') =>
    observed.requirements[role].flatMap(({ id, level }) => {
      const finding = sides[role].get(id)?.finding
      return finding?.outcome === 'broken' ? [`${toVerdict(finding, level)} ${id}`] : []
    })
  return {
    judged,
    broken: brokenIn('client'),
    brokenByServer: brokenIn('server'),
    outcome: (id) => judged.get(id)?.finding.outcome,
  }
}
