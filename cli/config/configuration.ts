import { dirname, resolve } from 'node:path'
import type { Waiver } from '../../engine/target.ts'
import { listOr, plural } from '../../engine/words.ts'
import { isPath } from '../../profiles/find.ts'
import { BUILT_IN, builtIn, PROFILES } from '../../profiles/index.ts'
import { didYouMean } from '../nearest.ts'
import { parseDuration } from '../parse.ts'
import { type Problem, UsageError } from '../usage-error.ts'
import { type ConfigFile, readConfig } from './read.ts'
import { CONFIG_SCHEMA, child, formatPath, type Path, targetSchema } from './schema.ts'
import { hasVariable } from './setting-variables.ts'
import { validate } from './validate.ts'
import { type Environment, type Findings, substitute } from './variables.ts'

/** A target as it stands in the configuration: its shape is checked, its variables are not filled in. */
export type RawTarget = { profile: string } & Record<string, unknown>

/** A client as it stands in the configuration; its shape is checked. */
export interface RawClient {
  profile: string
  driver: readonly string[]
  jobTimeoutSeconds?: number
  waivers?: readonly Waiver[]
}

/** The run's options that a configuration can give, as the options of the same names have them. */
export interface FileOptions {
  /** Absolute. */
  out?: string
  report?: string[]
  only?: string[]
  skip?: string[]
  seed?: number
  exhaustive?: boolean
  /** Milliseconds. */
  timeout?: number
  /** Milliseconds. */
  maxTime?: number
  maxFailures?: number
  workers?: number
  strict?: boolean
  requireComplete?: boolean
  trace?: boolean
}

export interface Configuration {
  /** The file's name as messages show it; absent where there is no file. */
  name?: string
  /** The folder that paths in it start from. */
  folder: string
  targets: Readonly<Record<string, RawTarget>>
  clients: Readonly<Record<string, RawClient>>
  options: FileOptions
}

/**
 * The configuration: the named file, or the nearest from the working directory upwards, or an empty one. Only the
 * options' variables are filled in, so that a variable of a target that is not run need not be set.
 *
 * @throws UsageError with everything that is wrong with it.
 */
export async function loadConfiguration(cwd: string, env: Environment, named?: string): Promise<Configuration> {
  const file = await readConfig(cwd, named)
  if (!file) return { folder: cwd, targets: {}, clients: {}, options: {} }
  const problems = await problemsOf(file.content)
  if (problems.length > 0) throw invalid(file.name, problems)
  const {
    targets = {},
    clients = {},
    ...options
  } = file.content as Partial<Pick<Configuration, 'targets' | 'clients'>> & Record<string, unknown>
  const misnamed = Object.entries(targets).filter(([name, { profile }]) => PROFILES.includes(name) && name !== profile)
  if (misnamed.length > 0) {
    const told = misnamed.map(([name, { profile }]) => ({
      where: `targets.${name}`,
      what: `the name of a profile can only name a target of it, not of ${profile}`,
    }))
    throw invalid(file.name, told)
  }
  return { name: file.name, folder: dirname(file.path), targets, clients, options: readOptions(options, file, env) }
}

/** Everything that is wrong with a configuration, in its order: its own keys, and its targets'. */
async function problemsOf(content: unknown): Promise<Problem[]> {
  const own = await validate(content)
  const { targets } = (content ?? {}) as { targets?: unknown }
  const named = typeof targets === 'object' && targets !== null ? Object.entries(targets as object) : []
  const checkable = named.filter(([, target]) => typeof target?.profile === 'string' && target.profile !== '')
  return [...own, ...(await Promise.all(checkable.map(faultsOf))).flat()]
}

/** What is wrong with a target of a built-in profile; others are checked once their profile is loaded, if they are run. */
async function faultsOf([name, target]: [string, RawTarget]): Promise<Problem[]> {
  const at = ['targets', name]
  const profile = builtIn(target.profile)
  if (!profile) return unknownProfile([...at, 'profile'], target.profile)
  // A key that the environment may give is not missed before the target is run.
  const mayComeLater = ([, , ...path]: Path) => hasVariable(profile, path)
  return validate(target, new Map(), mayComeLater, targetSchema(profile), at)
}

/** A bare name that is near to a built-in profile's is a slip; any other may be a package. */
function unknownProfile(at: Path, name: string): Problem[] {
  const next = isPath(name) ? undefined : didYouMean(name, PROFILES)
  if (next === undefined) return []
  const what = `expected ${listOr(BUILT_IN.map((one) => JSON.stringify(one.name)))}, a path or a package, found ${JSON.stringify(name)}`
  return [{ where: formatPath(at), what, next }]
}

function readOptions(given: Record<string, unknown>, file: ConfigFile, env: Environment): FileOptions {
  const found: Findings = { origins: new Map(), problems: [] }
  const filled = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, substitute(value, child(CONFIG_SCHEMA, key), [key], env, found)]),
  )
  if (found.problems.length > 0) throw invalid(file.name, found.problems)
  const { $schema, out, timeout, maxTime, ...rest } = filled as Record<string, string>
  return {
    ...(rest as FileOptions),
    ...(out === undefined ? {} : { out: resolve(dirname(file.path), out) }),
    ...(timeout === undefined ? {} : { timeout: parseDuration(timeout) }),
    ...(maxTime === undefined ? {} : { maxTime: parseDuration(maxTime) }),
  }
}

/** The usage error for a configuration with these problems. */
export const invalid = (name: string, problems: readonly Problem[]) =>
  new UsageError(problems, `${name} is not valid (${plural(problems.length, 'problem')})`)
