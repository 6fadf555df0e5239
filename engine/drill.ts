import type { RunningMock } from './mock.ts'
import type { RateLimit } from './target.ts'
import type { Traffic } from './traffic.ts'
import type { Finding } from './verdict.ts'

/** A job that a driver may be given, in the words of the protocol. */
export interface Job {
  /** What stands under `credentials`, `input` and `result`, for those who write a driver. */
  credentials: string
  input: string
  result: string
}

/** What a driver made of a job. */
export type DriverAnswer =
  | { status: 'done'; result: Readonly<Record<string, unknown>> }
  | { status: 'refused' | 'unavailable' | 'uncertain' | 'failed'; reason: string; field?: string }

/** What came where no answer did. */
export interface NoAnswer {
  status: 'none'
  fault: string
  /** The job took longer than it may. */
  timedOut?: true
}

/** What a driver is given, as one line of JSON. */
export interface JobRequest {
  version: 1
  job: string
  baseUrl: string
  credentials: Readonly<Record<string, unknown>>
  input: unknown
}

/** A driver's run of one job. */
export interface DriverRun {
  answer: DriverAnswer | NoAnswer
  /** What it wrote besides its answer, from both streams; bounded. */
  log: string
}

/** Does jobs, each as one process. */
export interface Driver {
  /**
   * @param signal ends the job
   * @param timeZone what the machine's own time is to be for it, as `TZ` has it
   */
  run(job: JobRequest, signal: AbortSignal, timeZone: string): Promise<DriverRun>
}

/** A request as it comes to the server of a situation. */
export interface StageRequest {
  method: string
  path: string
  query: URLSearchParams
  headers: Readonly<Record<string, string>>
  body: string
  /** The operation; '' for one that is not documented. */
  operation: string
  /** 1 for the first of its operation. */
  nth: number
}

export interface StageAnswer {
  status: number
  headers?: Readonly<Record<string, string>>
  body?: string
}

/** What a situation makes of a request; undefined leaves it to the mock. */
export interface Interception {
  /** Answers in the mock's place. */
  answer?: StageAnswer
  /** Changes what the mock answers. */
  change?(answer: Required<StageAnswer>): StageAnswer
  /** So many milliseconds pass before anything is answered. */
  delayMs?: number
  /** The connection is lost `before` the mock sees the request, or `after` it has done what was asked. */
  lose?: 'before' | 'after'
  /** Something happens at the mock first. */
  first?(): Promise<unknown>
}

/** The mock of a situation. */
export interface StageMock extends Pick<RunningMock, 'target' | 'baseUrl'> {
  /** Sets a provider state up, and resolves with what it answers. */
  state(name: string, params?: Record<string, unknown>): Promise<Record<string, unknown>>
  /** Asks the mock itself; this is not the client's traffic. A body that is no text goes as JSON. */
  call(request: { method: string; path: string; headers?: Record<string, string>; body?: unknown }): Promise<{
    status: number
    body: unknown
  }>
}

/** A situation that is brought about, and what the client is to do in it. */
export interface Stage {
  input: unknown
  /** In place of those that fit the mock. */
  credentials?: Readonly<Record<string, unknown>>
  /** The limit that the client is told, where the mock keeps another one. */
  rateLimit?: RateLimit
  /** What should come of it, in whatever form the situation's judges take it. */
  expected?: unknown
  intercept?(request: StageRequest): Interception | undefined
  /** What the mock holds once the job is over. */
  after?(): Promise<unknown>
}

/** What a situation is made with. */
export interface StageHands {
  /** Every situation has a seed of its own, drawn from the drill's. */
  seed: number
  /** Starts the situation's mock with its own data; called once. */
  start(options?: Record<string, unknown>): Promise<StageMock>
}

/** A request that came to the mock, and what it answered, whatever the client saw of it. */
export interface Reached {
  operation: string
  method: string
  /** With its query. */
  path: string
  body: string
  status: number
  answer: string
}

/** What one situation gave: all that its rules are judged by. */
export interface Played {
  situation: string
  job: string
  input: unknown
  expected?: unknown
  answer: DriverAnswer | NoAnswer
  log: string
  /** The driver's `TZ`. */
  timeZone: string
  /** What passed between the client and the stage. */
  traffic: Traffic
  reached: readonly Reached[]
  after?: unknown
}

/** A situation whose job was answered. */
export type Answered = Played & { answer: DriverAnswer }

/** Judges one rule by what came of one situation: a pure function. */
export type DrillJudge = (played: Answered) => Finding

/** One job in one situation. */
export interface Situation {
  /** Kebab-case, unique in its profile. */
  name: string
  /** What the client meets, in one sentence. */
  summary: string
  job: string
  stage(hands: StageHands): Promise<Stage>
  /** The rules that it shows, by ID. */
  judges: Readonly<Record<string, DrillJudge>>
  /** Rules on traffic that it is there to bring up: they are judged in every situation. */
  bringsUp?: readonly string[]
  /** Rules that are broken where the job takes longer than it may, once the server was asked. */
  overtime?: readonly string[]
}

/** What a profile has for drills. */
export interface Drill {
  jobs: Readonly<Record<string, Job>>
  situations: readonly Situation[]
  /** For a rule that is judged by drills: rules that explain a fault of it in the same situation. */
  leansOn?: Readonly<Record<string, readonly string[]>>
  /** As `leansOn`, in whatever situation: what is compared with what another rule is about. */
  comparedWith?: Readonly<Record<string, readonly string[]>>
}

/** What a driver answered, in words. */
export const answerInWords = (answer: DriverAnswer | NoAnswer): string => {
  if (answer.status === 'none') return answer.fault
  if (answer.status === 'done') return 'done'
  return answer.reason === '' ? answer.status : `${answer.status} (${answer.reason})`
}
