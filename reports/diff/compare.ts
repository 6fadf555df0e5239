import { normalised } from '../../engine/fingerprint.ts'
import type { VerdictName } from '../../engine/verdict.ts'
import type { Report, RequirementReport, TargetReport } from '../model.ts'
import {
  type Change,
  type ChangeKind,
  changeKinds,
  type Diff,
  type Outcome,
  type Side,
  type TargetDiff,
  type TargetSide,
} from './model.ts'

/** A report, and where it was read from. */
export interface Compared {
  from: string
  report: Report
}

/**
 * What B says otherwise than A. Targets are matched by name and role; where each run judged one target of a profile in a role, these two
 * are matched whatever they are called, so that staging can be held against production.
 */
export function compare(a: Compared, b: Compared): Diff {
  const targets = matched(a.report.targets, b.report.targets).map(([one, other]) => targetDiff(one, other))
  const all = targets.flatMap(({ changes }) => changes)
  const counts = Object.fromEntries(
    changeKinds.map(({ kind }) => [kind, all.filter((change) => change.kind === kind).length]),
  ) as Record<ChangeKind, number>
  return { schemaVersion: 1, a: side(a), b: side(b), targets, counts }
}

const side = ({ from, report: { tool, startedAt, complete, incompleteReason } }: Compared): Side => ({
  from,
  tool,
  startedAt,
  complete,
  ...(incompleteReason === undefined ? {} : { incompleteReason }),
})

type Pair = readonly [a: TargetReport | undefined, b: TargetReport | undefined]

function matched(inA: readonly TargetReport[], inB: readonly TargetReport[]): Pair[] {
  const isLike = (one: TargetReport, other: TargetReport) =>
    one.profile === other.profile && roleOf(one) === roleOf(other)
  const onlyOne = (targets: readonly TargetReport[], like: TargetReport) => {
    const [one, ...others] = targets.filter((target) => isLike(target, like))
    return others.length === 0 ? one : undefined
  }
  const partner = (target: TargetReport, own: readonly TargetReport[], others: readonly TargetReport[]) => {
    const namesake = others.find((other) => other.name === target.name && isLike(other, target))
    return namesake ?? (onlyOne(own, target) && onlyOne(others, target))
  }
  return [
    ...inA.map((target): Pair => [target, partner(target, inA, inB)]),
    ...inB.filter((target) => !partner(target, inB, inA)).map((target): Pair => [undefined, target]),
  ]
}

function targetDiff(a: TargetReport | undefined, b: TargetReport | undefined): TargetDiff {
  const rowsOfA = new Map(a?.requirements.map((row) => [row.id, row]))
  const rowsOfB = new Map(b?.requirements.map((row) => [row.id, row]))
  const ids = [...new Set([...rowsOfB.keys(), ...rowsOfA.keys()])]
  const changes = ids.flatMap((id) => changeOf(rowsOfA.get(id), rowsOfB.get(id)))
  const order = changeKinds.map(({ kind }) => kind as ChangeKind)
  return {
    profile: (a ?? b)!.profile,
    ...(a ? { a: targetSide(a) } : {}),
    ...(b ? { b: targetSide(b) } : {}),
    changes: changes.sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind)),
    same: ids.length - changes.length,
  }
}

/** A report of version 1 has servers alone. */
const roleOf = ({ role }: TargetReport) => role ?? 'server'

const targetSide = (target: TargetReport): TargetSide => {
  const { name, baseUrl, kind } = target
  return { name, role: roleOf(target), baseUrl, kind }
}

function changeOf(a: RequirementReport | undefined, b: RequirementReport | undefined): Change[] {
  const kind = kindOf(a, b)
  if (!kind) return []
  const { id, level, title } = (b ?? a)!
  return [{ kind, id, level, title, ...(a ? { a: outcome(a) } : {}), ...(b ? { b: outcome(b) } : {}) }]
}

const outcome = ({ verdict, message, expected, actual }: RequirementReport): Outcome => ({
  verdict,
  message,
  ...(expected === undefined ? {} : { expected }),
  ...(actual === undefined ? {} : { actual }),
})

function kindOf(a: RequirementReport | undefined, b: RequirementReport | undefined): ChangeKind | undefined {
  if (!b) return 'only-in-a'
  // What fails where it was not judged before must not slip through the gate.
  if (!a) return b.verdict === 'fail' ? 'newly-failing' : 'only-in-b'
  if (a.verdict === b.verdict) return answersOf(a) === answersOf(b) ? undefined : 'answered-differently'
  return NEWLY[b.verdict] ?? cameFrom(a.verdict)
}

const NEWLY: Partial<Record<VerdictName, ChangeKind>> = {
  fail: 'newly-failing',
  inconclusive: 'newly-inconclusive',
  warn: 'newly-warned',
  waived: 'newly-waived',
}

/** For what is pass or not applicable now. */
function cameFrom(before: VerdictName): ChangeKind {
  switch (before) {
    case 'fail':
    case 'warn':
    case 'waived':
      return 'mended'
    case 'inconclusive':
      return 'newly-conclusive'
    default:
      return 'otherwise-changed'
  }
}

/** What was answered, without what varies from run to run. */
function answersOf({ expected, actual, message }: RequirementReport): string {
  return JSON.stringify(actual === undefined ? [normalised(message)] : [normalised(expected ?? ''), normalised(actual)])
}
