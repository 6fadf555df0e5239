import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Tone } from '../engine/figure.ts'
import { elapsed, inWords } from '../reports/figures.ts'
import { columnsOf } from '../reports/page/figures/columns.ts'
import { daysOf, hoursOf, stretchesOf } from '../reports/page/figures/days.ts'
import { LANE_WIDTH, labelsOf } from '../reports/page/figures/labels.ts'
import { laneOf, rangeOf } from '../reports/page/figures/lane.ts'
import { rowsOf } from '../reports/page/figures/rows.ts'
import { timeTicks } from '../reports/page/time-ticks.ts'
import { bigSets, calendar, sets, steps, timeline } from './fixtures/report-figures.ts'

describe('a figure in words', () => {
  it('names what is odd in which set', () => {
    expect(inWords(sets)).toBe(
      '3 sets: 11 missing in getClinicians of both; 7, 15 unexpected in getClinicians of both.',
    )
    expect(inWords({ ...sets, rows: sets.rows.slice(0, 2) })).toBe('2 sets: nothing odd in them.')
    const many = { label: 'all', members: [...'abcde'].map((name) => ({ name, odd: 'missing' as const })) }
    expect(inWords({ ...sets, rows: [many] })).toBe('1 set: a, b, c, and 2 more missing in all.')
  })

  it('counts slots, days and odd slots', () => {
    expect(inWords(calendar)).toBe('136 slots on 23 days from 2026-03-02 to 2026-04-01, 2 missing and 2 unexpected.')
    expect(inWords({ ...calendar, slots: calendar.slots.slice(0, 1) })).toBe(
      '1 slot on 2026-03-02, nothing odd among them.',
    )
    expect(inWords({ ...calendar, slots: [] })).toBe('No slot.')
  })

  it('says when on the timeline something is as it should not be', () => {
    expect(inWords(timeline)).toBe(
      '5 h from 2026-03-02T08:00:00Z. Not as it should be: health, as read at 40 min: attention; health, as read at 4 h 30 min: attention, no warning; health, as read at 4 h 30 min 1 s: attention, no warning.',
    )
  })

  it('counts steps', () => {
    expect(inWords(steps)).toBe('6 steps, the shortest way to it.')
  })
})

describe('elapsed time', () => {
  it.each([
    [0, '0 s'],
    [250, '250 ms'],
    [600_000, '10 min'],
    [14_399_000, '3 h 59 min 59 s'],
    [14_400_000, '4 h'],
    [90_000_000, '1 d 1 h'],
    [-600_000, '−10 min'],
    [Number.NaN, '?'],
  ])('%d ms', (ms, words) => {
    expect(elapsed(ms)).toBe(words)
  })
})

describe('marks of a time axis', () => {
  it('are nine at most, begin at 0 and are evenly apart', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e11 }), (end) => {
        const ticks = timeTicks(end)
        expect(ticks[0]).toBe(0)
        expect(ticks.length).toBeLessThanOrEqual(9)
        expect(ticks.at(-1)).toBeLessThanOrEqual(end)
        expect(new Set(ticks.slice(1).map((tick, at) => tick - ticks[at]!)).size).toBeLessThanOrEqual(1)
      }),
    )
    expect(timeTicks(5 * 3_600_000)).toEqual([0, 1, 2, 3, 4, 5].map((hour) => hour * 3_600_000))
  })
})

describe('sets in columns', () => {
  it('have one order of elements that suits each set, and say what is odd about one anywhere', () => {
    expect(columnsOf(sets.rows)?.map(({ name, odd }) => `${name}${odd ? ` ${odd}` : ''}`)).toEqual([
      '4',
      '7 unexpected',
      '9',
      '11 missing',
      '21',
      '15 unexpected',
      '16',
    ])
  })

  it('are none where lining up would not help', () => {
    const set = (...names: string[]) => ({ label: 'set', members: names.map((name) => ({ name })) })
    expect(columnsOf([set('a', 'b')])).toBeUndefined()
    expect(columnsOf([set('a', 'a'), set('a')])).toBeUndefined()
    expect(columnsOf([set('a', 'b'), set('c', 'd')])).toBeUndefined()
    expect(columnsOf(bigSets.rows)).toBeUndefined()
  })
})

describe('rows of intervals', () => {
  it('never let two overlap, and are no more than the most that do at one time', () => {
    const interval = fc
      .tuple(fc.nat(100), fc.integer({ min: 1, max: 30 }))
      .map(([from, by]) => ({ from, to: from + by }))
    fc.assert(
      fc.property(fc.array(interval), (intervals) => {
        const sorted = intervals.sort((a, b) => a.from - b.from)
        const rows = rowsOf(sorted)
        const most = sorted.map(({ from }) => sorted.filter((one) => one.from <= from && from < one.to).length)
        expect(Math.max(-1, ...rows) + 1).toBe(Math.max(0, ...most))
        for (const [a, one] of sorted.entries()) {
          for (const [b, other] of sorted.entries()) {
            if (a < b && rows[a] === rows[b]) expect(other.from).toBeGreaterThanOrEqual(one.to)
          }
        }
      }),
    )
  })
})

