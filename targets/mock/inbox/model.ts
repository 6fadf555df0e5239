import type { components, operations } from '../../../openapi/types/inbox.ts'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { Behaviour } from './behaviour.ts'

type Schemas = components['schemas']

export type Vendor = Schemas['Vendor']
export type ConnectionState = Schemas['ConnectionState']
export type Health = Schemas['Health']
export type Credentials = Schemas['Credentials']
export type InboxAnswer = Schemas['Inbox']
export type WarningAnswer = Schemas['Warning']
export type CaseAnswer = Schemas['Case']
export type AccountAnswer = Schemas['Account']
export type Push = Schemas['Push']

/** The operations that the hub serves; the webhook's other end, `pushCase`, is the vendor's. */
export type Operation = Exclude<keyof operations, 'pushCase'>

/** The two limits of a company's account. */
export type Limit = 'out-of-credits' | 'storage-full'

/** What a vendor refuses an inbox for. */
export type Refusal = 'authorization-expired' | 'credentials-invalid'

/** Why a synchronization can be interrupted. */
export type Interruption = Limit | Refusal | 'vendor-outage'

/** What a warning can be of. */
export type WarningCode = Interruption | 'sync-overdue'

/** Why an inbox is interrupted, and the instant since when. */
export interface Reason<Code extends string = WarningCode> {
  code: Code
  since: number
}

/** All instants are milliseconds since 1970 on the hub's clock. */
export interface Hub {
  clock: Clock
  random: Random
  behaviour: Behaviour
  companies: Company[]
  employees: Employee[]
  pushSecret: string
  /** The login that Medit Link accepts of every company, until it is told otherwise. */
  login: Credentials
  /** By their state, the used and void ones too: they tell a reused state from a forged one. */
  signIns: Map<string, SignIn>
  /** What the vendors' login pages issued, by code. */
  codes: Map<string, IssuedCode>
}

/** Who an API token stands for. */
export interface Employee {
  token: string
  companyId: string
}

export interface Company {
  companyId: string
  account: Account
  inboxes: Inbox[]
  /** In the order in which they were collected. */
  cases: CollectedCase[]
  /** The keys of what was collected, and is not to be collected again. */
  collected: Set<string>
  /** The company's accounts at the vendors. */
  portals: Record<Vendor, Portal>
}

export interface Account {
  credits: number
  usedBytes: number
  limitBytes: number
}

/** The hub's record of a connection. */
export interface Inbox {
  inboxId: string
  companyId: string
  vendor: Vendor
  /** The employee who connected it. */
  connectedBy: Employee
  /** False until the user has signed in for the first time. */
  authorized: boolean
  /** What the vendor refuses it for, as far as the hub knows. */
  refusal: Reason<Refusal> | null
  /** Signed in again, or given another login, which the next sync is to try. */
  restoring: boolean
  /** Which limit keeps it from collecting, as far as the hub knows. */
  paused: Reason<Limit> | null
  /** The first failed sync since the last one that succeeded. */
  failingSince: number | null
  /** What it has not synced since; null where it goes on undisturbed. */
  catchingUpAfter: Interruption | null
  lastSync: number | null
  /** When it was connected, or restored last. */
  restoredAt: number
  /** When its next poll or cross-check is due; null before it is connected. */
  nextSyncAt: number | null
  /** The stored login of a login-based vendor. */
  login: Credentials | null
  /** The sign-in that is awaited. */
  signIn: SignIn | null
}

/** One redirect to a vendor's login page. */
export interface SignIn {
  state: string
  inbox: Inbox
  /** Where the user signs in. */
  url: string
  status: 'open' | 'used' | 'void'
}

/** A vendor's authorization code, and the state that its login page was opened with. */
export interface IssuedCode {
  state: string
  used: boolean
}

/** A company's account at a vendor, and the case portal behind it. */
export interface Portal {
  /** Whether cases can be asked for. Signing in does not depend on it. */
  up: boolean
  /** Whether the hub's authorization is good. */
  authorized: boolean
  /** The logins that are accepted. */
  logins: Credentials[]
  /** Oldest first. */
  cases: VendorCase[]
}

export interface VendorCase {
  caseId: string
  createdAt: number
  patientName: string
}

export interface CollectedCase extends VendorCase {
  vendor: Vendor
  inboxId: string
  receivedAt: number
}

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE

/** The company that an inbox is, or was, connected for. */
export const companyOf = (hub: Hub, inbox: Inbox): Company =>
  hub.companies.find(({ companyId }) => companyId === inbox.companyId)!

/** The account of a company that is set back: credits for a thousand cases, and 100 GB of empty storage. */
export const freshAccount = (): Account => ({ credits: 1000, usedBytes: 0, limitBytes: 100e9 })
