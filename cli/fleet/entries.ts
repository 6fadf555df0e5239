import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'
import { usersOf } from '../../engine/redact.ts'
import type { NewTarget } from '../../fleet/targets.ts'
import { findProfile } from '../../profiles/find.ts'
import type { FoundProfile } from '../../profiles/found-profile.ts'
import { PROFILES } from '../../profiles/index.ts'
import { asUsage } from '../as-usage.ts'
import { isLoopback, urlFault } from '../config/base-url.ts'
import { loadConfiguration } from '../config/configuration.ts'
import { jsonErrorAt } from '../config/json-syntax.ts'
import { textOf } from '../config/read.ts'
import { CONFIG_SCHEMA, child, formatPath, type SchemaNode, targetSchema } from '../config/schema.ts'
import { collectSecrets } from '../config/secrets.ts'
import { validate } from '../config/validate.ts'
import { didYouMean } from '../nearest.ts'
import { BadValue } from '../parse.ts'
import { type Problem, UsageError, usageError } from '../usage-error.ts'
import { parseInterval } from './interval.ts'

/** A target as a file has it, and where it stands there. */
interface Entry {
  where: string
  value: unknown
}

/** Keys of a line that are the fleet's, and no target's of the configuration. */
interface OfTheFleet {
  name?: unknown
  every?: unknown
  group?: unknown
}

const LINES = ['.ndjson', '.jsonl']
const CONFIGURATION = /^\.(?:json|m?[jt]s)$/
const REFERENCE = /^\$\{[A-Za-z_][A-Za-z0-9_]*\}$/

/**
 * The targets of a file: a line each, or those of a configuration.
 *
 * @param everySeconds the interval of those that name none
 * @throws UsageError with everything that is wrong with them, each with its line.
 */
export async function readTargets(cwd: string, file: string, everySeconds: number): Promise<NewTarget[]> {
  const path = resolve(cwd, file)
  const found = !existsSync(path)
    ? 'nothing there'
    : statSync(path).isFile()
      ? extname(path) || 'another one'
      : 'a folder'
  if (!LINES.includes(found) && !CONFIGURATION.test(found)) {
    const next = `A line each (${LINES.join(', ')}), or a configuration (.json, .js, .ts)`
    throw usageError(file, `expected a file of targets, found ${found}`, next)
  }
  const entries = LINES.includes(extname(path)) ? linesOf(path, file) : await configured(cwd, file)
  const problems: Problem[] = []
  const targets: NewTarget[] = []
  const seen = new Map<string, string>()
  for (const entry of entries) {
    const read = await readEntry(entry, dirname(path), everySeconds)
    if ('problems' in read) problems.push(...read.problems)
    else {
      const before = seen.get(read.target.name)
      if (before !== undefined) {
        const what = `the name ${JSON.stringify(read.target.name)} was given before, at ${before}`
        problems.push({ where: entry.where, what, next: 'Each target has a name of its own' })
      }
      seen.set(read.target.name, entry.where)
      targets.push(read.target)
    }
  }
  if (entries.length === 0) problems.push({ where: file, what: 'expected at least one target, found none' })
  if (problems.length > 0) throw new UsageError(problems)
  return targets
}

function linesOf(path: string, file: string): Entry[] {
  const problems: Problem[] = []
  const entries = textOf(readFileSync(path), file)
    .split('\n')
    .flatMap((line, index): Entry[] => {
      if (line.trim() === '') return []
      try {
        return [{ where: `${file}:${index + 1}`, value: JSON.parse(line) }]
      } catch {
        const where = `${file}:${index + 1}:${jsonErrorAt(line)?.column ?? 1}`
        problems.push({ where, what: 'it is not JSON from here on', next: 'A target is an object in one line' })
        return []
      }
    })
  if (problems.length > 0) throw new UsageError(problems)
  return entries
}

async function configured(cwd: string, file: string): Promise<Entry[]> {
  const { targets } = await loadConfiguration(cwd, {}, file)
  return Object.entries(targets).map(([name, target]) => ({
    where: `${file}: ${formatPath(['targets', name])}`,
    value: { name, ...target },
  }))
}

