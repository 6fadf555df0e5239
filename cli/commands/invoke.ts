import type { Io } from '../io.ts'
import type { Parts } from '../parts.ts'

/** Carries out what a subcommand does; it resolves with the exit status. */
export type Invoke = (action: (io: Io, parts: Parts) => Promise<number>) => Promise<void>
