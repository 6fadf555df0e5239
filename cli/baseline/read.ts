import { existsSync, readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import type { Waiver } from '../../engine/target.ts'
import { listOr } from '../../engine/words.ts'
import { findProfile } from '../../profiles/find.ts'
import { PROFILES } from '../../profiles/index.ts'
import { requirementsOf } from '../../profiles/requirements.ts'
import { clientRequirementsOf } from '../../profiles/traffic.ts'
import document from '../config/bitewing.baseline.schema.json' with { type: 'json' }
import { invalid } from '../config/configuration.ts'
import { parseJson } from '../config/read.ts'
import type { SchemaNode } from '../config/schema.ts'
import { validate } from '../config/validate.ts'
import { didYouMean } from '../nearest.ts'
import { type Problem, usageError } from '../usage-error.ts'

/** A waiver of a baseline: of one target, or of every target that has the requirement. */
export interface BaselineWaiver extends Waiver {
  target?: string
}

/** The known deviations that a file holds. */
export interface Baseline {
  /** Absolute. */
  path: string
  /** As messages name it. */
  name: string
  /** The file's own `$schema`. */
  $schema?: string
  waivers: BaselineWaiver[]
}

/**
 * Reads a baseline and holds it against the registers and the targets.
 *
 * @param profiles profile of each target that there may be, by name
 * @param mayBeNew whether the file need not be there yet
 * @throws UsageError with everything that is wrong with it.
 */
export async function readBaseline(
  cwd: string,
  file: string,
  profiles: ReadonlyMap<string, string>,
  mayBeNew: boolean,
): Promise<Baseline> {
  const path = resolve(cwd, file)
  const name = relative(cwd, path).startsWith('..') ? path : relative(cwd, path)
  if (!existsSync(path)) {
    if (mayBeNew) return { path, name, waivers: [] }
    throw usageError('--baseline', `expected a file, found nothing at ${name}`, '--update-baseline writes one')
  }
  const content = parseJson(bytesOf(path), name)
  const problems = await validate(content, new Map(), () => false, document as SchemaNode)
  if (problems.length > 0) throw invalid(name, problems)
  const { $schema, waivers } = content as Pick<Baseline, '$schema' | 'waivers'>
  const misplaced = await misplacedIn(waivers, profiles)
  if (misplaced.length > 0) throw invalid(name, misplaced)
  return { path, name, ...($schema === undefined ? {} : { $schema }), waivers }
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    throw usageError('--baseline', `expected a file that can be read: ${(error as Error).message}`)
  }
}

/** Waivers of targets that there are not, or of requirements that their target does not have: they would never be seen. */
async function misplacedIn(
  waivers: readonly BaselineWaiver[],
  profiles: ReadonlyMap<string, string>,
): Promise<Problem[]> {
  const idsOf = new Map<string, string[]>()
  for (const profile of new Set([...PROFILES, ...profiles.values()])) {
    const found = await findProfile(profile, process.cwd())
    const rows = [...(await requirementsOf(found)), ...(await clientRequirementsOf(found))]
    idsOf.set(
      profile,
      rows.map(({ id }) => id),
    )
  }
  const problem = (where: string, expected: string, found: string, candidates: readonly string[]): Problem => {
    const next = didYouMean(found, candidates)
    return { where, what: `expected ${expected}, found ${JSON.stringify(found)}`, ...(next ? { next } : {}) }
  }
  return waivers.flatMap(({ target, id }, index) => {
    const profile = target === undefined ? undefined : profiles.get(target)
    if (target !== undefined && profile === undefined) {
      return [problem(`waivers[${index}].target`, listOr([...profiles.keys()]), target, [...profiles.keys()])]
    }
    const ids = profile === undefined ? [...idsOf.values()].flat() : idsOf.get(profile)!
    return ids.includes(id)
      ? []
      : [problem(`waivers[${index}].id`, `a requirement of ${profile ?? listOr(PROFILES)}`, id, ids)]
  })
}

/** The waivers that are for a target. */
export const waiversFor = (target: string, { waivers }: Pick<Baseline, 'waivers'>): BaselineWaiver[] =>
  waivers.filter((waiver) => waiver.target === undefined || waiver.target === target)
