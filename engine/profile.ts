import type { ClientSide } from './client-side.ts'
import type { Lazy } from './lazy.ts'
import type { Mock } from './mock.ts'
import type { ProbeContext } from './probe-context.ts'
import type { Row } from './requirement.ts'
import type { Experiment, Rule } from './rule.ts'
import type { RunSettings } from './run-settings.ts'
import type { Session } from './session.ts'
import type { RateLimit, Target } from './target.ts'

/** What a live line of progress says of a rate limit. */
export interface BudgetState {
  casesLeft: number
  nextCaseInMs?: number
}

/** A target that is open: what its probes are given besides {@link ProbeContext}, and what the report says of its use. */
export interface OpenTarget<Context = object> {
  context?: Context
  /** Milliseconds that were waited for the rate limit. */
  waitedMs?(): number
  budget?(): BudgetState
  /** Why the run says nothing of the target though it was through, where that is so: the credentials are refused, say. */
  problem?(): string | undefined
  /** Told in the report once the run is over: what was found by discovery, and what the run's writes left behind. */
  told?(): { discovered?: string[]; leftBehind?: string[] }
}

/** A harmless request: by it a silent target shows whether it is still there, and `doctor` that it answers. */
export interface Sign {
  method: string
  /** From the slash on. */
  path: string
  headers?: Record<string, string>
  /** Statuses that show a server that works; by default any below 500. */
  fine?: readonly number[]
}

/** A part of JSON Schema, as far as the command reads it itself. */
export interface SettingsSchema {
  /** What is expected, as a noun phrase that messages use. */
  title?: string
  description?: string
  type?: string | string[]
  /** The value is a secret: it is redacted wherever it would be written or printed. */
  writeOnly?: boolean
  required?: readonly string[]
  properties?: Readonly<Record<string, SettingsSchema>>
  items?: SettingsSchema
  [keyword: string]: unknown
}

/**
 * A profile in one manifest: what a target's configuration may hold, the register, the rules, and what else there is of
 * it. Only `name` and one of `openapi` and `requirements` are needed. Files are given relative to the manifest.
 */
export interface Profile<Settings = Record<string, unknown>, Extra extends object = object> {
  /** Lower case, digits and hyphens: `acme`. The rules' IDs are the profile's own. */
  name: string
  /** What it judges, in a few words: `Acme imaging bridge`. */
  title?: string
  /** The vendor's documents that clauses quote. */
  documents?: readonly { id: string; file: string }[]
  /** An OpenAPI document of version 3.0, 3.1 or 3.2. */
  openapi?: string
  /** The register: its rows, or the YAML file that they stand in. */
  requirements?: Lazy<readonly Row[]> | string
  /** JSON Schema of the target's own keys; secrets are `writeOnly`. */
  settings?: SettingsSchema
  /** The documented rate limit, where the profile has one. */
  rateLimit?: RateLimit
  /** Operations whose paths a target may configure. */
  operations?: readonly string[]
  /** Stretches of a run that must not overlap, in their order. */
  phases?: readonly string[]
  experiments?: Lazy<Readonly<Record<string, Experiment<ProbeContext<Settings> & Extra>>>>
  /** The rules by the IDs of their requirements. */
  rules?: Lazy<Readonly<Record<string, Rule<ProbeContext<Settings> & Extra>>>>
  /** Opens a target: nothing is sent before a probe asks. What it gives as `context` is joined to what every probe gets. */
  open?(session: Session, settings: RunSettings): OpenTarget<Extra> | Promise<OpenTarget<Extra>>
  /** Provider states that rules need: where a target has no `providerStatesUrl`, `doctor` says so. */
  states?: readonly string[]
  sign?(target: Target): Sign | Promise<Sign>
  /**
   * Whether answers of before stand in a run that goes on where it broke off (true unless said otherwise). Where what is
   * answered depends on the moment, and nothing is left behind by asking again, it is judged from the beginning.
   */
  resumes?: boolean
  /** Whether rules are derived from the OpenAPI document beside the profile's own. */
  derive?: boolean
  mock?: Lazy<Mock>
  /**
   * Of the built-in profiles: what their document says of a client's pact, and how its provider states are brought about.
   * Of others, pacts are checked and verified by their OpenAPI document.
   */
  pact?: Readonly<Record<'rules' | 'provider', Lazy<object>>>
  /** The other side: what is asked of a client of this server. */
  client?: Lazy<ClientSide>
  /** A target to start from, as `init` writes it; by default made from `settings`. */
  init?: Record<string, unknown>
}

/**
 * Makes a profile. It is the default export of a module that a target's `profile` names.
 *
 * @throws TypeError where the manifest lacks what every profile needs.
 */
export function defineProfile<Settings = Record<string, unknown>, Extra extends object = object>(
  profile: Profile<Settings, Extra>,
): Profile<Settings, Extra> {
  const flaws = [
    ...(typeof profile?.name === 'string' && /^[a-z][a-z0-9-]*$/.test(profile.name)
      ? []
      : ['expected a name of lower-case letters, digits and hyphens']),
    ...(profile?.openapi === undefined && profile?.requirements === undefined
      ? ['expected openapi or requirements']
      : []),
  ]
  if (flaws.length > 0) throw new TypeError(`defineProfile: ${flaws.join('; ')}`)
  return profile
}
