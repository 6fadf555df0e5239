import type { ClientSide } from '../../../engine/client-side.ts'
import type { TrafficRule } from '../../../engine/traffic.ts'
import { type InboxSettings, operationAt } from '../api.ts'
import { bearerToken, profilesCalls } from './calls.ts'
import { leavesRefusedTokens, oneConnection, readsAtLeisure } from './conduct.ts'
import { eachEventOnce, wholePushes } from './pushes.ts'
import { requirements } from './requirements.gen.ts'
import { server } from './server.ts'

type ClientRequirementId = Extract<(typeof requirements)[number], { seenBy: 'traffic' }>['id']

const rules = {
  'INBOX-CLIENT-01': bearerToken,
  'INBOX-CLIENT-02': profilesCalls,
  'INBOX-CLIENT-03': oneConnection,
  'INBOX-CLIENT-04': readsAtLeisure,
  'INBOX-CLIENT-05': wholePushes,
  'INBOX-CLIENT-06': eachEventOnce,
  'INBOX-CLIENT-07': leavesRefusedTokens,
} satisfies Record<ClientRequirementId, TrafficRule>

/** The client of a scanner inbox hub; the sender of pushes is one too. */
export const client: ClientSide = {
  requirements,
  rules,
  server,
  drill: async () => (await import('./drill/index.ts')).drill,
  operationOf: ({ method, path }, target) => operationAt(target, method, path),
  credentials({ settings }) {
    const { companies = [], pushSecret } = settings as InboxSettings
    const [company] = companies
    return { token: company?.tokens[0], companyId: company?.companyId, pushSecret, accountId: company?.companyId }
  },
}
