import { appendFileSync, existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../../reports/model.ts'
import { type Io, tell } from '../io.ts'

/** GitHub refuses the summary of a step that is longer, all of it. */
const SUMMARY_BYTES = 1024 * 1024 - 2

/**
 * In a step of GitHub Actions: annotations, as workflow commands on stderr (the runner reads both streams, and stdout is
 * for `--json`), and the Markdown summary on the job's page. Elsewhere nothing.
 */
export async function tellGitHub(
  report: Report,
  io: Io,
  { quiet, redact }: { quiet?: boolean; redact: (text: string) => string },
): Promise<void> {
  if (io.env.GITHUB_ACTIONS !== 'true') return
  if (!quiet) {
    const { annotations } = await import('../../reports/github.ts')
    for (const line of annotations(report, workspace(io))) io.stderr.write(`${redact(line)}\n`)
  }
  const file = io.env.GITHUB_STEP_SUMMARY
  if (!file) return
  const { markdown } = await import('../../reports/markdown.ts')
  try {
    appendSummary(file, redact(markdown.write({ report, exchanges: [] })))
  } catch (error) {
    tell(io, redact(`note: the job's summary was not written: ${(error as Error).message}`))
  }
}

/** @throws Error where it cannot be written, or GitHub would then show nothing of what is in it. */
function appendSummary(file: string, markdown: string): void {
  const before = existsSync(file) ? statSync(file).size : 0
  const after = before + Buffer.byteLength(markdown)
  if (after > SUMMARY_BYTES) throw new Error(`it would be ${after} bytes long, and GitHub takes ${SUMMARY_BYTES}`)
  appendFileSync(file, markdown)
}

/** Whether the repository has a file with a requirement in it: a file of that name may be another document. */
function workspace({ env, cwd }: Io): (file: string, requirement: string) => boolean {
  const texts = new Map<string, string>()
  return (file, requirement) => {
    const text = texts.get(file) ?? textOf(join(env.GITHUB_WORKSPACE || cwd, file))
    texts.set(file, text)
    return text.includes(requirement)
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
