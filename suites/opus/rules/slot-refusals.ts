import { leftOut, setTo, turned, withMore } from '../../../generators/alteration.ts'
import type { Query } from '../api.ts'
import { rule } from '../rule.ts'
import { refusedWith } from '../statuses.ts'
import { vary } from '../trials.ts'

const BY_MONTH = 'getTimeslotsByMonth'
const FROM = 'getTimeslotsFrom'

/** Each change of a valid query of these operations is refused with 400; its body may name `alsoNamed` besides. */
const refuses = (
  operations: readonly (typeof BY_MONTH | typeof FROM)[],
  changes: readonly ReturnType<typeof setTo>[],
  alsoNamed: readonly string[] = [],
) =>
  rule({
    probe: (opus) =>
      opus.during('reads', async () => {
        const tried = operations.map((operation) =>
          vary(opus, operation, ({ call }) =>
            changes.map(({ what, apply }) => ({
              what: `${operation} with ${what}`,
              call: { ...call, query: apply({ ...call.query }) as Query },
              alsoNamed,
            })),
          ),
        )
        return (await Promise.all(tried)).flatMap(({ observations }) => observations)
      }),
    judge: refusedWith(400),
  })

/** Slots that are refused. */
export const rules = {
  // "Required: Year, Month"
  'OPUS-SLOT-02': refuses([BY_MONTH], [leftOut('year')]),
  'OPUS-SLOT-03': refuses([BY_MONTH], [leftOut('month')]),

  /** "one or more of the parameters have missing or invalid data" */
  'OPUS-SLOT-11': refuses(
    [BY_MONTH],
    [
      ...['13', '0', 'abc'].map((month) => setTo('month', month, month)),
      withMore('month', '.5'),
      withMore('year', ',5'),
    ],
  ),

  /** The unit of a delay is not stated; a number it is. */
  'OPUS-SLOT-26': refuses([BY_MONTH, FROM], [setTo('delay', '1x', '1x')]),

  // "Required: startingFromDateTime, TreatmentID"
  'OPUS-SLOT-18': refuses([FROM], [leftOut('treatmentID')]),
  'OPUS-SLOT-19': refuses([FROM], [leftOut('startingFromDateTime')], ['starting', 'year', 'month', 'date']),

  'OPUS-SLOT-20': refuses(
    [FROM],
    [
      setTo('startingFromDateTime', 'tomorrow', 'tomorrow'),
      withMore('startingFromDateTime', 'x'),
      turned('startingFromDateTime', 'on 30 February', (from) => `${String(from).slice(0, 4)}-02-30T08:00:00`),
    ],
    ['starting', 'date'],
  ),
}
