import { defectsOf } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { OperationId } from '../call.ts'
import { accepts, answers, each, kebab, where } from './effects.ts'

/** A filter that is not a number answers 404, or is left out of account. */
const letters = (parameter: string, operations: readonly OperationId[]) =>
  each(operations, (operation) => ({
    [`${kebab(operation)}-${kebab(parameter)}-letters-404`]: [
      `${operation} answers 404 for a ${parameter} that is not a number.`,
      answers(404, where(operation, 'not-a-number', parameter)),
    ],
    [`${kebab(operation)}-${kebab(parameter)}-letters-ignored`]: [
      `${operation} takes no account of a ${parameter} that is not a number.`,
      accepts(where(operation, 'not-a-number', parameter)),
    ],
  }))

export const listFilterDefects = defectsOf<Behaviour>({
  'OPUS-FILTER-02': letters('treatmentID', ['getClinics', 'getClinicians', 'getTimeslotsByMonth', 'getTimeslotsFrom']),
  'OPUS-FILTER-03': {
    ...letters('clinicianID', ['getClinics', 'getTreatments', 'getTimeslotsByMonth', 'getTimeslotsFrom']),
    ...each(['getClinics', 'getClinicians'] as const, (operation) => ({
      [`${kebab(operation)}-free-times-maybe`]: [
        `${operation} takes any other onlyWithFreeTimes for true.`,
        accepts(where(operation, 'not-a-boolean')),
      ],
    })),
  },
})
