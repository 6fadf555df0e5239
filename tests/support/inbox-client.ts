/** The reference client of `examples`, as the tests play it; each part of it can be replaced by one with a fault. */
export interface InboxCredentials {
  token: string
  companyId: string
  pushSecret: string
  accountId: string
}

export interface Answer {
  status: number
  text: string
}

export interface Ending {
  status: string
  // biome-ignore lint/suspicious/noExplicitAny: each job's result is its own
  result?: any
  reason?: string
}

export interface InboxClient {
  baseUrl: string
  credentials: InboxCredentials
  perform(job: string, input: object): Promise<Ending>
  call(method: string, resource: string, body?: unknown): Promise<Answer>
  push(event: Record<string, unknown>): Promise<Answer>
  send(method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Answer>
  connect(input: Record<string, unknown>): Promise<unknown>
  pushCase(input: Record<string, unknown>): Promise<unknown>
  // biome-ignore lint/suspicious/noExplicitAny: as the hub answers
  inboxes(): Promise<any[]>
  // biome-ignore lint/suspicious/noExplicitAny: as the hub answers
  cases(vendor?: string): Promise<any[]>
  // biome-ignore lint/suspicious/noExplicitAny: what is made of one inbox
  shown(inbox: any): any
  // biome-ignore lint/suspicious/noExplicitAny: each job's result is its own
  job(job: string, input: object): Promise<any>
}

type Options = { fetch?: typeof fetch; pause?: (ms: number) => Promise<void> }
export type ClientClass = new (baseUrl: string, credentials: InboxCredentials, options?: Options) => InboxClient

const folder = new URL('../../examples/clients/inbox/', import.meta.url).href
const { InboxClient: Reference } = (await import(`${folder}client.mjs`)) as { InboxClient: ClientClass }
const { Ending: Ended } = (await import(`${folder}api.mjs`)) as {
  Ending: new (status: string, reason: string) => Error
}

export { Ended, Reference }

/** A client whose waits are over at once. */
export const hasty = (Class: ClientClass, baseUrl: string, credentials: InboxCredentials): InboxClient =>
  new Class(baseUrl, credentials, { pause: async () => {} })

/** A login that the mock's Medit Link accepts. */
export const LOGIN = { username: 'synthetic-user', password: 'synthetic-password-1' }

/** The reference client, with its requests changed on their way. */
export const sending = (
  change: (sent: { method: string; path: string; headers: Record<string, string>; body: unknown }) => {
    method?: string
    path?: string
    headers?: Record<string, string>
    body?: unknown
  },
): ClientClass =>
  class extends Reference {
    override send(method: string, path: string, headers: Record<string, string>, body: unknown) {
      const to = { method, path, headers, body, ...change({ method, path, headers, body }) }
      return super.send(to.method, to.path, to.headers, to.body)
    }
  }

/** The reference client, with its connections changed. */
export const connecting = (change: (body: Record<string, unknown>) => unknown): ClientClass =>
  sending(({ method, path, body }) =>
    method === 'POST' && path.endsWith('/inboxes') ? { body: change(body as Record<string, unknown>) } : {},
  )

/** The reference client, with its pushes changed. */
export const pushing = (change: (event: Record<string, unknown>) => Record<string, unknown>): ClientClass =>
  class extends Reference {
    override push(event: Record<string, unknown>) {
      return super.push(change(event))
    }
  }
