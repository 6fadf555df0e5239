import type { Progress } from '../../engine/target.ts'
import { plural } from '../../engine/words.ts'
import { roleOfClient, titleOf, verdicts } from '../../reports/verdicts.ts'

/** What shows a run's progress. */
export interface Teller {
  tell(progress: Progress): void
  /** Nothing more comes, and what stands only for the time of the run goes. */
  stop(): void
}

export const SILENT: Teller = { tell() {}, stop() {} }

/** How far a target is: of a client that is judged beside its server, that side of it. */
export interface Tally {
  name: string
  role?: 'client'
  rules: number
  judged: number
  /** How often each verdict was given. */
  counts: Record<string, number>
  /** The rules that are judged, in the order in which they were. */
  rows: Record<string, { verdict: string; message: string }>
  requests: number
  casesLeft?: number
  /** When the next case is possible, where none is left: milliseconds on the clock of {@link advance}'s `now`. */
  nextCaseAt?: number
  /** What nothing is sent for, and until when on the same clock. */
  waiting?: { what: string; until: number }
  /** Where a proxy listens, and what its clients are given. */
  listening?: { url: string; credentials?: Readonly<Record<string, unknown>> }
  /** Of a drill: how many situations it has. */
  toPlay?: number
  /** Of a drill, by name, in the order in which they began. */
  situations?: Record<string, SituationTally>
}

/** How far a situation is: it is over once there is an answer. */
export interface SituationTally {
  summary: string
  job: string
  jobTimeoutMs: number
  /** On the clock of {@link advance}'s `now`. */
  startedAt: number
  endedAt?: number
  answer?: string
}

/** By the name of the target, and of a client's side by its title. */
export type Tallies = Map<string, Tally>

/** Takes in what was told; `now` is the time in milliseconds at which it was. */
export function advance(tallies: Tallies, progress: Progress, now: number): void {
  const { target: name } = progress
  const role = progress.kind === 'judged' ? roleOfClient(progress) : {}
  const title = titleOf({ name, ...role })
  const tally = tallies.get(title) ?? { name, ...role, rules: 0, judged: 0, counts: {}, rows: {}, requests: 0 }
  tallies.set(title, tally)
  switch (progress.kind) {
    case 'started':
      tally.rules = progress.rules
      if (progress.situations !== undefined) tally.toPlay = progress.situations
      break
    case 'judged': {
      const before = tally.rows[progress.id]
      if (before) tally.counts[before.verdict]! -= 1
      else tally.judged += 1
      tally.counts[progress.verdict] = (tally.counts[progress.verdict] ?? 0) + 1
      tally.rows[progress.id] = { verdict: progress.verdict, message: progress.message }
      break
    }
    case 'budget':
      tally.requests = progress.requests
      delete tally.waiting
      tally.casesLeft = progress.casesLeft
      tally.nextCaseAt = progress.nextCaseInMs === undefined ? undefined : now + progress.nextCaseInMs
      break
    case 'waiting':
      tally.waiting = { what: progress.what, until: now + progress.ms }
      break
    case 'listening': {
      const { url, credentials } = progress
      tally.listening = { url, ...(credentials ? { credentials } : {}) }
      break
    }
    case 'passed':
      tally.requests += 1
      break
    case 'situation': {
      const { summary, job, jobTimeoutMs } = progress
      tally.situations = { ...tally.situations, [progress.name]: { summary, job, jobTimeoutMs, startedAt: now } }
      break
    }
    case 'answered': {
      const one = tally.situations?.[progress.name]
      if (one)
        tally.situations = { ...tally.situations, [progress.name]: { ...one, endedAt: now, answer: progress.answer } }
      break
    }
    case 'finished':
      delete tally.waiting
      break
  }
}

/** `97 pass, 1 fail, 2 warn`: the verdicts that were given, the one to act on first at the front. */
export const countsInWords = ({ counts }: Tally) =>
  verdicts
    .filter(({ name }) => (counts[name] ?? 0) > 0)
    .map(({ name, label }) => `${counts[name]} ${label}`)
    .join(', ')

/** What the limit's window has left, while there is something to judge; nothing where there is no limit. */
export function limitInWords({ rules, judged, casesLeft, nextCaseAt }: Tally, now: number): string | undefined {
  if (casesLeft === undefined || judged === rules) return undefined
  if (casesLeft > 0) return `${plural(casesLeft, 'case')} left in this window`
  const seconds = nextCaseAt === undefined ? 0 : Math.ceil((nextCaseAt - now) / 1000)
  return seconds > 0 ? `no case left in this window, the next one in ${seconds} s` : 'no case left in this window'
}
