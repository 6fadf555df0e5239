import type { Answered } from '../../../../engine/drill.ts'
import { answerInWords } from '../../../../engine/drill.ts'
import { broken } from '../../../../engine/finding.ts'
import type { Finding } from '../../../../engine/verdict.ts'
import { listAnd } from '../../../../engine/words.ts'
import type { TimeSlot } from '../../../../generators/time-slot.ts'
import { readTime } from '../../local-time.ts'
import { type Booking, isObject, type Slot } from '../../shapes.ts'

/** What a client is to report of a slot; `zone` is what stood behind its times. */
export type Wanted = TimeSlot & { zone?: string }

const TIMES = ['start', 'end'] as const

/** Whether a time is reported as it stands: on the wall clock, or as the same instant where it came with a zone. */
function isTime(told: unknown, stands: string): boolean {
  const [one, other] = [readTime(told), readTime(stands)]
  if (!one || !other) return false
  return one.instant === undefined ? one.local === other.local : one.instant === other.instant
}

/** Whether a client's slot is this one; IDs may be told as numbers or as text. */
function isReported(told: unknown, { Start, End, ClinicID, ClinicianID, TreatmentID, zone = '' }: Wanted): boolean {
  if (!isObject(told)) return false
  const ids = { clinicID: ClinicID, clinicianID: ClinicianID, treatmentID: TreatmentID }
  return (
    TIMES.every((name) => isTime(told[name], (name === 'start' ? Start : End) + zone)) &&
    Object.entries(ids).every(([name, id]) => String(told[name]) === String(id))
  )
}

const inWords = ({ Start, End, ClinicID, ClinicianID, TreatmentID }: TimeSlot) =>
  `${Start} to ${End} at clinic ${ClinicID} with clinician ${ClinicianID} for treatment ${TreatmentID}`

export const wantedInWords = (slots: readonly TimeSlot[]): string =>
  slots.length === 0 ? 'none' : slots.map(inWords).join(', or ')

const shown = (value: unknown) => JSON.stringify(value) ?? 'nothing'
const few = (texts: readonly string[]) =>
  texts.slice(0, 2).join('; ') + (texts.length > 2 ? `; and ${texts.length - 2} more` : '')

/** How a list of slots differs from the one that is due; undefined where it does not. */
export function listFault(told: unknown, due: readonly Wanted[]): string | undefined {
  if (!Array.isArray(told)) return `it reported ${shown(told)}`
  const left = [...told]
  const missing = due.filter((one) => {
    const at = left.findIndex((other) => isReported(other, one))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
  const faults = [
    ...(missing.length > 0 ? [`without ${missing.length} of ${due.length}: ${few(missing.map(inWords))}`] : []),
    ...(left.length > 0 ? [`with ${left.length} that were not answered: ${few(left.map(shown))}`] : []),
  ]
  return faults.length > 0 ? faults.join('; ') : undefined
}

/** How a booking that a client reports differs from one that is there. */
export function bookingFault(told: unknown, { id, slot }: Booking): string | undefined {
  if (!isObject(told)) return `it reported ${shown(told)}`
  if (String(told.bookingID) !== id) return `it reported bookingID ${shown(told.bookingID)} instead of ${id}`
  return isReported(told.slot, slot.spelled) ? undefined : `it reported the slot ${shown(told.slot)}`
}

export const isAt = (slot: Slot, wanted: TimeSlot): boolean =>
  slot.start.local === wanted.Start &&
  slot.end.local === wanted.End &&
  slot.clinicID === String(wanted.ClinicID) &&
  slot.clinicianID === String(wanted.ClinicianID) &&
  slot.treatmentID === String(wanted.TreatmentID)

export const resultOf = ({ answer }: Answered): Readonly<Record<string, unknown>> =>
  answer.status === 'done' && isObject(answer.result) ? answer.result : {}

/** The job ended otherwise than it should have. */
export const endedOtherwise = (expected: string, { answer }: Answered): Finding =>
  broken(expected, `the client answered ${answerInWords(answer)}`)

/** The patient's bookings once the job is over. */
export const heldIn = ({ after }: Answered): readonly Booking[] => (after as { bookings: readonly Booking[] }).bookings

export const bookingsInWords = (bookings: readonly Booking[]): string =>
  bookings.length === 0
    ? 'no booking is there'
    : `there: ${listAnd(bookings.map(({ id, slot }) => `${id} at ${inWords(slot.spelled)}`))}`
