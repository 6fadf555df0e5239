import type { Observation } from '../../../engine/experiment.ts'
import type { Finding } from '../../../engine/verdict.ts'
import type { OpusOperation } from '../../../generators/opus-world.ts'
import { rule } from '../rule.ts'
import { refusedAnyhow, refusedWith } from '../statuses.ts'
import { tryFaults, undone } from '../trials.ts'

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
}