async function readEntry(
  { where, value }: Entry,
  folder: string,
  everySeconds: number,
): Promise<{ target: NewTarget } | { problems: Problem[] }> {
  const wrong = (key: string, what: string, next?: string) => ({
    problems: [{ where: `${where}: ${key}`, what, ...(next === undefined ? {} : { next }) }],
  })
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problems: [{ where, what: 'expected an object with name and profile' }] }
  }
  const { name, every, group, ...entry } = value as OfTheFleet & Record<string, unknown>
  const names = child(CONFIG_SCHEMA, 'targets')!.propertyNames as SchemaNode
  if (typeof name !== 'string' || !new RegExp(names.pattern as string).test(name)) {
    return wrong('name', `expected ${names.title}, found ${shown(name)}`)
  }
  if (group !== undefined && (typeof group !== 'string' || group === '')) {
    return wrong('group', `expected a text that is not empty, found ${shown(group)}`)
  }
  const interval = intervalOf(every, everySeconds)
  if (typeof interval === 'string') return wrong('every', interval)
  if (typeof entry.profile !== 'string' || entry.profile === '') {
    return wrong('profile', `expected a profile, found ${shown(entry.profile)}`)
  }
  const { profile } = entry
  let found: FoundProfile
  try {
    found = await asUsage(() => findProfile(profile, folder), `${where}: profile`)
  } catch (error) {
    const near = didYouMean(profile, PROFILES)
    if (error instanceof UsageError) {
      return { problems: error.problems.map((one) => (near === undefined ? one : { ...one, next: near })) }
    }
    throw error
  }
  const problems = await faultsOf(entry, found)
  if (problems.length > 0) return { problems: problems.map((one) => ({ ...one, where: `${where}: ${one.where}` })) }
  const { baseUrl } = entry as { baseUrl?: string }
  const { shares, uses } = sharedBy(name, entry, found, group as string | undefined)
  return {
    target: {
      name,
      profile: found.manifest.name,
      entry,
      folder,
      ...(baseUrl === undefined ? {} : { baseUrl }),
      shares,
      uses,
      everySeconds: interval,
    },
  }
}

function intervalOf(every: unknown, fallback: number): number | string {
  if (every === undefined) return fallback
  if (typeof every !== 'string') return `expected an interval such as 30m, 12h or 1d, found ${shown(every)}`
  try {
    return parseInterval(every)
  } catch (error) {
    if (error instanceof BadValue) return error.message
    throw error
  }
}

async function faultsOf(entry: Record<string, unknown>, { manifest }: FoundProfile): Promise<Problem[]> {
  const schema = targetSchema(manifest)
  const { baseUrl } = entry
  if (baseUrl === undefined) {
    if (!manifest.mock) return [{ where: 'baseUrl', what: 'expected an http or https URL: its profile has no mock' }]
    const rest = Object.keys(entry).filter((key) => !['profile', 'waivers'].includes(key))
    return rest.map((key) => ({
      where: key,
      what: 'the embedded mock, which stands where there is no baseUrl, takes nothing of it',
      next: 'Give a baseUrl, or leave it out',
    }))
  }
  const problems = await validate(entry, new Map(), () => false, schema)
  if (problems.length > 0 || typeof baseUrl !== 'string') return problems
  if (!baseUrl.includes('${')) {
    const fault = urlFault(baseUrl)
    if (fault) return [{ where: 'baseUrl', what: `expected ${fault.expected}, found ${fault.shown}` }]
    // What is tried on this machine has nobody's secrets.
    if (isLoopback(baseUrl)) return []
  }
  return Object.entries(collectSecrets(entry, schema))
    .filter(([, secret]) => !REFERENCE.test(secret))
    .map(([where]) => ({
      where,
      what: 'expected a reference to a variable, found the secret itself, which the store does not keep',
      next: `Write it as \${NAME}, and set the variable where the fleet is judged`,
    }))
}

/** What a target shares its limit with, and what no two runs may use at once. */
function sharedBy(
  name: string,
  entry: Record<string, unknown>,
  { manifest }: FoundProfile,
  group: string | undefined,
): Pick<NewTarget, 'shares' | 'uses'> {
  const { profile: _, baseUrl, ...settings } = entry as { profile: string; baseUrl?: string }
  const named = group === undefined ? [] : [`group ${group}`]
  if (baseUrl === undefined) return { shares: group ?? name, uses: [...named, `embedded ${name}`] }
  const secrets = collectSecrets(settings, targetSchema(manifest))
  const users = usersOf(secrets, settings)
  const accounts = Object.entries(secrets).map(([key, secret]) => `account ${users[key] ?? keyInWords(secret)}`)
  const server = URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl
  return {
    shares: group ?? accounts[0]?.replace(/^account /, '') ?? server,
    uses: [...new Set([...named, `server ${server}`, ...accounts])],
  }
}

/** A secret that stands for its account: the variable that has it, or a few digits of a hash. */
const keyInWords = (secret: string) =>
  REFERENCE.test(secret) ? secret : `key ${createHash('sha256').update(secret).digest('hex').slice(0, 12)}`

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
