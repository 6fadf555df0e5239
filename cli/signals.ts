/** npm passes a signal on that the terminal has sent to the whole group already: two at once are one. */
const SAME_SIGNAL_MS = 100

const NUMBERS = { SIGINT: 2, SIGTERM: 15 }

type Signal = keyof typeof NUMBERS

/** What signals come from, and what they can end: the process. */
export interface Interruptible {
  on(event: Signal, listener: () => void): unknown
  on(event: 'newListener', listener: (event: string | symbol, added: (...values: unknown[]) => void) => void): unknown
  off(event: string, listener: () => void): unknown
  exit(status: number): void
}

/**
 * Tells the first SIGINT or SIGTERM, so that what goes on can end in good order; the next one ends the process at once,
 * with 128 and the signal's number. From then on nobody else hears these signals: vitest would end the process within a
 * millisecond of them, and no report would be written.
 *
 * @param now milliseconds
 */
export function onInterrupt(
  process: Interruptible,
  listener: (signal: string) => void,
  now: () => number = () => performance.now(),
): void {
  let first: number | undefined
  for (const signal of Object.keys(NUMBERS) as Signal[]) {
    process.on(signal, () => {
      if (first === undefined) {
        first = now()
        listener(signal)
      } else if (now() - first > SAME_SIGNAL_MS) {
        process.exit(128 + NUMBERS[signal])
      }
    })
  }
  process.on('newListener', (event, added) => {
    // It is told before the listener is there.
    if (typeof event === 'string' && event in NUMBERS) queueMicrotask(() => process.off(event, added))
  })
}
