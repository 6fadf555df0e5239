import { plural } from '../../engine/words.ts'
import type { Palette } from '../../reports/summary.ts'
import { verdicts } from '../../reports/verdicts.ts'
import { advance, limitInWords, type Tallies, type Teller } from './tally.ts'

/** How often the countdown to the next case moves, in milliseconds. */
const TICK_MS = 250

/**
 * Progress on a terminal: a block that is drawn over and over, a line or two for each target; `stop` wipes it away.
 *
 * @param stream the terminal
 */
export async function liveProgress(stream: NodeJS.WritableStream, palette: Palette): Promise<Teller> {
  const { createLogUpdate } = await import('log-update')
  // It asks a stream for no more than `write`, and for `columns` and `rows` where there are any.
  const log = createLogUpdate(stream as NodeJS.WriteStream)
  const tallies: Tallies = new Map()
  const draw = () => tallies.size > 0 && log(block(tallies, performance.now(), palette).join('\n'))
  const timer = setInterval(draw, TICK_MS).unref()
  return {
    tell: (progress) => advance(tallies, progress, performance.now()),
    stop() {
      clearInterval(timer)
      log.clear()
      log.done()
    },
  }
}

/** The lines of the block: how many rules of each target are judged, and how, and what its rate limit has left. */
export function block(tallies: Tallies, now: number, palette: Palette): string[] {
  const width = Math.max(0, ...[...tallies.keys()].map((name) => name.length))
  return [...tallies].flatMap(([name, tally]) => {
    const counts = verdicts
      .filter(({ name: verdict }) => tally.counts[verdict])
      .map(({ name: verdict, glyph, label }) => paintOf(verdict, palette)(`${glyph} ${tally.counts[verdict]} ${label}`))
    const head = `${palette.bold(name.padEnd(width))}  ${tally.judged}/${plural(tally.rules, 'rule')}`
    const limit = limitInWords(tally, now)
    return [[head, ...counts].join('  '), ...(limit ? [palette.dim(`${' '.repeat(width)}  ${limit}`)] : [])]
  })
}

function paintOf(verdict: string, palette: Palette): (text: string) => string {
  if (verdict === 'fail' || verdict === 'warn' || verdict === 'pass') return palette[verdict]
  return palette.dim
}
