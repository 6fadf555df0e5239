/** A drawing that a finding brings along, as data; the report draws it, and says the same in words. */
export type Figure = SetsFigure | TimelineFigure | CalendarFigure | StepsFigure

/** Sets beside each other, the odd elements marked. */
export interface SetsFigure {
  kind: 'sets'
  title: string
  rows: { label: string; members: { name: string; odd?: 'missing' | 'unexpected' }[] }[]
}

/** What happened over time, in lanes. Instants are RFC 3339. */
export interface TimelineFigure {
  kind: 'timeline'
  title: string
  from: string
  to: string
  lanes: {
    label: string
    spans: { from: string; to: string; label: string; tone: Tone }[]
    points: { at: string; label: string; tone: Tone }[]
  }[]
}

export type Tone = 'good' | 'bad' | 'attention' | 'neutral'

/** Slots in days, the odd ones marked. Local date-times without zone. */
export interface CalendarFigure {
  kind: 'calendar'
  title: string
  slots: { start: string; end: string; label: string; odd?: 'missing' | 'unexpected' }[]
}

/** Steps that lead to what was found, the shortest that do. */
export interface StepsFigure {
  kind: 'steps'
  title: string
  steps: string[]
}
