import type { Requirement } from '../../../engine/requirement.ts'
import { document } from '../../../openapi/inbox.gen.ts'
import { requirements as clients } from '../../../suites/inbox/client/requirements.gen.ts'
import { requirements } from '../../../suites/inbox/requirements.gen.ts'
import type { Call } from '../call.ts'
import type { ProfileRules } from '../profile.ts'
import { caseContradictions } from './cases.ts'
import { creditContradictions, isCreditsOf } from './credits.ts'
import { requestFaults } from './faults.ts'
import { inboxContradictions } from './inboxes.ts'
import { isLoginBased } from './vendors.ts'
import { acceptedAll, hasOtherCompany, told } from './words.ts'

const rows: readonly Requirement[] = requirements

/** What the inbox profile says of a pact: of its shapes, which are assumed, and of how a hub behaves. */
export const inbox: ProfileRules = {
  document,
  requirements: rows,
  clients,
  statusRule: 'INBOX-HTTP-01',
  operationId: ({ operation }) => operation.operationId,
  faults: requestFaults,
  told,
  promise,
  overrules: (call) => acceptedAll(call),
  // An inbox that no state has set up is not there.
  isAbsence: ({ interaction, operationId }, code) =>
    (code === 404 || code === 403) && interaction.states.length === 0 && operationId !== 'connectInbox',
  shape: (_call, { path }) => ({ requirement: isPassword(path.at(-1)) ? 'INBOX-LOGIN-05' : 'INBOX-HTTP-01' }),
  header: () => ({ requirement: 'INBOX-HTTP-01' }),
  byStates: ({ interaction }) => interaction.states.length > 0,
  contradictions: (call) => [...inboxContradictions(call), ...caseContradictions(call), ...creditContradictions(call)],
  isSettled: isCreditsOf,
}

const isPassword = (name: string | number | undefined): boolean => /password/i.test(String(name))

const PROMISES: Readonly<Record<string, string>> = {
  listInboxes: 'INBOX-CONN-01',
  getInbox: 'INBOX-SHOW-02',
  reauthorizeInbox: 'INBOX-AUTH-04',
  updateCredentials: 'INBOX-LOGIN-04',
  disconnectInbox: 'INBOX-CONN-08',
  completeAuthorization: 'INBOX-AUTH-02',
  listCases: 'INBOX-CASE-01',
  getAccount: 'INBOX-HTTP-01',
  receivePush: 'INBOX-PUSH-01',
}

function promise(call: Call): string {
  const { operationId, interaction } = call
  const { request } = interaction
  if (operationId !== 'connectInbox') return PROMISES[operationId]!
  if (hasOtherCompany(call)) return 'INBOX-CONN-04'
  const vendor = request.body.kind === 'json' ? (request.body.value as { vendor?: unknown } | null)?.vendor : undefined
  return isLoginBased(vendor) ? 'INBOX-LOGIN-01' : 'INBOX-AUTH-01'
}
