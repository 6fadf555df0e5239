import type { Attempt, Problem } from './attempt.ts'
import type { LabKind } from './data.ts'
import type { SendTo } from './maps.ts'
import { idShape, problem } from './shapes.ts'

/** The kind of lab that a case goes to; none for `chairside`, `midc_only` and `N/A`. */
export const LAB_NEEDED: Readonly<Record<SendTo, LabKind | undefined>> = {
  restoLab: 'resto',
  orthoLab: 'ortho',
  chairside: undefined,
  midc_only: undefined,
  'N/A': undefined,
}

/** "This parameter is based on the Procedure Map ID": without a known map there is nothing to hold labId against. */
export function checkLabId(at: Attempt): Problem | undefined {
  const { map, body } = at
  if (!map) return undefined
  const { labId } = body
  const kind = LAB_NEEDED[map.sendTo]
  if (labId === undefined || labId === null) {
    if (!kind) return undefined
    return problem(
      'labId',
      labId === null ? 'null' : 'missing',
      `is needed: map ${map.procedureMapId} goes to ${map.sendTo}`,
    )
  }
  const wrong = idShape('labId', labId)
  if (wrong) return wrong
  return kind ? checkLab(at, kind) : problem('labId', 'needless', `must be null: map ${map.procedureMapId} has no lab`)
}

function checkLab({ lab, doctor }: Attempt, kind: LabKind): Problem | undefined {
  if (!lab) return problem('labId', 'unknown', 'names no lab')
  if (doctor && !lab.companyIds.includes(doctor.companyId))
    return problem('labId', 'not-yours', 'is not a lab that is related to the clinic')
  return lab.kinds.includes(kind) ? undefined : problem('labId', 'wrong-kind', `is not a ${kind} lab`)
}
