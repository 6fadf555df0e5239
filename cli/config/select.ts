import { PROFILES } from '../../suites/index.ts'
import { didYouMean } from '../nearest.ts'
import { usageError } from '../usage-error.ts'
import { listAnd, listOr } from '../words.ts'
import type { RawTarget } from './configuration.ts'

/**
 * What is to be judged: a target of the configuration; a server that is known by its base URL and the environment alone;
 * the embedded mock of a profile.
 */
export interface Selected {
  name: string
  profile: string
  from: 'configuration' | 'base-url' | 'mock'
}

/**
 * Reads the names on the command line: a target, a profile (all its configured targets, or its embedded mock where there
 * is none), or `all` profiles. With a base URL there is one profile, whose settings come from its one configured target.
 *
 * @throws UsageError for an unknown name, no name, or a base URL for several.
 */
export function select(
  names: readonly string[],
  targets: Readonly<Record<string, RawTarget>>,
  baseUrl?: string,
): Selected[] {
  const known = ['all', ...PROFILES, ...Object.keys(targets)]
  if (names.length === 0) throw usageError('targets', `expected ${listOr([...new Set(known)])}, found nothing`)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    const what = `expected ${listOr([...new Set(known)])}, found ${JSON.stringify(unknown)}`
    throw usageError('targets', what, didYouMean(unknown, known))
  }
  const wanted = [...new Set(names.flatMap((name) => (name === 'all' ? PROFILES : [name])))]
  if (baseUrl !== undefined) return [selectByUrl(wanted, targets)]
  const selected = wanted.flatMap((name) => selectByName(name, targets))
  return selected.filter(({ name }, index) => selected.findIndex((other) => other.name === name) === index)
}

function selectByName(name: string, targets: Readonly<Record<string, RawTarget>>): Selected[] {
  const target = Object.hasOwn(targets, name) ? targets[name] : undefined
  if (target) return [{ name, profile: target.profile, from: 'configuration' }]
  const ofProfile = Object.entries(targets).filter(([, { profile }]) => profile === name)
  if (ofProfile.length === 0) return [{ name, profile: name, from: 'mock' }]
  return ofProfile.map(([one, { profile }]) => ({ name: one, profile, from: 'configuration' }))
}

function selectByUrl(wanted: readonly string[], targets: Readonly<Record<string, RawTarget>>): Selected {
  const [name = ''] = wanted
  if (wanted.length > 1) {
    throw usageError(
      '--base-url',
      `it is the URL of one server, and there are ${listAnd(wanted)}`,
      'Choose one of them',
    )
  }
  const selected = selectByName(name, targets)
  return selected.length === 1 && selected[0]!.from === 'configuration'
    ? selected[0]!
    : { name, profile: name, from: 'base-url' }
}
