import type { Query } from './api.ts'
import type { FilterName } from './lists/kinds.ts'
import { readTime } from './local-time.ts'
import type { RequirementId } from './requirements.gen.ts'
import type { Slot } from './shapes.ts'

/** What was asked decides over one part of every slot that is answered. */
export interface SlotClause {
  part: 'Start' | 'ClinicID' | 'ClinicianID' | 'TreatmentID'
  /** Whether a part, as text, is not as it was asked for; never where it was not asked for. */
  breaks(part: string, query: Query): boolean
  asked(query: Query): string
}

/** Whether a slot that was answered breaks a clause. */
export const isOdd = ({ part, breaks }: SlotClause, { start, spelled }: Slot, query: Query): boolean =>
  breaks(part === 'Start' ? start.local : String(spelled[part]), query)

const named = (parameter: FilterName, part: SlotClause['part']): SlotClause => ({
  part,
  breaks: (id, query) => query[parameter] !== undefined && query[parameter] !== id,
  asked: (query) => `${parameter} ${query[parameter]} is asked for`,
})

export const inMonth: SlotClause = {
  part: 'Start',
  breaks: (start, { year, month }) =>
    year !== undefined && month !== undefined && !start.startsWith(`${year}-${month.padStart(2, '0')}`),
  asked: ({ year, month }) => `month ${month} of ${year} is asked for`,
}

export const notBefore: SlotClause = {
  part: 'Start',
  breaks: (start, { startingFromDateTime: from }) => {
    const asked = readTime(from)
    // Where the question names its zone, the clinics' own would have to be known.
    if (from === undefined || asked?.instant !== undefined) return false
    return (readTime(start)?.local ?? start) < (asked?.local ?? from)
  },
  asked: ({ startingFromDateTime: from }) => `slots from ${from} on are asked for`,
}

const ofClinic = named('clinicID', 'ClinicID')
const ofClinician = named('clinicianID', 'ClinicianID')
export const ofTreatment = named('treatmentID', 'TreatmentID')

/** What each slot of an answer has to be, by the operation and the requirement that it breaks where it is not. */
export const SLOT_CLAUSES: Readonly<
  Record<'getTimeslotsByMonth' | 'getTimeslotsFrom', readonly (readonly [RequirementId, SlotClause])[]>
> = {
  getTimeslotsByMonth: [
    ['OPUS-SLOT-04', inMonth],
    ['OPUS-SLOT-05', ofClinic],
    ['OPUS-SLOT-06', ofClinician],
    ['OPUS-SLOT-07', ofTreatment],
  ],
  getTimeslotsFrom: [
    ['OPUS-SLOT-14', notBefore],
    ['OPUS-SLOT-16', ofClinic],
    ['OPUS-SLOT-16', ofClinician],
    ['OPUS-SLOT-15', ofTreatment],
  ],
}
