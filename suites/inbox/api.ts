import type { Sign } from '../../engine/profile.ts'
import type { SecretHeader } from '../../engine/session.ts'
import type { Target } from '../../engine/target.ts'
import { operations } from '../../openapi/document.ts'
import { document } from '../../openapi/inbox.gen.ts'
import type { components, operations as Operations } from '../../openapi/types/inbox.ts'

type Schemas = components['schemas']

export type Vendor = Schemas['Vendor']
export type ConnectionState = Schemas['ConnectionState']
export type Credentials = Schemas['Credentials']
export type Operation = Exclude<keyof Operations, 'pushCase'>

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE

/** "Recent (within the last 10 minutes)", up to and including; also the longest that a poll may take to come. */
export const RECENT = 10 * MINUTE
/** "A connection issue is reported after 4 hours of outage". */
export const ISSUE_AFTER = 4 * HOUR
/** "Only a few times a day": a pushed inbox is cross-checked at least three times a day. */
export const CROSS_CHECK = 8 * HOUR
/** Ages are compared with the answer's Date, which has whole seconds. */
export const MARGIN = 2 * SECOND

/** Every vendor, in the order in which they are connected: a polled one with browser authorization comes first. */
export const VENDORS: readonly Vendor[] = ['itero', '3shape', 'dexis', 'sirona', 'medit-link', 'shining-3d']
/** "The Medit Link connection uses direct username/password authentication during setup." */
export const isLogin = (vendor: Vendor): boolean => vendor === 'medit-link'
/** "Shining 3D synchronization does not operate through a regular sync mechanism, but through a push mechanism." */
export const isPushed = (vendor: Vendor): boolean => vendor === 'shining-3d'
export const isPolledBySignIn = (vendor: Vendor): boolean => !isLogin(vendor) && !isPushed(vendor)

/** The longest that a vendor's new case may wait where nothing is in its way. */
export const longestWait = (vendor: Vendor): number => (isPushed(vendor) ? CROSS_CHECK : RECENT)

export const HEALTHS: readonly Schemas['Health'][] = ['healthy', 'attention', 'issue']
export const STATES: readonly ConnectionState[] = [
  'authorization-pending',
  'connected',
  'authorization-expired',
  'credentials-invalid',
  'paused',
]

const OPERATIONS = Object.fromEntries(
  operations(document).map(({ path, method, operation }) => [
    operation.operationId,
    { method: method.toUpperCase(), path },
  ]),
) as Record<Operation, { method: string; path: string }>

/** Method and path of an operation; the path is the profile's, or the target's own with the same placeholders. */
export function requestLine(
  target: Target,
  operation: Operation,
  { companyId = '', inboxId = '' }: { companyId?: string; inboxId?: string },
): { method: string; path: string } {
  const { method, path } = OPERATIONS[operation]
  return {
    method,
    path: (target.paths[operation] ?? path)
      .replace('{companyId}', encodeURIComponent(companyId))
      .replace('{inboxId}', encodeURIComponent(inboxId)),
  }
}

/** The operation that a request is for; undefined where the profile has none with this method and path. */
export const operationAt = (target: Target, method: string, path: string): Operation | undefined =>
  (Object.keys(OPERATIONS) as Operation[]).find((operation) => {
    const template = target.paths[operation] ?? OPERATIONS[operation].path
    return OPERATIONS[operation].method === method && fits(path, template)
  })

function fits(path: string, template: string): boolean {
  const [parts, expected] = [path.split('/'), template.split('/')]
  return (
    parts.length === expected.length &&
    expected.every((part, nth) => (/^\{\w+\}$/.test(part) ? parts[nth] !== '' : parts[nth] === part))
  )
}

/** The target's own keys of the configuration. */
export interface InboxSettings {
  companies?: { companyId: string; tokens: string[] }[]
  pushSecret?: string
  vendors?: Vendor[]
  login?: Credentials
}

/** The harmless request: a company's inboxes, as its employee where there is one. */
export function signOf(target: Target): Sign {
  const { companies = [] } = target.settings as InboxSettings
  const company = companies.find(({ tokens }) => tokens.length > 0)
  const companyId = (company ?? companies[0])?.companyId ?? 'none'
  return {
    ...requestLine(target, 'listInboxes', { companyId }),
    ...(company
      ? { headers: { authorization: `Bearer ${company.tokens[0]}` }, fine: [200] }
      : { fine: [400, 401, 403, 404] }),
  }
}

/** Somebody who calls the hub; `authorization` null sends no Authorization header. */
export interface Caller {
  /** In words: `an employee of the other company`. */
  who: string
  companyId: string
  authorization: SecretHeader | null
}

/** A company of the hub that the suite may act for. */
export interface Company {
  companyId: string
  /** One for each token. */
  employees: Caller[]
}

const NAMES = ['the company', 'the other company']

/** The two companies that the suite acts for, as far as they are configured. */
export function companiesOf({ companies = [] }: InboxSettings): Company[] {
  return companies.slice(0, 2).map(({ companyId, tokens }, nth) => ({
    companyId,
    employees: tokens.map((token, index) => ({
      who: `${index === 0 ? 'an' : 'another'} employee of ${NAMES[nth]}`,
      companyId,
      authorization: bearer(token, `companies[${nth}].tokens[${index}]`),
    })),
  }))
}

/** The Authorization header of a token; the evidence says only whose it is. */
const bearer = (token: string, key: string): SecretHeader => ({
  value: `Bearer ${token}`,
  shown: `Bearer [redacted:${key}]`,
})
