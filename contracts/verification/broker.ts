import type { Transport } from '../../engine/transport.ts'
import { PactError, readPact } from './pact.ts'
import type { SourcedPact } from './verify.ts'

/** The broker could not be asked, or does not answer as one. */
export class BrokerError extends Error {
  override name = 'BrokerError'
}

export interface BrokerOptions {
  /** Without a slash at the end. */
  baseUrl: string
  token?: string
  transport: Transport
  signal: AbortSignal
}

/** The version of a provider under which results are told. */
export interface ProviderVersion {
  version: string
  branch: string
}

type Links = Record<string, { href?: string } | { href?: string }[] | undefined>
interface Hal {
  _links?: Links
  _embedded?: { pacts?: { _links?: Links }[] }
}

/** A Pact broker, by its HAL interface. */
export class Broker {
  constructor(private readonly options: BrokerOptions) {}

  /** @throws BrokerError where the broker does not answer */
  async reach(): Promise<void> {
    await this.#json('GET', '/')
  }

  /**
   * The pacts that a provider is to be verified with: those of the consumers' main branches and of what is deployed or
   * released; with a broker that cannot select, the latest of each consumer.
   *
   * @throws BrokerError; PactError, with the pact's URL, for one that cannot be read.
   */
  async pactsFor(provider: string): Promise<SourcedPact[]> {
    const index = await this.#json('GET', '/')
    const selecting = hrefOf(index, 'pb:provider-pacts-for-verification')
    const latest = hrefOf(index, 'pb:latest-provider-pacts') ?? '/pacts/provider/{provider}/latest'
    const listed = selecting
      ? await this.#json('POST', filled(selecting, provider), SELECTION)
      : await this.#json('GET', filled(latest, provider))
    const urls = selecting
      ? (listed._embedded?.pacts ?? []).flatMap((one) => hrefOf(one, 'self') ?? [])
      : [listed._links?.['pb:pacts'] ?? listed._links?.pacts ?? []].flat().flatMap(({ href }) => href ?? [])
    return Promise.all([...new Set(urls)].map((url) => this.#pact(url)))
  }

  /**
   * Tells the broker what came out of a pact's verification.
   *
   * @throws BrokerError also where the pact did not come from a broker.
   */
  async publish({ source, pact }: SourcedPact, success: boolean, { version, branch }: ProviderVersion): Promise<void> {
    const href = hrefOf(pact as Hal, 'pb:publish-verification-results')
    if (!href) throw new BrokerError(`${source} has no link under which results are told`)
    const provider = encodeURIComponent(pact.provider.name)
    const at = `/pacticipants/${provider}/branches/${encodeURIComponent(branch)}/versions/${encodeURIComponent(version)}`
    await this.#json('PUT', at, {})
    await this.#json('POST', href, {
      success,
      providerApplicationVersion: version,
      verifiedBy: { implementation: 'bitewing' },
    })
  }

  async #pact(url: string): Promise<SourcedPact> {
    const text = await this.#text('GET', url)
    try {
      return { source: url, pact: readPact(text) }
    } catch (error) {
      if (!(error instanceof PactError)) throw error
      throw new PactError(`${url} ${error.message}`)
    }
  }

  async #json(method: string, path: string, body?: object): Promise<Hal> {
    const text = await this.#text(method, path, body)
    try {
      const value: unknown = text === '' ? {} : JSON.parse(text)
      if (typeof value === 'object' && value !== null) return value as Hal
    } catch {
      // Told below, as for JSON of another kind.
    }
    throw new BrokerError(`${this.options.baseUrl} is no Pact broker: ${method} ${path} answers what is no JSON object`)
  }

  async #text(method: string, path: string, body?: object): Promise<string> {
    const { baseUrl, token, transport, signal } = this.options
    const url = /^https?:/.test(path) ? path : baseUrl + path
    // The token is the broker's, and goes to nobody else that a link may lead to.
    const isBroker = new URL(url).origin === new URL(baseUrl).origin
    const answer = await transport.send(
      {
        method,
        url,
        headers: {
          accept: 'application/hal+json, application/json',
          ...(token && isBroker ? { authorization: `Bearer ${token}` } : {}),
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        body: body ? JSON.stringify(body) : null,
      },
      signal,
    )
    if ('error' in answer) throw new BrokerError(`the broker at ${baseUrl} does not answer: ${answer.error.message}`)
    if (answer.status > 299) {
      const why = answer.status === 401 || answer.status === 403 ? ' (PACT_BROKER_TOKEN opens it)' : ''
      throw new BrokerError(`the broker at ${baseUrl} answers ${answer.status} to ${method} ${url}${why}`)
    }
    return answer.body
  }
}

const SELECTION = {
  consumerVersionSelectors: [{ mainBranch: true }, { deployedOrReleased: true }],
  includePendingStatus: false,
}

function hrefOf({ _links }: Pick<Hal, '_links'>, name: string): string | undefined {
  const [link] = [_links?.[name] ?? []].flat()
  return link?.href
}

const filled = (template: string, provider: string) => template.replace('{provider}', encodeURIComponent(provider))
