import type { Transport } from './transport.ts'

/** Test control over a target, by Pact's convention. */
export interface ProviderStates {
  /**
   * Sets a state up and resolves with what the target answers (`{}` for no body).
   *
   * @throws ProviderStateError where the target does not know the state, or cannot set it up.
   */
  setup(state: string, params?: Record<string, unknown>): Promise<Record<string, unknown>>
}

/** The target's provider-state endpoint did not set a state up. */
export class ProviderStateError extends Error {
  override name = 'ProviderStateError'
  constructor(
    readonly state: string,
    readonly detail: string,
  ) {
    super(`provider state "${state}" could not be set up: ${detail}`)
  }
}

/** POSTs `{ state, action: "setup", params }` to `url`; 2xx means done. */
export function providerStates(transport: Transport, url: string, signal: AbortSignal): ProviderStates {
  return {
    async setup(state, params = {}) {
      const answer = await transport.send(
        {
          method: 'POST',
          url,
          headers: { 'content-type': 'application/json', accept: 'application/json' },
          body: JSON.stringify({ state, action: 'setup', params }),
        },
        signal,
      )
      if ('error' in answer) throw new ProviderStateError(state, answer.error.message)
      if (answer.status < 200 || answer.status > 299) {
        throw new ProviderStateError(state, `${answer.status} ${answer.body.slice(0, 200)}`.trim())
      }
      if (answer.body.trim() === '') return {}
      try {
        const value: unknown = JSON.parse(answer.body)
        return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
      } catch {
        throw new ProviderStateError(state, 'its answer is not JSON')
      }
    },
  }
}
