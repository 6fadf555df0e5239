import { onTestFinished } from 'vitest'
import { startMock } from '../profiles/mock.ts'
import { createClock } from '../targets/mock/clock.ts'
import { createHub } from '../targets/mock/inbox/hub.ts'
import type { InboxMockOptions } from '../targets/mock/inbox/index.ts'
import { createApp } from '../targets/mock/inbox/routes.ts'
import { inboxStates } from '../targets/mock/inbox/states.ts'
import { answerState, timeStates } from '../targets/mock/states.ts'

export interface Answer {
  status: number
  headers: Headers
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  json: any
}

export interface Sending {
  /** Null sends no Authorization header. */
  token?: string | null
  headers?: Record<string, string>
  /** The body as it goes over the wire, in place of the JSON. */
  raw?: string
}

export const COMPANY = 'synthetic-company-a'
export const OTHER_COMPANY = 'synthetic-company-b'
export const EMPLOYEE = 'synthetic-token-a1'
export const COLLEAGUE = 'synthetic-token-a2'
export const FOREIGNER = 'synthetic-token-b1'
export const SECRET = 'synthetic-push-secret'
export const LOGIN = { username: 'synthetic-user', password: 'synthetic-password-1' }
export const VENDORS = ['itero', '3shape', 'dexis', 'sirona', 'medit-link', 'shining-3d'] as const
export type Vendor = (typeof VENDORS)[number]

export const MINUTE = 60
export const HOUR = 60 * MINUTE

/** Starts a hub that is closed when the test ends, and what is needed to talk to it. */
export async function openHub(options: InboxMockOptions = {}) {
  const mock = await startMock('inbox', options)
  onTestFinished(() => mock.close())
  return { mock, ...clientOf(mock.baseUrl, mock.providerStatesUrl, fetch) }
}

/** The instant at which a hub without a server begins. */
const START = Date.parse('2026-01-05T08:00:00Z')

/** The same hub without its server: for experiments that are made hundreds of times. */
export function hubInProcess(options: InboxMockOptions = {}): InboxClient & { now(): number } {
  const clock = createClock('virtual', START)
  const hub = createHub(options, clock)
  const app = createApp(hub)
  const states = { ...timeStates(clock), ...inboxStates(hub, app) }
  const client = clientOf('http://hub.invalid', 'http://hub.invalid/states', async (url, init) => {
    const request = new Request(url, init)
    return request.url.endsWith('/states') ? answerState(request, states) : app.fetch(request)
  })
  return { ...client, now: clock.now }
}

export type InboxClient = ReturnType<typeof clientOf>

function clientOf(baseUrl: string, statesUrl: string, fetch: (url: string, init: RequestInit) => Promise<Response>) {
  async function send(method: string, path: string, body?: unknown, sending: Sending = {}): Promise<Answer> {
    const { token = EMPLOYEE, headers = {}, raw } = sending
    const text = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const response = await fetch(new URL(path, baseUrl).href, {
      method,
      redirect: 'manual',
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(text === undefined ? {} : { body: text }),
    })
    return answered(response)
  }

  const setUp = async (state: string, params: Record<string, unknown> = {}): Promise<Answer> =>
    answered(
      await fetch(statesUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ state, action: 'setup', params }),
      }),
    )

  const of = (companyId: string) => `/api/v1/companies/${companyId}`
  /** Acts on one company by one of its employees. */
  const as = (token: string | null, companyId: string) => ({
    list: () => send('GET', `${of(companyId)}/inboxes`, undefined, { token }),
    connect: (body: unknown, raw?: string) =>
      send('POST', `${of(companyId)}/inboxes`, body, { token, ...(raw === undefined ? {} : { raw }) }),
    get: (inboxId: string) => send('GET', `${of(companyId)}/inboxes/${inboxId}`, undefined, { token }),
    reauthorize: (inboxId: string) =>
      send('POST', `${of(companyId)}/inboxes/${inboxId}/authorization`, undefined, { token }),
    update: (inboxId: string, login: unknown) =>
      send('PUT', `${of(companyId)}/inboxes/${inboxId}/credentials`, login, { token }),
    disconnect: (inboxId: string) => send('DELETE', `${of(companyId)}/inboxes/${inboxId}`, undefined, { token }),
    cases: (vendor?: string) =>
      send('GET', `${of(companyId)}/cases${vendor === undefined ? '' : `?vendor=${vendor}`}`, undefined, { token }),
    account: () => send('GET', `${of(companyId)}/account`, undefined, { token }),
  })

  const signIn = async (authorizationUrl: string): Promise<string> =>
    (await setUp('the user signs in at the vendor', { authorizationUrl })).json.callbackUrl

  const callback = (url: string) => send('GET', url, undefined, { token: null })

  return {
    send,
    as,
    ...as(EMPLOYEE, COMPANY),
    setUp,
    pass: (seconds: number) => setUp('time moves forward', { seconds }),
    newCase: (vendor: Vendor, caseId: string, { push = true, companyId = COMPANY } = {}) =>
      setUp('the vendor has a new case', { companyId, vendor, caseId, push }),
    portal: (vendor: Vendor, state: 'up' | 'down') =>
      setUp(`the vendor portal is ${state}`, { companyId: COMPANY, vendor }),
    expire: (vendor: Vendor) => setUp('the vendor authorization has expired', { companyId: COMPANY, vendor }),
    credits: (credits: number) => setUp('credits are', { companyId: COMPANY, credits }),
    storage: (usedBytes: number, limitBytes = 100e9) =>
      setUp('storage is', { companyId: COMPANY, usedBytes, limitBytes }),
    push: (body: Record<string, unknown>, secret: string | null = SECRET) =>
      send(
        'POST',
        '/api/v1/push/shining-3d',
        {
          eventId: 'event-1',
          accountId: COMPANY,
          createdAt: '2026-01-05T08:00:00Z',
          patientName: 'Pushed Patient',
          ...body,
        },
        { token: null, headers: secret === null ? {} : { 'x-push-secret': secret } },
      ),
    signIn,
    callback,
    /** Signs the user in where an answer says so. */
    complete: async ({ json }: Answer) => callback(await signIn(json.authorizationUrl)),
    /** Connects a vendor, with the sign-in, and answers the inbox's ID. */
    async connected(vendor: Vendor, { token = EMPLOYEE, companyId = COMPANY } = {}): Promise<string> {
      const answer = await as(token, companyId).connect(vendor === 'medit-link' ? { vendor, ...LOGIN } : { vendor })
      if (answer.json.authorizationUrl) await callback(await signIn(answer.json.authorizationUrl))
      return answer.json.inboxId
    },
    /** The case IDs that a company is listed, newest first. */
    caseIds: async (companyId = COMPANY, token = EMPLOYEE): Promise<string[]> =>
      (await as(token, companyId).cases()).json.cases.map(({ caseId }: { caseId: string }) => caseId),
  }
}

async function answered(response: Response): Promise<Answer> {
  const text = await response.text()
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    json = undefined
  }
  return { status: response.status, headers: response.headers, text, json }
}
