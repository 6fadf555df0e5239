import { Agent, request as send } from 'undici'
import { onTestFinished } from 'vitest'
import { startMock } from '../profiles/mock.ts'
import type { IteroMockOptions } from '../targets/mock/itero/index.ts'

export interface Answer {
  status: number
  headers: Record<string, string | undefined>
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  json: any
}

export interface Sending {
  /** `user:password`; null sends no Authorization header. */
  credentials?: string | null
  /** The whole Authorization header, in place of credentials. */
  authorization?: string
  contentType?: string | null
  /** The body as it goes over the wire, in place of the JSON. */
  raw?: string
}

/** One map of each send-to, and the lab that it takes. */
export const MAP = { restoLab: 30, orthoLab: 41, chairside: 31, midc_only: 83, 'N/A': 4 } as const
export const LAB = { restoLab: 52001, orthoLab: 52002, chairside: null, midc_only: null, 'N/A': null } as const
export type SendTo = keyof typeof MAP

export const DOCTOR = 'doctor.one@clinic.example:mock-password-one'
export const OTHER_DOCTOR = 'doctor.two@clinic.example:mock-password-two'

/** Values to put in, by dotted path; undefined leaves the property out. */
export type Changes = Record<string, unknown>

function changed(body: Record<string, unknown>, changes: Changes): Record<string, unknown> {
  const copy = structuredClone(body)
  for (const [path, value] of Object.entries(changes)) {
    const [first, second] = path.split('.') as [string, string?]
    if (second === undefined) copy[first] = value
    else (copy[first] as Record<string, unknown>)[second] = value
  }
  return copy
}

/** A valid order of createNewOrder, with the changes made to it. */
export function newOrder(changes: Changes = {}, sendTo: SendTo = 'restoLab'): Record<string, unknown> {
  const patient = { firstName: 'Test', lastName: 'Patient', gender: 0, dateOfBirth: '1990-04-12' }
  const order = { companyId: 41001, scannerSerialNumber: 'MOCK-SCANNER-0001', procedureMapId: MAP[sendTo], patient }
  return changed({ ...order, labId: LAB[sendTo] }, changes)
}

/** A valid order of createNewOrderByRx. */
export function orderByRx(rxId: string, changes: Changes = {}, sendTo: SendTo = 'restoLab'): Record<string, unknown> {
  const { patient: _, ...order } = newOrder({}, sendTo)
  return changed({ ...order, rxId }, changes)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export type IteroClient = Awaited<ReturnType<typeof openMock>>

/** Starts a mock that is closed when the test ends, and what is needed to talk to it. */
export async function openMock(options: IteroMockOptions = {}) {
  const mock = await startMock('itero', options)
  const dispatcher = new Agent()
  onTestFinished(async () => {
    await dispatcher.close()
    await mock.close()
  })

  async function request(
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Answer> {
    const response = await send(url, { method, headers, body, dispatcher })
    const text = await response.body.text()
    return {
      status: response.statusCode,
      headers: response.headers as Record<string, string | undefined>,
      text,
      json: parsed(text),
    }
  }

  function post(path: string, body: unknown, sending: Sending): Promise<Answer> {
    const { credentials = DOCTOR, authorization, contentType = 'application/json', raw } = sending
    const header = authorization ?? (credentials === null ? undefined : `Basic ${btoa(credentials)}`)
    const headers = { ...(contentType && { 'content-type': contentType }), ...(header && { authorization: header }) }
    return request('POST', mock.baseUrl + path, headers, raw ?? JSON.stringify(body))
  }

  return {
    mock,
    create: (body: unknown = newOrder(), sending: Sending = {}) =>
      post('/api/v1/order/create-new-order', body, sending),
    createByRx: (body: unknown, sending: Sending = {}) => post('/api/v1/order/create-new-order-by-rx', body, sending),
    maps: (headers: Record<string, string> = {}) =>
      request('GET', `${mock.baseUrl}/api/v1/presets/available-procedure-maps`, headers),
    state: (state: string, params: Record<string, unknown> = {}) =>
      request(
        'POST',
        mock.providerStatesUrl,
        { 'content-type': 'application/json' },
        JSON.stringify({ state, action: 'setup', params }),
      ),
    get: (path: string) => request('GET', mock.baseUrl + path, {}),
  }
}
