import { parseJson, toJson } from './json.ts'
import type { Transport } from './transport.ts'

/** Test control over a target, by Pact's convention. */
export interface ProviderStates {
  /**
   * Sets a state up and resolves with what the target answers (`{}` for no body).
   *
   * @throws ProviderStateError where the target does not know the state, or cannot set it up.
   */
  setup(state: string, params?: Record<string, unknown>): Promise<Record<string, unknown>>
  /**
   * Undoes a state, also where the run has ended meanwhile: a target must not be left in it. Pact's convention lets a
   * target ignore a teardown, so `restored`, the state's opposite, is set up after it; a target need not know it either.
   *
   * @throws ProviderStateError where the target took neither.
   */
  undo(state: string, restored: string): Promise<void>
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

/** What is allowed for undoing a state, where the run has ended. */
const UNDO_WITHIN_MS = 5000

/** POSTs `{ state, action: "setup" | "teardown", params }` to `url`; 2xx means done. */
export function providerStates(transport: Transport, url: string, signal: AbortSignal): ProviderStates {
  async function post(
    state: string,
    action: 'setup' | 'teardown',
    params: Record<string, unknown>,
    until: AbortSignal,
  ): Promise<string> {
    const answer = await transport.send(
      {
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: toJson({ state, action, params }),
      },
      until,
    )
    if ('error' in answer) throw new ProviderStateError(state, answer.error.message)
    if (answer.status < 200 || answer.status > 299) {
      throw new ProviderStateError(state, `${answer.status} ${answer.body.slice(0, 200)}`.trim())
    }
    return answer.body
  }

  return {
    async setup(state, params = {}) {
      const body = await post(state, 'setup', params, signal)
      if (body.trim() === '') return {}
      try {
        const value = parseJson(body)
        return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
      } catch {
        throw new ProviderStateError(state, 'its answer is not JSON')
      }
    },
    async undo(state, restored) {
      const until = AbortSignal.timeout(UNDO_WITHIN_MS)
      const tries: PromiseSettledResult<string>[] = []
      for (const [name, action] of [
        [state, 'teardown'],
        [restored, 'setup'],
      ] as const) {
        tries.push(...(await Promise.allSettled([post(name, action, {}, until)])))
      }
      const [first, second] = tries
      if (first?.status === 'rejected' && second?.status === 'rejected') throw first.reason
    },
  }
}
