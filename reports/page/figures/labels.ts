import type { TimelineFigure, Tone } from '../../../engine/figure.ts'

export type Point = TimelineFigure['lanes'][number]['points'][number]

/** A point's label in a lane, beside its mark (row 0) or hanging below it. */
export interface Label {
  text: string
  /** Share of the axis at which the mark stands. */
  at: number
  row: number
  /** To the left of its mark, where it would not fit to the right. */
  left: boolean
  tone: Tone
}

/** The least width in which a lane is drawn, in pixels; the style sheet says the same. */
export const LANE_WIDTH = 480

/** Measures of a label in pixels: generous, for the fonts of readers differ. */
const CHAR = 6.6
const MARK = 9
const CHARS = 40
const ROWS = 5

const URGENCY: Record<Tone, number> = { bad: 0, attention: 1, neutral: 2, good: 3 }

interface Taken {
  from: number
  to: number
}

/**
 * Labels for points, none over another. Points of one kind that follow each other share a label; the most urgent are placed
 * first, and what finds no room is left to the table.
 *
 * @param points in order of time, `at` as a share of the axis
 */
export function labelsOf(points: readonly { at: number; label: string; tone: Tone }[]): Label[] {
  const taken: Taken[][] = Array.from({ length: ROWS }, () => [])
  for (const { at } of points) taken[0]!.push({ from: at * LANE_WIDTH - MARK, to: at * LANE_WIDTH + MARK })

  // From right to left, so that each label hangs below those that begin to the right of it.
  const wanted = runsOf(points).sort((a, b) => URGENCY[a.tone] - URGENCY[b.tone] || b.at - a.at)
  return wanted.flatMap((run) => {
    const x = run.at * LANE_WIDTH
    const width = run.text.length * CHAR + MARK
    const sides = [
      { left: false, from: x + 3, to: x + MARK + width },
      { left: true, from: x - MARK - width, to: x - 3 },
    ].filter(({ from, to }) => from >= 0 && to <= LANE_WIDTH)
    for (let row = 0; row < ROWS; row++) {
      for (const { left, from, to } of sides) {
        // Beside the marks a label keeps clear of its own as well.
        const place = row > 0 ? { from, to } : left ? { from, to: x - MARK } : { from: x + MARK, to }
        const line = { from: x - 1, to: x + 1 }
        if (!isFree(taken[row]!, place) || !taken.slice(1, row).every((one) => isFree(one, line))) continue
        taken[row]!.push(place)
        for (const passed of taken.slice(1, row)) passed.push(line)
        return [{ text: run.text, at: run.at, row, left, tone: run.tone }]
      }
    }
    return []
  })
}

function isFree(taken: readonly Taken[], { from, to }: Taken): boolean {
  return taken.every((one) => to <= one.from || from >= one.to)
}

function runsOf(points: readonly { at: number; label: string; tone: Tone }[]) {
  const runs: { at: number; label: string; tone: Tone; count: number }[] = []
  for (const { at, label, tone } of points) {
    const last = runs.at(-1)
    if (last && last.label === label && last.tone === tone) last.count++
    else runs.push({ at, label, tone, count: 1 })
  }
  return runs.map(({ at, label, tone, count }) => {
    const text = label.length > CHARS ? `${label.slice(0, CHARS - 1)}…` : label
    return { at, tone, text: count > 1 ? `${text} ×${count}` : text }
  })
}
