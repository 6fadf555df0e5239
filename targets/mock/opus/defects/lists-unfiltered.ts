import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { defect, kebab, objects } from './effects.ts'
import { named } from './list-effects.ts'

/** Lists that are asked for without a filter. */
export const unfilteredListDefects: readonly Defect<Behaviour>[] = (
  [
    ['getClinics', 'OPUS-CLINIC-01'],
    ['getClinicians', 'OPUS-CLINICIAN-01'],
    ['getTreatments', 'OPUS-TREAT-01'],
  ] as const
).flatMap(([operation, requirement]) => [
  defect(
    requirement,
    `${kebab(operation)}-needs-parameter`,
    `${operation} without any parameter answers 400.`,
    objects(
      { reason: 'missing', parameter: 'clinicID, clinicianID or treatmentID' },
      (call) => call.operation === operation && Object.keys(call.query).length === 0,
    ),
  ),
  defect(
    requirement,
    `${kebab(operation)}-404`,
    `${operation} without a filter answers 404.`,
    objects({ reason: 'no-data' }, (call) => call.operation === operation && named(call.query).length === 0),
  ),
])
