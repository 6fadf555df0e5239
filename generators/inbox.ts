import { faker } from '@faker-js/faker/locale/sv'
import type { components } from '../openapi/types/inbox.ts'
import { leftOut, setTo } from './alteration.ts'
import type { Fault } from './fault.ts'
import { seeded } from './seeded.ts'
import { swedishName } from './swedish-name.ts'

type Schemas = components['schemas']

export type Vendor = Schemas['Vendor']
export type Credentials = Schemas['Credentials']
export type Connection = Schemas['Connection']
export type Push = Schemas['Push']

/** The vendor that is connected with user name and password. */
const LOGIN_VENDOR = 'medit-link'

/** A made-up patient's name, with letters outside ASCII. */
export function patientName(seed: number): string {
  const { firstName, lastName } = swedishName(seed, seed % 2 === 0 ? 'male' : 'female')
  return `${firstName} ${lastName}`
}

/** A vendor's ID of a case: `CASE-7F3A09B2D4E1`. */
export function caseId(seed: number): string {
  return `CASE-${seeded(faker, seed, 'case').string.hexadecimal({ length: 12, casing: 'upper', prefix: '' })}`
}

/** A login at a reserved domain (RFC 2606). */
export function credentials(seed: number): Credentials {
  const drawn = seeded(faker, seed, 'credentials')
  return {
    username: `clinic-${drawn.string.numeric(8)}@example.com`,
    password: drawn.string.alphanumeric(20),
  }
}

/** Body of `connectInbox`, with a login for the login-based vendor. */
export function connection(seed: number, vendor: Vendor): Connection {
  return vendor === LOGIN_VENDOR ? { vendor, ...credentials(seed) } : { vendor }
}

/**
 * Body of `receivePush`: a new case of a company.
 *
 * @param accountId the companyId
 * @param createdAt RFC 3339, UTC
 */
export function push(seed: number, accountId: string, createdAt: string): Push {
  const eventId = seeded(faker, seed, 'push').string.uuid()
  return { eventId, accountId, caseId: caseId(seed), createdAt, patientName: patientName(seed) }
}

/** What a connection can be made invalid by, for INBOX-CONN-09: nothing may be connected by it. */
export function connectionFaults(vendor: Vendor): Fault[] {
  const alterations = [
    setTo('vendor', 'no-such-vendor'),
    leftOut('vendor'),
    setTo('vendor', null),
    setTo('vendor', ''),
    setTo('vendor', 7),
    setTo('vendor', [vendor], 'in an array'),
    ...(vendor === LOGIN_VENDOR
      ? ['username', 'password'].flatMap((field) => [leftOut(field), setTo(field, null), setTo(field, 7)])
      : []),
  ]
  return [
    ...alterations.map((alteration) => ({ requirement: 'INBOX-CONN-09', ...alteration })),
    { requirement: 'INBOX-CONN-09', what: 'an array for a body', apply: (body) => [body] },
  ]
}
