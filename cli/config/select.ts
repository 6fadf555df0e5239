import { ProfileError } from '../../engine/profile-error.ts'
import { listAnd, listOr } from '../../engine/words.ts'
import { findProfile, isPath } from '../../profiles/find.ts'
import type { FoundProfile } from '../../profiles/found-profile.ts'
import { PROFILES } from '../../profiles/index.ts'
import { asUsage } from '../as-usage.ts'
import { didYouMean } from '../nearest.ts'
import { usageError } from '../usage-error.ts'
import type { Configuration, RawTarget } from './configuration.ts'
import { formatPath } from './schema.ts'

/**
 * What is to be judged: a target of the configuration; a server that is known by its base URL and the environment alone;
 * the embedded mock of a profile.
 */
export interface Selected {
  name: string
  /** The profile's name. */
  profile: string
  found: FoundProfile
  from: 'configuration' | 'base-url' | 'mock'
}

/** A choice whose profile is not loaded yet. */
type Choice = Pick<Selected, 'name' | 'from'> & { profile: string }

/**
 * Reads the names on the command line: a target, a profile (all its configured targets, or its embedded mock where there
 * is none; a path or a package stands for a profile from outside), or `all` built-in profiles. With a base URL there is
 * one profile, whose settings come from its one configured target.
 *
 * @param cwd the folder that profiles named on the command line are looked up from
 * @throws UsageError for an unknown name, no name, a base URL for several, and a profile that cannot be loaded.
 */
export async function select(
  names: readonly string[],
  { targets, folder }: Pick<Configuration, 'targets' | 'folder'>,
  cwd: string,
  baseUrl?: string,
): Promise<Selected[]> {
  const known = ['all', ...PROFILES, ...Object.keys(targets)]
  if (names.length === 0) throw usageError('targets', `expected ${listOr([...new Set(known)])}, found nothing`)
  for (const name of names) if (!known.includes(name) && !isPath(name)) refuseSlip(name, known)
  const wanted = [...new Set(names.flatMap((name) => (name === 'all' ? PROFILES : [name])))]
  const chosen = baseUrl === undefined ? wanted.flatMap((name) => byName(name, targets)) : [byUrl(wanted, targets)]
  const distinct = chosen.filter(({ name }, index) => chosen.findIndex((other) => other.name === name) === index)
  return Promise.all(
    distinct.map((choice) => withProfile(choice, choice.from === 'configuration' ? folder : cwd, known)),
  )
}

/** A name that is near to a known one is a slip, not a package. */
function refuseSlip(name: string, known: readonly string[]): void {
  const next = didYouMean(name, known)
  if (next !== undefined) throw usageError('targets', unknown(name, known), next)
}

const unknown = (name: string, known: readonly string[]) =>
  `expected ${listOr([...new Set(known)])}, found ${JSON.stringify(name)}`

async function withProfile(
  { name, profile, from }: Choice,
  folder: string,
  known: readonly string[],
): Promise<Selected> {
  const named = from === 'configuration' ? formatPath(['targets', name, 'profile']) : undefined
  const found = await asUsage(async () => {
    try {
      return await findProfile(profile, folder)
    } catch (error) {
      if (named !== undefined || isPath(profile) || !(error instanceof ProfileError) || !error.missing) throw error
      throw usageError('targets', unknown(profile, known), 'A profile from outside is a path (./acme.mjs) or a package')
    }
  }, named)
  // On the command line a profile from outside is named by its path: its target has the profile's own name.
  return { name: named === undefined ? found.manifest.name : name, profile: found.manifest.name, found, from }
}

function byName(name: string, targets: Readonly<Record<string, RawTarget>>): Choice[] {
  const target = Object.hasOwn(targets, name) ? targets[name] : undefined
  if (target) return [{ name, profile: target.profile, from: 'configuration' }]
  const ofProfile = Object.entries(targets).filter(([, { profile }]) => profile === name)
  if (ofProfile.length === 0) return [{ name, profile: name, from: 'mock' }]
  return ofProfile.map(([one, { profile }]) => ({ name: one, profile, from: 'configuration' }))
}

function byUrl(wanted: readonly string[], targets: Readonly<Record<string, RawTarget>>): Choice {
  const [name = ''] = wanted
  if (wanted.length > 1) {
    throw usageError(
      '--base-url',
      `it is the URL of one server, and there are ${listAnd(wanted)}`,
      'Choose one of them',
    )
  }
  const selected = byName(name, targets)
  return selected.length === 1 && selected[0]!.from === 'configuration'
    ? selected[0]!
    : { name, profile: name, from: 'base-url' }
}
