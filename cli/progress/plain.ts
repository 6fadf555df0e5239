import { visible } from '../../reports/inert.ts'
import { advance, countsInWords, type Tallies, type Teller } from './tally.ts'

/**
 * Progress for a log: a line for each fail and warn as it is judged, and one for each target that is through; no line
 * for what holds.
 */
export function plainProgress(write: (line: string) => void): Teller {
  const tallies: Tallies = new Map()
  return {
    tell(progress) {
      advance(tallies, progress, 0)
      const { target } = progress
      if (progress.kind === 'judged' && (progress.verdict === 'fail' || progress.verdict === 'warn')) {
        write(visible(`${target}: ${progress.verdict} ${progress.id}: ${progress.message}`))
      }
      if (progress.kind === 'finished') {
        write(`${target}: ${countsInWords(tallies.get(target)!) || 'nothing judged'}`)
      }
    },
    stop() {},
  }
}
