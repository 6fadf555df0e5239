import type { RunningMock } from '../../engine/mock.ts'
import type { PaceLimit } from '../../engine/pace.ts'
import type { Profile } from '../../engine/profile.ts'
import type { RateLimit, Target, Waiver } from '../../engine/target.ts'
import { listAnd } from '../../engine/words.ts'
import type { FoundProfile } from '../../profiles/found-profile.ts'
import { wayTo } from '../../targets/http/proxy.ts'
import { parsePace } from '../parse.ts'
import { type Problem, UsageError, usageError } from '../usage-error.ts'
import { isLoopback, normalized, urlFault } from './base-url.ts'
import { type Configuration, invalid, type RawTarget } from './configuration.ts'
import { formatPath, targetSchema } from './schema.ts'
import { collectSecrets } from './secrets.ts'
import type { Selected } from './select.ts'
import { givenVariables, overlay } from './setting-variables.ts'
import { validate } from './validate.ts'
import { type Environment, type Findings, substitute } from './variables.ts'

/** What the command line, or the environment in its place, says about a target. */
export interface TargetOptions {
  baseUrl?: string
  allowWrites?: boolean
  rateLimit?: RateLimit
  pace?: PaceLimit
}

/**
 * Makes targets of what was selected and is not an embedded mock: variables filled in, the environment laid over the
 * file and the command line over both, checked, defaults applied.
 *
 * @param env what references are filled in from
 * @param laidOver the environment whose settings are laid over the file: none where there are many targets
 * @throws UsageError with everything that is wrong with them.
 */
export async function completeTargets(
  selected: readonly Selected[],
  configuration: Configuration,
  options: TargetOptions,
  env: Environment,
  laidOver: Environment = env,
): Promise<Target[]> {
  const live = selected.filter(({ from }) => from !== 'mock')
  refuseSharedVariables(live, laidOver)
  if (
    options.rateLimit &&
    !selected.some(({ found }) => found.manifest.rateLimit ?? found.manifest.settings?.properties?.rateLimit)
  ) {
    throw usageError('--rate-limit', `${listAnd(selected.map(({ profile }) => profile))} has no rate limit`)
  }
  const made: { target?: Target; problems: Problem[] }[] = []
  for (const one of live) made.push(await complete(one, configuration.targets[one.name], options, env, laidOver))
  const problems = made.flatMap((one) => one.problems)
  if (problems.length > 0) throw configuration.name ? invalid(configuration.name, problems) : new UsageError(problems)
  return made.map(({ target }) => target!)
}

/** The limit that a target is held to: the documented one where nothing scales it, none where its profile has none. */
const limitOf = ({ rateLimit, settings }: Profile, scaled: RateLimit | undefined): RateLimit | undefined =>
  rateLimit || settings?.properties?.rateLimit ? (scaled ?? rateLimit) : undefined

/** One account's password must not be sent to another's server: a variable sets the key of one target, or of none. */
function refuseSharedVariables(live: readonly Selected[], env: Environment): void {
  const byName = new Map<string, string[]>()
  for (const { name, found } of live) {
    for (const variable of givenVariables(found.manifest, env)) {
      byName.set(variable.name, [...(byName.get(variable.name) ?? []), name])
    }
  }
  const shared = [...byName].filter(([, names]) => names.length > 1)
  if (shared.length === 0) return
  throw new UsageError(
    shared.map(([where, names]) => ({
      where,
      what: `it sets a key of one target, and there are ${listAnd(names)}`,
      next: 'Choose one of them, or use a variable for each in the configuration',
    })),
  )
}

async function complete(
  { name, found, from }: Selected,
  configured: RawTarget | undefined,
  options: TargetOptions,
  env: Environment,
  laidOver: Environment,
): Promise<{ target?: Target; problems: Problem[] }> {
  const at = ['targets', name]
  const findings: Findings = { origins: new Map(), problems: [] }
  const { origins, problems } = findings
  const { manifest } = found
  const schema = targetSchema(manifest)
  const inFile = from === 'configuration' && configured ? configured : { profile: found.ref }
  const filled = substitute(withBaseUrl(inFile, options.baseUrl, env), schema, at, env, findings)
  const raw = overlay(filled as RawTarget, manifest, at, laidOver, findings) as RawTarget
  if (problems.length > 0) return { problems }
  // What is built in and has nothing configured is not worth loading the validator for.
  if (from === 'configuration' || origins.size > 0 || schema.required) {
    problems.push(...(await validate(raw, origins, () => false, schema, at)))
  }
  const places: [key: string, where: string][] = [
    ['baseUrl', options.baseUrl === undefined ? formatPath([...at, 'baseUrl']) : '--base-url'],
    ...(raw.providerStatesUrl
      ? [['providerStatesUrl', formatPath([...at, 'providerStatesUrl'])] as [string, string]]
      : []),
  ]
  for (const [key, where] of places) problems.push(...urlProblems(raw[key], where, origins.get(where)))
  if (problems.length === 0) problems.push(...places.flatMap(([key]) => proxyProblems(raw[key] as string, env)))
  if (problems.length > 0) return { problems }
  const variables = variablesUnder(at, origins, env, raw)
  const target = toTarget(name, 'live', raw, found, options)
  return { problems, target: Object.keys(variables).length > 0 ? { ...target, variables } : target }
}

