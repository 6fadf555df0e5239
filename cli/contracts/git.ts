import { execFileSync } from 'node:child_process'
import { usageError } from '../usage-error.ts'

/** What is published is published under these. */
export interface Revision {
  /** The commit. */
  version: string
  branch: string
}

/**
 * Version and branch of the git repository in a folder. A CI that checks a commit out, and no branch, tells the branch by
 * a variable of its own.
 *
 * @throws UsageError where there is no repository, no commit, or no branch.
 */
export function revisionOf(cwd: string, env: Readonly<Record<string, string | undefined>>): Revision {
  const version = git(cwd, 'rev-parse', 'HEAD')
  if (version === undefined) {
    throw usageError('version', 'expected a git repository with a commit in the working directory, found none')
  }
  const head = git(cwd, 'rev-parse', '--abbrev-ref', 'HEAD')
  const branch = head === 'HEAD' ? env.GITHUB_HEAD_REF || env.GITHUB_REF_NAME || env.CI_COMMIT_REF_NAME : head
  if (!branch) {
    const next = 'Check a branch out, or name it in GITHUB_REF_NAME or CI_COMMIT_REF_NAME, as GitHub and GitLab do'
    throw usageError('branch', 'expected a branch, found a commit that is checked out without one', next)
  }
  return { version, branch }
}

function git(cwd: string, ...args: string[]): string | undefined {
  try {
    return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return undefined
  }
}
