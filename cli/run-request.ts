import { isLoopback } from './config/base-url.ts'
import { configurationAt, type Place, refuseUnknown } from './known-targets.ts'
import { usageError } from './usage-error.ts'

/** A run as the page or an agent asks for it. */
export interface RunRequest {
  names: string[]
  only?: string[]
  /** A server on this machine, in place of the target's own. */
  baseUrl?: string
  allowWrites?: boolean
  exhaustive?: boolean
  seed?: number
}

/**
 * The arguments that `bitewing run` is given for it, each held against what there is: no word of a request is an option,
 * and no server is asked but those of the configuration and this machine's.
 *
 * @throws UsageError for a name that is no target's, and a server elsewhere.
 */
export async function argumentsOf(request: RunRequest, place: Place): Promise<string[]> {
  const { names, only, baseUrl, allowWrites, exhaustive, seed } = request
  refuseUnknown(names, (await configurationAt(place)).configuration)
  if (names.length === 0) throw usageError('names', 'expected at least one target, found none')
  if (baseUrl !== undefined && !(URL.canParse(baseUrl) && isLoopback(baseUrl))) {
    throw usageError('baseUrl', `expected a server on this machine, found ${JSON.stringify(baseUrl)}`)
  }
  return [
    ...(place.config === undefined ? [] : [`--config=${place.config}`]),
    ...(baseUrl === undefined ? [] : [`--base-url=${baseUrl}`]),
    ...(only ? [`--only=${only.join(',')}`] : []),
    ...(allowWrites ? ['--allow-writes'] : []),
    ...(exhaustive ? ['--exhaustive'] : []),
    ...(seed === undefined ? [] : [`--seed=${seed}`]),
  ]
}
