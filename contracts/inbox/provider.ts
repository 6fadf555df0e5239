import { MatchersV3 } from '@pact-foundation/pact'
import type { Vendor } from '../../generators/inbox.ts'
import type { components, paths } from '../../openapi/types/inbox.ts'
import { fromState, pathFromState } from '../from-state.ts'
import { type Interaction, type State, state } from '../interaction.ts'
import { COMPANIES, LOGIN, PLACEHOLDERS } from '../placeholders.ts'

export type InboxInteraction = Interaction<paths>
type Schemas = components['schemas']

const { regex, string } = MatchersV3

/** Of what is drawn for this profile's contracts. */
export const SEED = 6301

export const INBOXES = '/api/v1/companies/{companyId}/inboxes'
export const INBOX = `${INBOXES}/{inboxId}` as const
export const AUTHORIZATION = `${INBOX}/authorization` as const
export const CREDENTIALS = `${INBOX}/credentials` as const
export const CALLBACK = '/api/v1/authorization/callback'
export const CASES = '/api/v1/companies/{companyId}/cases'
export const ACCOUNT = '/api/v1/companies/{companyId}/account'
export const PUSH = '/api/v1/push/shining-3d'

export const [companyId, otherCompanyId] = COMPANIES

/** An employee's token, which is put in when the pact is verified. */
export const employee = { Authorization: regex('^Bearer \\S+$', `Bearer ${PLACEHOLDERS.token}`) }

/** What an example inbox is called in the consumer's test. */
export const inboxId = '5f0c1b8e-2a3d-4c5b-9e6f-7a8b9c0d1e2f'

/** The path of an operation for the company of the states, and for the inbox that they connect. */
export const at = (template: string) => pathFromState(template, { companyId, inboxId })

/** A token that nobody has. */
export const STRANGERS: [who: string, headers: NonNullable<InboxInteraction['request']['headers']>][] = [
  ['without a token', {}],
  ['with an unknown token', { Authorization: 'Bearer a-token-of-nobody' }],
]

/** Who has no token, or an unknown one. */
export const TOKEN_REFUSALS: [number, number, ...number[]] = [401, 403]
/** An employee of another company. */
export const FOREIGN_REFUSALS: [number, number, ...number[]] = [404, 403]
/** A body that is not valid. */
export const BODY_REFUSALS: [number, number, ...number[]] = [400, 422]
/** Credentials that the vendor does not take. */
export const LOGIN_REFUSALS: [number, number, ...number[]] = [422, 400, 401]

export const LOGIN_VENDOR: Vendor = 'medit-link'
export const PUSHED_VENDOR: Vendor = 'shining-3d'
/** A vendor with browser authorization that is polled. */
export const POLLED_VENDOR: Vendor = 'itero'

/** Also sets the company's vendors, credits and storage back. */
export const EMPTY = state('a company with no inboxes', { companyId })
export const connected = (vendor: Vendor) => state('an inbox is connected', { companyId, vendor })
export const newCase = (vendor: Vendor, caseId: string): State =>
  state('the vendor has a new case', { companyId, vendor, caseId })
export const later = (minutes: number) => state('time moves forward', { seconds: minutes * 60 })

/** The vendor's login as the target's configuration has it. */
export const login = { ...LOGIN }

const VENDORS = '^(itero|3shape|dexis|sirona|medit-link|shining-3d)$'
const GUID = '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
/** Pact matches the whole text. */
const NOT_BLANK = '^(.|\\n)*\\S(.|\\n)*$'
const INSTANT = '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$'

export const instant = regex(INSTANT, '2026-01-05T08:00:00Z')
const guid = regex(GUID, inboxId)

/** An inbox as far as a client needs it, in any state; `with` is what it needs more precisely. */
export const anInbox = (given: Record<string, unknown> = {}) => ({
  inboxId: guid,
  companyId: fromState('companyId', companyId),
  vendor: regex(VENDORS, LOGIN_VENDOR),
  name: regex(NOT_BLANK, 'Medit Link'),
  state: regex(
    '^(authorization-pending|connected|authorization-expired|credentials-invalid|paused)$',
    'connected' satisfies Schemas['ConnectionState'],
  ),
  health: regex('^(healthy|attention|issue)$', 'healthy' satisfies Schemas['Health']),
  ...given,
})

/** "A warning when synchronization is interrupted (action is required)." */
export const aWarning = {
  code: regex('^.+$', 'credentials-invalid'),
  since: instant,
  message: regex(NOT_BLANK, 'The vendor refuses the stored login.'),
  action: regex(NOT_BLANK, 'Update the login.'),
}

export const aCase = {
  caseId: regex('^.+$', 'CASE-1'),
  vendor: regex(VENDORS, LOGIN_VENDOR),
  inboxId: guid,
  receivedAt: instant,
  patientName: string('Synthetic Patient'),
}
