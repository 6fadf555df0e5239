import { plural } from '../../engine/words.ts'
import type { FleetProgress } from '../../fleet/worker.ts'
import { visible } from '../../reports/inert.ts'
import { type Io, tell } from '../io.ts'
import { onTerminal } from '../progress/on-terminal.ts'

/** What shows how a fleet gets on. */
export interface FleetTeller {
  tell(progress: FleetProgress): void
  stop(): void
}

const TICK_MS = 500
/** How often a log is told how far the fleet is. */
const LINE_EVERY_MS = 30_000

/** Progress on a terminal, one line that is drawn over and over; in a log a line for each target that is to be looked at. */
export async function fleetProgress(io: Io, { quiet }: { quiet?: true }): Promise<FleetTeller> {
  if (quiet) return { tell() {}, stop() {} }
  const tally = new Tally()
  const say = (line: string) => tell(io, visible(line))
  if (!onTerminal(io)) {
    const timer = setInterval(() => say(tally.line(performance.now())), LINE_EVERY_MS).unref()
    return {
      tell(progress) {
        tally.take(progress)
        const line = lineOf(progress)
        if (line !== undefined) say(line)
      },
      stop() {
        clearInterval(timer)
        say(tally.line(performance.now()))
      },
    }
  }
  const { createLogUpdate } = await import('log-update')
  const log = createLogUpdate(io.stderr as NodeJS.WriteStream)
  const draw = () => log(tally.line(performance.now()))
  const timer = setInterval(draw, TICK_MS).unref()
  return {
    tell(progress) {
      tally.take(progress)
      const line = lineOf(progress)
      if (line === undefined) return
      log.clear()
      say(line)
      draw()
    },
    stop() {
      clearInterval(timer)
      log.clear()
      log.done()
      say(tally.line(performance.now()))
    },
  }
}

/** What is worth a line of its own: what holds is not. */
function lineOf(progress: FleetProgress): string | undefined {
  switch (progress.kind) {
    case 'judged': {
      const { name, isAway, complete, reason, fails } = progress
      if (isAway) return `${name}: away: ${reason}`
      if (!complete) return `${name}: not judged to the end: ${reason}`
      return fails.length > 0 ? `${name}: ${plural(fails.length, 'fail')}: ${fails.join(', ')}` : undefined
    }
    case 'broken':
      return `${progress.name}: broke off: ${progress.reason}`
    case 'trouble':
      return `note: ${progress.message}`
    case 'quiet':
      return 'note: these are quiet hours: what is left stays in the queue'
    default:
      return undefined
  }
}

/** How far a fleet is, as this process sees it. */
class Tally {
  #judged = 0
  #away = 0
  #failing = 0
  #left = 0
  #running = 0
  readonly #began = performance.now()

  take(progress: FleetProgress): void {
    if (progress.kind === 'open') {
      this.#left = progress.open.queued
      this.#running = progress.open.running
    }
    if (progress.kind !== 'judged') return
    this.#judged++
    this.#left = Math.max(0, this.#left - 1)
    if (progress.isAway) this.#away++
    if (progress.fails.length > 0) this.#failing++
  }

  line(now: number): string {
    const minutes = this.#judged === 0 ? undefined : (((now - this.#began) / this.#judged) * this.#left) / 60_000
    const rest = this.#left === 0 || minutes === undefined ? '' : `, about ${Math.ceil(minutes)} min left`
    return `${this.#judged} done, ${this.#running} running, ${this.#left} left, ${this.#away} away, ${this.#failing} with fails${rest}`
  }
}
