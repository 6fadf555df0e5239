import type { TimelineFigure, Tone } from '../../../engine/figure.ts'
import { elapsed, inWords, toneGlyph } from '../../figures.ts'
import { AsTable } from '../as-table.tsx'
import { Scroll } from '../scroll.tsx'
import { timeTicks } from '../time-ticks.ts'
import { type Lane, laneOf, rangeOf } from './lane.ts'

/** Heights in pixels; the style sheet has those of what stands in them. */
const SPAN = 24
const POINT = 18

/** Lanes over time: spans with their labels in them, points with theirs beside or below. */
export function Timeline({ figure }: { figure: TimelineFigure }) {
  const range = rangeOf(figure)
  return (
    <>
      {range && (
        <Scroll label={`${figure.title}, drawn`} class="scroll-wide">
          <div class="lanes" role="img" aria-label={`${figure.title}. ${inWords(figure)}`}>
            <Axis length={range.to - range.from} />
            {figure.lanes.map((lane, at) => (
              <LaneRow key={at} lane={laneOf(lane, range)} length={range.to - range.from} />
            ))}
          </div>
        </Scroll>
      )}
      <AsTable columns={['After', 'At', 'Lane', 'What', 'Is']} rows={tableOf(figure)} noun="event" file="report.json" />
    </>
  )
}

const percent = (share: number) => `${(share * 100).toFixed(3)}%`

function LaneRow({ lane, length }: { lane: Lane; length: number }) {
  const spansHeight = lane.spanRows * SPAN
  return (
    <div class="lane">
      <span class="lane-label">{lane.label}</span>
      <div class="track" style={{ height: `${spansHeight + lane.labelRows * POINT + 4}px` }}>
        {timeTicks(length).map((at) => (
          <span key={at} class="grid-line" style={{ left: percent(at / length) }} />
        ))}
        {lane.spans.map((span, at) => (
          <span
            key={at}
            class={`span ${span.tone}`}
            style={{ left: percent(span.left), width: percent(span.width), top: `${span.row * SPAN + 2}px` }}
            title={`${span.label}, ${span.from} to ${span.to}`}
          >
            <Sign tone={span.tone} /> {span.label}
          </span>
        ))}
        {lane.labels.map(({ at, row, left, text, tone }) => (
          <span
            key={`${at} ${row} ${left}`}
            class={`point-label ${tone} ${row > 0 ? 'hanging' : ''} ${left ? 'left' : ''}`}
            style={{
              ...(left ? { right: percent(1 - at) } : { left: percent(at) }),
              top: `${spansHeight + 2}px`,
              paddingTop: `${row * POINT}px`,
            }}
          >
            {text}
          </span>
        ))}
        {lane.points.map((point, at) => (
          <span
            key={at}
            class={`point ${point.tone}`}
            style={{ left: percent(point.left), top: `${spansHeight + 2}px` }}
            title={`${point.label}, ${point.at}`}
          >
            <Sign tone={point.tone} />
          </span>
        ))}
      </div>
    </div>
  )
}

function Sign({ tone }: { tone: Tone }) {
  return <span class="sign">{toneGlyph[tone]}</span>
}

function Axis({ length }: { length: number }) {
  return (
    <div class="lane axis">
      <span class="lane-label">after</span>
      <div class="track">
        {timeTicks(length).map((at) => (
          <span key={at} class={at > length * 0.94 ? 'tick last' : 'tick'} style={{ left: percent(at / length) }}>
            {elapsed(at)}
          </span>
        ))}
      </div>
    </div>
  )
}

function tableOf({ from, lanes }: TimelineFigure) {
  const start = Date.parse(from)
  const events = lanes.flatMap(({ label: lane, spans, points }) => [
    ...spans.map((span) => ({ lane, at: span.from, until: span.to, label: span.label, tone: span.tone })),
    ...points.map((point) => ({ lane, ...point, until: undefined })),
  ])
  const time = (instant: string) => Date.parse(instant) - start
  return events
    .sort((a, b) => time(a.at) - time(b.at))
    .map(({ lane, at, until, label, tone }) => [
      elapsed(time(at)),
      at,
      lane,
      until === undefined ? label : `${label}, for ${elapsed(time(until) - time(at))}`,
      <span key={tone} class={`tone ${tone}`}>
        <Sign tone={tone} /> {tone}
      </span>,
    ])
}
