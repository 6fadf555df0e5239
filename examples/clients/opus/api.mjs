import { setTimeout as wait } from 'node:timers/promises'

/** How a job ends that does not succeed: `refused`, `unavailable`, `uncertain` or `failed`. */
export class Ending extends Error {
  constructor(status, reason, field) {
    super(reason)
    this.status = status
    this.field = field
  }
}

/** No whole answer came: whether a write happened, nobody can tell. */
export class Lost extends Error {}

/** The waits before a call is sent again: each is longer than the one before. */
const WAITS_MS = [1000, 2000]
const PATIENCE_MS = 10_000

/** The calls of the Opus ITB booking API, and what their statuses mean. */
export class OpusApi {
  /** @param options `fetch` and `pause` stand for others in tests */
  constructor(baseUrl, apiKey, { fetch = globalThis.fetch, pause = (ms) => wait(ms) } = {}) {
    this.baseUrl = baseUrl.replace(/\/$/, '')
    this.apiKey = apiKey
    this.fetch = fetch
    this.pause = pause
  }

  /** A read: its answer's JSON, or undefined for "404: No data". An outage, or a lost connection, may be over by the next try. */
  async read(path, query) {
    for (const ms of [...WAITS_MS, undefined]) {
      try {
        return await this.once('GET', path, query)
      } catch (error) {
        if (ms === undefined && error instanceof Lost) throw new Ending('unavailable', error.message)
        if (ms === undefined || !mayPass(error)) throw error
      }
      await this.pause(ms)
    }
  }

  /** One call. Throws {@link Lost}, or the {@link Ending} that its status stands for. */
  async once(method, path, query, body) {
    const { status, text } = await this.send(method, path, query, body)
    switch (status) {
      case 200:
        return JSON.parse(text)
      case 404:
        return undefined
      case 400:
      case 409:
        throw new Ending('refused', text)
      case 401:
      case 403:
        throw new Ending('refused', 'the key is refused', 'apiKey')
      case 503:
        throw new Ending('unavailable', 'the backend service cannot be reached')
      default:
        throw new Ending('failed', `${method} ${path} was answered ${status}: ${text}`)
    }
  }

  async send(method, path, query = {}, body = undefined) {
    const parameters = Object.entries(query).filter(([, value]) => value !== undefined)
    const search = parameters.length > 0 ? `?${new URLSearchParams(parameters)}` : ''
    try {
      const answer = await this.fetch(`${this.baseUrl}/api/v1/${path}${search}`, {
        method,
        headers: { api_key: this.apiKey, ...(body && { 'Content-Type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      return { status: answer.status, text: await answer.text() }
    } catch (error) {
      throw new Lost(`${method} ${path} was not answered: ${error.message}`)
    }
  }
}

/** Whether the same call may be answered otherwise a little later. */
export const mayPass = (error) => error instanceof Lost || error.status === 'unavailable'
