import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The command as the package has it. */
const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

/** What of this process's environment would change what the command does. */
const OF_THE_COMMAND = /^(BITEWING_|VITEST|CI$|GITHUB_|NO_COLOR$|FORCE_COLOR$|(HTTPS?|NO)_PROXY$)/i

/** The built command as a process of its own; it is ended where it goes out of scope (`await using`). */
export class BuiltCommand implements AsyncDisposable {
  stdout = ''
  stderr = ''
  /** Its exit status, once it has ended. */
  readonly status: Promise<number | null>
  readonly #child: ChildProcessWithoutNullStreams

  constructor(argv: readonly string[], cwd: string, env: Record<string, string> = {}) {
    if (!existsSync(MAIN)) throw new Error('the command is not built: npm run build')
    const inherited = Object.entries(process.env).filter(([name]) => !OF_THE_COMMAND.test(name))
    this.#child = spawn(process.execPath, [MAIN, ...argv], { cwd, env: { ...Object.fromEntries(inherited), ...env } })
    this.#child.stdout.on('data', (chunk: Buffer) => {
      this.stdout += chunk.toString()
    })
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.stderr += chunk.toString()
    })
    this.status = new Promise((resolve) => this.#child.once('close', resolve))
  }

  interrupt(): void {
    this.signal('SIGINT')
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name)
  }

  /** As where its reader has seen enough. */
  closeStderr(): void {
    this.#child.stderr.destroy()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.status
  }
}
