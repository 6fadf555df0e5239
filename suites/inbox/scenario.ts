import { unobserved } from '../../engine/finding.ts'
import { Precluded } from '../../engine/precluded.ts'
import type { Session } from '../../engine/session.ts'
import { ProviderStateError, type ProviderStates } from '../../engine/states.ts'
import type { Caller, Company, Credentials, Vendor } from './api.ts'
import type { Hub, Scenario } from './hub.ts'

/** What scenarios are played with. */
export interface Setting {
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
  /** A fresh start, whose case IDs differ from every other one's. */
  newHub(): Hub
}

/** What one scenario is played with, and who plays in it. */
export interface Cast extends Setting {
  hub: Hub
  companyId: string
  me: Caller
  /** Another employee of the company. */
  colleague: Caller | undefined
  /** An employee of the other company. */
  they: Caller | undefined
}

/** A scenario as a list of steps: it yields what it has to show, by names, as it goes on. */
export type Script<Part> = (cast: Cast) => AsyncGenerator<Part, unknown>

type Names<Part> = Part extends unknown ? keyof Part : never
type Named<Part, Name> = Part extends unknown ? (Name extends keyof Part ? Part[Name] : never) : never

/** All that is yielded, by names. */
export type Merged<Part> = { [Name in Names<Part>]: Exclude<Named<Part, Name>, undefined> }

/**
 * Plays a scenario from nothing up to its end, or up to where the target cannot set a state up.
 *
 * @throws RunEnded where nothing is sent any more
 */
export async function play<Part>(setting: Setting, script: Script<Part>): Promise<Scenario<Merged<Part>>> {
  const { company, other, session } = setting
  const hub = setting.newHub()
  const [me, colleague] = company.employees as [Caller, Caller | undefined]
  const { calls, events } = hub
  const scenario: Scenario = { calls, events }
  try {
    await hub.reset(company, other)
    const cast = { ...setting, hub, companyId: company.companyId, me, colleague, they: other?.employees[0] }
    for await (const part of script(cast)) Object.assign(scenario, part)
  } catch (error) {
    session.signal.throwIfAborted()
    if (error instanceof Precluded && error.finding.outcome === 'unobserved') scenario.stopped = error.finding
    else if (error instanceof ProviderStateError)
      scenario.stopped = unobserved(error.message, `the provider state "${error.state}"`)
    else throw error
  }
  return scenario as Scenario<Merged<Part>>
}
