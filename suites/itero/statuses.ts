import { statusJudges } from '../../engine/status-judges.ts'

/** "APIs returned codes are described below": 200, 400, 401, 500. */
export const DOCUMENTED_STATUSES = [200, 400, 401, 500] as const

export const { heldBy, refusedWith, unjudgeable } = statusJudges({
  documented: DOCUMENTED_STATUSES,
  statusRule: 'ITERO-CODE-01',
  crashRule: 'ITERO-CODE-02',
})
