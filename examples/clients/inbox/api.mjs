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

const PATIENCE_MS = 10_000

/** The HTTP interface of a scanner inbox hub. */
export class InboxApi {
  /** @param options `fetch` and `pause` stand for others in tests */
  constructor(baseUrl, credentials, { fetch = globalThis.fetch, pause = (ms) => wait(ms) } = {}) {
    this.baseUrl = baseUrl.replace(/\/$/, '')
    this.credentials = credentials
    this.fetch = fetch
    this.pause = pause
  }

  /** A call on behalf of an employee of the company. */
  async call(method, resource, body) {
    const { token, companyId } = this.credentials
    const path = `/api/v1/companies/${encodeURIComponent(companyId)}/${resource}`
    return this.send(method, path, { Authorization: `Bearer ${token}` }, body)
  }

  /** What a scanner vendor sends when it has a new case. */
  async push(event) {
    return this.send('POST', '/api/v1/push/shining-3d', { 'X-Push-Secret': this.credentials.pushSecret }, event)
  }

  /** Sends one request, and resolves with its status and its body. Throws {@link Lost} where no whole answer comes. */
  async send(method, path, headers, body) {
    try {
      const answer = await this.fetch(this.baseUrl + path, {
        method,
        headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      return { status: answer.status, text: await answer.text() }
    } catch (error) {
      throw new Lost(`${method} ${path} was not answered: ${error.message}`)
    }
  }
}

/** What a status means that is none of success. */
export function endingOf({ status, text }) {
  if (status === 503) return new Ending('unavailable', 'the hub cannot answer now')
  const reason = `the hub answered ${status}: ${text}`
  return new Ending(status >= 400 && status < 500 ? 'refused' : 'failed', reason)
}

/** The JSON of an answer that was accepted. */
export function jsonOf(answer) {
  if (answer.status < 200 || answer.status > 299) throw endingOf(answer)
  try {
    return JSON.parse(answer.text)
  } catch {
    throw new Ending('failed', `the hub answered ${answer.status} with what is no JSON`)
  }
}
