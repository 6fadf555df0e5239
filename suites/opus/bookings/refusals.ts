import { worst } from '../../../engine/finding.ts'
import { exactNumber, isNumber } from '../../../engine/json.ts'
import { isAccepted } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import type { Call } from '../api.ts'
import { Book } from '../book.ts'
import { CLINICIANS, CLINICS, idsBy } from '../lists/kinds.ts'
import { later } from '../local-time.ts'
import { identifyingFaults } from '../patients/refusals.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { rule } from '../rule.ts'
import type { Slot } from '../shapes.ts'
import { refusedAnyhow, refusedWith } from '../statuses.ts'
import { bookCall } from './desk.ts'
import { type BookingTrials, bookingFaults, type Valid, varyBooking } from './trials.ts'
import { unchanged } from './unchanged.ts'

const getBookingsRefuses = (id: RequirementId) =>
  rule(id, {
    probe: (opus) => opus.during('made', () => identifyingFaults(opus, id, 'getBookings', 'OPUS-BOOK-02')),
    judge: refusedWith(400),
  })

// "Required: Year, Month, Day, Extradigits"
export const yearMissing = getBookingsRefuses('OPUS-BOOK-05')
export const monthMissing = getBookingsRefuses('OPUS-BOOK-06')
export const dayMissing = getBookingsRefuses('OPUS-BOOK-07')
export const extraDigitsMissing = getBookingsRefuses('OPUS-BOOK-08')
/** "Invalid SSN" */
export const impossibleNumber = getBookingsRefuses('OPUS-BOOK-10')

const refuses = (id: RequirementId, operation: 'createBooking' | 'updateBooking') =>
  rule(id, {
    probe: async (opus) => (await bookingFaults(opus, id, operation)).observations,
    judge: refusedWith(400),
  })

// "Required: [Patient] [PersonalNumber] [TimeSlot]"
export const patientMissing = refuses('OPUS-BOOK-11', 'createBooking')
export const personalNumberMissing = refuses('OPUS-BOOK-12', 'createBooking')
export const timeSlotMissing = refuses('OPUS-BOOK-13', 'createBooking')
/** "Invalid SSN" */
export const impossiblePatient = refuses('OPUS-BOOK-14', 'createBooking')
/** "missing or invalid data" */
export const incompleteSlot = refuses('OPUS-BOOK-15', 'createBooking')

// "Required: BookingID, ClinicID, [PersonalNumber]"
export const bookingIDMissing = refuses('OPUS-BOOK-20', 'updateBooking')
export const clinicIDMissing = refuses('OPUS-BOOK-21', 'updateBooking')
export const moverMissing = refuses('OPUS-BOOK-22', 'updateBooking')

/** Refused, and nothing was done. */
export function refusedUndone(expected: string, refused: Finding, { observations, bookings }: BookingTrials): Finding {
  const isAnyAccepted = observations.some((one) => one.kind === 'trial' && isAccepted(one.exchange))
  if (refused.outcome === 'broken' || !bookings || isAnyAccepted) return refused
  return worst([refused, ...bookings.map((one) => unchanged(`it is refused, and ${expected}`, one))], refused)
}

/** "a valid request for an entity that does not exist" */
export const unknownPlace = rule('OPUS-BOOK-16', {
  probe: (opus) => bookingFaults(opus, 'OPUS-BOOK-16', 'createBooking', true),
  judge: (trials) => refusedUndone('nothing is booked', refusedWith(400, 404)(trials.observations), trials),
})

export const unknownBooking = rule('OPUS-BOOK-23', {
  probe: (opus) => bookingFaults(opus, 'OPUS-BOOK-23', 'updateBooking', true),
  judge: (trials) => refusedUndone('nothing is changed', refusedWith(404, 400)(trials.observations), trials),
})

/** The same, for the clinic in the query. */
export const unknownClinic = rule('OPUS-BOOK-28', {
  probe: (opus) => bookingFaults(opus, 'OPUS-BOOK-28', 'updateBooking', true),
  judge: (trials) => refusedUndone('nothing is changed', refusedWith(400, 404)(trials.observations), trials),
})

/** The personal number is required beside the BookingID; what for is not said. */
export const anotherPatient = rule('OPUS-BOOK-24', {
  probe: (opus) => bookingFaults(opus, 'OPUS-BOOK-24', 'updateBooking', true),
  judge: (trials) => refusedUndone('the booking is unchanged', refusedAnyhow(trials.observations), trials),
})

/** Hours of the night in which a slot may never have been offered. */
const NIGHT = ['03:00:00', '02:00:00', '04:00:00', '01:00:00']

