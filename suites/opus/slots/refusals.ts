import type { Operation, Query } from '../api.ts'
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

const refuses = (
  id: RequirementId,
  operation: Extract<Operation, 'getTimeslotsByMonth' | 'getTimeslotsFrom'>,
  changes: readonly (readonly [what: string, change: Alter])[],
  alsoNamed: readonly string[] = [],
) =>
  rule(id, {
    probe: (opus) =>
      opus.during('reads', async () => {
        const query = await (operation === 'getTimeslotsByMonth' ? byMonth : fromDate)(opus)
        const leansOn = operation === 'getTimeslotsByMonth' ? 'OPUS-SLOT-01' : 'OPUS-SLOT-13'
        return varyRead(
          opus.client,
          id,
          query && { operation, query, leansOn },
          changes.map(([what, change]) => ({ what, change, alsoNamed })),
        )
      }),
    judge: refusedWith(400),
  })

// "Required: Year, Month"
export const yearMissing = refuses('OPUS-SLOT-02', 'getTimeslotsByMonth', [['year missing', without('year')]])
export const monthMissing = refuses('OPUS-SLOT-03', 'getTimeslotsByMonth', [['month missing', without('month')]])
/** "one or more of the parameters have missing or invalid data" */
export const noSuchMonth = refuses('OPUS-SLOT-11', 'getTimeslotsByMonth', [
  ['month 13', set('month', '13')],
  ['month 0', set('month', '0')],
  ['month abc', set('month', 'abc')],
  ['year abc', set('year', 'abc')],
])

// "Required: startingFromDateTime, TreatmentID"
export const treatmentMissing = refuses('OPUS-SLOT-18', 'getTimeslotsFrom', [
  ['treatmentID missing', without('treatmentID')],
])
export const treatmentAlone = refuses(
  'OPUS-SLOT-19',
  'getTimeslotsFrom',
  [['treatmentID alone', without('startingFromDateTime')]],
  ['starting', 'year', 'month', 'date'],
)
export const noDate = refuses(
  'OPUS-SLOT-20',
  'getTimeslotsFrom',
  [
    ['startingFromDateTime tomorrow', set('startingFromDateTime', 'tomorrow')],
    [
      'startingFromDateTime on 30 February',
      (query) => ({ ...query, startingFromDateTime: `${query.startingFromDateTime?.slice(0, 4)}-02-30T08:00:00` }),
    ],
  ],
  ['starting', 'date'],
)
