import { readdir, readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Finding } from '../../contracts/check/finding.ts'
import type { Pact } from '../../contracts/check/pact.ts'
import { PactFileError, readPact } from '../../contracts/check/pact-file.ts'
import { type Check, checkOf } from '../../contracts/of-profile.ts'
import { listOr, plural } from '../../engine/words.ts'
import { findProfile } from '../../profiles/find.ts'
import { PROFILES } from '../../profiles/index.ts'
import { inertJson, visible } from '../../reports/inert.ts'
import { asUsage } from '../as-usage.ts'
import type { ExitStatus } from '../exit-status.ts'
import { type Io, print, tell } from '../io.ts'
import { paletteFor } from '../palette.ts'
import { type Problem, UsageError } from '../usage-error.ts'

interface CheckFlags {
  profile?: string
  json?: true
}

/**
 * `bitewing contracts check`: tells whether partners' pacts fit what the vendor documents. Sends nothing. Resolves with
 * 1 where one asks for what a `must` or the OpenAPI document rules out.
 *
 * @param files pact files, and folders of them (`*.json`)
 * @throws UsageError for everything that cannot be read as a pact, or has no profile.
 */
export async function checkContracts(files: readonly string[], flags: CheckFlags, io: Io): Promise<ExitStatus> {
  const checked = await readAll(files, flags, io.cwd)
  const findings = (await Promise.all(checked.map(({ pact, name, check }) => check(pact, name)))).flat()
  if (flags.json) print(io, inertJson(JSON.stringify({ findings }, null, 2)))
  else await tellFindings(checked, findings, io)
  return findings.some(({ level }) => level === 'must') ? 1 : 0
}

interface Checked {
  /** As it was given, and joined to its folder. */
  name: string
  pact: Pact
  profile: string
  check: Check
}

async function readAll(files: readonly string[], flags: CheckFlags, cwd: string): Promise<Checked[]> {
  const problems: Problem[] = []
  const checked: Checked[] = []
  const checksOf = checksFrom(cwd)
  for (const name of await namesOf(files, cwd, problems)) {
    const read = await readOne(name, cwd, flags, checksOf)
    if ('pact' in read) checked.push(read)
    else problems.push(read)
  }
  if (problems.length > 0) throw new UsageError(problems.map(toVisible))
  return checked
}

/** The files, and those of the folders, in the order of the command line. */
export async function namesOf(files: readonly string[], cwd: string, problems: Problem[]): Promise<string[]> {
  const names: string[] = []
  for (const file of files) {
    const isFolder = await stat(resolve(cwd, file)).then(
      (found) => found.isDirectory(),
      () => false,
    )
    const inside = isFolder ? (await readdir(resolve(cwd, file))).filter((name) => name.endsWith('.json')).sort() : []
    if (isFolder && inside.length === 0) {
      problems.push({ where: file, what: 'the folder has no pact', next: 'Pacts are files whose names end in .json' })
    }
    names.push(...(isFolder ? inside.map((name) => join(file, name)) : [file]))
  }
  return [...new Set(names)]
}

/** How pacts of profiles are checked, by the names of those: a document is read once for all pacts. */
type Checks = (named: string) => Promise<Pick<Checked, 'profile' | 'check'>>

function checksFrom(cwd: string): Checks {
  const known = new Map<string, ReturnType<Checks>>()
  const load: Checks = (named) =>
    asUsage(async () => {
      const found = await findProfile(named, cwd)
      return { profile: found.manifest.name, check: await checkOf(found) }
    }, '--profile')
  return (named) => {
    const checks = known.get(named) ?? load(named)
    known.set(named, checks)
    return checks
  }
}

async function readOne(
  name: string,
  cwd: string,
  { profile }: CheckFlags,
  checksOf: Checks,
): Promise<Checked | Problem> {
  let text: string
  try {
    text = await readFile(resolve(cwd, name), 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return { where: name, what: code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})` }
  }
  try {
    const pact = readPact(text)
    const named = profile ?? builtInOf(pact.provider)
    if (named === undefined) {
      return {
        where: name,
        what: `its provider is ${JSON.stringify(pact.provider)}, which is no profile`,
        next: `Say which it is: --profile ${listOr([...PROFILES, 'the path of an OpenAPI document'])}`,
      }
    }
    return { name, pact, ...(await checksOf(builtInOf(named) ?? named)) }
  } catch (error) {
    if (!(error instanceof PactFileError)) throw error
    return { where: name, what: error.message }
  }
}

/** The built-in profile that a name stands for, in any case and with blanks around it. */
const builtInOf = (name: string): string | undefined => PROFILES.find((one) => one === name.trim().toLowerCase())

/** A file's name, or what stands in it, may have characters that a terminal obeys. */
const toVisible = ({ where, what, next }: Problem): Problem => ({
  where: visible(where),
  what: visible(what),
  ...(next === undefined ? {} : { next }),
})

async function tellFindings(checked: readonly Checked[], findings: readonly Finding[], io: Io): Promise<void> {
  const { fail, warn, pass, bold } = await paletteFor(io)
  for (const { name, profile, pact } of checked) {
    const own = findings.filter((one) => one.pact === name)
    const count = own.length === 0 ? pass('fits the document') : plural(own.length, 'finding')
    tell(io, `${bold(visible(name))} (${profile}, ${plural(pact.interactions.length, 'interaction')}): ${count}`)
    for (const { interaction, path, requirement, level, message } of own) {
      const paint = level === 'must' ? fail : warn
      tell(io, `  ${paint(level.padEnd(7))} ${requirement ?? '(no requirement)'}  ${visible(interaction)}`)
      tell(io, `          ${visible(path)}`)
      tell(io, `          ${visible(message)}`)
    }
  }
}
