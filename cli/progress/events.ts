import { inertJson } from '../../reports/inert.ts'
import type { Teller } from './tally.ts'

/** Progress for another program: each thing that is told, as a line of JSON. */
export const eventLines = (write: (line: string) => void): Teller => ({
  tell: (progress) => write(inertJson(JSON.stringify(progress))),
  stop() {},
})
