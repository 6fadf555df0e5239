import type { Query } from '../api.ts'
import type { Opus } from '../open.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { rule } from '../rule.ts'
import { refusedWith } from '../statuses.ts'
import { varyRead } from '../trials.ts'
import { countBy } from './combinations.ts'

type Alter = (query: Record<string, string>) => Query

const without =
  (name: string): Alter =>
  ({ [name]: _, ...rest }) =>
    rest

const set =
  (name: string, value: string): Alter =>
  (query) => ({ ...query, [name]: value })

const more =
  (name: string, after: string): Alter =>
  (query) => ({ ...query, [name]: `${query[name]}${after}` })

/** The month with the most slots. */
async function byMonth({ found }: Opus): Promise<Query | undefined> {
  const month = (await found()).richest[0]
  return month && { year: String(month.year), month: String(month.month) }
}

/** A date, for the treatment with the most slots. */
async function fromDate({ found }: Opus): Promise<Query | undefined> {
  const { from, slots, treatments } = await found()
  const counts = countBy(slots, 'treatmentID')
  const [treatmentID] = treatments.toSorted((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0))
  return treatmentID === undefined ? undefined : { startingFromDateTime: from, treatmentID }
}

type Changes = readonly (readonly [what: string, change: Alter])[]

const BY_MONTH = { operation: 'getTimeslotsByMonth', valid: byMonth, leansOn: 'OPUS-SLOT-01' } as const
const FROM = { operation: 'getTimeslotsFrom', valid: fromDate, leansOn: 'OPUS-SLOT-13' } as const

/** Changes of a valid call of each of these operations are refused. */
const refuses = (
  id: RequirementId,
  operations: readonly (typeof BY_MONTH | typeof FROM)[],
  changes: Changes,
  alsoNamed: readonly string[] = [],
) =>
  rule(id, {
    probe: (opus) =>
      opus.during('reads', async () => {
        const tried = operations.map(async ({ operation, valid, leansOn }) => {
          const query = await valid(opus)
          const control = query && { operation, query, leansOn }
          return varyRead(
            opus.client,
            id,
            control,
            changes.map(([what, change]) => ({ what, change, alsoNamed })),
          )
        })
        return (await Promise.all(tried)).flat()
      }),
    judge: refusedWith(400),
  })

// "Required: Year, Month"
export const yearMissing = refuses('OPUS-SLOT-02', [BY_MONTH], [['year missing', without('year')]])
export const monthMissing = refuses('OPUS-SLOT-03', [BY_MONTH], [['month missing', without('month')]])
/** "one or more of the parameters have missing or invalid data" */
export const noSuchMonth = refuses(
  'OPUS-SLOT-11',
  [BY_MONTH],
  [
    ['month 13', set('month', '13')],
    ['month 0', set('month', '0')],
    ['month abc', set('month', 'abc')],
    ['a month with ,5 after it', more('month', ',5')],
    ['a year with abc after it', more('year', 'abc')],
  ],
)
/** The unit of a delay is not stated; a number it is. */
export const delayIsANumber = refuses('OPUS-SLOT-26', [BY_MONTH, FROM], [['delay 1x', set('delay', '1x')]])

// "Required: startingFromDateTime, TreatmentID"
export const treatmentMissing = refuses('OPUS-SLOT-18', [FROM], [['treatmentID missing', without('treatmentID')]])
export const treatmentAlone = refuses(
  'OPUS-SLOT-19',
  [FROM],
  [['treatmentID alone', without('startingFromDateTime')]],
  ['starting', 'year', 'month', 'date'],
)
export const noDate = refuses(
  'OPUS-SLOT-20',
  [FROM],
  [
    ['startingFromDateTime tomorrow', set('startingFromDateTime', 'tomorrow')],
    ['startingFromDateTime with x after it', more('startingFromDateTime', 'x')],
    [
      'startingFromDateTime on 30 February',
      (query) => ({ ...query, startingFromDateTime: `${query.startingFromDateTime?.slice(0, 4)}-02-30T08:00:00` }),
    ],
  ],
  ['starting', 'date'],
)
