import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Format, ReportInput } from '../../reports/model.ts'
import { errorInWords } from '../error-words.ts'
import { didYouMean } from '../nearest.ts'
import { UsageError, usageError } from '../usage-error.ts'
import { listOr } from '../words.ts'
import { writeWhole } from '../write-whole.ts'

type Formats = Readonly<Record<string, Format>>

/** A format with its name, as it was asked for. */
export interface ChosenFormat extends Format {
  name: string
}

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
    for (const { file } of Object.values(formats)) rmSync(join(folder, file), { force: true })
  } catch (error) {
    throw usageError('--out', `expected a folder that can be written to: ${(error as Error).message}`)
  }
}

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
  for (const { name, file, writer } of formats) {
    const path = join(folder, file)
    try {
      writeWhole(path, (await writer()).write(input))
      written.paths.push(path)
    } catch (error) {
      written.faults.push({ format: name, error: error as Error })
    }
  }
  return written
}

/** What a person is told of the reports that could not be written. */
export const faultLines = ({ faults }: Written): string[] =>
  faults.map(({ format, error }) => errorInWords(error, `the ${format} report`))