/** The slot, in a night in which its clinician has none. */
function atNight({ slot, patient, found }: Valid): Call | undefined {
  const day = slot.start.local.slice(0, 10)
  const isFree = (start: string) =>
    !found.slots.some((one) => one.start.local < later(start, 30) && start < one.end.local)
  const start = NIGHT.map((time) => `${day}T${time}`).find(isFree)
  if (!start) return undefined
  const spelled = { ...slot.spelled, Start: withZone(slot, start), End: withZone(slot, later(start, 30)) }
  return bookCall(patient, { ...slot, spelled })
}

/** A time as the target spells its slots, with its zone designator where there is one. */
const withZone = ({ spelled }: Slot, time: string): string =>
  time + (/(Z|[+-]\d{2}:?\d{2})$/i.exec(spelled.Start)?.[0] ?? '')

/** The slot, with a clinician who is not at its clinic. */
function elsewhere({ slot, patient, found }: Valid, atClinic: ReadonlySet<string> | undefined): Call | undefined {
  const stranger = found.clinicians.find(
    (id) =>
      atClinic &&
      !atClinic.has(id) &&
      !found.slots.some((one) => one.clinicianID === id && one.clinicID === slot.clinicID),
  )
  if (stranger === undefined) return undefined
  const ClinicianID = isNumber(slot.spelled.ClinicianID) ? exactNumber(stranger) : stranger
  return bookCall(patient, { ...slot, spelled: { ...slot.spelled, ClinicianID } as Slot['spelled'] })
}

/** The slot, at a clinic where its clinician never is. */
function atOtherClinic({ slot, patient, found }: Valid, clinics: ReadonlySet<string> | undefined): Call | undefined {
  const isElsewhere = (one: Slot) => clinics && !clinics.has(one.clinicID)
  const other = found.slots.find(
    (one) =>
      isElsewhere(one) &&
      !found.slots.some(({ clinicianID, clinicID }) => clinicianID === slot.clinicianID && clinicID === one.clinicID),
  )
  return other && bookCall(patient, { ...slot, spelled: { ...slot.spelled, ClinicID: other.spelled.ClinicID } })
}

/** The slot, for a treatment that it was not offered for: of its clinician, if there is one. */
function otherTreatment({ slot, patient, found }: Valid): Call | undefined {
  const offered = found.slots.filter(
    (one) => one.clinicianID === slot.clinicianID && one.start.local === slot.start.local,
  )
  const isOther = (one: Slot) => !offered.some(({ treatmentID }) => treatmentID === one.treatmentID)
  const others = found.slots.filter(isOther)
  const other = others.find(({ clinicianID }) => clinicianID === slot.clinicianID) ?? others[0]
  return other && bookCall(patient, { ...slot, spelled: { ...slot.spelled, TreatmentID: other.spelled.TreatmentID } })
}

/** Minutes by which a slot is made longer: none that is offered is likely to end then. */
const LONGER = 7

/** The slot, with a later End. */
function longer({ slot, patient }: Valid): Call {
  const End = withZone(slot, later(slot.end.local, LONGER))
  return bookCall(patient, { ...slot, spelled: { ...slot.spelled, End } })
}

/** What is wrong is not in the request. */
const ASKED_FOR = { isValidInForm: true } as const

/** The timeslot operations say what can be booked; that nothing else can is not stated. */
export const neverOffered = rule('OPUS-BOOK-26', {
  probe: (opus) =>
    varyBooking(
      opus,
      'OPUS-BOOK-26',
      async (valid) => {
        const { clinicID, clinicianID } = valid.slot
        const book = new Book([
          ...(await opus.lists.byEach('OPUS-BOOK-26', CLINICIANS, 'clinicID', 'false')),
          ...(await opus.lists.byEach('OPUS-BOOK-26', CLINICS, 'clinicianID', 'false')),
        ])
        const stranger = 'createBooking with a clinician who is not at that clinic'
        const tries: [what: string, call: Call | undefined][] = [
          ['createBooking of a slot at night that was never offered', atNight(valid)],
          [stranger, elsewhere(valid, idsBy(book, CLINICIANS, { clinicID }, 'false'))],
          [
            `${stranger}, where that clinician has the slot`,
            atOtherClinic(valid, idsBy(book, CLINICS, { clinicianID }, 'false')),
          ],
          ['createBooking of a slot for a treatment that it was not offered for', otherTreatment(valid)],
          ['createBooking of a slot with a later End', longer(valid)],
        ]
        return tries.flatMap(([what, call]) => (call ? [{ what, call, ...ASKED_FOR }] : []))
      },
      true,
    ),
  judge: (trials) => refusedUndone('nothing is booked', refusedAnyhow(trials.observations), trials),
})
