import { exactNumber, isNumber } from '../../../engine/json.ts'
import { Book } from '../answers.ts'
import type { Call } from '../api.ts'
import { bookCall } from '../bookings/booker.ts'
import { CLINICIANS, CLINICS, idsBy } from '../lists/kinds.ts'
import { byEach } from '../lists/questions.ts'
import { later } from '../local-time.ts'
import { rule } from '../rule.ts'
import type { Slot } from '../shapes.ts'
import { refusedAnyhow } from '../statuses.ts'
import { undone, type Valid, vary } from '../trials.ts'

type Booked = Required<Pick<Valid, 'slot' | 'patient' | 'found'>>

/** Hours of the night in which a slot may never have been offered. */
const NIGHT = ['03:00:00', '02:00:00', '04:00:00', '01:00:00']

/** The slot, in a night in which its clinician has none. */
function atNight({ slot, patient, found }: Booked): Call | undefined {
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
function elsewhere({ slot, patient, found }: Booked, atClinic: ReadonlySet<string> | undefined): Call | undefined {
  const other = found.clinicians.find(
    (id) =>
      atClinic &&
      !atClinic.has(id) &&
      !found.slots.some((one) => one.clinicianID === id && one.clinicID === slot.clinicID),
  )
  if (other === undefined) return undefined
  const ClinicianID = isNumber(slot.spelled.ClinicianID) ? exactNumber(other) : other
  return bookCall(patient, { ...slot, spelled: { ...slot.spelled, ClinicianID } as Slot['spelled'] })
}

/** The slot, at a clinic where its clinician never is. */
function atOtherClinic({ slot, patient, found }: Booked, clinics: ReadonlySet<string> | undefined): Call | undefined {
  const isElsewhere = (one: Slot) => clinics && !clinics.has(one.clinicID)
  const other = found.slots.find(
    (one) =>
      isElsewhere(one) &&
      !found.slots.some(({ clinicianID, clinicID }) => clinicianID === slot.clinicianID && clinicID === one.clinicID),
  )
  return other && bookCall(patient, { ...slot, spelled: { ...slot.spelled, ClinicID: other.spelled.ClinicID } })
}

/** The slot, for a treatment that it was not offered for: of its clinician, if there is one. */
function otherTreatment({ slot, patient, found }: Booked): Call | undefined {
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
function longer({ slot, patient }: Booked): Call {
  const End = withZone(slot, later(slot.end.local, LONGER))
  return bookCall(patient, { ...slot, spelled: { ...slot.spelled, End } })
}

/** What is wrong is not in the request. */
const ASKED_FOR = { isValidInForm: true, isNeverOffered: true } as const

/** Bookings of what was never offered. */
export const rules = {
  /** The timeslot operations say what can be booked; that nothing else can is not stated. */
  'OPUS-BOOK-26': rule({
    probe: (opus) =>
      vary(
        opus,
        'createBooking',
        async (booking) => {
          const valid = booking as Booked
          const { clinicID, clinicianID } = valid.slot
          const book = new Book([
            ...(await byEach(CLINICIANS, 'clinicID', 'false')(opus)),
            ...(await byEach(CLINICS, 'clinicianID', 'false')(opus)),
          ])
          const notThere = 'createBooking with a clinician who is not at that clinic'
          const tries: [what: string, call: Call | undefined][] = [
            ['createBooking of a slot at night that was never offered', atNight(valid)],
            [notThere, elsewhere(valid, idsBy(book, CLINICIANS, { clinicID }, 'false'))],
            [
              `${notThere}, where that clinician has the slot`,
              atOtherClinic(valid, idsBy(book, CLINICS, { clinicianID }, 'false')),
            ],
            ['createBooking of a slot for a treatment that it was not offered for', otherTreatment(valid)],
            ['createBooking of a slot with a later End', longer(valid)],
          ]
          return tries.flatMap(([what, call]) => (call ? [{ what, call, ...ASKED_FOR }] : []))
        },
        true,
      ),
    judge: (trials) => undone('nothing is booked', refusedAnyhow(trials.observations), trials),
  }),
}
