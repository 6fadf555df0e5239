import { defectsOf, each, isMeant, type Patch, SSN_REASONS, says, type Where, where } from '../patches.ts'

/** Sends no body with a 400. */
const empties400 =
  (meant: Where): Patch =>
  ({ refusalBody, refusalStatus }) => ({
    refusalBody: (objection, call, world) =>
      refusalStatus(objection, call) === 400 && isMeant(objection, call, meant)
        ? undefined
        : refusalBody(objection, call, world),
  })

type Rows = readonly (readonly [id: string, what: string, meant: Where])[]

const NO_NUMBER = { reason: 'not-a-number', parameter: 'treatmentID' } as const

const empty: Rows = [
  ['everywhere', 'Every 400', {}],
  ['get-patient', "getPatient's 400", { operation: 'getPatient' }],
  ['create-booking', "createBooking's 400", { operation: 'createBooking' }],
  ['update-booking', "updateBooking's 400 for a missing parameter", where('updateBooking', 'missing')],
  ['timeslot-missing', "getTimeslotsByMonth's 400 for a missing parameter", where('getTimeslotsByMonth', 'missing')],
  ['ssn', "createPatient's 400 for an impossible PersonalNumber", where('createPatient', SSN_REASONS)],
  ['not-json', 'The 400 for a body that is not JSON', { reason: 'not-json' }],
  ['treatment-id', 'The 400 for a treatmentID that is not a number', NO_NUMBER],
]

const vague: Rows = [
  [
    'everywhere',
    'Every body of a 400',
    { reason: ['missing', 'not-a-number', 'not-a-date', 'not-a-boolean', 'not-json', ...SSN_REASONS] },
  ],
  [
    'missing',
    'The body for a missing parameter of the query',
    { reason: 'missing', when: ({ body }) => body === undefined },
  ],
  ['ssn', 'The body for an impossible date of birth', { reason: SSN_REASONS.slice(0, 3) }],
  ['treatment-id', 'The body for a treatmentID that is not a number', NO_NUMBER],
  ['create-booking', "The body of createBooking's 400 for a missing property", where('createBooking', 'missing')],
]

/** OPUS-CODE-04 speaks of what a body says, and leans on there being one. */
export const refusalBodyDefects = defectsOf({
  'OPUS-CODE-03': each(empty, ([id, what, meant]) => ({
    [`empty-400-${id}`]: [`${what} has no body.`, empties400(meant)],
  })),
  'OPUS-CODE-04': {
    ...each(vague, ([id, what, meant]) => ({
      [`vague-400-${id}`]: [`${what} says no more than "Bad request".`, says({ Message: 'Bad request' }, meant)],
    })),
    'month-missing-blames-year': [
      'Where month is missing the body of the 400 names the year.',
      says({ Message: 'Missing year' }, { reason: 'missing', parameter: 'month' }),
    ],
  },
})
