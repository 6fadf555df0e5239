import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReportInput, Writer } from '../../reports/model.ts'
import { didYouMean } from '../nearest.ts'
import { UsageError, usageError } from '../usage-error.ts'
import { listOr } from '../words.ts'

export type Writers = Readonly<Record<string, Writer>>

/**
 * The writers of these formats, in this order.
 *
 * @throws UsageError for every format that there is no writer for.
 */
export function chooseWriters(formats: readonly string[], writers: Writers): Writer[] {
  const unknown = formats.filter((format) => !Object.hasOwn(writers, format))
  if (unknown.length > 0) {
    throw new UsageError(
      unknown.map((format) => {
        const what = `expected ${listOr(Object.keys(writers))}, found ${JSON.stringify(format)}`
        const next = didYouMean(format, Object.keys(writers))
        return { where: '--report', what, ...(next ? { next } : {}) }
      }),
    )
  }
  return [...new Set(formats)].map((format) => writers[format]!)
}

/**
 * Makes the folder, and takes the reports of an earlier run out of it: a run that breaks off leaves no older verdict
 * behind.
 *
 * @throws UsageError where it cannot be written to.
 */
export function prepareFolder(folder: string, writers: Writers): void {
  try {
    mkdirSync(folder, { recursive: true })
    for (const { file } of Object.values(writers)) rmSync(join(folder, file), { force: true })
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
export function writeReports(folder: string, input: ReportInput, writers: readonly Writer[]): Written {
  const written: Written = { paths: [], faults: [] }
  for (const writer of writers) {
    const path = join(folder, writer.file)
    try {
      writeFileSync(path, writer.write(input))
      written.paths.push(path)
    } catch (error) {
      written.faults.push({ format: writer.name, error: error as Error })
    }
  }
  return written
}
