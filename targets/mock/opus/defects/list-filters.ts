import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { accepts, answers, defect, kebab } from './effects.ts'

const TAKES_TREATMENT = ['getClinics', 'getClinicians', 'getTimeslotsByMonth', 'getTimeslotsFrom'] as const
const TAKES_CLINICIAN = ['getClinics', 'getTreatments', 'getTimeslotsByMonth', 'getTimeslotsFrom'] as const

export const listFilterDefects: readonly Defect<Behaviour>[] = [
  ...(
    [
      ['OPUS-FILTER-02', 'treatmentID', TAKES_TREATMENT],
      ['OPUS-FILTER-03', 'clinicianID', TAKES_CLINICIAN],
    ] as const
  ).flatMap(([requirement, parameter, operations]) =>
    operations.flatMap((operation) => [
      defect(
        requirement,
        `${kebab(operation)}-${kebab(parameter)}-letters-404`,
        `${operation} answers 404 for a ${parameter} that is not a number.`,
        answers(404, { operation, reason: 'not-a-number', parameter }),
      ),
      defect(
        requirement,
        `${kebab(operation)}-${kebab(parameter)}-letters-ignored`,
        `${operation} takes no account of a ${parameter} that is not a number.`,
        accepts({ operation, reason: 'not-a-number', parameter }),
      ),
    ]),
  ),
  ...(['getClinics', 'getClinicians'] as const).map((operation) =>
    defect(
      'OPUS-FILTER-03',
      `${kebab(operation)}-free-times-maybe`,
      `${operation} takes any other onlyWithFreeTimes for true.`,
      accepts({ operation, reason: 'not-a-boolean' }),
    ),
  ),
]
