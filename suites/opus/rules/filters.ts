import type { Exchange } from '../../../engine/exchange.ts'
import { missing, type Observation } from '../../../engine/experiment.ts'
import { unobserved, worst } from '../../../engine/finding.ts'
import { unusedIdLike } from '../../../generators/unused-id.ts'
import type { Query } from '../api.ts'
import type { Opus } from '../context.ts'
import { type FilterName, filterOf, LISTS, type ListKind, listOfIDs, queryFor } from '../lists/kinds.ts'
import { rule } from '../rule.ts'
import { nothingListed, refusedWith } from '../statuses.ts'
import { type ReadControl, varyRead } from '../trials.ts'
import { validRead } from '../valid-reads.ts'

const CLINICS_AND_CLINICIANS = LISTS.filter((kind) => kind.hasFlag)

/** A list without a filter, to which one is added. */
const unfiltered = (kind: ListKind): ReadControl => ({
  operation: kind.operation,
  query: queryFor(kind, {}, 'false'),
})

/** The lists of slots that take a filter: a month's, and those from a date for a treatment that has some. */
const slotLists = (opus: Opus): Promise<(ReadControl | undefined)[]> =>
  Promise.all([validRead(opus, 'getTimeslotsByMonth'), validRead(opus, 'getTimeslotsFrom')])

/** Some parameter set to a value, on each of these reads. */
const setOn = async (
  opus: Opus,
  controls: readonly (ReadControl | undefined)[],
  name: string,
  value: string,
): Promise<Observation[]> =>
  (
    await Promise.all(
      controls.map((control) =>
        varyRead(opus.client, control, [
          {
            what: [`${name} ${value}`, ...besides(control)].join(' beside '),
            change: (query): Query => ({ ...query, [name]: value }),
          },
        ]),
      ),
    )
  ).flat()

/** The filters that a list has already. */
const besides = (control: ReadControl | undefined): string[] =>
  control && LISTS.some(({ operation }) => operation === control.operation)
    ? Object.entries(filterOf(control.query ?? {})).map(([name, id]) => `${name} ${id}`)
    : []

/** A list by a filter that it has something for, to which another one is added. */
const filtered = (kind: ListKind, nth: 0 | 1, id: string | undefined): ReadControl | undefined =>
  id === undefined
    ? undefined
    : {
        operation: kind.operation,
        query: queryFor(kind, { [kind.filters[nth]]: id }, 'false'),
        leansOn: nth === 0 ? kind.rules.byFirst : kind.rules.bySecond,
      }

/** Whether IDs of a kind are numbers at this target; where they are not, letters are nothing wrong. */
const areNumbers = (ids: readonly string[]): boolean => ids.length > 0 && ids.every((id) => /^\d+$/.test(id))

const notNumbers = (what: string): Observation =>
  missing(what, 'the IDs of this target are no numbers', 'OPUS-SHAPE-03 holds', ['OPUS-SHAPE-03'])

/** Filters that are refused. */
export const rules = {
  /** "valid request for an entity that does not exist" is a 404, "invalid treatmentid" a 400; neither is the whole list. */
  'OPUS-FILTER-01': rule({
    probe: (opus) =>
      opus.during('reads', async () => {
        const { clinics, clinicians, treatments, slots } = await opus.found()
        const known: Record<FilterName, string[]> = {
          clinicID: clinics,
          clinicianID: clinicians,
          treatmentID: treatments,
        }
        const tries = LISTS.flatMap((kind) =>
          kind.filters.map((name, nth) => {
            const id = String(unusedIdLike(opus.seed, listOfIDs(name).noun, known[name]))
            const other = nth === 0 ? 1 : 0
            const beside = slots[0]?.[kind.filters[other]] ?? known[kind.filters[other]][0]
            return setOn(opus, [unfiltered(kind), filtered(kind, other, beside)], name, id)
          }),
        )
        return (await Promise.all(tries)).flat()
      }),
    judge: (observations: Observation[]) =>
      worst(
        observations.map((one) =>
          one.kind === 'missing'
            ? refusedWith(404)([one])
            : nothingListed(one.what, one.exchange as Exchange, 404, 400),
        ),
        unobserved('nothing could be tried', 'a target that lists something'),
      ),
  }),

  /** "Some examples: … invalid treatmentid" */
  'OPUS-FILTER-02': rule({
    probe: (opus) =>
      opus.during('reads', async () => {
        const { treatments, slots } = await opus.found()
        if (!areNumbers(treatments)) return [notNumbers('treatmentID abc')]
        const controls = [...CLINICS_AND_CLINICIANS.map(unfiltered), ...(await slotLists(opus))]
        return setOn(opus, controls, 'treatmentID', `${slots[0]?.treatmentID ?? treatments[0]}abc`)
      }),
    judge: refusedWith(400),
  }),

  /** "one or more of the parameters have missing or invalid data" */
  'OPUS-FILTER-03': rule({
    probe: (opus) =>
      opus.during('reads', async () => {
        const takesClinician = LISTS.filter((kind) => kind.filters.includes('clinicianID')).map(unfiltered)
        const { clinicians, slots } = await opus.found()
        const clinician = areNumbers(clinicians)
          ? await setOn(
              opus,
              [...takesClinician, ...(await slotLists(opus))],
              'clinicianID',
              `${slots[0]?.clinicianID ?? clinicians[0]}abc`,
            )
          : [notNumbers('clinicianID abc')]
        const flag = await setOn(opus, CLINICS_AND_CLINICIANS.map(unfiltered), 'onlyWithFreeTimes', 'maybe')
        return [...clinician, ...flag]
      }),
    judge: refusedWith(400),
  }),
}
