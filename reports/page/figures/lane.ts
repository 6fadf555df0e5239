import type { TimelineFigure } from '../../../engine/figure.ts'
import { type Label, labelsOf, type Point } from './labels.ts'
import { rowsOf } from './rows.ts'

type LaneOfFigure = TimelineFigure['lanes'][number]
type Span = LaneOfFigure['spans'][number]

/** The stretch of time that a timeline shows, in milliseconds since the epoch. */
interface Range {
  from: number
  to: number
}

/** A lane laid out along the axis: positions are shares of it, from 0 to 1. */
export interface Lane {
  label: string
  spans: (Span & { left: number; width: number; row: number })[]
  spanRows: number
  points: (Point & { left: number })[]
  labels: Label[]
  labelRows: number
}

/** Undefined where the figure's instants cannot be read, or nothing lies between them. */
export function rangeOf({ from, to }: TimelineFigure): Range | undefined {
  const range = { from: Date.parse(from), to: Date.parse(to) }
  return range.to > range.from ? range : undefined
}

/** What begins before the range or ends after it is cut there; what cannot be placed is left to the table. */
export function laneOf({ label, spans, points }: LaneOfFigure, range: Range): Lane {
  const share = (instant: string) => (Date.parse(instant) - range.from) / (range.to - range.from)
  const placedSpans = spans
    .map((span) => ({ span, from: Math.max(0, share(span.from)), to: Math.min(1, share(span.to)) }))
    .filter(({ from, to }) => to >= from)
    .sort((a, b) => a.from - b.from || a.to - b.to)
  const spanRows = rowsOf(placedSpans)
  const placedPoints = points
    .map((point) => ({ ...point, left: share(point.at) }))
    .filter(({ left }) => left >= 0 && left <= 1)
    .sort((a, b) => a.left - b.left)
  const labels = labelsOf(placedPoints.map(({ left, label: text, tone }) => ({ at: left, label: text, tone })))
  return {
    label,
    spans: placedSpans.map(({ span, from, to }, at) => ({ ...span, left: from, width: to - from, row: spanRows[at]! })),
    spanRows: Math.max(-1, ...spanRows) + 1,
    points: placedPoints,
    labels,
    labelRows: placedPoints.length === 0 ? 0 : Math.max(0, ...labels.map(({ row }) => row)) + 1,
  }
}