/**
 * The target with the base URL that was asked for in place of its own. The configuration allows writes to the server
 * that it names: that does not go over to another one.
 */
function withBaseUrl(target: RawTarget, baseUrl: string | undefined, env: Environment): RawTarget {
  if (baseUrl === undefined) return target
  const own = substitute(target.baseUrl, undefined, [], env, { origins: new Map(), problems: [] })
  if (own === undefined || originOf(own) === originOf(baseUrl)) return { ...target, baseUrl }
  const { allowWrites, ...rest } = target
  return { ...rest, profile: target.profile, baseUrl }
}

const originOf = (url: unknown) => (typeof url === 'string' && URL.canParse(url) ? new URL(url).origin : undefined)

function urlProblems(value: unknown, where: string, variable: string | undefined): Problem[] {
  if (value === undefined) {
    return [{ where, what: 'expected an http or https URL, found nothing', next: 'It can also be given by --base-url' }]
  }
  // What is no text was told by the schema.
  if (typeof value !== 'string' || value === '') return []
  const fault = urlFault(value)
  if (!fault) return []
  return [{ where, what: `expected ${fault.expected}, found ${variable ? `the value of ${variable}` : fault.shown}` }]
}

/** Where a URL is asked by way of a proxy, the variable that names one has to. */
export function proxyProblems(url: string, env: Environment): Problem[] {
  const way = wayTo(url, env)
  if (way === 'direct' || 'proxy' in way) return []
  const next = `${url} is not asked by way of a proxy where NO_PROXY has its host`
  return [{ where: way.variable, what: `expected ${way.expected}, found something else`, next }]
}

/** The environment variables that gave a key of the target its whole value, by the key's path in the target. */
function variablesUnder(
  at: readonly string[],
  origins: Findings['origins'],
  env: Environment,
  raw: RawTarget,
): Record<string, string> {
  const prefix = `${formatPath(at)}.`
  const under = [...origins].flatMap(([where, name]): [key: string, name: string][] =>
    where.startsWith(prefix) ? [[where.slice(prefix.length), name]] : [],
  )
  return Object.fromEntries(under.filter(([key, name]) => String(valueAt(raw, key)) === env[name]))
}

/** What stands at `companies[0].tokens[1]`. */
const valueAt = (value: unknown, key: string): unknown =>
  key
    .split(/[.[\]]+/)
    .reduce((one, step) => (step === '' ? one : (one as Record<string, unknown> | undefined)?.[step]), value)

/** The embedded mock as a target: its own configuration fits it, and needs no check. */
export const mockTarget = ({ target, baseUrl }: RunningMock, found: FoundProfile, options: TargetOptions): Target =>
  toTarget(found.manifest.name, 'mock', { ...target, profile: found.ref, baseUrl }, found, options)

function toTarget(
  name: string,
  kind: Target['kind'],
  raw: RawTarget,
  { ref, manifest }: FoundProfile,
  options: TargetOptions,
): Target {
  const { profile: _, baseUrl, allowWrites, providerStatesUrl, rateLimit, pace, paths, waivers, ...settings } = raw
  const url = normalized(baseUrl as string)
  const limit = limitOf(manifest, options.rateLimit ?? (rateLimit as RateLimit | undefined))
  const held = options.pace ?? (pace === undefined ? undefined : parsePace(pace as string))
  return {
    name,
    profile: manifest.name,
    ...(ref === manifest.name ? {} : { module: ref }),
    baseUrl: url,
    kind,
    allowWrites: options.allowWrites ?? (allowWrites as boolean | undefined) ?? isLoopback(url),
    ...(limit ? { rateLimit: limit } : {}),
    ...(held ? { pace: held } : {}),
    ...(providerStatesUrl === undefined ? {} : { providerStatesUrl: providerStatesUrl as string }),
    paths: (paths as Record<string, string> | undefined) ?? {},
    waivers: (waivers as Waiver[] | undefined) ?? [],
    settings,
    secrets: collectSecrets(settings, targetSchema(manifest)),
  }
}
