import type { Exchange } from '../../../engine/exchange.ts'
import { type Missing, missing, type Observation } from '../../../engine/experiment.ts'
import { unobserved, worst } from '../../../engine/finding.ts'
import { unusedIdLike } from '../../../generators/unused-id.ts'
import type { Call, Query } from '../api.ts'
import type { Opus } from '../context.ts'
import { type FilterName, filterOf, LISTS, type ListKind, listOfIDs, queryFor } from '../lists/kinds.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { rule } from '../rule.ts'
import { nothingListed, refusedWith } from '../statuses.ts'
import { validRead, varyRead } from '../trials.ts'

const CLINICS_AND_CLINICIANS = LISTS.filter((kind) => kind.hasFlag)

/** A list by some filter, or none. */
const listBy = (kind: ListKind, filter: Query = {}): Call => ({
  operation: kind.operation,
  query: queryFor(kind, filter, 'false'),
})

/** The lists of slots that take a filter: a month's, and those from a date for a treatment that has some. */
const slotLists = (opus: Opus) =>
  Promise.all([validRead(opus, 'getTimeslotsByMonth'), validRead(opus, 'getTimeslotsFrom')])

/** Some parameter set to a value, on each of these reads; beside the filter that a list has already. */
const setOn = async (
  opus: Opus,
  reads: readonly (Call | Missing)[],
  name: string,
  value: string,
  leansOn?: RequirementId,
): Promise<Observation[]> => {
  const tried = reads.map((read) =>
    varyRead(
      opus,
      read,
      (call) => {
        const filters = LISTS.some(({ operation }) => operation === call.operation) ? filterOf(call.query ?? {}) : {}
        const beside = Object.entries(filters).map(([other, id]) => `${other} ${id}`)
        const what = `${call.operation} with ${[`${name} ${value}`, ...beside].join(' beside ')}`
        return [{ what, call: { ...call, query: { ...call.query, [name]: value } } }]
      },
      leansOn,
    ),
  )
  return (await Promise.all(tried)).flat()
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
          kind.filters.flatMap((name, nth) => {
            const id = String(unusedIdLike(opus.seed, listOfIDs(name).noun, known[name]))
            const other = kind.filters[nth === 0 ? 1 : 0]
            const beside = slots[0]?.[other] ?? known[other][0]
            const by = nth === 0 ? kind.rules.bySecond : kind.rules.byFirst
            return [
              setOn(opus, [listBy(kind)], name, id),
              ...(beside === undefined ? [] : [setOn(opus, [listBy(kind, { [other]: beside })], name, id, by)]),
            ]
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
        const controls = [...CLINICS_AND_CLINICIANS.map((kind) => listBy(kind)), ...(await slotLists(opus))]
        return setOn(opus, controls, 'treatmentID', `${slots[0]?.treatmentID ?? treatments[0]}abc`)
      }),
    judge: refusedWith(400),
  }),

  /** "one or more of the parameters have missing or invalid data" */
  'OPUS-FILTER-03': rule({
    probe: (opus) =>
      opus.during('reads', async () => {
        const takesClinician = LISTS.filter((kind) => kind.filters.includes('clinicianID')).map((kind) => listBy(kind))
        const { clinicians, slots } = await opus.found()
        const clinician = areNumbers(clinicians)
          ? await setOn(
              opus,
              [...takesClinician, ...(await slotLists(opus))],
              'clinicianID',
              `${slots[0]?.clinicianID ?? clinicians[0]}abc`,
            )
          : [notNumbers('clinicianID abc')]
        const flag = await setOn(
          opus,
          CLINICS_AND_CLINICIANS.map((kind) => listBy(kind)),
          'onlyWithFreeTimes',
          'maybe',
        )
        return [...clinician, ...flag]
      }),
    judge: refusedWith(400),
  }),
}
