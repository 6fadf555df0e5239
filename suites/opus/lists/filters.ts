import type { Exchange } from '../../../engine/exchange.ts'
import { missing, type Observation } from '../../../engine/experiment.ts'
import { unobserved, worst } from '../../../engine/finding.ts'
import { unusedIdLike } from '../../../generators/unused-id.ts'
import type { Query } from '../api.ts'
import type { Opus } from '../open.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { rule } from '../rule.ts'
import { nothingListed, refusedWith } from '../statuses.ts'
import { type ReadControl, varyRead } from '../trials.ts'
import { type FilterName, LISTS, type ListKind, listOfIDs, queryFor } from './kinds.ts'

const CLINICS_AND_CLINICIANS = LISTS.filter((kind) => kind.hasFlag)

/** A list without a filter, to which one is added. */
const unfiltered = (kind: ListKind): ReadControl => ({
  operation: kind.operation,
  query: queryFor(kind, {}, 'false'),
  leansOn: kind.rules.all,
})

/** The lists of slots that take a filter: a month's, and those from a date for a treatment that has some. */
async function slotLists({ found }: Opus): Promise<(ReadControl | undefined)[]> {
  const { richest, from, slots, treatments } = await found()
  const [month] = richest
  const treatmentID = slots.find((slot) => slot.start.local >= from)?.treatmentID ?? treatments[0]
  return [
    month && {
      operation: 'getTimeslotsByMonth',
      query: { year: String(month.year), month: String(month.month) },
      leansOn: 'OPUS-SLOT-01',
    },
    treatmentID === undefined
      ? undefined
      : {
          operation: 'getTimeslotsFrom',
          query: { startingFromDateTime: from, treatmentID },
          leansOn: 'OPUS-SLOT-13',
        },
  ]
}

/** Some parameter set to a value, on each of these reads. */
const setOn = async (
  opus: Opus,
  id: RequirementId,
  controls: readonly (ReadControl | undefined)[],
  name: string,
  value: string,
): Promise<Observation[]> =>
  (
    await Promise.all(
      controls.map((control) =>
        varyRead(opus.client, id, control, [
          { what: `${name} ${value}`, change: (query): Query => ({ ...query, [name]: value }) },
        ]),
      ),
    )
  ).flat()

/** "valid request for an entity that does not exist" is a 404, "invalid treatmentid" a 400; neither is the whole list. */
export const unknownIDs = rule('OPUS-FILTER-01', {
  probe: (opus) =>
    opus.during('reads', async () => {
      const { clinics, clinicians, treatments } = await opus.found()
      const known: Record<FilterName, string[]> = {
        clinicID: clinics,
        clinicianID: clinicians,
        treatmentID: treatments,
      }
      const tries = LISTS.flatMap((kind) =>
        kind.filters.map((name) => {
          const id = String(unusedIdLike(opus.seed, listOfIDs(name).noun, known[name]))
          return setOn(opus, 'OPUS-FILTER-01', [unfiltered(kind)], name, id)
        }),
      )
      return (await Promise.all(tries)).flat()
    }),
  judge: (observations: Observation[]) =>
    worst(
      observations.map((one) =>
        one.kind === 'missing' ? refusedWith(404)([one]) : nothingListed(one.what, one.exchange as Exchange, 404, 400),
      ),
      unobserved('nothing could be tried', 'a target that lists something'),
    ),
})

/** Whether IDs of a kind are numbers at this target; where they are not, letters are nothing wrong. */
const areNumbers = (ids: readonly string[]): boolean => ids.length > 0 && ids.every((id) => /^\d+$/.test(id))

const notNumbers = (what: string): Observation =>
  missing(what, 'the IDs of this target are no numbers', 'OPUS-SHAPE-03 holds', ['OPUS-SHAPE-03'])

/** "Some examples: … invalid treatmentid" */
export const treatmentIsANumber = rule('OPUS-FILTER-02', {
  probe: (opus) =>
    opus.during('reads', async () => {
      if (!areNumbers((await opus.found()).treatments)) return [notNumbers('treatmentID abc')]
      const controls = [...CLINICS_AND_CLINICIANS.map(unfiltered), ...(await slotLists(opus))]
      return setOn(opus, 'OPUS-FILTER-02', controls, 'treatmentID', 'abc')
    }),
  judge: refusedWith(400),
})

/** "one or more of the parameters have missing or invalid data" */
export const otherFiltersAreValid = rule('OPUS-FILTER-03', {
  probe: (opus) =>
    opus.during('reads', async () => {
      const takesClinician = LISTS.filter((kind) => kind.filters.includes('clinicianID')).map(unfiltered)
      const clinician = areNumbers((await opus.found()).clinicians)
        ? await setOn(opus, 'OPUS-FILTER-03', [...takesClinician, ...(await slotLists(opus))], 'clinicianID', 'abc')
        : [notNumbers('clinicianID abc')]
      const flag = await setOn(
        opus,
        'OPUS-FILTER-03',
        CLINICS_AND_CLINICIANS.map(unfiltered),
        'onlyWithFreeTimes',
        'maybe',
      )
      return [...clinician, ...flag]
    }),
  judge: refusedWith(400),
})
