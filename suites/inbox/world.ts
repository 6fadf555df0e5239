import { type Unobserved, unobserved } from '../../engine/finding.ts'
import type { Session } from '../../engine/session.ts'
import { ProviderStateError, type ProviderStates } from '../../engine/states.ts'
import type { Caller, Company, Credentials, Vendor } from './api.ts'
import type { Scenario, Stage } from './stage.ts'

/** What a scenario is played with. */
export interface World {
  session: Session
  states: ProviderStates
  company: Company
  /** Undefined where one company alone is configured. */
  other: Company | undefined
  vendors: readonly Vendor[]
  login: Credentials | undefined
  pushSecret: string | undefined
  seed: number
  exhaustive: boolean
  /** A fresh stage, whose case IDs differ from every other one's. */
  stage(): Stage
}

/** Where a scenario is played, and who plays in it. */
export interface Cast {
  stage: Stage
  companyId: string
  me: Caller
  /** Another employee of the company. */
  colleague: Caller | undefined
  /** An employee of the other company. */
  they: Caller | undefined
}

/**
 * Plays a scenario from nothing up to its end, or up to where the target cannot set a state up.
 *
 * @throws RunEnded where nothing is sent any more
 */
export async function play<Parts>(
  { company, other, session, ...world }: World,
  script: (cast: Cast, parts: Partial<Parts> & { stopped?: Unobserved }) => Promise<void>,
): Promise<Scenario<Parts>> {
  const parts: Partial<Parts> & { stopped?: Unobserved } = {}
  const stage = world.stage()
  const [me, colleague] = company.employees as [Caller, Caller | undefined]
  try {
    await stage.reset(company, other)
    await script({ stage, companyId: company.companyId, me, colleague, they: other?.employees[0] }, parts)
  } catch (error) {
    session.signal.throwIfAborted()
    if (!(error instanceof ProviderStateError)) throw error
    parts.stopped = unobserved(error.message, `the provider state "${error.state}"`)
  }
  return { ...parts, calls: stage.calls, happenings: stage.happenings }
}
