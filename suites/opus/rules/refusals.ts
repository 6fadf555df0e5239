import type { Exchange } from '../../../engine/exchange.ts'
import { type Missing, missing, type Observation } from '../../../engine/experiment.ts'
import { unobserved, worst } from '../../../engine/finding.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { leftOut, setTo, turned, withMore } from '../../../generators/alteration.ts'
import type { OpusOperation } from '../../../generators/opus-world.ts'
import { unusedIdLike } from '../../../generators/unused-id.ts'
import type { Call, Query } from '../api.ts'
import type { Opus } from '../context.ts'
import { type FilterName, filterOf, LISTS, type ListKind, listOfIDs, queryFor } from '../lists/kinds.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { rule } from '../rule.ts'
import { nothingListed, refusedAnyhow, refusedWith } from '../statuses.ts'
import { tryFaults, undone, validRead, vary, varyRead } from '../trials.ts'

/** The faults that the catalogue has for the rule (`generators/opus-faults.ts`) are refused with 400. */
const refuses = (operation: OpusOperation) =>
  rule({
    probe: async (opus) => {
      const { observations } = await opus.during(operation.startsWith('get') ? 'made' : 'writes', () =>
        tryFaults(opus, operation),
      )
      return observations
    },
    judge: refusedWith(400),
  })

/** The same, with what else is right, and nothing is done. */
const refusesUndone = (
  operation: OpusOperation,
  nothing: string,
  refused: (observations: readonly Observation[]) => Finding = refusedWith(400, 404),
) =>
  rule({
    probe: (opus) => tryFaults(opus, operation, true),
    judge: (trials) => undone(nothing, refused(trials.observations), trials),
  })

const BY_MONTH = 'getTimeslotsByMonth'
const FROM = 'getTimeslotsFrom'

/** Each change of a valid query of these operations is refused with 400; its body may name `alsoNamed` besides. */
const refusesQuery = (
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

/** Patients and bookings that are refused. */
export const rules = {
  // "Required: Year, Month, Day, Extradigits"
  'OPUS-PAT-02': refuses('getPatient'), // year missing
  'OPUS-PAT-03': refuses('getPatient'), // month missing
  'OPUS-PAT-04': refuses('getPatient'), // day missing
  'OPUS-PAT-05': refuses('getPatient'), // extra digits missing
  'OPUS-BOOK-05': refuses('getBookings'), // year missing
  'OPUS-BOOK-06': refuses('getBookings'), // month missing
  'OPUS-BOOK-07': refuses('getBookings'), // day missing
  'OPUS-BOOK-08': refuses('getBookings'), // extra digits missing

  // "Invalid SSN"
  'OPUS-PAT-07': refuses('getPatient'), // impossible date
  'OPUS-PAT-08': refuses('getPatient'), // not numbers
  'OPUS-PAT-15': refuses('createPatient'), // impossible number
  'OPUS-BOOK-10': refuses('getBookings'), // impossible number
  'OPUS-BOOK-14': refuses('createBooking'), // impossible patient

  // "Required: ClinicID, ClinicianID, [patient]"
  'OPUS-PAT-11': refuses('createPatient'), // clinic missing
  'OPUS-PAT-12': refuses('createPatient'), // clinician missing
  'OPUS-PAT-13': refuses('createPatient'), // patient missing
  'OPUS-PAT-14': refuses('createPatient'), // personal number missing
  /** That a patient has a name follows from what it is. */
  'OPUS-PAT-16': refuses('createPatient'), // name missing

  // "Required: [Patient] [PersonalNumber] [TimeSlot]"
  'OPUS-BOOK-11': refuses('createBooking'), // patient missing
  'OPUS-BOOK-12': refuses('createBooking'), // personal number missing
  'OPUS-BOOK-13': refuses('createBooking'), // time slot missing
  /** "missing or invalid data" */
  'OPUS-BOOK-15': refuses('createBooking'), // incomplete slot

  // "Required: BookingID, ClinicID, [PersonalNumber]"
  'OPUS-BOOK-20': refuses('updateBooking'), // BookingID missing
  'OPUS-BOOK-21': refuses('updateBooking'), // ClinicID missing
  'OPUS-BOOK-22': refuses('updateBooking'), // mover missing

  // "a valid request for an entity that does not exist"
  'OPUS-PAT-17': refusesUndone('createPatient', 'no patient is created'),
  'OPUS-BOOK-16': refusesUndone('createBooking', 'nothing is booked'),
  'OPUS-BOOK-23': refusesUndone('updateBooking', 'nothing is changed', refusedWith(404, 400)), // booking
  'OPUS-BOOK-28': refusesUndone('updateBooking', 'nothing is changed'), // clinic

  /** The personal number is required beside the BookingID; what for is not said. */
  'OPUS-BOOK-24': refusesUndone('updateBooking', 'the booking is unchanged', refusedAnyhow),

  // "Required: Year, Month"
  'OPUS-SLOT-02': refusesQuery([BY_MONTH], [leftOut('year')]),
  'OPUS-SLOT-03': refusesQuery([BY_MONTH], [leftOut('month')]),

  /** "one or more of the parameters have missing or invalid data" */
  'OPUS-SLOT-11': refusesQuery(
    [BY_MONTH],
    [
      ...['13', '0', 'abc'].map((month) => setTo('month', month, month)),
      withMore('month', '.5'),
      withMore('year', ',5'),
    ],
  ),

  /** The unit of a delay is not stated; a number it is. */
  'OPUS-SLOT-26': refusesQuery([BY_MONTH, FROM], [setTo('delay', '1x', '1x')]),

  // "Required: startingFromDateTime, TreatmentID"
  'OPUS-SLOT-18': refusesQuery([FROM], [leftOut('treatmentID')]),
  'OPUS-SLOT-19': refusesQuery([FROM], [leftOut('startingFromDateTime')], ['starting', 'year', 'month', 'date']),

  'OPUS-SLOT-20': refusesQuery(
    [FROM],
    [
      setTo('startingFromDateTime', 'tomorrow', 'tomorrow'),
      withMore('startingFromDateTime', 'x'),
      turned('startingFromDateTime', 'on 30 February', (from) => `${String(from).slice(0, 4)}-02-30T08:00:00`),
    ],
    ['starting', 'date'],
  ),

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
