import type { Driver, Played, Situation, StageMock } from '../../engine/drill.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { markExchange } from '../../engine/journal.ts'
import { parsed } from '../../engine/json-diff.ts'
import type { RunningMock } from '../../engine/mock.ts'
import { redactedIn, redactor, usersOf } from '../../engine/redact.ts'
import { providerStates } from '../../engine/states.ts'
import type { Target } from '../../engine/target.ts'
import type { Stall, Traffic } from '../../engine/traffic.ts'
import type { Drilled } from '../../profiles/drill.ts'
import type { FoundProfile } from '../../profiles/found-profile.ts'
import { liveClient } from '../../targets/live.ts'
import { startProxy } from '../../targets/proxy/proxy.ts'
import { type StageServer, startStage } from '../../targets/stage.ts'
import { mockTarget } from '../config/complete.ts'
import type { Parts } from '../parts.ts'
import { inOrder } from '../proxy/observe.ts'
import { premiseOf } from '../proxy/premise.ts'
import { version } from '../version.ts'

/** What situations are played with. */
export interface Setting {
  found: FoundProfile
  drilled: Pick<Drilled, 'side' | 'drill'>
  /** Of the drill. */
  seed: number
  startMock: Parts['startMock']
}

/** A situation that is brought about: its server listens. */
export interface Brought {
  target: Target
  /** What a driver is given with the job. */
  credentials: Readonly<Record<string, unknown>>
  input: unknown
  expected?: unknown
  server: StageServer
  after?(): Promise<unknown>
  close(): Promise<void>
}

/** The seed of one situation: others that are left out, or new ones, do not change it. */
function seedOf(seed: number, name: string): number {
  let mixed = seed >>> 0
  for (const letter of name) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193) >>> 0
  return mixed
}

/** West and east of Greenwich, without summer time: a time that is taken for the machine's own is shifted, either way. */
const TIME_ZONES = ['Etc/GMT+7', 'Etc/GMT-9'] as const

/** Where a situation's job is done. */
const timeZoneOf = (seed: number, name: string) => TIME_ZONES[(seedOf(seed, name) >>> 16) & 1] as string

/** Brings a situation about, on a mock of its own. */
export async function bringAbout(
  situation: Situation,
  { found, drilled, seed, startMock }: Setting,
  port = 0,
): Promise<Brought> {
  const own = seedOf(seed, situation.name)
  const transport = liveClient({ timeoutMs: 10_000, userAgent: `bitewing/${version()}` })
  const ended = new AbortController()
  let mock: RunningMock | undefined
  const start = async (options: Record<string, unknown> = {}): Promise<StageMock> => {
    const running = await startMock(found, { clock: 'real', seed: own, ...options })
    mock = running
    const states = providerStates(transport, running.providerStatesUrl ?? '', ended.signal)
    return {
      baseUrl: running.baseUrl,
      target: running.target,
      state: (name, params) => states.setup(name, params),
      async call({ method, path, headers = {}, body }) {
        const isText = typeof body === 'string' || body === undefined
        const answer = await transport.send(
          {
            method,
            url: running.baseUrl + path,
            headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
            body: isText ? (body ?? null) : JSON.stringify(body),
          },
          ended.signal,
        )
        if ('error' in answer) throw new Error(`${situation.name}: ${method} ${path}: ${answer.error.message}`)
        return { status: answer.status, body: parsed(answer.body) ?? answer.body }
      },
    }
  }
  const close = async () => {
    ended.abort()
    await transport.close()
    await mock?.close()
  }
  try {
    const stage = await situation.stage({ seed: own, start })
    if (!mock) throw new Error(`the situation ${situation.name} starts no mock`)
    const target = { ...mockTarget(mock, found, {}), ...(stage.rateLimit ? { rateLimit: stage.rateLimit } : {}) }
    const server = await startStage({
      baseUrl: target.baseUrl,
      intercept: (request) => stage.intercept?.(request),
      operationOf: (request) => drilled.side.operationOf(request, target) ?? '',
      port,
    })
    return {
      target,
      credentials: stage.credentials ?? drilled.side.credentials(target),
      input: stage.input,
      ...(stage.expected === undefined ? {} : { expected: stage.expected }),
      ...(stage.after ? { after: stage.after } : {}),
      server,
      async close() {
        await server.close()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** What one play is told to. */
export interface PlayHooks {
  /** Of the client: exchanges are its own. */
  client: string
  /** Unique in the drill: what its exchanges' IDs begin with. */
  prefix: string
  signal: AbortSignal
  onExchange(exchange: Exchange): void
  /** Called once the job is over; the situation's server is left open, at this URL, until it resolves. */
  hold?(url: string): Promise<void>
}

/** Brings a situation about, has the driver do its job, and resolves with what came of it. */
export async function play(
  situation: Situation,
  driver: Driver,
  setting: Setting,
  { client, prefix, signal, onExchange, hold }: PlayHooks,
): Promise<Played> {
  const brought = await bringAbout(situation, setting)
  const { target, server, credentials, input } = brought
  const { side } = setting.drilled
  const timeZone = timeZoneOf(setting.seed, situation.name)
  const exchanges: Exchange[] = []
  const stalls: Stall[] = []
  const take = (exchange: Exchange) => {
    const own = markExchange({ ...exchange, target: client, what: `${situation.name}: ${exchange.what}` })
    onExchange(own)
    return own
  }
  try {
    const premise = await premiseOf(side, { ...target, name: prefix })
    const known = premise && take(premise)
    const users = usersOf(target.secrets, target.settings)
    const proxy = await startProxy({
      target: { name: prefix, baseUrl: server.url, secrets: target.secrets },
      users,
      port: 0,
      operationOf: (request) => side.operationOf(request, target) ?? '',
      onExchange: (exchange) => void exchanges.push(take(exchange)),
      onStall: (stall) => void stalls.push(stall),
    })
    const run = await driver
      .run({ version: 1, job: situation.job, baseUrl: proxy.url, credentials, input }, signal, timeZone)
      .finally(() => proxy.close())
    const redact = redactor(target.secrets, users)
    const traffic: Traffic = {
      exchanges: inOrder(exchanges),
      stalls,
      kind: 'mock',
      settings: redactedIn(target.settings, redact),
      ...(target.rateLimit ? { rateLimit: target.rateLimit } : {}),
      ...(known ? { premise: known } : {}),
    }
    const after = await brought.after?.()
    await hold?.(server.url)
    return {
      situation: situation.name,
      job: situation.job,
      input: redactedIn(input, redact),
      ...(brought.expected === undefined ? {} : { expected: brought.expected }),
      ...run,
      timeZone,
      traffic,
      reached: redactedIn([...server.reached], redact),
      ...(after === undefined ? {} : { after }),
    }
  } finally {
    await brought.close()
  }
}
