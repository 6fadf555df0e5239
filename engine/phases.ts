/**
 * Stretches of a run that must not overlap: a phase begins once all that was asked of the phases before it is through.
 * What is asked of a phase that has begun, or is over, starts at once. Tasks of one phase run together, and may await
 * one another, but never what belongs to a later phase.
 */
export class Phases<Name extends string> {
  readonly #waiting: (() => void)[][]
  #at = -1
  #running = 0
  #advancing = false

  constructor(private readonly names: readonly Name[]) {
    this.#waiting = names.map(() => [])
  }

  /** Runs a task in a phase. All that is asked for before the event loop turns is known when the first phase begins. */
  async during<T>(name: Name, task: () => Promise<T>): Promise<T> {
    const phase = this.names.indexOf(name)
    if (phase > this.#at) {
      const begun = new Promise<void>((resolve) => this.#waiting[phase]?.push(resolve))
      this.#advance()
      await begun
    } else this.#running++
    try {
      return await task()
    } finally {
      this.#running--
      this.#advance()
    }
  }

  #advance(): void {
    if (this.#advancing) return
    this.#advancing = true
    setImmediate(() => {
      this.#advancing = false
      if (this.#running > 0) return
      const next = this.#waiting.findIndex((tasks) => tasks.length > 0)
      if (next === -1) return
      this.#at = next
      const tasks = this.#waiting[next]?.splice(0) ?? []
      this.#running = tasks.length
      for (const begin of tasks) begin()
    })
  }
}
