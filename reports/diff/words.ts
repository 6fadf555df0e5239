import { plural } from '../../engine/words.ts'
import { titleOf } from '../verdicts.ts'
import { type Change, changeKinds, type Diff, type Outcome, type Side, type TargetDiff } from './model.ts'

/** What B is to A, in one sentence. */
export function headline({ counts }: Diff): string {
  const failing = counts['newly-failing']
  if (failing > 0) return `${plural(failing, 'requirement')} newly ${failing === 1 ? 'fails' : 'fail'}`
  const changed = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return changed === 0 ? 'Nothing changed' : 'Nothing newly fails'
}

/** `staging`, or `staging ↔ production` where the two are called otherwise. */
export function nameOf({ a, b }: TargetDiff): string {
  if (!b) return `${titleOf(a!)} (only in A)`
  if (!a) return `${titleOf(b)} (only in B)`
  return a.name === b.name ? titleOf(a) : `${titleOf(a)} ↔ ${titleOf(b)}`
}

/** `1 newly failing, 2 mended, 104 the same`. */
export function tally({ changes, same }: TargetDiff): string {
  const parts = changeKinds.flatMap(({ kind, label }) => {
    const count = changes.filter((change) => change.kind === kind).length
    return count === 0 ? [] : [`${count} ${label}`]
  })
  return [...parts, `${same} the same`].join(', ')
}

/** The changes of a target under the label of their kind. */
export function grouped({ changes }: TargetDiff): { kind: Change['kind']; label: string; changes: Change[] }[] {
  return changeKinds
    .map(({ kind, label }) => ({ kind, label, changes: changes.filter((change) => change.kind === kind) }))
    .filter((group) => group.changes.length > 0)
}

/** `bitewing 0.1.0, 2026-03-02 09:30 UTC`, and whether the run broke off. */
export function aboutRun({ tool, startedAt, complete, incompleteReason }: Side): string {
  const when = `${startedAt.slice(0, 10)} ${startedAt.slice(11, 16)} UTC`
  return `${tool.name} ${tool.version}, ${when}${complete ? '' : `, broke off: ${incompleteReason ?? 'no reason is known'}`}`
}

/** What a run found, in one sentence. */
export function said({ expected, actual, message }: Outcome): string {
  return expected === undefined ? message : `expected ${expected}; actual ${actual}`
}
