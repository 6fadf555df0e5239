import { visible } from '../../reports/inert.ts'
import { advance, countsInWords, type Tallies, type Teller } from './tally.ts'

/**
 * Progress for a log: a line for each fail and warn as it is judged, for each wait of more than a few seconds, and for
 * each target that is through; no line for what holds.
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
      if (progress.kind === 'waiting') {
        const until = new Date(Date.now() + progress.ms).toISOString().slice(11, 19)
        const { ms, what } = progress
        write(`${target}: waits ${Math.ceil(ms / 1000)} s for ${what}, until ${until} UTC`)
      }
      if (progress.kind === 'finished') {
        write(`${target}: ${countsInWords(tallies.get(target)!) || 'nothing judged'}`)
      }
    },
    stop() {},
  }
}
