import type { OperationId } from '../call.ts'
import { defectsOf, defectsOn, each, kebab, TIMESLOTS } from '../patches.ts'

/** A filter that is not a number answers 404, or is left out of account. */
const letters = (parameter: string, ...operations: OperationId[]) =>
  each(
    operations.map((one) => defectsOn(one)),
    ({ prefix, accepts, answers }) => ({
      [`${prefix}-${kebab(parameter)}-letters-404`]: answers(
        404,
        `for a ${parameter} that is not a number`,
        'not-a-number',
        parameter,
      ),
      [`${prefix}-${kebab(parameter)}-letters-ignored`]: accepts(
        `takes no account of a ${parameter} that is not a number`,
        'not-a-number',
        parameter,
      ),
    }),
  )

export const listFilterDefects = defectsOf({
  'OPUS-FILTER-02': letters('treatmentID', 'getClinics', 'getClinicians', ...TIMESLOTS),
  'OPUS-FILTER-03': {
    ...letters('clinicianID', 'getClinics', 'getTreatments', ...TIMESLOTS),
    ...each([defectsOn('getClinics'), defectsOn('getClinicians')], ({ prefix, accepts }) => ({
      [`${prefix}-free-times-maybe`]: accepts('takes any other onlyWithFreeTimes for true', 'not-a-boolean'),
    })),
  },
})
