import { plural } from '../../engine/words.ts'
import type { TargetReport } from '../model.ts'
import type { Timeline } from '../timeline.ts'
import { duration, waitInWords } from '../verdicts.ts'
import { AsTable } from './as-table.tsx'
import { RateChart } from './rate-chart.tsx'
import { report } from './store.ts'

/** The cases of a run against the limit: when each was counted or refused, and how full the window was. */
export function RateLimit({ timeline, target }: { timeline: Timeline; target: TargetReport }) {
  const words = inWords(timeline, target)
  return (
    <section class="drawing rate-limit" id="rate-limit" aria-labelledby="rate-limit-title">
      <h2 id="rate-limit-title">Rate limit</h2>
      <p class="note">{words}</p>
      <figure>
        <RateChart timeline={timeline} label={`Timeline. ${words}`} />
        <figcaption>
          <CaseTable timeline={timeline} />
        </figcaption>
      </figure>
    </section>
  )
}

function inWords(timeline: Timeline, { usage }: TargetReport): string {
  const { limit, windowMs, counted, refused, peak, endMs } = timeline
  const tries = refused.length === 1 ? '1 try' : `${plural(refused.length, 'try')}`
  return [
    `The limit of this run is ${plural(limit, 'case')} in any ${duration(windowMs)}.`,
    `The target counted ${plural(counted.length, 'case')} in ${duration(endMs)}, at most ${peak} of them in one window, and refused ${tries}.`,
    ...(usage.rateLimitWaitMs > 0 ? [`In all: ${waitInWords(usage.rateLimitWaitMs, report.durationMs)}.`] : []),
  ].join(' ')
}

function CaseTable({ timeline }: { timeline: Timeline }) {
  const marks = [
    ...timeline.counted.map((mark) => ({ ...mark, outcome: 'counted' })),
    ...timeline.refused.map((mark) => ({ ...mark, outcome: 'refused' })),
  ].sort((a, b) => a.at - b.at)
  return (
    <AsTable
      columns={['At', 'Case', 'Operation', 'Exchange']}
      rows={marks.map(({ exchange, at, outcome, operation, isOthers }) => [
        `${(at / 1000).toFixed(2)} s`,
        isOthers ? `${outcome}, another caller's` : outcome,
        operation,
        <code key={exchange}>{exchange}</code>,
      ])}
      noun="case"
      file="exchanges.ndjson"
    />
  )
}
