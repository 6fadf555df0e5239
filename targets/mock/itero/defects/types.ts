import type { Attempt, Problem } from '../attempt.ts'
import { byRx, create, defectsOf, each, type Field, kebab, onMapTo, sentIn } from '../patches.ts'

/** Other types than a number, and than a string; a string here is one that is not numeric: those are TYPE-09's. */
const NO_NUMBER = ['string', 'object', 'array', 'boolean'] as const
const NO_TEXT = ['object', 'array', 'boolean'] as const

type Type = (typeof NO_NUMBER)[number]
type Taken = readonly [requirement: string, on: typeof create, field: Field, types: readonly Type[]]

const TAKEN: readonly Taken[] = [
  ['ITERO-TYPE-01', create, 'companyId', NO_NUMBER],
  ['ITERO-TYPE-02', create, 'scannerSerialNumber', NO_TEXT],
  ['ITERO-TYPE-03', create, 'procedureMapId', NO_NUMBER],
  ['ITERO-TYPE-04', create, 'firstName', NO_TEXT],
  ['ITERO-TYPE-04', create, 'lastName', NO_TEXT],
  ['ITERO-TYPE-05', create, 'gender', NO_NUMBER],
  ['ITERO-TYPE-06', create, 'dateOfBirth', NO_TEXT],
  ['ITERO-TYPE-07', create, 'labId', NO_NUMBER],
  ['ITERO-TYPE-08', create, 'chartNumber', NO_TEXT],
  ['ITERO-TYPE-08', create, 'zipCode', NO_TEXT],
  ['ITERO-TYPE-08', create, 'notes', NO_TEXT],
  ['ITERO-RX-08', byRx, 'companyId', NO_NUMBER],
  ['ITERO-RX-08', byRx, 'scannerSerialNumber', NO_TEXT],
  ['ITERO-RX-08', byRx, 'rxId', NO_TEXT],
  ['ITERO-RX-08', byRx, 'procedureMapId', NO_NUMBER],
  ['ITERO-RX-08', byRx, 'labId', NO_NUMBER],
]

const isOf =
  (type: Type, field: Field) =>
  ({ reason }: Problem, at: Attempt): boolean => {
    const value = sentIn(field, at)
    return reason === 'type' && (Array.isArray(value) ? 'array' : typeof value) === type
  }

const WORDS: Record<Type, string> = { string: 'a word', object: 'an object', array: 'an array', boolean: 'a boolean' }

/** Numbers in quotes and fractions, for every numeric field of both operations. */
const INEXACT = [
  ['numeric-string', 'a number in quotes', [create, byRx], ['companyId', 'procedureMapId', 'labId']],
  ['numeric-string', 'a number in quotes', [create], ['gender']],
  ['fraction', 'a fraction', [create, byRx], ['companyId', 'procedureMapId', 'labId']],
] as const satisfies readonly (readonly [string, string, readonly (typeof create)[], readonly Field[]])[]

export const typeDefects = [
  ...TAKEN.flatMap(([requirement, { prefix, takes }, field, types]) =>
    defectsOf({
      [requirement]: each(types, (type) => ({
        [`${prefix}${kebab(field)}-${type}-accepted`]: takes(`${WORDS[type]} for ${field}`, field, isOf(type, field)),
      })),
    }),
  ),
  ...defectsOf({
    'ITERO-TYPE-05': {
      'gender-male-accepted': create.takes('"male" for gender', 'gender', (_, at) => sentIn('gender', at) === 'male'),
    },
    'ITERO-TYPE-07': {
      'lab-id-boolean-accepted-on-ortho-maps': create.takes(
        'a boolean for labId on maps that go to an ortho lab',
        'labId',
        (found, at) => isOf('boolean', 'labId')(found, at) && onMapTo('orthoLab')(at),
      ),
    },
    'ITERO-TYPE-09': each(INEXACT, ([reason, words, operations, fields]) =>
      each(operations, ({ prefix, takes }) =>
        each(fields, (field) => ({
          [`${prefix}${kebab(field)}-${reason}-accepted`]: takes(`${words} for ${field}`, field, reason),
        })),
      ),
    ),
  }),
]