describe('slots by day', () => {
  it('are in order, within the hours that they need', () => {
    const { days, unread } = daysOf(calendar.slots)
    expect(unread).toEqual([])
    expect(days.map(({ date }) => date)).toEqual([...days.map(({ date }) => date)].sort())
    expect(days.find(({ date }) => date === '2026-03-31')).toMatchObject({ rows: 2, slots: { length: 8 } })
    expect(hoursOf(days)).toEqual({ from: 8 * 60, to: 18 * 60 })
  })

  it('end with their day, and stand apart where their time cannot be read', () => {
    const slot = (start: string, end: string) => ({ start, end, label: 'x' })
    const { days, unread } = daysOf([
      slot('2026-03-02T23:30:00', '2026-03-03T00:30:00'),
      slot('2026-03-02T08:00', 'soon'),
      slot('2026-13-02T08:00', '2026-13-02T09:00'),
      slot('2026-03-02T28:00', '2026-03-02T29:00'),
    ])
    expect(days).toMatchObject([{ date: '2026-03-02', slots: [{ from: 23 * 60 + 30, to: 24 * 60 }] }])
    expect(unread).toHaveLength(3)
  })

  it('fold the days without anything odd, where there are many', () => {
    const { days } = daysOf(calendar.slots)
    const shape = (of: typeof days) =>
      stretchesOf(of).map((stretch) => ('day' in stretch ? stretch.day.date : stretch.folded.length))
    expect(shape(days)).toEqual([11, '2026-03-17', 9, '2026-03-31', '2026-04-01'])
    expect(shape(days.slice(0, 3))).toEqual(['2026-03-02', '2026-03-03', '2026-03-04'])
  })
})

describe('labels of points', () => {
  const point = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    label: fc.string({ minLength: 1, maxLength: 60 }),
    tone: fc.constantFrom<Tone>('good', 'bad', 'attention', 'neutral'),
  })

  it('never lie over each other or leave the lane, and the marks of others stay free', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 30 }), (points) => {
        const sorted = points.sort((a, b) => a.at - b.at)
        const placed = labelsOf(sorted).map((label) => {
          const x = label.at * LANE_WIDTH
          // Six pixels a character, from five beside its mark.
          const width = label.text.length * 6
          const [from, to] = label.left ? [x - 5 - width, x - 5] : [x + 5, x + 5 + width]
          expect(from).toBeGreaterThanOrEqual(0)
          expect(to).toBeLessThanOrEqual(LANE_WIDTH)
          return { row: label.row, from, to }
        })
        for (const [a, one] of placed.entries()) {
          for (const other of placed.slice(a + 1)) {
            if (one.row === other.row) expect(one.to <= other.from || other.to <= one.from).toBe(true)
          }
        }
      }),
    )
  })

  it('stand once for a run of points of one kind, the urgent ones before the others', () => {
    const syncs = Array.from({ length: 40 }, (_, at) => ({ at: at / 40, label: 'sync', tone: 'neutral' as const }))
    expect(labelsOf(syncs)).toMatchObject([{ text: 'sync ×40', at: 0, left: false }])
    const crowd = Array.from({ length: 60 }, (_, at) => ({
      at: 0.5 + at / 6000,
      label: `point ${at}`,
      tone: 'good' as const,
    }))
    crowd.push({ at: 0.52, label: 'lost', tone: 'bad' as never })
    const texts = labelsOf(crowd.sort((a, b) => a.at - b.at)).map(({ text }) => text)
    expect(texts).toContain('lost')
    expect(texts.length).toBeLessThan(61)
  })
})

describe('a lane', () => {
  const range = rangeOf(timeline)!

  it('has its spans in rows and its points at their share of the axis', () => {
    const health = laneOf(timeline.lanes[1]!, range)
    expect(health.spans.map(({ left, row }) => [Number(left.toFixed(3)), row])).toEqual([
      [0, 0],
      [0.133, 0],
      [0.947, 0],
    ])
    expect(health.points.map(({ left }) => Number(left.toFixed(2)))).toEqual([0.13, 0.9, 0.9, 0.9, 0.95])
    expect(health.labelRows).toBeGreaterThan(0)
  })

  it('cuts what lies beyond the axis, and leaves out what has no time', () => {
    const lane = laneOf(
      {
        label: 'x',
        spans: [
          { from: '2026-03-02T07:00:00Z', to: '2026-03-02T20:00:00Z', label: 'long', tone: 'good' },
          { from: 'once', to: 'never', label: 'unknown', tone: 'good' },
        ],
        points: [{ at: '2026-03-02T20:00:00Z', label: 'late', tone: 'bad' }],
      },
      range,
    )
    expect(lane.spans).toMatchObject([{ label: 'long', left: 0, width: 1 }])
    expect(lane).toMatchObject({ points: [], labels: [], labelRows: 0 })
  })

  it('is not drawn on an axis of no length', () => {
    expect(rangeOf({ ...timeline, to: timeline.from })).toBeUndefined()
    expect(rangeOf({ ...timeline, from: 'once' })).toBeUndefined()
  })
})
