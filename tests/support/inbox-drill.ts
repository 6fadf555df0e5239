import { isDeepStrictEqual } from 'node:util'
import type { Driver, Played } from '../../engine/drill.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { type DrillOutcome, drilledWith, type Playing, playing } from './drill.ts'
import { type ClientClass, type Ending, hasty, type InboxCredentials, Reference } from './inbox-client.ts'

/** Does each job with a client of its own. */
export const drilled = (Class: ClientClass, options?: Parameters<typeof drilledWith>[2]): Promise<DrillOutcome> =>
  drilledWith(
    'inbox',
    async ({ job, baseUrl, credentials, input }) =>
      (await hasty(Class, baseUrl, credentials as unknown as InboxCredentials).perform(job, input as object)) as never,
    options,
  )

let reference: Promise<DrillOutcome> | undefined

/** What the reference client draws over HTTP in every situation: once in a process. */
export const recorded = (): Promise<DrillOutcome> => {
  reference ??= drilled(Reference)
  return reference
}

const bodyOf = ({ request }: Exchange) => request.body

/** There is no answer to be had of what was recorded: the situation has to be played. */
class NotRecorded extends Error {}

/** Answers as the hub did before, in the same order; what comes after the last of a kind is answered as that was. */
class Recording {
  readonly traffic: Exchange[] = []
  isOver = false
  get isAsBefore(): boolean {
    return isDeepStrictEqual(this.traffic.map(bodyOf), this.before.map(bodyOf))
  }

  readonly #counts = new Map<string, number>()

  constructor(private readonly before: readonly Exchange[]) {}

  readonly fetch: typeof fetch = async (to, init) => {
    const { pathname, search } = new URL(String(to))
    const method = init?.method ?? 'GET'
    const isSame = ({ request, operation }: Exchange) => {
      const { pathname: path, search: query } = new URL(request.url)
      const isLike = request.method === method && path === pathname && query === search
      return isLike && (operation !== 'connectInbox' || request.body === String(init?.body))
    }
    const like = this.before.filter(isSame)
    const key = method + pathname + search
    const nth = this.#counts.get(key) ?? 0
    this.#counts.set(key, nth + 1)
    const exchange = like[Math.min(nth, like.length - 1)]
    if (!exchange) {
      this.isOver = true
      throw new NotRecorded()
    }
    const body = init?.body == null ? null : String(init.body)
    const count = this.traffic.push({
      ...exchange,
      id: `${exchange.id}-${this.traffic.length}`,
      at: this.traffic.length * 10,
      durationMs: 1,
      request: { ...exchange.request, body },
    })
    const { response } = this.traffic[count - 1] as Exchange
    if (!response) throw new TypeError('fetch failed')
    const { status } = response
    return new Response(status === 204 ? null : response.body, { status, headers: response.headers })
  }
}

/** A client whose requests are those of the reference is answered as that one was; others are played. */
const replaying =
  (Class: ClientClass): Playing =>
  async (situation, driver: Driver, setting, nth) => {
    const before = (await recorded()).played.find((one) => one.situation === situation.name) as Played
    const recording = new Recording(before.traffic.exchanges)
    const [first] = before.traffic.exchanges as [Exchange]
    const token = 'synthetic'
    const companyId = /companies\/([^/]+)/.exec(first.request.url)?.[1] ?? ''
    const client = new Class(
      new URL(first.request.url).origin,
      { token, companyId, pushSecret: token, accountId: String(accountOf(first)) },
      {
        fetch: recording.fetch,
        pause: async () => {},
      },
    )
    const answer = JSON.parse(JSON.stringify(await client.perform(before.job, before.input as object))) as Ending
    if (recording.isOver) return playing(situation, driver, setting, nth)
    const isTheSame = isDeepStrictEqual(answer, before.answer) && recording.isAsBefore
    if (isTheSame) return before
    return {
      ...before,
      answer: answer as Played['answer'],
      traffic: { ...before.traffic, exchanges: recording.traffic },
    }
  }

const accountOf = ({ request }: Exchange) => (request.body ? JSON.parse(request.body).accountId : '')

/** As {@link drilled}; no more is played than has to be. */
export const drilledAgain = (Class: ClientClass): Promise<DrillOutcome> => drilled(Class, { by: replaying(Class) })
