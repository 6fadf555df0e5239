import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, vi } from 'vitest'
import { BuiltCommand } from './built.ts'

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** `bitewing serve` as a process of its own; it is ended where it goes out of scope (`await using`). */
export class ServedPage implements AsyncDisposable {
  private constructor(
    readonly command: BuiltCommand,
    /** With the token in it. */
    readonly url: string,
    readonly port: number,
  ) {}

  static async start(cwd: string, args: readonly string[] = [], env: Record<string, string> = {}): Promise<ServedPage> {
    const command = new BuiltCommand(['serve', ...args], cwd, env)
    await vi.waitFor(() => expect(command.stdout, command.stderr).toContain('}\n'), { timeout: 30_000 })
    const { url, port } = JSON.parse(command.stdout) as { url: string; port: number }
    return new ServedPage(command, url, port)
  }

  /** Asks it as any program can, with whatever headers. */
  ask(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port: this.port, path, method, headers }, async (answer) => {
        resolve({ status: answer.statusCode!, headers: answer.headers, body: await text(answer) })
      })
      asked.once('error', reject).end(body)
    })
  }

  /** The cookie that the address with the token gives. */
  async cookie(): Promise<string> {
    const { pathname, search } = new URL(this.url)
    const { headers } = await this.ask(pathname + search)
    return String(headers['set-cookie']).split(';')[0]!
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.command[Symbol.asyncDispose]()
  }
}
