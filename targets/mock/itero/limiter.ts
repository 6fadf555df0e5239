import type { RateLimit } from '../../../engine/target.ts'
import type { CaseWindow } from './window.ts'

/** The windows of all callers, by key. */
export class Limiter {
  readonly #windows = new Map<string, CaseWindow>()
  readonly #createWindow: () => CaseWindow

  constructor(
    readonly limit: RateLimit,
    createWindow: (limit: RateLimit) => CaseWindow,
  ) {
    this.#createWindow = () => createWindow(limit)
  }

  /** The window under this key, opened where there was none. */
  windowOf(key: string): CaseWindow {
    let window = this.#windows.get(key)
    if (!window) {
      window = this.#createWindow()
      this.#windows.set(key, window)
    }
    return window
  }

  /** Forgets all cases. */
  clear(): void {
    this.#windows.clear()
  }
}
