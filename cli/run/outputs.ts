import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { listOr } from '../../engine/words.ts'
import { type Format, OWN, type Report, type ReportInput } from '../../reports/model.ts'
import { errorInWords } from '../error-words.ts'
import { didYouMean } from '../nearest.ts'
import { UsageError, usageError } from '../usage-error.ts'
import { writeWhole } from '../write-whole.ts'

type Formats = Readonly<Record<string, Format>>

/** A format with its name, as it was asked for. */
export type ChosenFormat = Format & { name: string }

/**
 * The formats of these names, in this order.
 *
 * @throws UsageError for every name that no format has.
 */
export function chooseFormats(names: readonly string[], formats: Formats): ChosenFormat[] {
  const unknown = names.filter((name) => !Object.hasOwn(formats, name))
  if (unknown.length > 0) {
    throw new UsageError(
      unknown.map((name) => {
        const what = `expected ${listOr(Object.keys(formats))}, found ${JSON.stringify(name)}`
        const next = didYouMean(name, Object.keys(formats))
        return { where: '--report', what, ...(next ? { next } : {}) }
      }),
    )
  }
  return [...new Set(names)].map((name) => ({ name, ...formats[name]! }))
}

/**
 * Makes the folder, and takes the reports of an earlier run out of it: a run that breaks off leaves no older verdict
 * behind.
 *
 * @throws UsageError where it cannot be written to.
 */
export function prepareFolder(folder: string, formats: Formats): void {
  try {
    mkdirSync(folder, { recursive: true })
    for (const file of reportFiles(folder, formats)) rmSync(join(folder, file))
  } catch (error) {
    throw usageError('--out', `expected a folder that can be written to: ${(error as Error).message}`)
  }
}

/** The files that these formats have in a folder, by their paths in it; of a folder that others write to as well, ours alone. */
export function reportFiles(folder: string, formats: Formats): string[] {
  return Object.values(formats).flatMap((format) =>
    'file' in format
      ? existsSync(join(folder, format.file))
        ? [format.file]
        : []
      : ownFiles(join(folder, format.folder)).map((name) => `${format.folder}/${name}`),
  )
}

const ownFiles = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(OWN)) : []

/** The files that were written, and what went wrong with the others: one writer's fault costs no other's report. */
export interface Written {
  paths: string[]
  faults: { format: string; error: Error }[]
}

/** Writes the report in each format. */
export async function writeReports(
  folder: string,
  input: ReportInput,
  formats: readonly ChosenFormat[],
): Promise<Written> {
  const written: Written = { paths: [], faults: [] }
  for (const format of formats) {
    try {
      const whole = format.documents ? { ...input, documents: await documentsOf(input.report) } : input
      const path = join(folder, 'file' in format ? format.file : format.folder)
      if ('file' in format) writeWhole(path, (await format.writer()).write(whole))
      else writeFolder(path, (await format.writer()).write(whole))
      written.paths.push(path)
    } catch (error) {
      written.faults.push({ format: format.name, error: error as Error })
    }
  }
  return written
}

function writeFolder(folder: string, files: Record<string, string>): void {
  mkdirSync(folder, { recursive: true })
  for (const name of ownFiles(folder)) rmSync(join(folder, name))
  for (const [name, text] of Object.entries(files)) writeWhole(join(folder, name), text)
}

/** The OpenAPI documents of the profiles that a report is of, by the profile's name. */
async function documentsOf({ targets }: Report): Promise<NonNullable<ReportInput['documents']>> {
  const { documentOf } = await import('../../profiles/document.ts')
  const refs = new Map(targets.map(({ profile, module }) => [profile, module ?? profile]))
  const found = await Promise.all([...refs].map(async ([profile, ref]) => [profile, await documentOf(ref)] as const))
  return Object.fromEntries(found.flatMap(([profile, document]) => (document ? [[profile, document]] : [])))
}

/** What a person is told of the reports that could not be written. */
export const faultLines = ({ faults }: Written): string[] =>
  faults.map(({ format, error }) => errorInWords(error, `the ${format} report`))
