import type { Query } from '../api.ts'
import { rule } from '../rule.ts'
import { refusedWith } from '../statuses.ts'
import { varyRead } from '../trials.ts'
import { validRead } from '../valid-reads.ts'

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

type Changes = readonly (readonly [what: string, change: Alter])[]

const BY_MONTH = 'getTimeslotsByMonth'
const FROM = 'getTimeslotsFrom'

/** Changes of a valid call of each of these operations are refused. */
const refuses = (
  operations: readonly (typeof BY_MONTH | typeof FROM)[],
  changes: Changes,
  alsoNamed: readonly string[] = [],
) =>
  rule({
    probe: (opus) =>
      opus.during('reads', async () => {
        const tried = operations.map(async (operation) =>
          varyRead(
            opus.client,
            await validRead(opus, operation),
            changes.map(([what, change]) => ({ what, change, alsoNamed })),
          ),
        )
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
