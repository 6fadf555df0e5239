import { unobserved } from '../../engine/finding.ts'
import { ruleMaker } from '../../engine/rule.ts'
import type { Finding } from '../../engine/verdict.ts'
import type { CreateOperation } from './api.ts'
import type { Itero, Unavailable } from './open.ts'
import type { RequirementId } from './requirements.gen.ts'
import { refusedWith } from './statuses.ts'

/** Makes a rule of this profile. */
export const rule = ruleMaker<Itero, RequirementId>()

/** A rule whose faults stand in the catalogue of invalid orders (`generators/order-faults.ts`), each of them refused with 400. */
export const refusesFaults = (id: RequirementId, ...operations: CreateOperation[]) =>
  rule(id, {
    probe: (itero) => itero.faults(id, ...operations),
    judge: refusedWith(400),
  })

/** A rule whose subject are accepted orders: where none can be sent at all, it says why. */
export const ruleOnOrders = <Evidence extends object>(
  id: RequirementId,
  { probe, judge }: { probe(itero: Itero): Promise<Evidence>; judge(evidence: Evidence): Finding },
) =>
  rule(id, {
    probe: async (itero): Promise<Evidence | Unavailable> => itero.noOrders ?? probe(itero),
    judge: (evidence) => (isUnavailable(evidence) ? unavailable(evidence) : judge(evidence)),
  })

export const isUnavailable = (evidence: object): evidence is Unavailable => 'none' in evidence

export const unavailable = ({ none, remedy, leansOn }: Unavailable) => unobserved(none, remedy, leansOn)
