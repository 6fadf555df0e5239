import { Agent, type Dispatcher, Pool, ProxyAgent } from 'undici'
import { type Way, wayTo } from './proxy.ts'

export interface RouteSettings {
  /** Connections to one origin at once; null for any number. */
  connections: number | null
  /** 0 for a connection of its own for each request. */
  pipelining: 0 | 1
  connect: { timeout: number }
}

/** Takes each request to its origin, directly or by way of the environment's proxy. Events tell of direct connections alone. */
export class Routes extends Agent {
  readonly #proxies = new Map<string, ProxyAgent>()
  /** Looking it up in the environment takes longer than the rest of a dispatch. */
  readonly #ways = new Map<string, Way>()

  constructor(private readonly settings: RouteSettings) {
    super({ ...settings })
  }

  override dispatch(options: Dispatcher.DispatchOptions & { origin: string }, handler: Dispatcher.DispatchHandler) {
    const way = this.#wayTo(String(options.origin))
    if (way === 'direct') return super.dispatch(options, handler)
    if ('expected' in way) throw new Error(`${way.variable}: expected ${way.expected}`)
    return this.#by(way.proxy).dispatch(options, handler)
  }

  #wayTo(origin: string): Way {
    const way = this.#ways.get(origin) ?? wayTo(origin)
    this.#ways.set(origin, way)
    return way
  }

  #by({ href }: URL): ProxyAgent {
    const known = this.#proxies.get(href)
    if (known) return known
    const { settings } = this
    const agent = new ProxyAgent({
      ...settings,
      uri: href,
      // What is asked by http needs no tunnel, which many a proxy refuses to another port than 443.
      proxyTunnel: false,
      proxyTls: settings.connect,
      // undici leaves the settings out on the way to the proxy itself.
      factory: (origin, options) => new Pool(origin, { ...settings, ...options }),
    })
    this.#proxies.set(href, agent)
    return agent
  }

  /** Ends every connection. (undici calls `destroy` of its own dispatchers from within `destroy`.) */
  async end(): Promise<void> {
    await Promise.all([this, ...this.#proxies.values()].map((dispatcher) => dispatcher.destroy()))
  }
}
