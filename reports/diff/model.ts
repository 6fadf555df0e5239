import type { Level } from '../../engine/requirement.ts'
import type { VerdictName } from '../../engine/verdict.ts'
import type { Report } from '../model.ts'

/** What two runs, A and B, say otherwise of the same targets; version 1. */
export interface Diff {
  schemaVersion: 1
  a: Side
  b: Side
  targets: TargetDiff[]
  /** Changes of all targets by kind. */
  counts: Record<ChangeKind, number>
}

/** One of the two runs. */
export interface Side extends Pick<Report, 'tool' | 'startedAt' | 'complete' | 'incompleteReason'> {
  /** Where it was read from, as it was named. */
  from: string
}

/** A target that both runs judged, or one of them. */
export interface TargetDiff {
  profile: string
  /** Absent where only B judged it. */
  a?: TargetSide
  /** Absent where only A judged it. */
  b?: TargetSide
  /** By kind, in the order of {@link changeKinds}; of one kind in the order of the register. */
  changes: Change[]
  /** Requirements with the same verdict and the same answers. */
  same: number
}

export interface TargetSide {
  name: string
  role: 'server' | 'client'
  baseUrl: string
  kind: 'live' | 'mock' | 'driver'
}

/**
 * What became of a requirement. Each stands under the first of these that applies:
 *
 * - `newly-failing`: it fails in B, and did not in A, whatever it was there;
 * - `newly-inconclusive`, `newly-warned`, `newly-waived`: it has that verdict in B, and had another one in A;
 * - `mended`: it was fail, warn or waived in A, and is pass or not applicable in B;
 * - `newly-conclusive`: it was inconclusive in A, and is pass or not applicable in B;
 * - `answered-differently`: the verdict is the same, and what the target answered is not;
 * - `otherwise-changed`: between pass and not applicable;
 * - `only-in-a`, `only-in-b`: the other run did not judge it.
 */
export type ChangeKind = (typeof changeKinds)[number]['kind']

/** The kinds, the one to act on first at the top, with the words that people read. */
export const changeKinds = [
  { kind: 'newly-failing', label: 'newly failing' },
  { kind: 'newly-inconclusive', label: 'newly inconclusive' },
  { kind: 'newly-warned', label: 'newly warned' },
  { kind: 'newly-waived', label: 'newly waived' },
  { kind: 'answered-differently', label: 'answered differently' },
  { kind: 'mended', label: 'mended' },
  { kind: 'newly-conclusive', label: 'newly conclusive' },
  { kind: 'otherwise-changed', label: 'otherwise changed' },
  { kind: 'only-in-a', label: 'only in A' },
  { kind: 'only-in-b', label: 'only in B' },
] as const

export interface Change {
  kind: ChangeKind
  id: string
  level: Level
  title: string
  /** Absent where A did not judge it. */
  a?: Outcome
  /** Absent where B did not judge it. */
  b?: Outcome
}

/** What one run says of a requirement, in the words of its report. */
export interface Outcome {
  verdict: VerdictName
  message: string
  expected?: string
  actual?: string
}
