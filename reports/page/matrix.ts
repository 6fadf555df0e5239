import type { VerdictName } from '../../engine/verdict.ts'
import type { RequirementReport, TargetReport } from '../model.ts'

/** A requirement on several targets of its profile. */
export interface MatrixRow {
  id: string
  title: string
  /** In the order of the targets; undefined where a target was not judged by it. */
  cells: (RequirementReport | undefined)[]
}

export interface Matrix {
  profile: string
  role: 'server' | 'client'
  /** By their index in the report. */
  targets: number[]
  /** Requirements whose verdict is not the same on all targets. */
  differ: MatrixRow[]
  /** The others, by the verdict that all targets share. */
  alike: { verdict: VerdictName; rows: MatrixRow[] }[]
}

/** One matrix for each profile that several targets have, in one role: servers and clients have registers of their own. */
export function matricesOf(targets: readonly TargetReport[]): Matrix[] {
  const profiles = [...new Set(targets.map(({ profile }) => profile))]
  return profiles.flatMap((profile) =>
    (['server', 'client'] as const).flatMap((role) => {
      const chosen = [...targets.keys()].filter(
        (at) => targets[at]!.profile === profile && (targets[at]!.role ?? 'server') === role,
      )
      return chosen.length > 1 ? [matrixOf({ profile, role }, chosen, targets)] : []
    }),
  )
}

function matrixOf(of: Pick<Matrix, 'profile' | 'role'>, chosen: number[], targets: readonly TargetReport[]): Matrix {
  const byId = chosen.map((at) => new Map(targets[at]!.requirements.map((rule) => [rule.id, rule])))
  const ids = [...new Set(byId.flatMap((rules) => [...rules.keys()]))]
  const rows = ids.map((id): MatrixRow => {
    const cells = byId.map((rules) => rules.get(id))
    return { id, title: cells.find((cell) => cell)!.title, cells }
  })
  const alike = new Map<VerdictName, MatrixRow[]>()
  const differ: MatrixRow[] = []
  for (const row of rows) {
    const verdict = row.cells[0]?.verdict
    if (verdict === undefined || row.cells.some((cell) => cell?.verdict !== verdict)) differ.push(row)
    else alike.set(verdict, [...(alike.get(verdict) ?? []), row])
  }
  return { ...of, targets: chosen, differ, alike: [...alike].map(([verdict, same]) => ({ verdict, rows: same })) }
}
