import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { HttpInteraction } from '../contracts/check/pact.ts'
import { PactFileError, readPact } from '../contracts/check/pact-file.ts'
import { pactRequest, requestOf } from '../contracts/pact-request.ts'
import { compare, judgeRequest, type Loaded, loadDocument, type Seen } from '../derive/compat.ts'
import { isAccepted } from '../engine/status.ts'
import { asUsage } from './as-usage.ts'
import { namesOf } from './contracts/check.ts'
import { type Io, print, tell } from './io.ts'
import { readExchanges } from './stored-run.ts'
import { type Problem, UsageError, usageError } from './usage-error.ts'
import { writePage } from './write-page.ts'

/** Options of `bitewing compat`. */
export interface CompatFlags {
  run?: string
  pacts?: string[]
  json?: true
  html?: string
}

/**
 * `bitewing compat`: what breaks between two documents, and who of those whose requests are stored does it. Resolves
 * with 1 where a client that kept the old document does something wrong by the new one.
 *
 * @throws UsageError for a document, a run or a pact that cannot be read.
 */
export async function compat(
  from: string,
  to: string,
  { run, pacts, json, html }: CompatFlags,
  io: Io,
): Promise<0 | 1> {
  const [old, now] = await asUsage(
    async () => [await loadDocument(resolve(io.cwd, from)), await loadDocument(resolve(io.cwd, to))] as const,
    'document',
  )
  const breaks = compare(old, now)
  const seen = [
    ...(run === undefined ? [] : await seenInRun(old, now, resolve(io.cwd, run))),
    ...(pacts === undefined ? [] : await seenInPacts(old, now, pacts, io.cwd)),
  ]
  const isBroken = breaks.some(({ side }) => side === 'client') || seen.length > 0
  const found = { from, to, breaks, seen }
  const { compatHeadline, compatHtml } = await import('../reports/compat.ts')
  if (html !== undefined) await writePage('Compat', html, io, async (style) => compatHtml(found, style))
  if (json) print(io, JSON.stringify({ breaks, seen, breaking: isBroken }, null, 2))
  else {
    for (const { side, operation, place, what, line } of breaks)
      print(io, `${side}  ${operation}  ${place}: ${what}${line === undefined ? '' : `  (line ${line})`}`)
    for (const { what, operation, faults } of seen) print(io, `seen    ${operation}  ${what}: ${faults.join('; ')}`)
    tell(io, compatHeadline(found))
  }
  return isBroken ? 1 : 0
}

async function seenInRun(old: Loaded, now: Loaded, folder: string): Promise<Seen[]> {
  const accepted = readExchanges(folder).filter(isAccepted)
  const each = accepted.map(({ id, what, request: { method, url, headers, body } }) =>
    judgeRequest(old, now, `${id}, ${what}`, () => requestOf(method, url, Object.entries(headers), body)),
  )
  return (await Promise.all(each)).flat()
}

async function seenInPacts(old: Loaded, now: Loaded, paths: readonly string[], cwd: string): Promise<Seen[]> {
  const problems: Problem[] = []
  const files = await namesOf(paths, cwd, problems)
  if (problems.length > 0) throw new UsageError(problems)
  const each = files.flatMap((file) => {
    const { consumer, interactions } = pactIn(file, cwd)
    const calls = interactions.filter((one): one is HttpInteraction => one.kind === 'http')
    return calls.map(({ description, request }) =>
      judgeRequest(old, now, `${consumer}, ${description}`, () => pactRequest(request)),
    )
  })
  return (await Promise.all(each)).flat()
}

function pactIn(file: string, cwd: string) {
  try {
    return readPact(readFileSync(resolve(cwd, file), 'utf8'))
  } catch (error) {
    if (error instanceof PactFileError) throw usageError(file, error.message)
    throw error
  }
}
