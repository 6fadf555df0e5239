import { normalised } from './fingerprint.ts'
import type { Waiver } from './target.ts'
import type { VerdictName } from './verdict.ts'

/** A verdict that may be waived: `expected` and `actual` are what is said of a rule that is broken. */
export interface Waivable {
  id: string
  verdict: VerdictName
  expected?: string
  actual?: string
}

/** How something fails, in words that are the same in every run in which it fails like that. */
export type Failure = Required<Waiver>['failure']

/** How a rule fails; undefined where it is not broken. */
export const failureOf = ({ expected, actual }: Waivable): Failure | undefined =>
  expected === undefined || actual === undefined
    ? undefined
    : { expected: normalised(expected), actual: normalised(actual) }

/**
 * The waiver that covers a verdict: only `fail` and `warn` are waived, only up to the expiry date's end (UTC), and where
 * the waiver says how it fails, only where it fails like that.
 *
 * @param today `YYYY-MM-DD`
 */
export function waiverFor(row: Waivable, waivers: readonly Waiver[], today: string): Waiver | undefined {
  if (row.verdict !== 'fail' && row.verdict !== 'warn') return undefined
  return waivers.find((waiver) => waiver.id === row.id && waiver.expires >= today && fitsFailure(waiver, row))
}

/** Whether something fails as its waiver says. One that does not say how covers every failure. */
export function fitsFailure({ failure }: Waiver, row: Waivable): boolean {
  if (!failure) return true
  const found = failureOf(row)
  return found?.expected === normalised(failure.expected) && found.actual === normalised(failure.actual)
}

/** Something that is to be done about a waiver. */
export interface WaiverNote {
  id: string
  reason: string
  /** `YYYY-MM-DD` */
  expires: string
  /**
   * `expired`: it fails or warns, and the last day of the waiver is over. `changed`: it fails or warns otherwise than the
   * waiver says. `unneeded`: it no longer fails. `unexplained`: it is waived, and nobody has filled in the reason.
   */
  state: 'expired' | 'changed' | 'unneeded' | 'unexplained'
  /** What is to be done about it, in one sentence. */
  message: string
}

/** The reason of a waiver that was written by `--update-baseline`, until somebody says why. */
export const UNEXPLAINED = 'to be filled in'

/**
 * What is to be done about the waivers of a target after a run. One whose requirement was not judged, or could not be
 * tried, is left alone.
 *
 * @param rows the requirements as the report has them, waived ones as `waived`
 * @param today `YYYY-MM-DD`
 */
export function waiverNotes(waivers: readonly Waiver[], rows: readonly Waivable[], today: string): WaiverNote[] {
  return waivers.flatMap((waiver) => {
    const row = rows.find(({ id }) => id === waiver.id)
    const found = row && noteOn(waiver, row, today)
    return found ? [{ id: waiver.id, reason: waiver.reason, expires: waiver.expires, ...found }] : []
  })
}

function noteOn(waiver: Waiver, row: Waivable, today: string): Pick<WaiverNote, 'state' | 'message'> | undefined {
  switch (row.verdict) {
    case 'inconclusive':
      return undefined
    case 'pass':
    case 'not-applicable':
      return { state: 'unneeded', message: 'It no longer fails: the waiver can be removed.' }
    default:
  }
  if (!fitsFailure(waiver, row)) {
    const { expected, actual } = waiver.failure!
    return { state: 'changed', message: `It is for another failure: expected ${expected}; actual ${actual}.` }
  }
  if (waiver.expires < today)
    return { state: 'expired', message: `It expired on ${waiver.expires}, and it still fails.` }
  if (!waiver.reason.startsWith(UNEXPLAINED)) return undefined
  return { state: 'unexplained', message: 'Its reason is still to be filled in.' }
}
