import type { Alteration } from './alteration.ts'
import type { Fault } from './fault.ts'
import type { SendTo } from './order.ts'

export interface OrderFault extends Fault {
  /** Maps whose valid orders it can be applied to, best first: where no other clause could hide it. */
  on: SendTo[]
  /** Only a value's form is wrong, which a server sees without a look at the rest: one order shows it. */
  ofForm?: true
}

export const WITHOUT_LAB: SendTo[] = ['chairside', 'midc_only', 'N/A']
export const WITH_LAB = ['restoLab', 'orthoLab'] as const
export type LabSendTo = (typeof WITH_LAB)[number]

/** With a clinic or a map that is unknown a server may refuse the lab instead, so orders without one come first. */
export const ANY: SendTo[] = [...WITHOUT_LAB, ...WITH_LAB]

/** A fault of form of each alteration. */
export const malformed = (requirement: string, on: SendTo[], alterations: Alteration[]): OrderFault[] =>
  broken(requirement, on, alterations).map((fault) => ({ ...fault, ofForm: true }))

/** A fault of each alteration. */
export function broken(requirement: string, on: SendTo[], alterations: Alteration[]): OrderFault[] {
  return alterations.map((alteration) => ({ requirement, on, ...alteration }))
}
