import { setTimeout as delay } from 'node:timers/promises'

/** npm passes a signal on that the terminal has sent to the whole group already: two at once are one. */
const SAME_SIGNAL_MS = 100

/** What may be done before the process ends before its time. */
const LAST_MS = 5000

const NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }
const FAULTS = ['uncaughtException', 'unhandledRejection'] as const

type Signal = keyof typeof NUMBERS
type Fault = (typeof FAULTS)[number]

/** What signals come from, and what they can end: the process. */
export interface Interruptible {
  on(event: Signal | 'disconnect', listener: () => void): unknown
  on(event: Fault, listener: (error: unknown) => void): unknown
  on(event: 'newListener', listener: (event: string | symbol, added: (...values: unknown[]) => void) => void): unknown
  off(event: string, listener: () => void): unknown
  exit(status: number): void
}

/** What is to be done when the process is to end before its work is done. */
interface Listener {
  first(signal: string): void
  last(why: string): Promise<void>
}

/**
 * Hears all that ends the process before its time. The first SIGINT, SIGTERM or SIGHUP is told, so that what goes on can
 * end in good order. At the next one, and at an error that nobody caught, there is a moment for what can be left behind;
 * then the process ends, with 128 and the signal's number, or with 3; at once where yet another signal comes. Where the
 * process that started it is gone, that is a SIGHUP, unless it was told to end before.
 *
 * Nobody else hears any of these: vitest would end the process within a millisecond, with a status that says that a rule
 * failed, and no report would be written.
 *
 * @param tellFault tells an error that nobody caught
 * @param now milliseconds
 * @returns where to listen
 */
export function endings(
  process: Interruptible,
  tellFault: (error: unknown) => void,
  now: () => number = () => performance.now(),
): (first: Listener['first'], last?: Listener['last']) => void {
  let listener: Listener | undefined
  let latest: number | undefined
  let ending = false
  const end = (status: number, why: string) => {
    if (ending) return process.exit(status)
    ending = true
    const last = Promise.resolve(listener?.last(why)).catch(() => {})
    void Promise.race([last, delay(LAST_MS, undefined, { ref: false })]).then(() => process.exit(status))
  }
  const onSignal = (signal: Signal) => {
    const isSame = latest !== undefined && now() - latest <= SAME_SIGNAL_MS
    if (isSame) return
    const isFirst = latest === undefined && !ending
    latest = now()
    if (isFirst) listener?.first(signal)
    else end(128 + NUMBERS[signal], `the run was interrupted (${signal})`)
  }
  const onDisconnect = () => {
    if (latest === undefined) onSignal('SIGHUP')
  }
  const onFault = (error: unknown) => {
    if (ending) return
    tellFault(error)
    end(3, `an error: ${error instanceof Error ? error.message : error}`)
  }
  for (const fault of FAULTS) process.on(fault, onFault)
  const heard = new Set<string | symbol>(FAULTS)
  process.on('newListener', (event, added) => {
    // It is told before the listener is there.
    if (heard.has(event)) queueMicrotask(() => process.off(event as string, added))
  })
  return (onFirst, last = async () => {}) => {
    listener = { first: onFirst, last }
    for (const signal of Object.keys(NUMBERS) as Signal[]) {
      process.on(signal, () => onSignal(signal))
      heard.add(signal)
    }
    process.on('disconnect', onDisconnect)
    heard.add('disconnect')
  }
}
