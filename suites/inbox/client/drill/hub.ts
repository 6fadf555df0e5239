import { faker } from '@faker-js/faker/locale/en'
import type { Interception, Stage, StageHands, StageMock, StageRequest } from '../../../../engine/drill.ts'
import { parsed } from '../../../../engine/json-diff.ts'
import { credentials, patientName } from '../../../../generators/inbox.ts'
import { seeded } from '../../../../generators/seeded.ts'
import { isLogin, requestLine, type Vendor } from '../../api.ts'
import { isObject } from '../../reading.ts'

export type Fields = Readonly<Record<string, unknown>>

/** The hub of a situation, with one company whose client is drilled, and another one. */
export interface DrillHub {
  /** Of the situation: what is made up is drawn from it. */
  seed: number
  mock: StageMock
  companyId: string
  login: { username: string; password: string }
  /** Connects an inbox, and has it sync; resolves with its ID. */
  connect(vendor: Vendor): Promise<string>
  /** Asks for a connection, and leaves the user's sign-in to come. */
  begin(vendor: Vendor): Promise<void>
  disconnect(inboxId: string): Promise<void>
  /** Cases that the vendor has, and the hub collects. */
  collect(vendor: Vendor, ids: readonly string[]): Promise<void>
  /** A provider state of this company. */
  set(state: string, params?: Fields): Promise<void>
  pass(seconds: number): Promise<void>
  /** What the hub lists now. */
  inboxes(): Promise<Fields[]>
  cases(): Promise<Fields[]>
}

/** A poll comes at least so often. */
export const POLLED_SECONDS = 600

/** Starts a hub whose companies and secrets are drawn from the situation's seed. */
export async function drillHub({ seed, start }: StageHands): Promise<DrillHub> {
  const drawn = seeded(faker, seed, 'drill hub')
  const company = () => ({
    companyId: `company-${drawn.string.alphanumeric({ length: 10, casing: 'lower' })}`,
    tokens: [drawn.string.alphanumeric(32)],
  })
  const [own, other] = [company(), company()]
  const pushSecret = drawn.string.alphanumeric(24)
  const login = credentials(seed)
  const mock = await start({ companies: [own, other], pushSecret, login })
  const { companyId } = own
  const call = async (operation: Parameters<typeof requestLine>[1], body?: Fields, inboxId?: string) => {
    const line = requestLine({ paths: {} } as never, operation, { companyId, ...(inboxId ? { inboxId } : {}) })
    const answer = await mock.call({ ...line, headers: { authorization: `Bearer ${own.tokens[0]}` }, body })
    if (answer.status >= 300) throw new Error(`${operation} was answered ${answer.status}`)
    return answer.body as Record<string, Fields[]>
  }
  const set = async (state: string, params: Fields = {}) => void (await mock.state(state, { companyId, ...params }))
  const pass = (seconds: number) => set('time moves forward', { seconds })
  return {
    seed,
    mock,
    companyId,
    login,
    set,
    pass,
    connect: async (vendor) => String((await mock.state('an inbox is connected', { companyId, vendor })).inboxId),
    begin: async (vendor) => void (await call('connectInbox', { vendor, ...(isLogin(vendor) ? login : {}) })),
    disconnect: async (inboxId) => void (await call('disconnectInbox', undefined, inboxId)),
    async collect(vendor, ids) {
      for (const [nth, id] of ids.entries()) {
        await set('the vendor has a new case', { vendor, caseId: id, patientName: patientName(seed + nth), push: true })
      }
      await pass(POLLED_SECONDS)
    },
    inboxes: async () => (await call('listInboxes')).inboxes ?? [],
    cases: async () => (await call('listCases')).cases ?? [],
  }
}

/** How the entries of an answer's list are changed on their way, those of a single one too. */
export type Alter = (entries: readonly Fields[]) => readonly Fields[]

/** Changes the inboxes, or cases, that the hub answers with. */
export const altering =
  (name: 'inboxes' | 'cases', alter: Alter): NonNullable<Stage['intercept']> =>
  ({ operation }: StageRequest): Interception | undefined => {
    if (!READS[name].includes(operation)) return undefined
    return {
      change(answer) {
        const body = parsed(answer.body)
        if (!isObject(body) || answer.status !== 200) return answer
        const list = body[name]
        const changed = Array.isArray(list) ? { ...body, [name]: alter(list.filter(isObject)) } : alter([body])[0]
        return { ...answer, body: JSON.stringify(changed) }
      },
    }
  }

const READS = { inboxes: ['listInboxes', 'getInbox'], cases: ['listCases'] }
