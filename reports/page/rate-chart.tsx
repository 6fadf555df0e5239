import { type Mark, steps, type Timeline } from '../timeline.ts'
import { duration } from '../verdicts.ts'
import { timeTicks } from './time-ticks.ts'

/** Rows of the drawing, in pixels from its top. */
const ROW = {
  window: 14,
  plot: 30,
  plotHeight: 84,
  lanes: 115,
  counted: 126,
  refused: 146,
  tick: 14,
  axis: 168,
  height: 190,
}

/** How full the window was, over when each case was counted or refused, and where the run waited. `label` says it in words. */
export function RateChart({ timeline, label }: { timeline: Timeline; label: string }) {
  const { limit, windowMs, counted, refused, pauses, peak } = timeline
  // A little room, so that the last mark is not cut in half.
  const end = Math.max(timeline.endMs, 1) * 1.01
  const percent = (ms: number) => `${((ms / end) * 100).toFixed(3)}%`
  const top = Math.max(limit, peak)
  const first = counted[0]?.at
  // Too short for its label on a phone: that begins where the window does.
  const isShort = windowMs < end / 4
  const ticks = timeTicks(end)
  const plotY = (cases: number) => ROW.plot + ROW.plotHeight * (1 - cases / top)
  return (
    <div class="chart">
      <div class="axis-labels" aria-hidden="true">
        <span class="limit-label" style={{ top: `${plotY(limit) - 8}px` }}>
          limit {limit}
        </span>
        <span class="load-label">cases in the last {duration(windowMs)}</span>
        <span class="counted">counted</span>
        <span class="refused">refused</span>
      </div>
      <svg width="100%" height={ROW.height} role="img" aria-label={label}>
        <defs>
          <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect class="hatch" width="1.5" height="6" />
          </pattern>
        </defs>
        {pauses.map(({ from, to }) => (
          <g key={from} class="pause">
            <rect
              x={percent(from)}
              width={percent(to - from)}
              y={ROW.lanes}
              height={ROW.axis - ROW.lanes}
              fill="url(#hatch)"
            />
            {to - from > end / 12 && (
              <text
                class={to - from > end / 4 ? undefined : 'on-wide'}
                x={percent((from + to) / 2)}
                y={ROW.axis - 24}
                text-anchor="middle"
              >
                {duration(to - from)} wait
              </text>
            )}
          </g>
        ))}
        {first !== undefined && (
          <g class="window">
            <line x1={percent(first)} x2={percent(Math.min(first + windowMs, end))} y1={ROW.window} y2={ROW.window} />
            <line x1={percent(first)} x2={percent(first)} y1={ROW.window - 4} y2={ROW.window + 4} />
            {first + windowMs <= end && (
              <line
                x1={percent(first + windowMs)}
                x2={percent(first + windowMs)}
                y1={ROW.window - 4}
                y2={ROW.plot + ROW.plotHeight}
                class="edge"
              />
            )}
            <text
              x={percent(isShort ? first : first + Math.min(windowMs, end - first) / 2)}
              y={ROW.window - 4}
              text-anchor={isShort ? 'start' : 'middle'}
            >
              {duration(windowMs)} window
            </text>
          </g>
        )}
        <svg
          aria-hidden="true"
          x="0"
          y={ROW.plot}
          width="100%"
          height={ROW.plotHeight}
          viewBox={`0 0 ${end} ${top}`}
          preserveAspectRatio="none"
        >
          <path class="load" d={loadPath(timeline, end, top)} />
        </svg>
        <line class="limit" x1="0" x2="100%" y1={plotY(limit)} y2={plotY(limit)} />
        <line class="base" x1="0" x2="100%" y1={plotY(0)} y2={plotY(0)} />
        <Ticks class="counted" marks={counted} end={end} y={ROW.counted} />
        <Ticks class="refused" marks={refused} end={end} y={ROW.refused} />
        <line class="base" x1="0" x2="100%" y1={ROW.axis} y2={ROW.axis} />
        {ticks.map((at, nth) => (
          <g key={at} class={nth % 2 === 1 && ticks.length > 4 ? 'time on-wide' : 'time'}>
            <line x1={percent(at)} x2={percent(at)} y1={ROW.axis} y2={ROW.axis + 4} />
            <text
              x={percent(at)}
              y={ROW.axis + 16}
              text-anchor={at === 0 ? 'start' : at > end * 0.96 ? 'end' : 'middle'}
            >
              {at === 0 ? '0 s' : duration(at)}
            </text>
          </g>
        ))}
      </svg>
    </div>
  )
}

/** The trailing window's cases as one stepped area, in milliseconds and cases. */
function loadPath({ counted, windowMs }: Timeline, end: number, top: number): string {
  const path = steps(counted, windowMs)
    .filter(({ at }) => at <= end)
    .map(({ at, cases }) => `H${at}V${top - cases}`)
  return `M0 ${top}${path.join('')}H${end}V${top}Z`
}

/** All marks of a lane as one path: a run of thousands of cases is still one element. */
function Ticks({ class: name, marks, end, y }: { class: string; marks: Mark[]; end: number; y: number }) {
  return (
    <svg
      aria-hidden="true"
      x="0"
      y={y}
      width="100%"
      height={ROW.tick}
      viewBox={`0 0 ${end} 1`}
      preserveAspectRatio="none"
      overflow="visible"
    >
      <path class={`ticks ${name}`} d={marks.map(({ at }) => `M${at} 0v1`).join('')} />
    </svg>
  )
}
