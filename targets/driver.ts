import type { Driver, DriverAnswer, DriverRun, JobRequest, NoAnswer } from '../engine/drill.ts'
import { parsed } from '../engine/json-diff.ts'
import { redactedIn, redactor } from '../engine/redact.ts'
import { size } from './http/read-body.ts'
import { type ProcessEnd, startGroup } from './process-group.ts'

export interface DriverOptions {
  argv: readonly string[]
  cwd: string
  env: Readonly<Record<string, string | undefined>>
  jobTimeoutMs: number
}

/** The longest answer that is read. */
const MOST_ANSWER_BYTES = 1024 * 1024
/** What is kept of a log: its beginning and its end. */
const MOST_LOG_BYTES = 32 * 1024

/** A driver as the configuration names it: one process a job, which is ended with all that it started. */
export const processDriver = (options: DriverOptions): Driver => ({
  async run(job, signal, timeZone) {
    const env = { ...options.env, TZ: timeZone }
    const { stdout, stderr, answer } = await played(job, { ...options, env }, signal)
    const redact = jobRedactor(job)
    return { answer: redactedIn(answer, redact), log: redact([stdout, stderr].filter(Boolean).join('\n')) }
  },
})

async function played(
  job: JobRequest,
  { argv, cwd, env, jobTimeoutMs }: DriverOptions,
  signal: AbortSignal,
): Promise<{ stdout: string; stderr: string; answer: DriverRun['answer'] }> {
  const { child, ended, kill } = startGroup(argv, { cwd, env, stdin: 'pipe' })
  const out = new LastLine()
  const err = new BoundedLog()
  child.stdout.on('data', (chunk: Buffer) => out.add(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.add(chunk))
  // A driver that reads nothing, or that is not there, leaves the pipe broken.
  child.stdin?.on('error', () => {})
  child.stdin?.end(`${JSON.stringify(job)}\n`)
  let why: 'time' | 'end' | undefined
  const stop = (reason: typeof why) => {
    why ??= reason
    kill()
  }
  const timer = setTimeout(() => stop('time'), jobTimeoutMs)
  const onAbort = () => stop('end')
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  const end = await ended
  clearTimeout(timer)
  signal.removeEventListener('abort', onAbort)
  if (why === 'end') return { ...out.all(), stderr: err.text, answer: none('the drill was broken off') }
  if (why === 'time') {
    const fault = `the driver did not end within ${jobTimeoutMs / 1000} s`
    return { ...out.all(), stderr: err.text, answer: { ...none(fault), timedOut: true } }
  }
  const fault = faultOf(end, argv[0] ?? '', err.text)
  if (fault) return { ...out.all(), stderr: err.text, answer: none(fault) }
  const { line, log } = out
  return { stdout: log, stderr: err.text, answer: readAnswer(line) }
}

const none = (fault: string): NoAnswer => ({ status: 'none', fault })

function faultOf(end: ProcessEnd, program: string, stderr: string): string | undefined {
  if ('notStarted' in end) return `the driver (${program}) could not be started: ${end.notStarted}`
  if ('signal' in end) return `the driver (${program}) was ended by ${end.signal}`
  if (end.status === 0) return undefined
  const lines = stderr.split('\n').filter((line) => line.trim() !== '')
  const why = (lines.find((line) => AN_ERROR.test(line)) ?? lines.at(-1))?.trim().slice(0, 200)
  return `the driver (${program}) ended with status ${end.status}${why ? `: ${why}` : ''}`
}

/** How Node and Python say why they end: `TypeError: …`. */
const AN_ERROR = /^\s*[\w.]*(Error|Exception)\b.*:/

const STATUSES = ['done', 'refused', 'unavailable', 'uncertain', 'failed']

/** An answer as the protocol's version 1 has it; what it must not lack to be understood is its status alone. */
function readAnswer(line: string | undefined): DriverRun['answer'] {
  if (line === undefined) return none(`its last line is longer than ${size(MOST_ANSWER_BYTES)}`)
  if (line === '') return none('the driver wrote no answer')
  const value = parsed(line)
  const shown = line.length > 100 ? `${line.slice(0, 100)}…` : line
  if (!isObject(value)) return none(`the driver's last line is no JSON object: ${shown}`)
  const { version, status, result, reason, field } = value
  if (version !== undefined && version !== 1) return none(`the driver answers version ${shownValue(version)}, not 1`)
  if (!STATUSES.includes(status as string)) {
    return none(`expected a status of ${STATUSES.join(', ')} from the driver, found ${shownValue(status)}`)
  }
  if (status === 'done') return { status, result: isObject(result) ? result : {} }
  return {
    status: status as Exclude<DriverAnswer['status'], 'done'>,
    reason: typeof reason === 'string' ? reason : '',
    ...(typeof field === 'string' ? { field } : {}),
  }
}

const shownValue = (value: unknown) => (value === undefined ? 'none' : String(JSON.stringify(value)).slice(0, 100))

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Hides what a job is given to prove who it is. */
function jobRedactor({ credentials, input }: JobRequest): (text: string) => string {
  const found = [...secretsIn(credentials), ...secretsIn(input)]
  const secrets = Object.fromEntries(found.map(({ name, value }) => [name, value]))
  const users = Object.fromEntries(found.flatMap(({ name, user }) => (user === undefined ? [] : [[name, user]])))
  return redactor(secrets, users)
}

function secretsIn(value: unknown): { name: string; value: string; user?: string }[] {
  if (Array.isArray(value)) return value.flatMap(secretsIn)
  if (!isObject(value)) return []
  const user = value.user ?? value.username
  return Object.entries(value).flatMap(([name, one]) => {
    if (typeof one !== 'string') return secretsIn(one)
    if (!/key|token|secret|password/i.test(name)) return []
    return [{ name, value: one, ...(typeof user === 'string' ? { user } : {}) }]
  })
}

/** The beginning and the end of what is written, and a note of what is left out. */
class BoundedLog {
  readonly #head: Buffer[] = []
  #headBytes = 0
  #tail = Buffer.alloc(0)
  #left = 0

  add(chunk: Buffer): void {
    const room = MOST_LOG_BYTES / 2 - this.#headBytes
    if (room > 0) {
      this.#head.push(Buffer.from(chunk.subarray(0, room)))
      this.#headBytes += Math.min(room, chunk.length)
    }
    const rest = chunk.subarray(Math.max(room, 0))
    if (rest.length === 0) return
    const all = Buffer.concat([this.#tail, rest])
    const over = Math.max(0, all.length - MOST_LOG_BYTES / 2)
    this.#left += over
    this.#tail = Buffer.from(all.subarray(over))
  }

  get text(): string {
    const [head, tail] = [Buffer.concat(this.#head).toString('utf8'), this.#tail.toString('utf8')]
    return (this.#left > 0 ? `${head}\n[${size(this.#left)} are left out]\n${tail}` : head + tail).trimEnd()
  }
}

/** Lines by and by: all but the last one that is not blank are log. */
class LastLine {
  readonly #log = new BoundedLog()
  #chunks: Buffer[] = []
  #bytes = 0
  #last: string | undefined = ''

  add(chunk: Buffer): void {
    const [first, last] = [chunk.indexOf(10), chunk.lastIndexOf(10)]
    if (first < 0) {
      this.#keep(chunk)
      return
    }
    this.#keep(chunk.subarray(0, first))
    this.#take(this.#bytes > MOST_ANSWER_BYTES ? undefined : Buffer.concat(this.#chunks).toString('utf8'))
    for (const line of chunk.subarray(first, last).toString('utf8').split('\n')) this.#take(line)
    this.#chunks = []
    this.#bytes = 0
    this.#keep(chunk.subarray(last + 1))
  }

  /** A line that has ended; undefined for one that is too long. What is not blank may be the answer. */
  #take(line: string | undefined): void {
    if (line === undefined || line.trim() !== '') this.#replace(line?.trim())
  }

  #keep(chunk: Buffer): void {
    this.#bytes += chunk.length
    if (this.#bytes <= MOST_ANSWER_BYTES) this.#chunks.push(Buffer.from(chunk))
    else if (this.#chunks.length > 0) {
      for (const one of this.#chunks) this.#log.add(one)
      this.#chunks = []
    }
  }

  #replace(line: string | undefined): void {
    if (this.#last !== '') this.#log.add(Buffer.from(`${this.#last ?? '[a line that is too long]'}\n`))
    this.#last = line
  }

  #end(): void {
    if (this.#bytes > 0) this.add(Buffer.from('\n'))
  }

  /** The last line that is not blank; '' where there is none, undefined where it is too long. */
  get line(): string | undefined {
    this.#end()
    return this.#last
  }

  get log(): string {
    this.#end()
    return this.#log.text
  }

  all(): { stdout: string } {
    this.#end()
    this.#replace('')
    return { stdout: this.#log.text }
  }
}
