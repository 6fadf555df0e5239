import { plural } from '../../../engine/words.ts'
import { visible } from '../../../reports/inert.ts'
import { limitInWords, type Tally } from '../../progress/tally.ts'

/** How far a target is, what its limit has left, and what is being waited for. */
export function Limit({ tally, now }: { tally: Tally; now: number }) {
  const { rules, judged, requests, waiting, toPlay, situations = {} } = tally
  const answered = Object.values(situations).filter(({ answer }) => answer !== undefined).length
  const limit = limitInWords(tally, now)
  const seconds = waiting && Math.ceil((waiting.until - now) / 1000)
  return (
    <section class="live" aria-label="Progress">
      <label>
        <progress max={toPlay ?? rules} value={toPlay === undefined ? judged : answered} />{' '}
        {toPlay === undefined
          ? `${judged} of ${plural(rules, 'rule')} judged`
          : `${answered} of ${plural(toPlay, 'situation')} over`}
      </label>
      <p class="note">{requests > 0 && plural(requests, 'request')}</p>
      {limit && <p role="timer">{limit}</p>}
      {waiting && seconds !== undefined && seconds > 0 && (
        <p role="timer" class="waiting">
          Waits {seconds} s for {visible(waiting.what)}
        </p>
      )}
    </section>
  )
}
