import type { JsonBody } from '../body.ts'
import type { Company, Employee, Hub, Inbox, Operation } from './model.ts'

/** One request to the hub, as far as it has been understood. */
export interface Call {
  hub: Hub
  operation: Operation
  /** Milliseconds on the hub's clock. */
  at: number
  /** Scheme, host and port that the client has the hub under. */
  origin: string
  /** A header's value; undefined where it is missing. */
  header(name: string): string | undefined
  /** A query parameter's value; undefined where it is missing. */
  query(name: string): string | undefined
  /** `companyId` and `inboxId` as the path has them, `''` where it has none. */
  path: { companyId: string; inboxId: string }
  /** The body; undefined for operations that take none. */
  sent: JsonBody | undefined
  /** Who asks, once that is known. */
  employee?: Employee
  /** The company that is asked for, once it may be reached. */
  company?: Company
  /** The inbox that is asked for, once it was found. */
  inbox?: Inbox
}

/** A call of an employee who may reach the company. */
export type CompanyCall = Call & { employee: Employee; company: Company }

/** A call that names an inbox of the company. */
export type InboxCall = CompanyCall & { inbox: Inbox }

/** An answer before it is written. */
export interface Reply {
  status: number
  /** Lower-case names. */
  headers: Record<string, string>
  /** Written as JSON; undefined for no body. */
  body?: unknown
}

export const ok = (body: unknown, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body,
})

export const noContent = (status: number): Reply => ({ status, headers: {} })

/** Problem details, RFC 9457. */
export const problem = (status: number, title: string, detail: string): Reply => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: { type: 'about:blank', title, status, detail },
})
