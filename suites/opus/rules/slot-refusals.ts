import type { Query } from '../api.ts'
import type { Opus } from '../context.ts'
import { rule } from '../rule.ts'
import { countBy } from '../slots/combinations.ts'
import { refusedWith } from '../statuses.ts'
import { varyRead } from '../trials.ts'

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
  operations: readonly (typeof BY_MONTH | typeof FROM)[],
  changes: Changes,
  alsoNamed: readonly string[] = [],
) =>
  rule({
    probe: (opus) =>
      opus.during('reads', async () => {
        const tried = operations.map(async ({ operation, valid, leansOn }) => {
          const query = await valid(opus)
          const control = query && { operation, query, leansOn }
          return varyRead(
            opus.client,
            control,
            changes.map(([what, change]) => ({ what, change, alsoNamed })),
          )
        })
        return (await Promise.all(tried)).flat()
      }),
    judge: refusedWith(400),
  })

/** Slots that are refused. */
export const rules = {
  // "Required: Year, Month"
  'OPUS-SLOT-02': refuses([BY_MONTH], [['year missing', without('year')]]),
  'OPUS-SLOT-03': refuses([BY_MONTH], [['month missing', without('month')]]),

  /** "one or more of the parameters have missing or invalid data" */
  'OPUS-SLOT-11': refuses(
    [BY_MONTH],
    [
      ['month 13', set('month', '13')],
      ['month 0', set('month', '0')],
      ['month abc', set('month', 'abc')],
      ['a month with .5 after it', more('month', '.5')],
      ['a year with ,5 after it', more('year', ',5')],
    ],
  ),

  /** The unit of a delay is not stated; a number it is. */
  'OPUS-SLOT-26': refuses([BY_MONTH, FROM], [['delay 1x', set('delay', '1x')]]),

  // "Required: startingFromDateTime, TreatmentID"
  'OPUS-SLOT-18': refuses([FROM], [['treatmentID missing', without('treatmentID')]]),

  'OPUS-SLOT-19': refuses(
    [FROM],
    [['treatmentID alone', without('startingFromDateTime')]],
    ['starting', 'year', 'month', 'date'],
  ),

  'OPUS-SLOT-20': refuses(
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
  ),
}
