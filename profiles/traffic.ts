import type { ClientSide } from '../engine/client-side.ts'
import { unobserved } from '../engine/finding.ts'
import { loaded } from '../engine/lazy.ts'
import { ProfileError } from '../engine/profile-error.ts'
import type { Requirement, Row } from '../engine/requirement.ts'
import type { Rule } from '../engine/rule.ts'
import { ofSameClause } from '../engine/same-clause.ts'
import type { Traffic, TrafficRule } from '../engine/traffic.ts'
import { findProfile } from './find.ts'
import type { FoundProfile } from './found-profile.ts'
import { requirementsOf } from './requirements.ts'

/** The experiment that traffic is to the rules that are judged by it. */
export const TRAFFIC = 'traffic'

export const ROLES = ['client', 'server'] as const

/** Something of each of the two sides. By a document alone, an ID may be of both: what one does not send the other refuses. */
export type OfSides<Value> = Readonly<Record<(typeof ROLES)[number], Value>>

/** The two sides of a profile, as traffic shows them. */
export interface Observed {
  side: ClientSide
  requirements: OfSides<readonly Requirement[]>
  rules: OfSides<Readonly<Record<string, Rule>>>
}

/**
 * What a profile's registers say of traffic: of the client, and of the server as far as traffic shows it.
 *
 * @throws ProfileError for a profile that has nothing about clients.
 */
export async function observedBy(found: FoundProfile): Promise<Observed> {
  const { client } = found.manifest
  if (!client) throw new ProfileError(found.ref, ['it has no rules about clients'])
  const side = await loaded(client)
  const [ofClient, server] = await Promise.all([clientRequirementsOf(found), requirementsOf(found)])
  const requirements = { client: ofClient.map(withSameClause(server)), server }
  const rulesOf = (rows: readonly Requirement[], shown: ClientSide['rules'] = {}) =>
    Object.fromEntries(rows.map((row) => [row.id, onTraffic(shown[row.id] ?? notShown(row))]))
  const rules = { client: rulesOf(requirements.client, side.rules), server: rulesOf(server, side.server) }
  return { side, requirements, rules }
}

/** What is derived from a document says by itself which rules are the same. */
const withSameClause =
  (server: readonly Requirement[]) =>
  (row: Requirement): Requirement =>
    row.sameClause ? row : { ...row, sameClause: ofSameClause(row, server) }

/** A profile's register of clients; empty for a profile that has nothing about them. */
export async function clientRequirementsOf({ manifest }: FoundProfile): Promise<readonly Requirement[]> {
  const rows = manifest.client ? await loaded((await loaded(manifest.client)).requirements) : []
  return rows.map((row) => (isComplete(row) ? row : { area: 'Clients', operations: [], ...row }))
}

/** The clauses of rows that are derived are looked up only when somebody reads them, or copies the row. */
const isComplete = (row: Row): row is Requirement => row.area !== undefined && row.operations !== undefined

/** As {@link observedBy}, for a profile as a report names it. */
export const observedNamed = async (name: string): Promise<Observed> =>
  observedBy(await findProfile(name, process.cwd()))

const onTraffic = (rule: TrafficRule): Rule => ({
  needs: [TRAFFIC],
  judge: ({ [TRAFFIC]: traffic }: { [TRAFFIC]: Traffic }) => rule(traffic),
})

const notShown =
  ({ operations, seenBy }: Requirement): TrafficRule =>
  ({ exchanges }) => {
    if (seenBy === 'drill') {
      return unobserved('traffic does not show what a client makes of an answer', '`bitewing drill`')
    }
    const missing = operations.filter((operation) => !exchanges.some((one) => one.operation === operation))
    const calls = missing.length > 0 ? `calls of ${missing.join(', ')}, or ` : ''
    return unobserved('this traffic does not show it', `${calls}\`bitewing run\`, which tries it`)
  }
