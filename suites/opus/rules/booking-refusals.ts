import { exactNumber, isNumber } from '../../../engine/json.ts'
import type { Call } from '../api.ts'
import { Book } from '../book.ts'
import { bookCall } from '../bookings/desk.ts'
import { refusedUndone } from '../bookings/refusals.ts'
import { bookingFaults, type Valid, varyBooking } from '../bookings/trials.ts'
import { CLINICIANS, CLINICS, idsBy } from '../lists/kinds.ts'
import { later } from '../local-time.ts'
import { identifyingFaults } from '../patients/refusals.ts'
import { rule } from '../rule.ts'
import type { Slot } from '../shapes.ts'
import { refusedAnyhow, refusedWith } from '../statuses.ts'

const getBookingsRefuses = () =>
  rule({
    probe: (opus) => opus.during('made', () => identifyingFaults(opus, 'getBookings')),
    judge: refusedWith(400),
  })

const refuses = (operation: 'createBooking' | 'updateBooking') =>
  rule({
    probe: async (opus) => (await bookingFaults(opus, operation)).observations,
    judge: refusedWith(400),
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
const ASKED_FOR = { isValidInForm: true, isNeverOffered: true } as const

/** Bookings that are refused. */
export const rules = {
  // "Required: Year, Month, Day, Extradigits"
  'OPUS-BOOK-05': getBookingsRefuses(), // year missing
  'OPUS-BOOK-06': getBookingsRefuses(), // month missing
  'OPUS-BOOK-07': getBookingsRefuses(), // day missing
  'OPUS-BOOK-08': getBookingsRefuses(), // extra digits missing

  /** "Invalid SSN" */
  'OPUS-BOOK-10': getBookingsRefuses(), // impossible number

  // "Required: [Patient] [PersonalNumber] [TimeSlot]"
  'OPUS-BOOK-11': refuses('createBooking'), // patient missing
  'OPUS-BOOK-12': refuses('createBooking'), // personal number missing
  'OPUS-BOOK-13': refuses('createBooking'), // time slot missing

  /** "Invalid SSN" */
  'OPUS-BOOK-14': refuses('createBooking'), // impossible patient

  /** "missing or invalid data" */
  'OPUS-BOOK-15': refuses('createBooking'), // incomplete slot

  // "Required: BookingID, ClinicID, [PersonalNumber]"
  'OPUS-BOOK-20': refuses('updateBooking'), // BookingID missing
  'OPUS-BOOK-21': refuses('updateBooking'), // ClinicID missing
  'OPUS-BOOK-22': refuses('updateBooking'), // mover missing

  /** "a valid request for an entity that does not exist" */
  'OPUS-BOOK-16': rule({
    probe: (opus) => bookingFaults(opus, 'createBooking', true),
    judge: (trials) => refusedUndone('nothing is booked', refusedWith(400, 404)(trials.observations), trials),
  }),

  'OPUS-BOOK-23': rule({
    probe: (opus) => bookingFaults(opus, 'updateBooking', true),
    judge: (trials) => refusedUndone('nothing is changed', refusedWith(404, 400)(trials.observations), trials),
  }),

  /** The same, for the clinic in the query. */
  'OPUS-BOOK-28': rule({
    probe: (opus) => bookingFaults(opus, 'updateBooking', true),
    judge: (trials) => refusedUndone('nothing is changed', refusedWith(400, 404)(trials.observations), trials),
  }),

  /** The personal number is required beside the BookingID; what for is not said. */
  'OPUS-BOOK-24': rule({
    probe: (opus) => bookingFaults(opus, 'updateBooking', true),
    judge: (trials) => refusedUndone('the booking is unchanged', refusedAnyhow(trials.observations), trials),
  }),

  /** The timeslot operations say what can be booked; that nothing else can is not stated. */
  'OPUS-BOOK-26': rule({
    probe: (opus) =>
      varyBooking(
        opus,
        async (valid) => {
          const { clinicID, clinicianID } = valid.slot
          const book = new Book([
            ...(await opus.lists.byEach(CLINICIANS, 'clinicID', 'false')),
            ...(await opus.lists.byEach(CLINICS, 'clinicianID', 'false')),
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
  }),
}
